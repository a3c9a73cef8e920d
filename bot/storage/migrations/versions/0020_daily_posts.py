"""Daily posts: subscriptions, the ledger of deliveries, guesses; settings; posts that wait behind others."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0003"

_PLACE = ("platform", "workspace", "channel", "thread")
_OPEN = sa.text("open")
_SCHEDULED = sa.text("next_due_at IS NOT NULL")
_DUE, _LEASED = sa.text("shown < version AND status <> 'failed'"), sa.text("lease_until IS NOT NULL")


def upgrade() -> None:
    """Add tables; posts that are there keep their place in the queue."""
    _subscriptions()
    _deliveries()
    op.create_table(
        "guess",
        sa.Column("delivery_id", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_guess_delivery_id")),
        sa.PrimaryKeyConstraint("delivery_id", "position", "user_id", name=op.f("pk_guess")),
    )
    op.create_table(
        "setting",
        sa.Column("workspace_id", sa.String(200), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "name", name=op.f("pk_setting")),
    )
    op.add_column("post", sa.Column("priority", sa.Integer(), nullable=False, server_default="0"))
    op.drop_index("ix_post_due", "post")
    op.drop_index("ix_post_place", "post")
    op.create_index("ix_post_place", "post", list(_PLACE), sqlite_where=_DUE, postgresql_where=_DUE)
    op.create_index("ix_post_leased", "post", list(_PLACE), sqlite_where=_LEASED, postgresql_where=_LEASED)
    op.create_index("ix_post_due", "post", ["priority", "not_before", "id"], sqlite_where=_DUE, postgresql_where=_DUE)


def _subscriptions() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.String(40), nullable=False),
        *(sa.Column(name, sa.String(120), nullable=False) for name in _PLACE),
        sa.Column("pack", sa.String(80), nullable=False),
        sa.Column("style", sa.String(20), nullable=False),
        sa.Column("time", sa.String(5), nullable=False),
        sa.Column("zone", sa.String(60), nullable=False),
        sa.Column("days", sa.String(7), nullable=False),
        sa.Column("reveal", sa.String(5)),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("queued", sa.BigInteger()),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("warned", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("set_by", sa.String(120), nullable=False),
        sa.Column("set_by_name", sa.Text(), nullable=False),
        sa.Column("next_date", sa.String(10)),
        sa.Column("next_due_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint(
            *_PLACE, "pack", "style", name=op.f("uq_subscription_" + "_".join((*_PLACE, "pack", "style")))
        ),
    )
    op.create_index(
        "ix_subscription_due",
        "subscription",
        ["next_due_at", "id"],
        sqlite_where=_SCHEDULED,
        postgresql_where=_SCHEDULED,
    )


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("subscription_id", sa.String(40), nullable=False),
        sa.Column("platform", sa.String(120), nullable=False),
        sa.Column("workspace", sa.String(120), nullable=False),
        sa.Column("local_date", sa.String(10), nullable=False),
        sa.Column("slot", sa.String(220), nullable=False),
        sa.Column("style", sa.String(20), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("number", sa.BigInteger()),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("reveal_at", sa.BigInteger()),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["subscription_id"], ["subscription.id"], name=op.f("fk_delivery_subscription_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "subscription_id", "local_date", "slot", name=op.f("uq_delivery_subscription_id_local_date_slot")
        ),
    )
    op.create_index("ix_delivery_recent", "delivery", ["subscription_id", "due_at"])
    op.create_index(
        "ix_delivery_open", "delivery", ["platform", "workspace"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    op.create_index("ix_delivery_reveal", "delivery", ["reveal_at"], sqlite_where=_OPEN, postgresql_where=_OPEN)
