"""The schema. Portable on purpose: no enums, no arrays, moments as integers, JSON as text.

Migrations in migrations/versions build the same; a test compares them on both engines. A theme's tables are a
module here; whoever needs all of them takes `metadata` from this package.
"""

from bot.storage.tables import (
    batons,
    blocks,
    book,
    daily,
    delivery,
    desk,
    doubts,
    feeds,
    games,
    installations,
    library,
    merges,
    presets,
    privacy,
    questions,
    round_votes,
    seasons,
    shards,
)
from bot.storage.tables.base import metadata

__all__ = [
    "batons",
    "blocks",
    "book",
    "daily",
    "delivery",
    "desk",
    "doubts",
    "feeds",
    "games",
    "installations",
    "library",
    "merges",
    "metadata",
    "presets",
    "privacy",
    "questions",
    "round_votes",
    "seasons",
    "shards",
]
