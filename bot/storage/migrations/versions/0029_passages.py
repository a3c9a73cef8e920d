"""What a curator left out of a pack, and where in its file a turn begins, so that passages can be told."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Add the columns; of packs that are there nothing is known to be left out until they come in again."""
    op.add_column("pack", sa.Column("dropped", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("turn", sa.Column("line", sa.Integer(), nullable=False, server_default="1"))
