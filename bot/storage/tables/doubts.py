"""Doubts about speakers."""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, String, Table, Text

from bot.storage.columns import Moment
from bot.storage.tables.base import metadata

# Who said that a quote is not of the speaker it shows.
doubt = Table(
    "doubt",
    metadata,
    Column("workspace_id", String(200), nullable=False),
    Column("number", Integer, nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("workspace_id", "number", "user_id"),
    Index("ix_doubt_user", "workspace_id", "user_id", "at"),
)
