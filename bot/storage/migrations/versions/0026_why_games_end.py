"""Why a game is over."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Add a column; of older games nobody knows."""
    op.add_column("game", sa.Column("ending", sa.String(20)))
