"""Which labels of a pack somebody said are one person, and what it takes to part them again."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "voice",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger()),
        sa.Column("apart", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice")),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_voice_pack_id"), ondelete="CASCADE"),
    )
    op.create_index("ix_voice_pack_id", "voice", ["pack_id"])
