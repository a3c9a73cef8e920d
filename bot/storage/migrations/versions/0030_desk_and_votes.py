"""What people decided about quotes, who looks at which now, and votes; quotes tell what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Add tables and columns; of the quotes that are there nobody decided anything."""
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("quote_id", sa.String(40), nullable=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_decision_pack_id"), ondelete="CASCADE"),
    )
    op.create_index("ix_decision_quote", "decision", ["pack_id", "quote_id"])
    op.create_table(
        "lease",
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("number", "user_id", name=op.f("pk_lease")),
    )
    op.create_table(
        "vote",
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "number", "user_id", name=op.f("pk_vote")),
    )
    op.add_column("pack", sa.Column("decided", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("quote", sa.Column("review", sa.String(12), nullable=False, server_default=""))
    op.add_column("quote", sa.Column("edited", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("quote", sa.Column("made", sa.Text()))
