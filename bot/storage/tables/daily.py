"""Daily posts and settings."""

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
    UniqueConstraint,
    false,
    text,
)  # fmt: skip

from bot.storage.columns import Json, Moment
from bot.storage.tables.base import metadata, place_columns

# What a channel gets and when. `next_due_at` is null while nothing is scheduled.
subscription = Table(
    "subscription",
    metadata,
    Column("id", String(40), primary_key=True),
    *place_columns(),
    Column("pack", String(80), nullable=False),
    Column("style", String(20), nullable=False),
    Column("time", String(5), nullable=False),
    Column("zone", String(60), nullable=False),
    Column("days", String(7), nullable=False),
    Column("reveal", String(5)),
    Column("rounds", Integer, nullable=False),
    Column("queued", BigInteger),
    Column("state", String(20), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("warned", Boolean, nullable=False, server_default=false()),
    Column("set_by", String(120), nullable=False),
    Column("set_by_name", Text, nullable=False),
    Column("next_date", String(10)),
    Column("next_due_at", Moment),
    # Which kinds of question it asks, with commas between them; "" for those that it asks by itself.
    Column("mode", String(200), nullable=False, server_default=""),
    # By which rules it is played, where it is a game.
    Column("game", Json),
    UniqueConstraint("platform", "workspace", "channel", "thread", "pack", "style"),
    Index(
        "ix_subscription_due", "next_due_at", "id",
        sqlite_where=text("next_due_at IS NOT NULL"), postgresql_where=text("next_due_at IS NOT NULL"),
    ),
)  # fmt: skip

# The ledger: one row for a subscription, local date and slot, whatever happens.
delivery = Table(
    "delivery",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("subscription_id", String(40), ForeignKey("subscription.id"), nullable=False),
    Column("platform", String(120), nullable=False),
    Column("workspace", String(120), nullable=False),
    Column("local_date", String(10), nullable=False),
    Column("slot", String(220), nullable=False),
    Column("style", String(20), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("number", BigInteger),
    Column("items", Json, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("reveal_at", Moment),
    Column("about", String(40), nullable=False),
    Column("lead", Text, nullable=False),
    Column("settled_at", Moment),
    UniqueConstraint("subscription_id", "local_date", "slot"),
    Index("ix_delivery_recent", "subscription_id", "due_at"),
    Index("ix_delivery_open", "platform", "workspace", sqlite_where=text("open"), postgresql_where=text("open")),
    Index("ix_delivery_reveal", "reveal_at", sqlite_where=text("open"), postgresql_where=text("open")),
)

# Private answers to the items of a delivery.
guess = Table(
    "guess",
    metadata,
    Column("delivery_id", String(40), ForeignKey("delivery.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("name", Text, nullable=False),
    Column("choice", Text, nullable=False),
    Column("right", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("delivery_id", "position", "user_id"),
)

# What a workspace's managers chose; the empty workspace is the installation.
setting = Table(
    "setting",
    metadata,
    Column("workspace_id", String(200), nullable=False),
    Column("name", String(40), nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("workspace_id", "name"),
)
