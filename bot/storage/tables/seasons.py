"""Seasons of boards."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, String, Table

from bot.storage.columns import Moment
from bot.storage.tables.base import metadata

# A season of a workspace that was closed; the next one began at that moment. Nobody is named: its board is counted anew
# from the games of its time whenever somebody looks.
season = Table(
    "season",
    metadata,
    Column("workspace_id", String(200), nullable=False),
    Column("number", Integer, nullable=False),
    Column("closed_at", Moment, nullable=False),
    PrimaryKeyConstraint("workspace_id", "number"),
)
