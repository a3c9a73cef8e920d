"""Rounds of two phases, and the endings that players make up in the first one."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Add a column and a table; every round there is asked for answers."""
    op.add_column("round", sa.Column("phase", sa.String(12), nullable=False, server_default="answers"))
    op.create_table(
        "fake",
        sa.Column("round_id", sa.String(40), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("round_id", "user_id", name=op.f("pk_fake")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_fake_round_id")),
    )
