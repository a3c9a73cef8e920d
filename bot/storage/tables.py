"""The schema. Portable on purpose: no enums, no arrays, moments as integers, JSON as text.

Migrations in migrations/versions build the same; a test compares them on both engines.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from bot.storage.columns import Json, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# States that the rows of other themes ask for; their themes' models say what they mean.
ON, OFF, CLOSED, OVER = "on", "off", "closed", "over"


def place_columns() -> list[Column[Any]]:
    """A place as four columns."""
    names = ("platform", "workspace", "channel", "thread")
    return [Column(name, String(120), nullable=False) for name in names]


# The row with the empty id is the installation itself: it owns the packs that belong to no workspace.
INSTALLATION = ""
workspace = Table(
    "workspace",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("created_at", Moment, nullable=False),
)

# Sequences that must be gapless and equal on both engines: quote numbers, the content revision.
counter = Table(
    "counter",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

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

inbox = Table(
    "inbox",
    metadata,
    Column("platform", String(40), nullable=False),
    Column("request_key", String(200), nullable=False),
    Column("received_at", Moment, nullable=False),
    PrimaryKeyConstraint("platform", "request_key"),
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

game = Table(
    "game",
    metadata,
    Column("id", String(40), primary_key=True),
    *place_columns(),
    Column("host", String(120), nullable=False),
    Column("rules", Json, nullable=False),
    Column("state", String(20), nullable=False),
    Column("silent", Integer, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("begins_at", Moment),
    Column("ending", String(20)),
    Index(
        "uq_game_running", "platform", "workspace", "channel", "thread",
        unique=True, sqlite_where=text("state <> 'over'"), postgresql_where=text("state <> 'over'"),
    ),
    Index("ix_game_workspace", "platform", "workspace"),
)  # fmt: skip

player = Table(
    "player",
    metadata,
    Column("game_id", String(40), ForeignKey("game.id"), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("joined", Boolean, nullable=False),
    Column("streak", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    Column("team", String(40), nullable=False, server_default=""),
    PrimaryKeyConstraint("game_id", "user_id"),
    CheckConstraint("points >= 0 and streak >= 0", name="counts"),
)

round_ = Table(
    "round",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("game_id", String(40), ForeignKey("game.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("item_id", String(40), nullable=False),
    Column("quote_id", String(40)),
    Column("quote_number", BigInteger),
    Column("frozen", Json, nullable=False),
    Column("seconds", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("ready_at", Moment),
    Column("opens_at", Moment),
    Column("closes_at", Moment),
    Column("left", Float),
    Column("void", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("game_id", "number"),
    Index(
        "ix_round_due", "closes_at", sqlite_where=text("state = 'open'"), postgresql_where=text("state = 'open'")
    ),
    Index(
        "uq_round_unclosed", "game_id",
        unique=True, sqlite_where=text("state <> 'closed'"), postgresql_where=text("state <> 'closed'"),
    ),
)  # fmt: skip

answer = Table(
    "answer",
    metadata,
    Column("round_id", String(40), ForeignKey("round.id"), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("text", Text, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    PrimaryKeyConstraint("round_id", "user_id"),
)

# What a player did in a round beside answering: took the hint, voted to skip.
mark = Table(
    "mark",
    metadata,
    Column("round_id", String(40), ForeignKey("round.id"), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("kind", String(20), nullable=False),
    PrimaryKeyConstraint("round_id", "user_id", "kind"),
)

# What is known about somebody in a workspace beside the games they played. `rating` is their Elo, 0 at first.
person = Table(
    "person",
    metadata,
    Column("workspace_id", String(200), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("hidden", Boolean, nullable=False, server_default=false()),
    Column("rating", Float, nullable=False, server_default="0"),
    Column("answers", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("workspace_id", "user_id"),
)

# The last day (in UTC) on which somebody spoke to the bot in a workspace of many; `manages`: as a manager, by then.
seen = Table(
    "seen",
    metadata,
    Column("platform", String(120), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("workspace", String(120), nullable=False),
    Column("day", String(10), nullable=False),
    Column("manages", Boolean, nullable=False, server_default=false()),
    PrimaryKeyConstraint("platform", "user_id", "workspace"),
    Index("ix_seen_day", "day"),
)

# How an item did in a workspace. The sums are of the ratings of those who were right and of the others.
item_stat = Table(
    "item_stat",
    metadata,
    Column("workspace_id", String(200), nullable=False),
    Column("item_id", String(40), nullable=False),
    Column("rating", Float, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("right_sum", Float, nullable=False),
    Column("wrong_sum", Float, nullable=False),
    Column("review", Text),
    PrimaryKeyConstraint("workspace_id", "item_id"),
)

# What each answer of a round changed in ratings, so that it can be taken back.
rating_step = Table(
    "rating_step",
    metadata,
    Column("round_id", String(40), ForeignKey("round.id"), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("right", Boolean, nullable=False),
    Column("item", Float, nullable=False),
    Column("player", Float, nullable=False),
    Column("strength", Float, nullable=False),
    PrimaryKeyConstraint("round_id", "user_id"),
)

item_report = Table(
    "item_report",
    metadata,
    *place_columns(),
    Column("item_id", String(40), nullable=False),
    Column("user_id", String(120), nullable=False),
    PrimaryKeyConstraint("platform", "workspace", "item_id", "user_id"),
)

# Forms of an answer that a host accepted for an item.
learned = Table(
    "learned",
    metadata,
    Column("workspace_id", String(200), nullable=False),
    Column("item_id", String(40), nullable=False),
    Column("form", Text, nullable=False),
    PrimaryKeyConstraint("workspace_id", "item_id", "form"),
)

score_event = Table(
    "score_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("game_id", String(40), ForeignKey("game.id"), nullable=False),
    Column("round_id", String(40), ForeignKey("round.id"), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("points", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("round_id", "user_id", "kind"),
    Index("ix_score_event_game_id", "game_id"),
)

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
