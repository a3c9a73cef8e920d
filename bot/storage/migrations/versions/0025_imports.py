"""Who brought in how much lately."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "import",
        sa.Column("platform", sa.String(40), nullable=False),
        sa.Column("request_key", sa.String(200), nullable=False),
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "request_key", name=op.f("pk_import")),
    )
    op.create_index(op.f("ix_import_platform"), "import", ["platform", "user_id", "at"])
    op.create_index(op.f("ix_import_workspace_id"), "import", ["workspace_id", "at"])
    op.create_index(op.f("ix_import_at"), "import", ["at"])
