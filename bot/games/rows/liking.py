"""Votes on rounds, and what rounds of a place tell beside them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, delete, exists, func, select

from bot.chat.incoming import Place
from bot.games.forms import form_of
from bot.games.judging import Verdict
from bot.games.liking import Received, Votes, of_round
from bot.games.model import MarkKind, Round
from bot.storage.careful import readable
from bot.storage.rows import at_place, in_workspace, insert, place_values, thawed_item
from bot.storage.tables.games import answer, game, item_report, mark, round_
from bot.storage.tables.round_votes import round_vote
from bot.storage.transaction import Rows

# So many rounds of a place tell what is liked there now.
LATELY = 100
_UP, _DOWN = (func.coalesce(func.sum(case((round_vote.c.value == v, 1), else_=0)), 0) for v in (1, -1))


class LikingRows(Rows):
    """One person, one vote on a round. Votes stay when the round is folded."""

    def cast(self, place: Place, asked: Round, user_id: str, value: int, at: datetime) -> int:
        """Vote 1 or -1; the same vote again takes it back. Returns what holds now: 1, -1 or 0."""
        key = {"round_id": asked.id, "user_id": user_id}
        mine = (round_vote.c.round_id == asked.id) & (round_vote.c.user_id == user_id)
        if self._connection.execute(delete(round_vote).where(mine, round_vote.c.value == value)).rowcount:
            return 0
        values = {**place_values(place), "item_id": asked.item.id, "form": form_of(asked.item), "value": value}
        new = insert(self._connection, round_vote).values(**key, **values, at=at)
        instead = new.on_conflict_do_update(index_elements=list(key), set_={"value": value, "at": at})
        self._connection.execute(instead)
        return value

    def of(self, round_id: str) -> Votes:
        """The votes on one round."""
        rows = select(_UP, _DOWN).where(round_vote.c.round_id == round_id)
        return Votes(*map(int, self._connection.execute(rows).one()))

    def of_game(self, game_id: str) -> Mapping[str, Votes]:
        """The votes on the rounds of a game, by round; what nobody voted on is not there."""
        rows = select(round_vote.c.round_id, _UP, _DOWN).join(round_, round_.c.id == round_vote.c.round_id)
        by_round = rows.where(round_.c.game_id == game_id).group_by(round_vote.c.round_id)
        return {key: Votes(int(up), int(down)) for key, up, down in self._run(by_round)}

    def by_item(self, workspace_id: str) -> Mapping[str, Votes]:
        """The votes of a workspace by what was asked; what nobody voted on is not there."""
        rows = select(round_vote.c.item_id, _UP, _DOWN).where(in_workspace(round_vote, workspace_id))
        return {item: Votes(int(up), int(down)) for item, up, down in self._run(rows.group_by(round_vote.c.item_id))}

    def voted(self, place: Place) -> Mapping[str, Received]:
        """By round the votes on the last rounds of that place that had any."""
        last = func.max(round_vote.c.at)
        rows = select(round_vote.c.round_id, round_vote.c.form, _UP, _DOWN).where(at_place(round_vote, place))
        by_round = rows.group_by(round_vote.c.round_id, round_vote.c.form).order_by(last.desc()).limit(LATELY)
        return {
            key: Received(form=form, votes=Votes(int(up), int(down))) for key, form, up, down in self._run(by_round)
        }

    def received(self, place: Place) -> Mapping[str, Received]:
        """By round how the last rounds of that place were received, without the votes on them.

        Games of before the last two weeks are folded (bot.app.rows.old_games): of them votes alone are known.
        """
        skipped = exists().where(mark.c.round_id == round_.c.id, mark.c.kind == MarkKind.SKIP)
        reported = exists().where(at_place(item_report, place), item_report.c.item_id == round_.c.item_id)
        given = select(func.count()).select_from(answer).where(answer.c.round_id == round_.c.id).correlate(round_)
        rows = select(
            round_.c.id, round_.c.frozen, skipped.label("skipped"), reported.label("reported"),
            given.scalar_subquery().label("answers"),
            given.where(answer.c.verdict == Verdict.ACCEPT).scalar_subquery().label("right"),
        ).join(game)  # fmt: skip
        last = rows.where(at_place(game, place), ~round_.c.void)
        ordered = last.order_by(game.c.started_at.desc(), round_.c.number.desc()).limit(LATELY)
        return dict(readable(self._connection, ordered, round_.c.id, _received))

    def _run(self, rows: Any) -> Any:
        return self._connection.execute(rows)


def _received(row: Row[Any]) -> tuple[str, Received]:
    item = thawed_item(row.frozen)
    told = of_round(
        item, form_of(item), skipped=bool(row.skipped), reported=bool(row.reported), answers=int(row.answers),
        right=int(row.right),
    )  # fmt: skip
    return row.id, told
