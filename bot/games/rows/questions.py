"""The questions that people of a workspace wrote: their rows, and the items that are asked of them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, or_, select, update

from bot.chat.incoming import Place
from bot.games.own_questions import OwnQuestion, QuestionState
from bot.library.model import OWN_QUESTIONS, Audience, DecidedBy
from bot.library.rows.counters import REVISION, bump
from bot.library.rows.pack_names import free_name
from bot.library.rows.pack_values import item_values
from bot.storage.careful import readable, thawing
from bot.storage.rows import frozen_item, inserted, thawed_item
from bot.storage.tables.base import workspace
from bot.storage.tables.games import game, learned, player, round_
from bot.storage.tables.library import item, pack
from bot.storage.tables.questions import question
from bot.storage.transaction import Rows
from content.items import HAND_WRITTEN
from content.model import Item

NAME, TITLE = "questions", "Our own questions"
_PLAYED = (QuestionState.IN, QuestionState.WAITING)


class QuestionRows(Rows):
    """One row a question. Who writes one holds the content revision, so that numbers are gapless on both engines."""

    def add(self, workspace_id: str, item: Item, by: DecidedBy, at: datetime, *, waiting: bool) -> OwnQuestion:
        """Keep a question: one that is WAITING is asked by nobody."""
        bump(self._connection, REVISION, 1)
        newest = select(func.max(question.c.number)).where(question.c.workspace_id == workspace_id)
        number = (self._connection.execute(newest).scalar() or 0) + 1
        inserted(self._connection, workspace, {"id": workspace_id, "created_at": at})
        pack_id = None if waiting else self._pack(workspace_id, at)
        state = QuestionState.WAITING if waiting else QuestionState.IN
        values = {
            "workspace_id": workspace_id, "number": number, "pack_id": pack_id, "item_id": item.id, "state": state,
            "frozen": frozen_item(item), "version": 1, "added_by": by.user_id, "added_name": by.name, "added_at": at,
            "changed_by": by.user_id, "changed_name": by.name, "changed_at": at,
        }  # fmt: skip
        self._connection.execute(insert(question).values(values))
        if pack_id is not None:
            self._play(pack_id, number, item)
        found = self.get(workspace_id, number)
        assert found is not None
        return found

    def get(self, workspace_id: str, number: int) -> OwnQuestion | None:
        """The question of that number, whatever became of it."""
        return next(iter(self._read(workspace_id, question.c.number == number)), None)

    def all(self, workspace_id: str, states: Collection[QuestionState]) -> Sequence[OwnQuestion]:
        """Those in these states, by number; of a pack that was removed none."""
        return self._read(workspace_id, question.c.state.in_(states))

    def count(self, workspace_id: str, states: Collection[QuestionState]) -> int:
        """How many are in these states; of a pack that was removed none."""
        counted = self._here(select(func.count()), workspace_id).where(question.c.state.in_(states))
        return int(self._connection.execute(counted).scalar_one())

    def same(self, workspace_id: str, item_id: str) -> OwnQuestion | None:
        """The question that is asked by that item, or waits."""
        mine = question.c.state.in_(_PLAYED) & (question.c.item_id == item_id)
        return next(iter(self._read(workspace_id, mine)), None)

    def coming_to(self, place: Place, user_id: str) -> frozenset[str]:
        """The ids of the items that may still be asked in games of written questions which somebody plays there."""
        here = (game.c.platform == place.platform) & (game.c.workspace == place.workspace) & (game.c.state != "over")
        theirs = select(game.c.id, game.c.rules).join(player, player.c.game_id == game.c.id).where(here)
        running = self._connection.execute(theirs.where(player.c.user_id == user_id))
        games = [one.id for one in running if HAND_WRITTEN in one.rules.get("mode", "").split(",")]
        found = set[str]()
        for game_id in games:
            asked = select(round_.c.item_id).where(round_.c.game_id == game_id)
            held = self._here(select(question.c.item_id), place.workspace_id)
            rows = held.where(question.c.state == QuestionState.IN, question.c.item_id.not_in(asked))
            found.update(self._connection.execute(rows).scalars())
        return frozenset(found)

    def suggested_since(self, workspace_id: str, user_id: str, since: datetime) -> int:
        """How many somebody added since then, whatever became of them."""
        mine = (question.c.workspace_id == workspace_id) & (question.c.added_by == user_id)
        counted = select(func.count()).select_from(question).where(mine, question.c.added_at > since)
        return int(self._connection.execute(counted).scalar_one())

    def change(self, workspace_id: str, about: OwnQuestion, now: Item, by: DecidedBy, at: datetime) -> bool:
        """Ask it in these words; False where somebody changed it since `about` was read. Its item keeps its id."""
        bump(self._connection, REVISION, 1)
        values = {"frozen": frozen_item(now)}
        if not self._set(workspace_id, about, about.state, by, at, values):
            return False
        pack_id = self._pack_of(workspace_id, about.number)
        if about.state is QuestionState.IN and pack_id is not None:
            self._unplay(pack_id, about)
            self._play(pack_id, about.number, now)
        if about.item is not None and (about.item.key, about.item.accept) != (now.key, now.accept):
            # What a host accepted was right for another answer.
            here = (learned.c.workspace_id == workspace_id) & (learned.c.item_id == now.id)
            self._connection.execute(delete(learned).where(here))
        return True

    def settle(
        self, workspace_id: str, about: OwnQuestion, state: QuestionState, by: DecidedBy, at: datetime
    ) -> bool:  # fmt: skip
        """Let it be played, wait, be declined or deleted from now on; False as in `change`."""
        bump(self._connection, REVISION, 1)
        pack_id = self._pack_of(workspace_id, about.number)
        if state is QuestionState.IN and pack_id is None:
            pack_id = self._pack(workspace_id, at)
        if not self._set(workspace_id, about, state, by, at, {"pack_id": pack_id}):
            return False
        if pack_id is not None:
            self._unplay(pack_id, about)
            if state is QuestionState.IN and about.item is not None:
                self._play(pack_id, about.number, about.item)
        return True

    def was_in(self, workspace_id: str, number: int) -> bool:
        """Whether it was ever played."""
        return self._pack_of(workspace_id, number) is not None

    def forget_name(self, workspace_id: str, user_id: str, alias: str) -> None:
        """Somebody's name does not stand beside their questions any more."""
        here = question.c.workspace_id == workspace_id
        for who, name in ((question.c.added_by, "added_name"), (question.c.changed_by, "changed_name")):
            self._connection.execute(update(question).where(here, who == user_id).values({name: alias}))

    def _read(self, workspace_id: str, *those: Any) -> list[OwnQuestion]:
        rows = self._here(select(question), workspace_id).where(*those).order_by(question.c.number)
        return readable(self._connection, rows, question.c.number, question_of)

    def _here(self, rows: Select[Any], workspace_id: str) -> Select[Any]:
        """Those of a workspace, but of a pack that was removed."""
        held = rows.select_from(question).outerjoin(pack, pack.c.id == question.c.pack_id)
        stands = or_(pack.c.id.is_(None), pack.c.removed_at.is_(None))
        return held.where(question.c.workspace_id == workspace_id, stands)

    def _set(
        self, workspace_id: str, about: OwnQuestion, state: QuestionState, by: DecidedBy, at: datetime,
        values: dict[str, Any],
    ) -> bool:  # fmt: skip
        this = (question.c.workspace_id == workspace_id) & (question.c.number == about.number)
        changed = update(question).where(this, question.c.version == about.version, question.c.state == about.state)
        who = {"changed_by": by.user_id, "changed_name": by.name, "changed_at": at}
        return bool(
            self._connection.execute(
                changed.values(values | who | {"state": state, "version": about.version + 1})
            ).rowcount
        )

    def _pack_of(self, workspace_id: str, number: int) -> int | None:
        this = (question.c.workspace_id == workspace_id) & (question.c.number == number)
        found: int | None = self._connection.execute(select(question.c.pack_id).where(this)).scalar()
        return found

    def _pack(self, workspace_id: str, at: datetime) -> int:
        """The pack of a workspace's own questions; it is made with the first one."""
        mine = (pack.c.workspace_id == workspace_id) & (pack.c.fingerprint == OWN_QUESTIONS)
        here = select(pack.c.id).where(mine, pack.c.removed_at.is_(None)).order_by(pack.c.id)
        if (held := self._connection.execute(here).scalar()) is not None:
            return int(held)
        values = {
            "name": free_name(self._connection, workspace_id, NAME), "workspace_id": workspace_id,
            "audience": Audience.WORKSPACE, "sample": False, "fingerprint": OWN_QUESTIONS, "said": OWN_QUESTIONS,
            "title": TITLE, "date": "", "licence": "", "link": "", "imported_at": at,
        }  # fmt: skip
        made = self._connection.execute(insert(pack).values(values)).inserted_primary_key
        assert made is not None
        return int(made[0])

    def _play(self, pack_id: int, number: int, asked: Item) -> None:
        self._connection.execute(insert(item).values(item_values(pack_id, number, asked)))
        self._changed(pack_id)

    def _unplay(self, pack_id: int, about: OwnQuestion) -> None:
        if about.item is not None:
            here = (item.c.pack_id == pack_id) & (item.c.item_id == about.item.id)
            self._connection.execute(delete(item).where(here))
        self._changed(pack_id)

    def _changed(self, pack_id: int) -> None:
        self._connection.execute(update(pack).where(pack.c.id == pack_id).values(decided=pack.c.decided + 1))


@thawing
def question_of(row: Row[Any]) -> OwnQuestion:
    """A row of `question`."""
    return OwnQuestion(
        number=row.number, state=QuestionState(row.state), version=row.version,
        item=None if row.frozen is None else thawed_item(row.frozen),
        added=DecidedBy(row.added_by, row.added_name), added_at=row.added_at,
        changed=DecidedBy(row.changed_by, row.changed_name), changed_at=row.changed_at,
    )  # fmt: skip
