"""A workspace's own book: which pack it is, where and when its quotes were said, and who added them."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """Add columns and the table; no pack there is becomes a book."""
    op.add_column("pack", sa.Column("book", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("pack", sa.Column("channel", sa.String(120), nullable=False, server_default=""))
    op.add_column("quote", sa.Column("link", sa.Text(), nullable=False, server_default=""))
    op.add_column("quote", sa.Column("date", sa.String(10), nullable=False, server_default=""))
    op.create_table(
        "added",
        sa.Column("number", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.String(120), nullable=False, server_default=""),
        sa.Column("suggested", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_added")),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_added_pack_id"), ondelete="CASCADE"),
    )
    op.create_index("ix_added_user", "added", ["pack_id", "user_id", "at"])
