"""What people decided about quotes, who looks at which of them now, and what members think of them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    false,
)

from bot.storage.columns import Json, Moment
from bot.storage.tables.base import metadata

# One row a decision. Those of a curator's file have `file` set; an undone one stays, and counts no more.
decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pack_id", Integer, ForeignKey("pack.id", ondelete="CASCADE"), nullable=False),
    Column("quote_id", String(40), nullable=False),
    Column("what", String(12), nullable=False),
    Column("text", Text, nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("name", Text, nullable=False),
    Column("file", Boolean, nullable=False, server_default=false()),
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment),
    Index("ix_decision_quote", "pack_id", "quote_id"),
)

# Two labels of a pack that somebody said are one person; `apart`: what it takes to part them again.
voice = Table(
    "voice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pack_id", Integer, ForeignKey("pack.id", ondelete="CASCADE"), nullable=False),
    Column("label", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment),
    Column("apart", Json, nullable=False),
    Index("ix_voice_pack_id", "pack_id"),
)

# Who looks at which quote until when, so that no two are dealt the same; `skipped`: they want others first.
lease = Table(
    "lease",
    metadata,
    Column("number", BigInteger, nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("until", Moment, nullable=False),
    Column("skipped", Boolean, nullable=False, server_default=false()),
    PrimaryKeyConstraint("number", "user_id"),
)

# One person, one voice on a quote in a workspace: their vote, 1 or -1; without one what they did, 2 (shared it) or
# -2 (went on to the next at once).
vote = Table(
    "vote",
    metadata,
    Column("workspace_id", String(200), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("value", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("workspace_id", "number", "user_id"),
)
