"""People who hide, ratings, how items do, reports, and accepted forms that were learned."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add tables; nothing that was stored changes."""
    op.create_table(
        "person",
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("rating", sa.Float(), nullable=False, server_default="0"),
        sa.Column("answers", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name=op.f("pk_person")),
    )
    op.create_table(
        "item_stat",
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("rating", sa.Float(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("right_sum", sa.Float(), nullable=False),
        sa.Column("wrong_sum", sa.Float(), nullable=False),
        sa.Column("review", sa.Text()),
        sa.PrimaryKeyConstraint("workspace_id", "item_id", name=op.f("pk_item_stat")),
    )
    op.create_table(
        "item_report",
        *(sa.Column(name, sa.String(120), nullable=False) for name in ("platform", "workspace", "channel", "thread")),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("platform", "workspace", "item_id", "user_id", name=op.f("pk_item_report")),
    )
    op.create_table(
        "learned",
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "item_id", "form", name=op.f("pk_learned")),
    )
