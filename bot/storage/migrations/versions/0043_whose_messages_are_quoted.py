"""Who wrote the message that a quote was taken from; who left, and is quoted all the same."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    """Add the columns; of what is there nobody knows who wrote it, and nobody left."""
    op.add_column("added", sa.Column("author", sa.String(120), nullable=False, server_default=""))
    op.create_index("ix_added_author", "added", ["author"])
    op.add_column("person", sa.Column("gone_at", sa.BigInteger()))
    op.add_column("person", sa.Column("quoted_still", sa.Boolean(), nullable=False, server_default=sa.false()))
