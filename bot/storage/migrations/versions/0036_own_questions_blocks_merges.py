"""Questions that people of a workspace write themselves, what they never want to be shown, and packs made one."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "question",
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.Integer()),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("frozen", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("added_by", sa.String(120), nullable=False),
        sa.Column("added_name", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.String(120), nullable=False),
        sa.Column("changed_name", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "number", name=op.f("pk_question")),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_question_pack_id"), ondelete="CASCADE"),
    )
    op.create_index("ix_question_item", "question", ["workspace_id", "item_id"])
    op.create_index("ix_question_state", "question", ["state", "changed_at"])
    op.create_table(
        "block",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.String(400), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block")),
        sa.UniqueConstraint("workspace_id", "kind", "folded", name=op.f("uq_block_workspace_id_kind_folded")),
    )
    op.create_table(
        "merge",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("from_said", sa.String(40), nullable=False),
        sa.Column("into_said", sa.String(40), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger()),
        sa.Column("apart", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
        sa.ForeignKeyConstraint(["from_id"], ["pack.id"], name=op.f("fk_merge_from_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["into_id"], ["pack.id"], name=op.f("fk_merge_into_id"), ondelete="CASCADE"),
    )
    op.create_index("ix_merge_from_id", "merge", ["from_id"])
    op.create_index("ix_merge_into_id", "merge", ["into_id"])
    op.create_table(
        "double",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kept", sa.BigInteger(), nullable=False),
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_double")),
        sa.ForeignKeyConstraint(["merge_id"], ["merge.id"], name=op.f("fk_double_merge_id"), ondelete="CASCADE"),
    )
    op.create_index("ix_double_kept", "double", ["kept"])
