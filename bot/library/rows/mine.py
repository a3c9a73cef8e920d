"""What is known to be somebody's own: quotes that they made by hand, questions that they wrote."""

from collections.abc import Collection

from sqlalchemy import select

from bot.storage.tables.book import added
from bot.storage.tables.desk import decision
from bot.storage.tables.library import quote
from bot.storage.tables.questions import question
from bot.storage.transaction import Rows
from content.decisions import Deciding


class MineRows(Rows):
    """Read for whoever asks, of their own alone."""

    def quotes(self, user_id: str, packs: Collection[int]) -> frozenset[int]:
        """The numbers of the quotes in these packs that somebody added or made of a passage."""
        same = (decision.c.pack_id == quote.c.pack_id) & (decision.c.quote_id == quote.c.quote_id)
        theirs = (decision.c.user_id == user_id) & (decision.c.what == Deciding.PIN) & decision.c.undone_at.is_(None)
        rows = select(quote.c.number).join(decision, same).where(theirs, quote.c.pack_id.in_(packs))
        own = select(added.c.number).where(added.c.user_id == user_id, added.c.pack_id.in_(packs))
        return frozenset(self._connection.execute(rows.union(own)).scalars())

    def questions(self, workspace_id: str, user_id: str) -> frozenset[str]:
        """The ids of the items of the questions that somebody wrote there."""
        theirs = (question.c.workspace_id == workspace_id) & (question.c.added_by == user_id)
        return frozenset(self._connection.execute(select(question.c.item_id).where(theirs)).scalars())
