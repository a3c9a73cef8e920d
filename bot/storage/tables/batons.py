"""What one process at a time may do."""

from sqlalchemy import Column, String, Table

from bot.storage.columns import Moment
from bot.storage.tables.base import metadata

# `holder` has it until then at the latest; without one nobody may have it before. The name says nobody's.
baton = Table(
    "baton",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("holder", String(40), nullable=False),
    Column("until", Moment, nullable=False),
)
