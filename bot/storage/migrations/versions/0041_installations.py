"""One Quoth may be in many workspaces of Slack, each with its own tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    """Add the tables; nothing is kept yet."""
    op.create_table(
        "installation",
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("team", sa.String(120), nullable=False),
        sa.Column("enterprise", sa.String(120), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("bot_user", sa.String(120), nullable=False),
        sa.Column("bot_id", sa.String(120), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("key_mark", sa.String(16), nullable=False),
        sa.Column("expires_at", sa.BigInteger()),
        sa.Column("granted", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("installed_by", sa.String(120), nullable=False),
        sa.Column("installed_at", sa.BigInteger(), nullable=False),
        sa.Column("left_at", sa.BigInteger()),
        sa.Column("lease", sa.String(40)),
        sa.Column("lease_until", sa.BigInteger()),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_installation")),
    )
    op.create_index("ix_installation_expires_at", "installation", ["expires_at"])
    op.create_table(
        "install_state",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_install_state")),
    )
    op.create_index("ix_install_state_until", "install_state", ["until"])
