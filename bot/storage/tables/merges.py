"""Packs that were made one."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from bot.storage.columns import Json, Moment
from bot.storage.tables.base import metadata

# `from_said` and `into_said` are what was said in either before, so that the same is not brought in a second time;
# `apart` is what it takes to part them again.
merge = Table(
    "merge",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("from_id", Integer, ForeignKey("pack.id", ondelete="CASCADE"), nullable=False),
    Column("into_id", Integer, ForeignKey("pack.id", ondelete="CASCADE"), nullable=False),
    Column("from_said", String(40), nullable=False),
    Column("into_said", String(40), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment),
    Column("apart", Json, nullable=False),
    Index("ix_merge_from_id", "from_id"),
    Index("ix_merge_into_id", "into_id"),
)

# A number whose quote is kept under another one: what is asked for by the first is shown by the second.
double = Table(
    "double",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("kept", BigInteger, nullable=False),
    Column("merge_id", Integer, ForeignKey("merge.id", ondelete="CASCADE"), nullable=False),
    Index("ix_double_kept", "kept"),
)
