"""Questions that people of a workspace wrote themselves."""

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table, Text

from bot.storage.columns import Json, Moment
from bot.storage.tables.base import metadata

# States of a question that is played no more, and never was; bot/games/own_questions.py has the others.
DELETED, DECLINED = "deleted", "declined"

# One row a question, which keeps its number for good. What is asked of it stands in `item` as well, in the workspace's
# own pack (`pack_id`; none for one that waits for a manager). `frozen` is empty once its words are gone.
question = Table(
    "question",
    metadata,
    Column("workspace_id", String(200), nullable=False),
    Column("number", Integer, nullable=False),
    Column("pack_id", Integer, ForeignKey("pack.id", ondelete="CASCADE")),
    Column("item_id", String(40), nullable=False),
    Column("state", String(12), nullable=False),
    Column("frozen", Json),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("added_by", String(120), nullable=False),
    Column("added_name", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("changed_by", String(120), nullable=False),
    Column("changed_name", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    PrimaryKeyConstraint("workspace_id", "number"),
    Index("ix_question_item", "workspace_id", "item_id"),
    Index("ix_question_state", "state", "changed_at"),
)
