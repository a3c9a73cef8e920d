"""What a workspace never wants to be shown."""

from sqlalchemy import Column, Integer, String, Table, Text, UniqueConstraint

from bot.storage.columns import Moment
from bot.storage.tables.base import metadata

# Words, or somebody who speaks: `kind` says which, `folded` is how it is compared.
block = Table(
    "block",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String(200), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("text", Text, nullable=False),
    Column("folded", String(400), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("workspace_id", "kind", "folded"),
)
