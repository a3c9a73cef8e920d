"""What a member who is a speaker is called on their platform."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    """Add the column; who was linked before is called by the talk's name until they are seen again."""
    op.add_column("link", sa.Column("called", sa.Text(), nullable=False, server_default=""))
