"""What all tables share, and those that no theme owns: workspaces, counters, requests, people."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    false,
)

from bot.storage.columns import Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# States that the rows of other themes ask for; their themes' models say what they mean.
ON, OFF, CLOSED, OVER = "on", "off", "closed", "over"


def place_columns() -> list[Column[Any]]:
    """A place as four columns."""
    names = ("platform", "workspace", "channel", "thread")
    return [Column(name, String(120), nullable=False) for name in names]


# The row with the empty id is the installation itself: it owns the packs that belong to no workspace.
INSTALLATION = ""

workspace = Table(
    "workspace",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("created_at", Moment, nullable=False),
    # When the bot was removed from it; null while it is there.
    Column("left_at", Moment),
)

# Sequences that must be gapless and equal on both engines: quote numbers, the content revision.
counter = Table(
    "counter",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

# How often content changed that one workspace alone sees; the content revision counts these changes too.
content_revision = Table(
    "content_revision",
    metadata,
    Column("workspace_id", String(200), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("platform", String(40), nullable=False),
    Column("request_key", String(200), nullable=False),
    Column("received_at", Moment, nullable=False),
    PrimaryKeyConstraint("platform", "request_key"),
    Index("ix_inbox_received_at", "received_at"),
)

# What is known about somebody in a workspace beside the games they played. `rating` is their Elo, 0 at first.
# `opted_out`: they are never quoted; `muted`: they are not told when they are. `gone_at`: when they were found to have
# left; `quoted_still`: a manager has them posted and asked about all the same.
person = Table(
    "person",
    metadata,
    Column("workspace_id", String(200), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("hidden", Boolean, nullable=False, server_default=false()),
    Column("rating", Float, nullable=False, server_default="0"),
    Column("answers", Integer, nullable=False, server_default="0"),
    Column("opted_out", Boolean, nullable=False, server_default=false()),
    Column("muted", Boolean, nullable=False, server_default=false()),
    Column("gone_at", Moment),
    Column("quoted_still", Boolean, nullable=False, server_default=false()),
    PrimaryKeyConstraint("workspace_id", "user_id"),
)

# The last day (in UTC) on which somebody spoke to the bot in a workspace of many; `manages`: as a manager, by then.
seen = Table(
    "seen",
    metadata,
    Column("platform", String(120), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("workspace", String(120), nullable=False),
    Column("day", String(10), nullable=False),
    Column("manages", Boolean, nullable=False, server_default=false()),
    PrimaryKeyConstraint("platform", "user_id", "workspace"),
    Index("ix_seen_day", "day"),
)
