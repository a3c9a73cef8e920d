"""What was said in a pack, whoever said it; the file it came from; packs that were removed and may come back."""

import json
from collections.abc import Iterator
from hashlib import blake2b

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

_pack = sa.table("pack", sa.column("id", sa.Integer), sa.column("said", sa.String))
_turn = sa.table(
    "turn", sa.column("pack_id", sa.Integer), sa.column("position", sa.Integer), sa.column("text", sa.Text)
)
_item = sa.table(
    "item", sa.column("pack_id", sa.Integer), sa.column("position", sa.Integer), sa.column("frozen", sa.Text)
)


def upgrade() -> None:
    """Add the columns and tell of every pack that is there what was said in it."""
    op.add_column("pack", sa.Column("said", sa.String(40), nullable=False, server_default=""))
    op.add_column("pack", sa.Column("file", sa.Text(), nullable=False, server_default=""))
    op.add_column("pack", sa.Column("file_digest", sa.String(40), nullable=False, server_default=""))
    op.add_column("pack", sa.Column("removed_at", sa.BigInteger(), nullable=True))
    op.create_index("ix_pack_said", "pack", ["said"])
    run = op.get_bind().execute
    for pack_id in list(run(sa.select(_pack.c.id)).scalars()):
        said = blake2b("\x1f".join(("content", *_parts(pack_id))).encode("utf-8", "replace"), digest_size=9)
        run(sa.update(_pack).where(_pack.c.id == pack_id).values(said=said.hexdigest()))


def _parts(pack_id: int) -> Iterator[str]:
    run = op.get_bind().execute
    texts = run(sa.select(_turn.c.text).where(_turn.c.pack_id == pack_id).order_by(_turn.c.position)).scalars()
    yield "\n".join(texts)
    for frozen in run(sa.select(_item.c.frozen).where(_item.c.pack_id == pack_id).order_by(_item.c.position)).scalars():
        made = json.loads(frozen)
        yield made["stem"]
        yield made["key"]
