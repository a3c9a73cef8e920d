"""People: who hides, how strong they are, what they scored and answered."""

import re
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import Row, Text, delete, distinct, func, literal, or_, select, type_coerce, update

from bot.chat.identity import is_forgotten
from bot.chat.incoming import Place
from bot.games.judging import Verdict
from bot.games.model import GameState, RoundState
from bot.people.boards import AnsweredItem, PlayedGame, Season
from bot.storage.careful import readable, thawing
from bot.storage.persons import PersonRows
from bot.storage.rows import SOLO, at_place, in_workspace, inserted
from bot.storage.tables.base import person
from bot.storage.tables.games import answer, game, player, round_, score_event
from bot.storage.tables.seasons import season
from bot.storage.transaction import Rows
from content.items import KINDS

_ENTRY = re.compile(r"([0-9]*)([+-])([0-9]+)(?::\S+)? ")


class PeopleRows(PersonRows):
    """Players across games: who hides, how strong they are, what they scored."""

    def hide(self, workspace_id: str, user_id: str, *, hidden: bool, alias: str) -> None:
        """Hide or show somebody from now on; hiding also puts `alias` into the games they played."""
        self.put(workspace_id, user_id, {"hidden": hidden})
        if hidden:
            games = select(game.c.id).where(in_workspace(game, workspace_id))
            mine = update(player).where(player.c.user_id == user_id, player.c.game_id.in_(games))
            self._connection.execute(mine.values(name=alias))

    def points(
        self, workspace_id: str, place: Place | None, since: datetime | None, until: datetime | None = None
    ) -> list[tuple[str, str, int]]:  # fmt: skip
        """(user id, name, points) since that moment and before the other, in one place or the whole workspace.

        Only games in which two people answered count, and no round that was undone; nobody who was forgotten is told.
        """
        scope = [at_place(game, place)] if place else [in_workspace(game, workspace_id)]
        told = self._points([*scope, *_between(score_event.c.at, since, until)])
        lately = _between(game.c.over_at, since, until)
        folded = (
            select(player.c.user_id, func.max(player.c.name), func.sum(player.c.counted))
            .join(game, game.c.id == player.c.game_id)
            .where(*scope, game.c.asked.is_not(None), player.c.counted.is_not(None), *lately)
            .group_by(player.c.user_id)
        )
        summed: dict[str, tuple[str, int]] = {}
        for user_id, name, won in [*told, *self._connection.execute(folded)]:
            known, before = summed.get(user_id, ("", 0))
            summed[user_id] = max(known, name), before + int(won)
        return [(who, name, won) for who, (name, won) in summed.items() if not is_forgotten(who)]

    def points_of(self, game_id: str) -> list[tuple[str, str, int]]:
        """The same of one game that was not folded."""
        return self._points([game.c.id == game_id], game_id)

    def _points(self, scope: list[Any], game_id: str | None = None) -> list[tuple[str, str, int]]:
        rows = (
            select(score_event.c.user_id, func.max(player.c.name), func.sum(score_event.c.points))
            .join(game, game.c.id == score_event.c.game_id)
            .join(player, (player.c.game_id == game.c.id) & (player.c.user_id == score_event.c.user_id))
            .join(round_, round_.c.id == score_event.c.round_id)
            .where(*scope, game.c.asked.is_(None), ~round_.c.void, game.c.id.in_(_games_of_two(game_id)), ~_met_alone())
            .group_by(score_event.c.user_id)
        )
        return [(user_id, name, int(won)) for user_id, name, won in self._connection.execute(rows)]

    def answers(self, workspace_id: str, user_id: str, limit: int) -> list[AnsweredItem]:
        """Somebody's last answers, newest first; none of a round that is open still, or was undone."""
        rows = (
            select(answer.c.at, round_.c.frozen, round_.c.quote_number, answer.c.verdict)
            .join(round_, round_.c.id == answer.c.round_id)
            .join(game, game.c.id == round_.c.game_id)
            .where(
                in_workspace(game, workspace_id),
                answer.c.user_id == user_id,
                ~round_.c.void,
                round_.c.state == RoundState.CLOSED,
            )
            .where(game.c.asked.is_(None))
            .order_by(answer.c.at.desc())
            .limit(limit)
        )
        whole = readable(self._connection, rows, round_.c.id, _answered)
        ordered = sorted([*whole, *self._folded_answers(workspace_id, user_id, limit)], key=itemgetter(0), reverse=True)
        told = [one for _, one in ordered[:limit]]
        # What somebody thinks is neither right nor wrong.
        return [one for one in told if one.kind not in KINDS or not KINDS[one.kind].poll]

    def _folded_answers(self, workspace_id: str, user_id: str, limit: int) -> list[tuple[datetime, AnsweredItem]]:
        """Those in games that were folded: each has one at least, or none."""
        mine = (
            select(game.c.over_at, player.c.record)
            .join(player, player.c.game_id == game.c.id)
            .where(in_workspace(game, workspace_id), player.c.user_id == user_id, game.c.asked.is_not(None))
            .order_by(game.c.over_at.desc())
            .limit(limit)
        )
        found = readable(self._connection, mine, game.c.id, _recorded)
        return [one for some in found for one in some]

    def played(self, workspace_id: str, user_id: str, limit: int) -> list[PlayedGame]:
        """The last games somebody took part in that are over, newest first; those played alone are left out."""
        mine = (
            select(game.c.id, game.c.started_at)
            .join(player, player.c.game_id == game.c.id)
            .where(in_workspace(game, workspace_id), player.c.user_id == user_id, game.c.state == GameState.OVER)
            .where(~game.c.channel.startswith(SOLO))
            .order_by(game.c.started_at.desc(), game.c.id)
            .limit(limit)
        )
        games = {row.id: row.started_at for row in self._connection.execute(mine)}
        everybody = select(player.c.game_id, player.c.user_id, player.c.points).where(player.c.game_id.in_(games))
        points: dict[str, list[tuple[str, int]]] = {game_id: [] for game_id in games}
        for game_id, who, won in self._connection.execute(everybody.order_by(player.c.points.desc(), player.c.user_id)):
            points[game_id].append((who, won))
        return [PlayedGame(started_at=at, points=tuple(points[game_id])) for game_id, at in games.items()]


class SeasonRows(Rows):
    """The seasons that were closed; the one after them goes on."""

    def all(self, workspace_id: str) -> tuple[Season, ...]:
        """Every season in its order; the last one goes on."""
        mine = select(season).where(season.c.workspace_id == workspace_id).order_by(season.c.number)
        found: list[Season] = []
        began: datetime | None = None
        for row in self._connection.execute(mine):
            found.append(Season(number=row.number, began_at=began, closed_at=row.closed_at))
            began = row.closed_at
        return (*found, Season(number=len(found) + 1, began_at=began))

    def close(self, workspace_id: str, number: int, at: datetime) -> bool:
        """End the season that goes on; False if somebody else did."""
        return inserted(self._connection, season, {"workspace_id": workspace_id, "number": number, "closed_at": at})

    def reopen(self, workspace_id: str, number: int) -> None:
        """Let the season that was closed last go on."""
        mine = season.c.workspace_id == workspace_id, season.c.number == number
        self._connection.execute(delete(season).where(*mine))


@thawing
def _answered(row: Row[Any]) -> tuple[datetime, AnsweredItem]:
    right = row.verdict == Verdict.ACCEPT
    return row.at, AnsweredItem(kind=row.frozen["kind"], quote_number=row.quote_number, right=right)


@thawing
def _recorded(row: Row[Any]) -> list[tuple[datetime, AnsweredItem]]:
    """What bot.app.rows.old_games kept of somebody's answers in a game: by kind, newest first."""
    found = []
    for kind, entries in (row.record or {}).items():
        for number, sign, ago in _ENTRY.findall(entries):
            answered = AnsweredItem(kind=kind, quote_number=int(number) if number else None, right=sign == "+")
            found.append((row.over_at - timedelta(seconds=int(ago)), answered))
    return found


def _between(moment: Any, since: datetime | None, until: datetime | None) -> list[Any]:
    return [*([] if since is None else [moment >= since]), *([] if until is None else [moment < until])]


def _one(workspace_id: str, user_id: str) -> tuple[Any, ...]:
    return person.c.workspace_id == workspace_id, person.c.user_id == user_id


def _games_of_two(game_id: str | None = None) -> Any:
    """Games in which two people answered at least, or that one if they did: the others earn no points on boards."""
    return (
        select(round_.c.game_id)
        .join(answer, answer.c.round_id == round_.c.id)
        .where(~round_.c.void, *([] if game_id is None else [round_.c.game_id == game_id]))
        .group_by(round_.c.game_id)
        .having(func.count(distinct(answer.c.user_id)) > 1)
    )


def _met_alone() -> Any:
    """The player had answered that very item alone before: it earns no points on boards."""
    alone, before, earlier = game.alias(), round_.alias(), answer.alias()
    whole = (
        select(earlier.c.user_id)
        .join(before, before.c.id == earlier.c.round_id)
        .join(alone, alone.c.id == before.c.game_id)
        .where(
            alone.c.channel.startswith(SOLO), alone.c.platform == game.c.platform,
            alone.c.workspace == game.c.workspace, before.c.item_id == round_.c.item_id, alone.c.asked.is_(None),
            earlier.c.user_id == score_event.c.user_id, earlier.c.at < score_event.c.at, ~before.c.void,
        )
        .correlate(game, round_, score_event)
        .exists()
    )  # fmt: skip
    folded, theirs = game.alias(), player.alias()
    kept = (
        select(theirs.c.user_id)
        .join(folded, folded.c.id == theirs.c.game_id)
        .where(
            folded.c.channel.startswith(SOLO), folded.c.platform == game.c.platform,
            folded.c.workspace == game.c.workspace, theirs.c.user_id == score_event.c.user_id,
            folded.c.over_at < score_event.c.at,
            type_coerce(theirs.c.record, Text).contains(literal(":").concat(round_.c.item_id).concat(" ")),
        )
        .correlate(game, round_, score_event)
        .exists()
    )  # fmt: skip
    return or_(whole, kept)
