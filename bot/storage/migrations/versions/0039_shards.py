"""Processes agree on who is connected for which shard."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    """Add the tables; nobody holds anything yet."""
    op.create_table(
        "shard_holder",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shard_holder")),
    )
    op.create_table(
        "shard",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("holder", sa.String(40), nullable=True),
        sa.Column("identified_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_shard")),
    )
    op.create_index("ix_shard_holder", "shard", ["holder"])
