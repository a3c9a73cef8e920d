"""Who is connected for which part of a platform, such as Discord's shards."""

from sqlalchemy import Column, Index, Integer, String, Table

from bot.storage.columns import Moment
from bot.storage.tables.base import metadata

# A process that holds shards or waits for some, as long as it renews its lease.
shard_holder = Table(
    "shard_holder",
    metadata,
    Column("id", String(40), primary_key=True),
    # From when on without a break; who has been here for less than a lease takes nothing from others.
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
)

# One row for each shard there is: their number is agreed by all processes.
shard = Table(
    "shard",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("holder", String(40)),
    # When a session of it was begun last, by whomever.
    Column("identified_at", Moment),
    Index("ix_shard_holder", "holder"),
)
