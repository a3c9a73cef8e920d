"""Games that begin at a time, kinds of daily questions, and seasons of boards."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Add columns and a table: nothing that is posted is a game, and the first season has no beginning."""
    op.add_column("subscription", sa.Column("mode", sa.String(200), nullable=False, server_default=""))
    op.add_column("subscription", sa.Column("game", sa.Text()))
    op.create_table(
        "season",
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "number", name=op.f("pk_season")),
    )
