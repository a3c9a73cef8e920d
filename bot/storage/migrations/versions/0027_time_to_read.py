"""When the clock of a round may begin at the earliest."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Add a column."""
    op.add_column("round", sa.Column("ready_at", sa.BigInteger()))
