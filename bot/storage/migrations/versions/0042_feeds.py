"""Podcast feeds that a workspace follows."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "feed",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(40), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False, server_default=""),
        sa.Column("modified", sa.Text(), nullable=False, server_default=""),
        sa.Column("episodes", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("brought", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("newest_id", sa.Integer()),
        sa.Column("newest_at", sa.BigInteger()),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("problem", sa.Text(), nullable=False, server_default=""),
        sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("lease", sa.String(40)),
        sa.Column("lease_until", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        sa.UniqueConstraint("workspace_id", "digest", name=op.f("uq_feed_workspace_id_digest")),
    )
    op.create_index("ix_feed_next_at", "feed", ["next_at"])
