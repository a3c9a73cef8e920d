"""The language of a pack, the question a quote answers, packs that a workspace has switched off."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add two columns and a table; what is there keeps its place."""
    op.add_column("pack", sa.Column("language", sa.String(12), nullable=False, server_default=""))
    op.add_column("quote", sa.Column("asked", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "pack_off",
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_pack_off_pack_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_pack_off_workspace_id")),
        sa.PrimaryKeyConstraint("pack_id", "workspace_id", name=op.f("pk_pack_off")),
    )
