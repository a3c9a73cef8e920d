"""What a workspace never wants to be shown."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update

from bot.library.blocked import NOT_BLOCKED, Block, Blocked, BlockKind
from bot.library.model import DecidedBy
from bot.storage.rows import inserted
from bot.storage.tables.blocks import block
from bot.storage.transaction import Rows
from content.text import fold, folded_words

# Asked with every request, so it is built once.
_HERE = select(block.c.kind, block.c.folded).where(block.c.workspace_id == bindparam("whose"))


class BlockRows(Rows):
    """One row a block; what it hides is told when something is read."""

    def of(self, workspace_id: str) -> Blocked:
        """Everything that is blocked there."""
        rows = self._connection.execute(_HERE, {"whose": workspace_id}).all()
        if not rows:
            return NOT_BLOCKED
        return Blocked(
            frozenset(r.folded for r in rows if r.kind == BlockKind.WORDS),
            frozenset(r.folded for r in rows if r.kind == BlockKind.SPEAKER),
        )

    def all(self, workspace_id: str) -> Sequence[Block]:
        """The same one by one, oldest first."""
        rows = select(block).where(block.c.workspace_id == workspace_id).order_by(block.c.at, block.c.id)
        return [
            Block(id=r.id, kind=BlockKind(r.kind), text=r.text, by=DecidedBy(r.user_id, r.name), at=r.at)
            for r in self._connection.execute(rows)
        ]

    def count(self, workspace_id: str) -> int:
        """How many there are."""
        rows = select(func.count()).select_from(block).where(block.c.workspace_id == workspace_id)
        return int(self._connection.execute(rows).scalar_one())

    def add(self, workspace_id: str, kind: BlockKind, text: str, by: DecidedBy, at: datetime) -> bool:
        """Block it; False where it is already."""
        values = {
            "workspace_id": workspace_id, "kind": kind, "text": text, "folded": folded(kind, text),
            "user_id": by.user_id, "name": by.name, "at": at,
        }  # fmt: skip
        return inserted(self._connection, block, values)

    def remove(self, workspace_id: str, block_id: int) -> bool:
        """Block it no more; False where it is not."""
        this = (block.c.workspace_id == workspace_id) & (block.c.id == block_id)
        return bool(self._connection.execute(delete(block).where(this)).rowcount)

    def forget_name(self, workspace_id: str, user_id: str, alias: str) -> None:
        """Somebody's name does not stand beside what they blocked any more."""
        theirs = (block.c.workspace_id == workspace_id) & (block.c.user_id == user_id)
        self._connection.execute(update(block).where(theirs).values(name=alias))


def folded(kind: BlockKind, text: str) -> str:
    """How it is compared."""
    return folded_words(text) if kind is BlockKind.WORDS else fold(text)
