"""Who said that a quote is somebody else's, and who was seen managing where, so that one of them can be told."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Add a table and a column; of those who were seen before nobody is known to manage."""
    op.create_table(
        "doubt",
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "number", "user_id", name=op.f("pk_doubt")),
    )
    op.create_index("ix_doubt_user", "doubt", ["workspace_id", "user_id", "at"])
    op.add_column("seen", sa.Column("manages", sa.Boolean(), nullable=False, server_default=sa.false()))
