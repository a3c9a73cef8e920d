"""Workspaces that removed the bot: noted, and after their time deleted whole, some rows at a time."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, select, update

from bot.installations.rows import InstallationRows
from bot.library.rows.counters import REVISION, bump
from bot.storage.rows import delete_some, in_workspace, inserted
from bot.storage.tables.base import content_revision, person, seen, workspace
from bot.storage.tables.blocks import block
from bot.storage.tables.book import added
from bot.storage.tables.daily import delivery, guess, setting, subscription
from bot.storage.tables.delivery import post
from bot.storage.tables.desk import decision, lease, voice, vote
from bot.storage.tables.doubts import doubt
from bot.storage.tables.feeds import feed
from bot.storage.tables.games import (
    answer,
    fake,
    game,
    item_report,
    item_stat,
    learned,
    mark,
    player,
    rating_step,
    round_,
    score_event,
)
from bot.storage.tables.installations import installation
from bot.storage.tables.library import import_, item, pack, pack_grant, pack_off, quote, shown, speaker, turn
from bot.storage.tables.merges import double, merge
from bot.storage.tables.presets import preset
from bot.storage.tables.privacy import forgotten, link
from bot.storage.tables.questions import question
from bot.storage.tables.round_votes import round_vote
from bot.storage.tables.seasons import season
from bot.storage.transaction import Rows

Where = Callable[[Table, str], ColumnElement[bool]]


def _by_id(table: Table, workspace_id: str) -> ColumnElement[bool]:
    return table.c.workspace_id == workspace_id


def _gone(table: Table, workspace_id: str) -> ColumnElement[bool]:
    """Of a workspace that left: while the bot is there it cannot be without its tokens."""
    return _by_id(table, workspace_id) & table.c.left_at.is_not(None)


def _within(column: str, ids: Callable[[str], Select[Any]]) -> Where:
    return lambda table, workspace_id: table.c[column].in_(ids(workspace_id))


def _games(workspace_id: str) -> Select[Any]:
    return select(game.c.id).where(in_workspace(game, workspace_id))


def _rounds(workspace_id: str) -> Select[Any]:
    return select(round_.c.id).where(round_.c.game_id.in_(_games(workspace_id)))


def _deliveries(workspace_id: str) -> Select[Any]:
    return select(delivery.c.id).where(in_workspace(delivery, workspace_id))


def _packs(workspace_id: str) -> Select[Any]:
    return select(pack.c.id).where(pack.c.workspace_id == workspace_id)


def _merges(workspace_id: str) -> Select[Any]:
    return select(merge.c.id).where(merge.c.into_id.in_(_packs(workspace_id)))


def _numbers(workspace_id: str) -> Select[Any]:
    return select(quote.c.number).where(quote.c.pack_id.in_(_packs(workspace_id)))


_OF_ROUND, _OF_GAME = _within("round_id", _rounds), _within("game_id", _games)
_OF_PACK = _within("pack_id", _packs)
# What happened in a workspace, in an order in which nothing refers to what is gone.
HAPPENED: tuple[tuple[Table, Where], ...] = (
    *((table, _OF_ROUND) for table in (rating_step, mark, fake, score_event, answer)),
    *((table, _OF_GAME) for table in (round_, player)),
    (game, in_workspace),
    (guess, _within("delivery_id", _deliveries)),
    *((table, in_workspace) for table in (delivery, subscription, post, shown, item_report, seen, round_vote)),
    *((table, _by_id) for table in (
        item_stat, learned, vote, doubt, person, setting, link, forgotten, import_, pack_grant, pack_off, preset,
        question, block, season, feed,
    )),
    (installation, _gone),
)  # fmt: skip
# What is of a workspace, with what it brought in.
ERASED: tuple[tuple[Table, Where], ...] = (
    *HAPPENED,
    (double, _within("merge_id", _merges)),
    (merge, _within("into_id", _packs)),
    (lease, _within("number", _numbers)),
    *((table, _OF_PACK) for table in (added, decision, voice, speaker, turn, item, pack_grant, pack_off, quote)),
    (pack, _by_id),
    (content_revision, lambda table, workspace_id: table.c.workspace_id == workspace_id),
    (workspace, lambda table, workspace_id: table.c.id == workspace_id),
)  # fmt: skip


class DepartureRows(Rows):
    """Where the bot is no more."""

    def leave(self, workspace_id: str, at: datetime) -> None:
        """The bot was removed there, unless that is known; where it has tokens of that workspace, they go."""
        InstallationRows(self._connection, writes=self._writes).leave(workspace_id, at)
        # Nothing may have been brought in there, only played and posted.
        inserted(self._connection, workspace, {"id": workspace_id, "created_at": at})
        here = (workspace.c.id == workspace_id) & workspace.c.left_at.is_(None)
        self._connection.execute(update(workspace).where(here).values(left_at=at))

    def come_back(self, workspace_id: str) -> None:
        """It is there again."""
        here = (workspace.c.id == workspace_id) & workspace.c.left_at.is_not(None)
        self._connection.execute(update(workspace).where(here).values(left_at=None))

    def come_back_if_installed(self, workspace_id: str) -> None:
        """The same where its tokens are kept; who was read as there may have left since then."""
        kept = InstallationRows(self._connection, writes=self._writes).find(workspace_id)
        if kept is not None and kept.is_there:
            self.come_back(workspace_id)

    def align(self, platform: str, there: Collection[str], at: datetime, among: Callable[[int], bool]) -> None:
        """The bot is in these workspaces of a platform, and in no other of `among` those whose names are numbers."""
        rows = select(workspace.c.id).where(workspace.c.id.startswith(f"{platform}:", autoescape=True))
        for workspace_id in list(self._connection.execute(rows).scalars()):
            name = workspace_id.partition(":")[2]
            if name in there:
                self.come_back(workspace_id)
            elif name.isdecimal() and among(int(name)):
                self.leave(workspace_id, at)

    def over(self, before: datetime) -> list[str]:
        """The workspaces that were left before that; where somebody spoke to the bot since, it is there after all."""
        rows = select(workspace.c.id, workspace.c.left_at).where(workspace.c.left_at < before)
        gone = []
        for workspace_id, left_at in self._connection.execute(rows.order_by(workspace.c.id)).all():
            last = self._connection.execute(
                select(func.max(seen.c.day)).where(in_workspace(seen, workspace_id))
            ).scalar()
            if last is None or last <= left_at.date().isoformat():
                gone.append(workspace_id)
        return gone

    def erase_left(self, workspace_id: str, limit: int) -> int:
        """The same as `erase` of one that was left; 0 too once the bot is there again."""
        there = select(workspace.c.left_at).where(workspace.c.id == workspace_id).with_for_update()
        known = self._connection.execute(there).first()
        return 0 if known is not None and known.left_at is None else self.erase(workspace_id, limit)

    def erase(self, workspace_id: str, limit: int) -> int:
        """Delete at most so many rows of everything that is of a workspace; 0 when nothing is left."""
        left = limit
        for table, where in ERASED:
            if left > 0:
                left -= delete_some(self._connection, table, where(table, workspace_id), left)
        if left < limit:
            bump(self._connection, REVISION, 1)
        return limit - left
