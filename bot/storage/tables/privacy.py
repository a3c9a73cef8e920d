"""Whose words are whose, and whose are not to be kept."""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, String, Table, Text

from bot.storage.columns import Moment
from bot.storage.tables.base import metadata

# A speaker who is a member of a workspace; `linked_by` said so. `name` is the speaker's, `folded` what it is known by,
# `called` what the member is called on their platform, "" while nobody knows.
link = Table(
    "link",
    metadata,
    Column("workspace_id", String(200), nullable=False),
    Column("folded", String(200), nullable=False),
    Column("name", Text, nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("linked_by", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    Column("called", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("workspace_id", "folded"),
    Index("ix_link_user", "workspace_id", "user_id"),
)

# A label whose words are left out of every import, because its speaker was forgotten. Neither the label nor who asked
# for it can be read from it: both are digests with a salt of their own.
forgotten = Table(
    "forgotten",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String(200), nullable=False),
    Column("salt", String(32), nullable=False),
    Column("label", String(64), nullable=False),
    Column("asked", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_forgotten_workspace", "workspace_id"),
)
