"""What is left of games that were over long ago, and how old requests are found.

A game is folded when its rounds are summed up in its own row and its players': `over_at` and `asked`, `counted` and
`record`. It is `gone` once the rounds' rows are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Add columns and indexes; every game there is whole."""
    op.add_column("game", sa.Column("over_at", sa.BigInteger()))
    op.add_column("game", sa.Column("asked", sa.Text()))
    op.add_column("game", sa.Column("gone", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("player", sa.Column("counted", sa.Integer()))
    op.add_column("player", sa.Column("record", sa.Text()))
    whole = sa.text("state = 'over' AND NOT gone")
    op.create_index("ix_game_whole", "game", ["started_at", "id"], sqlite_where=whole, postgresql_where=whole)
    op.create_index("ix_inbox_received_at", "inbox", ["received_at"])
