"""In how many phases in a row a player did nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    """Add the column; of games that run everybody is there."""
    op.add_column("player", sa.Column("silent", sa.Integer(), nullable=False, server_default="0"))
