"""What each answer of a round changed in ratings, so that a round that is undone takes it back."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add a table; what was rated before stays as it is."""
    op.create_table(
        "rating_step",
        sa.Column("round_id", sa.String(40), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("item", sa.Float(), nullable=False),
        sa.Column("player", sa.Float(), nullable=False),
        sa.Column("strength", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_rating_step_round_id")),
        sa.PrimaryKeyConstraint("round_id", "user_id", name=op.f("pk_rating_step")),
    )
