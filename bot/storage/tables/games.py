"""Games, their rounds, what was answered, and what is learned from it."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
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
    text,
)

from bot.storage.columns import Json, Moment
from bot.storage.tables.base import metadata, place_columns

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
    # Of one that was folded: when the last thing happened in it, which items it asked; and whether its rounds are gone.
    Column("over_at", Moment),
    Column("asked", Json),
    Column("gone", Boolean, nullable=False, server_default=false()),
    Index(
        "uq_game_running", "platform", "workspace", "channel", "thread",
        unique=True, sqlite_where=text("state <> 'over'"), postgresql_where=text("state <> 'over'"),
    ),
    Index("ix_game_workspace", "platform", "workspace"),
    Index(
        "ix_game_whole", "started_at", "id", sqlite_where=text("state = 'over' AND NOT gone"),
        postgresql_where=text("state = 'over' AND NOT gone"),
    ),
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
    Column("silent", Integer, nullable=False, server_default="0"),
    # Of a folded game: the points that boards count, and what was answered, by kind (bot/app/rows/old_games.py).
    Column("counted", Integer),
    Column("record", Json),
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
    Column("phase", String(12), nullable=False, server_default="answers"),
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

# An ending that a player made up, in a round whose options the players write.
fake = Table(
    "fake",
    metadata,
    Column("round_id", String(40), ForeignKey("round.id"), nullable=False),
    Column("user_id", String(120), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("removed", Boolean, nullable=False, server_default=false()),
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
