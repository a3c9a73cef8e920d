"""Where people were seen lately: what is asked there is withheld from them in direct messages."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add a table; nothing that was stored changes."""
    op.create_table(
        "seen",
        sa.Column("platform", sa.String(120), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("workspace", sa.String(120), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("platform", "user_id", "workspace", name=op.f("pk_seen")),
    )
    op.create_index("ix_seen_day", "seen", ["day"])
