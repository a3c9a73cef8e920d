"""Mixes are kept under a name; people say what they think of rounds."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    """Add the tables; nothing is kept yet."""
    op.create_table(
        "preset",
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key", name=op.f("pk_preset")),
    )
    op.create_table(
        "round_vote",
        sa.Column("round_id", sa.String(40), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("platform", sa.String(120), nullable=False),
        sa.Column("workspace", sa.String(120), nullable=False),
        sa.Column("channel", sa.String(120), nullable=False),
        sa.Column("thread", sa.String(120), nullable=False),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "user_id", name=op.f("pk_round_vote")),
    )
    op.create_index("ix_round_vote_workspace", "round_vote", ["platform", "workspace", "channel", "at"])
    op.create_index("ix_round_vote_at", "round_vote", ["at"])
