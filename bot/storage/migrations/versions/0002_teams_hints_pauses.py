"""Teams, lobbies, hints and votes, pauses and undone rounds; how often a post was tried."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what a team game needs; games that were played keep their meaning."""
    op.add_column("game", sa.Column("begins_at", sa.BigInteger()))
    op.add_column("player", sa.Column("team", sa.String(40), nullable=False, server_default=""))
    op.add_column("round", sa.Column("left", sa.Float()))
    op.add_column("round", sa.Column("void", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("post", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "mark",
        sa.Column("round_id", sa.String(40), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_mark_round_id")),
        sa.PrimaryKeyConstraint("round_id", "user_id", "kind", name=op.f("pk_mark")),
    )
