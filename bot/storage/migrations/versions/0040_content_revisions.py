"""What changed in one workspace alone is told apart, so that the others read nothing anew."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    """Add the table; whoever does not know it raises the content revision, which is for everybody."""
    op.create_table(
        "content_revision",
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_content_revision")),
    )
