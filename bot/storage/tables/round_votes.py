"""What people think of rounds that were asked."""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, String, Table

from bot.storage.columns import Moment
from bot.storage.tables.base import metadata, place_columns

# One person, one vote a round: 1 or -1. `form` is the kind, and whether it is typed. It stays when the round is folded.
round_vote = Table(
    "round_vote",
    metadata,
    Column("round_id", String(40), nullable=False),
    Column("user_id", String(120), nullable=False),
    *place_columns(),
    Column("item_id", String(40), nullable=False),
    Column("form", String(40), nullable=False),
    Column("value", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("round_id", "user_id"),
    Index("ix_round_vote_workspace", "platform", "workspace", "channel", "at"),
    Index("ix_round_vote_at", "at"),
)
