"""Speakers who are members, who is never quoted, whose words are not kept again, and workspaces that were left."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    """Add the tables and columns; nobody is linked, opted out or forgotten."""
    op.create_table(
        "link",
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("folded", sa.String(200), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("linked_by", sa.String(120), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "folded", name=op.f("pk_link")),
    )
    op.create_index("ix_link_user", "link", ["workspace_id", "user_id"])
    op.create_table(
        "forgotten",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("label", sa.String(64), nullable=False),
        sa.Column("asked", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forgotten")),
    )
    op.create_index("ix_forgotten_workspace", "forgotten", ["workspace_id"])
    op.add_column("person", sa.Column("opted_out", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("person", sa.Column("muted", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("workspace", sa.Column("left_at", sa.BigInteger()))
