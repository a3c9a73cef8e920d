"""Posts."""

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    Index,
    Integer,
    String,
    Table,
    Text,
    and_,
    literal_column,
    text,
)

from bot.storage.columns import Moment
from bot.storage.tables.base import metadata, place_columns

post = Table(
    "post",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(120), nullable=False, unique=True),
    *place_columns(),
    Column("kind", String(20), nullable=False),
    Column("subject", String(120), nullable=False),
    Column("nonce", String(25), nullable=False),
    Column("status", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("lease", String(40)),
    Column("lease_until", Moment),
    Column("message_id", String(120)),
    Column("reason", Text),
    Index(
        "ix_post_due", "priority", "not_before", "id",
        sqlite_where=text("shown < version AND status <> 'failed'"),
        postgresql_where=text("shown < version AND status <> 'failed'"),
    ),
    Index(
        "ix_post_place", "platform", "workspace", "channel", "thread",
        sqlite_where=text("shown < version AND status <> 'failed'"),
        postgresql_where=text("shown < version AND status <> 'failed'"),
    ),
    Index(
        "ix_post_leased", "platform", "workspace", "channel", "thread",
        sqlite_where=text("lease_until IS NOT NULL"), postgresql_where=text("lease_until IS NOT NULL"),
    ),
)  # fmt: skip


def unsent(those: FromClause) -> ColumnElement[bool]:
    """What of these posts is still to be sent or edited.

    Written out, so that each engine sees that the partial indexes hold what is asked for.
    """
    return and_(those.c.shown < those.c.version, those.c.status != literal_column("'failed'"))
