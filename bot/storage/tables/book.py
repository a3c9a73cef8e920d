"""Who added which quote to a workspace's own book."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, false

from bot.storage.columns import Moment
from bot.storage.tables.base import metadata

# `message` is the platform's id of the message whose words came in last, "" for words that were typed.
# `author` wrote that message, or is the member who was named as the speaker; "" where nobody knows who that is.
# `suggested`: a manager decides whether it comes in.
added = Table(
    "added",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("pack_id", Integer, ForeignKey("pack.id", ondelete="CASCADE"), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("message", String(120), nullable=False, server_default=""),
    Column("suggested", Boolean, nullable=False, server_default=false()),
    Column("author", String(120), nullable=False, server_default=""),
    Index("ix_added_user", "pack_id", "user_id", "at"),
    Index("ix_added_author", "author"),
)
