"""Podcast feeds that a workspace follows."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint, false

from bot.storage.columns import Json, Moment
from bot.storage.tables.base import metadata

# One row a feed. `episodes` says of each that is known how often it was tried in vain, 0 for one that is settled; those
# that are not in it and came out from `since` on are new. `newest_id` is the pack of the newest one, brought in at
# `newest_at`. Whoever looks at a feed holds its lease.
feed = Table(
    "feed",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String(200), nullable=False),
    Column("digest", String(40), nullable=False),
    Column("link", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("etag", Text, nullable=False, server_default=""),
    Column("modified", Text, nullable=False, server_default=""),
    Column("episodes", Json, nullable=False),
    Column("since", Moment, nullable=False),
    Column("brought", Integer, nullable=False, server_default="0"),
    Column("newest_id", Integer),
    Column("newest_at", Moment),
    Column("next_at", Moment, nullable=False),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("problem", Text, nullable=False, server_default=""),
    Column("told", Boolean, nullable=False, server_default=false()),
    Column("lease", String(40)),
    Column("lease_until", Moment),
    UniqueConstraint("workspace_id", "digest"),
    Index("ix_feed_next_at", "next_at"),
)
