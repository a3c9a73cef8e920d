"""Packs and what is in them, what was brought in, what was shown."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.storage.columns import Json, Moment
from bot.storage.tables.base import metadata, place_columns

pack = Table(
    "pack",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("workspace_id", String(200), ForeignKey("workspace.id"), nullable=False),
    Column("audience", String(20), nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("fingerprint", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("language", String(12), nullable=False, server_default=""),
    Column("imported_at", Moment, nullable=False),
    # What was said, whoever said it; the dropped file it came from and what that file held.
    Column("said", String(40), nullable=False, server_default=""),
    Column("file", Text, nullable=False, server_default=""),
    Column("file_digest", String(40), nullable=False, server_default=""),
    Column("removed_at", Moment),
    # Words that a curator left out, folded or not.
    Column("dropped", Json, nullable=False, server_default="[]"),
    # How often something was decided about its quotes: what changes it is another pack to whoever holds it.
    Column("decided", Integer, nullable=False, server_default="0"),
    # A workspace's own book, which no import is an edition of; and the one channel that sees it, "" for all.
    Column("book", Boolean, nullable=False, server_default=false()),
    Column("channel", String(120), nullable=False, server_default=""),
    UniqueConstraint("workspace_id", "name"),
    Index("ix_pack_said", "said"),
)

pack_grant = Table(
    "pack_grant",
    metadata,
    Column("pack_id", Integer, ForeignKey("pack.id", ondelete="CASCADE"), nullable=False),
    Column("workspace_id", String(200), ForeignKey("workspace.id"), nullable=False),
    PrimaryKeyConstraint("pack_id", "workspace_id"),
)

pack_off = Table(
    "pack_off",
    metadata,
    Column("pack_id", Integer, ForeignKey("pack.id", ondelete="CASCADE"), nullable=False),
    Column("workspace_id", String(200), ForeignKey("workspace.id"), nullable=False),
    PrimaryKeyConstraint("pack_id", "workspace_id"),
)

speaker = Table(
    "speaker",
    metadata,
    Column("pack_id", Integer, ForeignKey("pack.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("aliases", Json, nullable=False),
    Column("blurb", Text, nullable=False),
    PrimaryKeyConstraint("pack_id", "position"),
)

turn = Table(
    "turn",
    metadata,
    Column("pack_id", Integer, ForeignKey("pack.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("speaker", Text),
    Column("section", Text, nullable=False),
    Column("start", Float),
    Column("text", Text, nullable=False),
    Column("line", Integer, nullable=False, server_default="1"),
    PrimaryKeyConstraint("pack_id", "position"),
)

quote = Table(
    "quote",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("pack_id", Integer, ForeignKey("pack.id"), nullable=False),
    Column("quote_id", String(40), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("speaker", Text),
    Column("text", Text, nullable=False),
    Column("original", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("start", Float),
    Column("score", Float, nullable=False),
    Column("reasons", Json, nullable=False),
    Column("verbatim", Boolean, nullable=False),
    Column("asked", Text, nullable=False, server_default=""),
    Column("removed_at", Moment),
    # What holds of it by decisions, and what the import made where they changed that.
    Column("review", String(12), nullable=False, server_default=""),
    Column("edited", Boolean, nullable=False, server_default=false()),
    Column("made", Json),
    # Of a quote that somebody added: where it was said, and on which day (2026-03-01).
    Column("link", Text, nullable=False, server_default=""),
    Column("date", String(10), nullable=False, server_default=""),
    UniqueConstraint("pack_id", "quote_id"),
)

item = Table(
    "item",
    metadata,
    Column("pack_id", Integer, ForeignKey("pack.id", ondelete="CASCADE"), nullable=False),
    Column("item_id", String(40), nullable=False),
    Column("position", Integer, nullable=False),
    Column("frozen", Json, nullable=False),
    PrimaryKeyConstraint("pack_id", "item_id"),
)

# What was brought in during the last day: those that do not count were refused, and count by their size alone.
import_ = Table(
    "import",
    metadata,
    Column("platform", String(40), nullable=False),
    Column("request_key", String(200), nullable=False),
    Column("workspace_id", String(200), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("counts", Boolean, nullable=False),
    PrimaryKeyConstraint("platform", "request_key"),
    Index("ix_import_platform", "platform", "user_id", "at"),
    Index("ix_import_workspace_id", "workspace_id", "at"),
    Index("ix_import_at", "at"),
)

shown = Table(
    "shown",
    metadata,
    Column("id", Integer, primary_key=True),
    *place_columns(),
    Column("number", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_shown_place", "platform", "workspace", "channel", "thread", "id"),
)
