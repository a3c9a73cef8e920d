"""Workspaces that somebody added the bot to by the page of this Quoth, each with its own tokens."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, false

from bot.storage.columns import Moment
from bot.storage.tables.base import metadata

# `sealed` are the tokens, encrypted with the key whose mark is `key_mark`; empty once the workspace left. `granted`
# says how often it was given tokens, so that who holds others knows that they are old. `lease` is whoever asks for new
# ones now, and `lease_until` when somebody else may.
installation = Table(
    "installation",
    metadata,
    Column("workspace_id", String(200), primary_key=True),
    Column("name", Text, nullable=False),
    Column("team", String(120), nullable=False),
    Column("enterprise", String(120), nullable=False),
    Column("whole", Boolean, nullable=False, server_default=false()),
    Column("bot_user", String(120), nullable=False),
    Column("bot_id", String(120), nullable=False),
    Column("scopes", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("key_mark", String(16), nullable=False),
    Column("expires_at", Moment),
    Column("granted", Integer, nullable=False, server_default="1"),
    Column("installed_by", String(120), nullable=False),
    Column("installed_at", Moment, nullable=False),
    Column("left_at", Moment),
    Column("lease", String(40)),
    Column("lease_until", Moment),
    Index("ix_installation_expires_at", "expires_at"),
)

# Who is on the way to add the bot: a digest of what only their browser has, until when it may be used, once.
install_state = Table(
    "install_state",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("until", Moment, nullable=False),
    Index("ix_install_state_until", "until"),
)
