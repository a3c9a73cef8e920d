"""Kept mixes: what a game is to be played with, under a name."""

from sqlalchemy import Column, PrimaryKeyConstraint, String, Table, Text

from bot.storage.columns import Json, Moment
from bot.storage.tables.base import metadata

# `key` is the name as it is compared, `options` are those of /quiz start, `user_id` who kept it last.
preset = Table(
    "preset",
    metadata,
    Column("workspace_id", String(200), nullable=False),
    Column("key", String(80), nullable=False),
    Column("id", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("options", Json, nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("workspace_id", "key"),
)
