"""What people decided about quotes, who looks at which now, and votes; quotes tell what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

_quote = sa.table(
    "quote", sa.column("pack_id", sa.Integer), sa.column("quote_id", sa.String), sa.column("reasons", sa.Text),
    sa.column("removed_at", sa.BigInteger), sa.column("review", sa.String),
)  # fmt: skip
_decision = sa.table(
    "decision", sa.column("pack_id", sa.Integer), sa.column("quote_id", sa.String), sa.column("what", sa.String),
    sa.column("text", sa.Text), sa.column("user_id", sa.String), sa.column("name", sa.Text),
    sa.column("file", sa.Boolean), sa.column("at", sa.BigInteger),
)  # fmt: skip


def upgrade() -> None:
    """Add tables and columns; what curators' files pinned before is told as theirs."""
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("quote_id", sa.String(40), nullable=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_decision_pack_id"), ondelete="CASCADE"),
    )
    op.create_index("ix_decision_quote", "decision", ["pack_id", "quote_id"])
    op.create_table(
        "lease",
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("number", "user_id", name=op.f("pk_lease")),
    )
    op.create_table(
        "vote",
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "number", "user_id", name=op.f("pk_vote")),
    )
    op.add_column("pack", sa.Column("decided", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("quote", sa.Column("review", sa.String(12), nullable=False, server_default=""))
    op.add_column("quote", sa.Column("edited", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("quote", sa.Column("made", sa.Text()))
    pinned = (_quote.c.reasons == '["pinned"]') & _quote.c.removed_at.is_(None)
    told = (sa.literal("pin"), sa.literal(""), sa.literal(""), sa.literal(""), sa.true(), sa.literal(0))
    rows = sa.select(_quote.c.pack_id, _quote.c.quote_id, *told).where(pinned)
    columns = ["pack_id", "quote_id", "what", "text", "user_id", "name", "file", "at"]
    op.get_bind().execute(sa.insert(_decision).from_select(columns, rows))
    op.get_bind().execute(sa.update(_quote).where(pinned).values(review="pin"))
