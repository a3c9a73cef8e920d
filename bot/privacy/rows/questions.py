"""Daily questions that are open, taken back."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select, update

from bot.delivery.rows import PostRows
from bot.storage.rows import in_workspace, thawed_item
from bot.storage.tables.daily import delivery
from bot.storage.tables.delivery import post
from bot.storage.transaction import Rows
from content.model import Item


class QuestionRows(Rows):
    """What deliveries ask now."""

    def withdraw(self, workspace_id: str, is_theirs: Callable[[Item], bool], at: datetime) -> int:
        """Let no open daily question ask such an item any more: it takes no answers, and its message goes."""
        open_ = select(delivery).where(in_workspace(delivery, workspace_id), delivery.c.open)
        found = [
            row.id
            for row in self._connection.execute(open_).all()
            if any(is_theirs(thawed_item(one["item"])) for one in row.items)
        ]
        for delivery_id in found:
            self._connection.execute(update(delivery).where(delivery.c.id == delivery_id).values(open=False))
            standing = select(post.c.key).where(post.c.kind == "daily", post.c.subject == delivery_id)
            for key in list(self._connection.execute(standing).scalars()):
                PostRows(self._connection, writes=True).take_down(key, at)
        return len(found)

    def close(self, delivery_id: str) -> None:
        """That delivery takes no answers any more."""
        self._connection.execute(update(delivery).where(delivery.c.id == delivery_id).values(open=False))
