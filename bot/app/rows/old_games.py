"""Games that were over long ago are folded: what boards, statistics and choosing ask of them is kept in two rows.

The game keeps which items it asked and the quotes these revealed, each player the points that count and what they
answered. All reads tell the same before and after it, but that of what people skip: there the rounds count that were
not folded. The rows of its rounds go after that, some at a time.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, exists, or_, select, update

from bot.games.judging import Verdict
from bot.games.model import GameState, RoundState, Rules, ScoreKind
from bot.people.boards import Period, since
from bot.people.rows import PeopleRows, SeasonRows
from bot.storage.rows import PLACE, SOLO, delete_some
from bot.storage.tables.delivery import post, unsent
from bot.storage.tables.games import answer, fake, game, mark, player, rating_step, round_, score_event
from bot.storage.transaction import Rows

# No board but that of all time reaches back so far.
LONGEST_BOARD = timedelta(days=32)
# The kinds of posts that go with their game.
GAME_POSTS = ("round", "board", "lobby", "thread")
# In this order nothing refers to what is gone.
_OF_ROUNDS: tuple[Table, ...] = (rating_step, mark, fake, score_event, answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class OldGame:
    """A game that is over and still has rows of rounds; `folded` if what is kept of them is kept already."""

    id: str
    started_at: datetime
    folded: bool


class OldGameRows(Rows):
    """What becomes of old games."""

    def old(self, before: datetime, after: OldGame | None, limit: int) -> tuple[OldGame, ...]:
        """At most so many that began before that moment, oldest first, from the one `after` on."""
        rows = select(game.c.id, game.c.started_at, game.c.asked.is_not(None).label("folded")).where(
            game.c.state == GameState.OVER, ~game.c.gone, game.c.started_at < before
        )
        if after is not None:
            here = game.c.started_at > after.started_at
            rows = rows.where(or_(here, and_(game.c.started_at == after.started_at, game.c.id > after.id)))
        found = self._connection.execute(rows.order_by(game.c.started_at, game.c.id).limit(limit))
        return tuple(OldGame(id=r.id, started_at=r.started_at, folded=bool(r.folded)) for r in found)

    def fold(self, game_id: str, before: datetime, at: datetime) -> bool:
        """Keep what counts of a game in its row and its players'; False where it has to stay whole.

        So do the newest of a place, which can be corrected still; one in which a host over-ruled the judge, by which
        forms are unlearned; one in which something happened since, or of which a post is still to be sent; one whose
        points no one moment can tell.
        """
        whole = self._whole(game_id)
        if whole is None or not self._may_be_folded(whole, before, at):
            return False
        self._keep(whole)
        return True

    def _whole(self, game_id: str) -> "_Whole | None":
        """A game that is over and not folded, locked; None where there is none, or no later one in its place."""
        found = self._connection.execute(select(game).where(game.c.id == game_id).with_for_update()).first()
        if found is None or found.asked is not None or found.state != GameState.OVER or not self._has_later(found):
            return None
        scores = self._connection.execute(select(score_event).where(score_event.c.game_id == game_id)).all()
        players = self._connection.execute(select(player.c.user_id).where(player.c.game_id == game_id)).scalars()
        return _Whole(found, self._rounds(game_id), self._answers(game_id), scores, frozenset(players))

    def _may_be_folded(self, whole: "_Whole", before: datetime, at: datetime) -> bool:
        over = whole.over
        if (
            over >= before
            or any(r.state != RoundState.CLOSED for r in whole.rounds)
            or any(s.kind == ScoreKind.OVERRULE for s in whole.scores)
            or not {a.user_id for a in whole.answers} <= whole.players
            or not _at_one_time([s.at for s in whole.scores], over, at)
            or self._spans_seasons(whole.game, [s.at for s in whole.scores], over)
            or self._is_waited_for(_posts(whole.game.id, [r.id for r in whole.rounds]))
        ):
            return False
        return not (whole.solo and self._is_between(whole.game, over))

    def _keep(self, whole: "_Whole") -> None:
        """What counts of it, in its row and its players'."""
        rules, records = _chosen(whole.game.rules), whole.records()
        # As long as its row does not say that it is folded.
        points = {user_id: won for user_id, _, won in self._points(whole.game)}
        asked = [_asked(r) for r in whole.rounds if not r.void or r.opens_at is not None]
        self._connection.execute(
            update(game).where(game.c.id == whole.game.id).values(over_at=whole.over, asked=asked, rules=rules)
        )
        for user_id in whole.players:
            mine = (player.c.game_id == whole.game.id) & (player.c.user_id == user_id)
            kept = {"counted": points.get(user_id), "record": records.get(user_id, {})}
            self._connection.execute(update(player).where(mine).values(kept))

    def clear(self, game_id: str, limit: int) -> int:
        """Delete at most so many rows of a folded game's rounds, and their posts; 0 when none is left.

        Where another process is at it, its step is waited for.
        """
        held = select(game.c.id).where(game.c.id == game_id, ~game.c.gone).with_for_update()
        if self._connection.execute(held).first() is None:
            return 0
        rounds = self._connection.execute(
            select(round_.c.id).where(round_.c.game_id == game_id).order_by(round_.c.number)
        )
        ids = list(rounds.scalars())
        left = limit
        for table in _OF_ROUNDS:
            left -= self._delete(table, table.c.round_id.in_(ids), left) if ids else 0
        left -= self._delete(post, post.c.key.in_(_posts(game_id, ids)), left)
        left -= self._delete(round_, round_.c.game_id == game_id, left)
        if left == limit:
            self._connection.execute(update(game).where(game.c.id == game_id).values(gone=True))
        return limit - left

    def _delete(self, table: Table, those: ColumnElement[bool], limit: int) -> int:
        return delete_some(self._connection, table, those, limit) if limit else 0

    def _is_waited_for(self, keys: Sequence[str]) -> bool:
        waiting = select(post.c.id).where(post.c.key.in_(keys), unsent(post))
        return bool(self._connection.execute(select(waiting.exists())).scalar())

    def _has_later(self, found: Row[Any]) -> bool:
        later = game.alias()
        same = (later.c[name] == getattr(found, name) for name in PLACE)
        return bool(
            self._connection.execute(select(exists().where(*same, later.c.started_at > found.started_at))).scalar()
        )

    def _is_between(self, alone: Row[Any], over: datetime) -> bool:
        """Whether its player scored elsewhere while it went on: then it matters which item was met when."""
        scored = (
            select(score_event.c.id)
            .join(game, game.c.id == score_event.c.game_id)
            .where(
                game.c.platform == alone.platform, game.c.workspace == alone.workspace, game.c.asked.is_(None),
                game.c.id != alone.id, game.c.started_at <= over, score_event.c.user_id == alone.host,
                score_event.c.at.between(alone.started_at, over),
            )
        )  # fmt: skip
        return bool(self._connection.execute(select(scored.exists())).scalar())

    def _spans_seasons(self, found: Row[Any], scored: Sequence[datetime], over: datetime) -> bool:
        """Whether a season ended between its points."""
        seasons = SeasonRows(self._connection, writes=False).all(f"{found.platform}:{found.workspace}")
        ends = [s.closed_at for s in seasons if s.closed_at is not None]
        return any(len({moment < end for moment in (*scored, over)}) > 1 for end in ends)

    def _rounds(self, game_id: str) -> Sequence[Row[Any]]:
        return self._connection.execute(
            select(round_).where(round_.c.game_id == game_id).order_by(round_.c.number)
        ).all()

    def _answers(self, game_id: str) -> Sequence[Row[Any]]:
        given = select(answer).join(round_, round_.c.id == answer.c.round_id).where(round_.c.game_id == game_id)
        return self._connection.execute(given.order_by(answer.c.at.desc())).all()

    def _points(self, found: Row[Any]) -> list[tuple[str, str, int]]:
        """What boards count of it now."""
        return PeopleRows(self._connection, writes=False).points_of(found.id)


@dataclass(frozen=True, slots=True)
class _Whole:
    """The rows of a game that is over."""

    game: Row[Any]
    rounds: Sequence[Row[Any]]
    answers: Sequence[Row[Any]]
    scores: Sequence[Row[Any]]
    players: frozenset[str]

    @property
    def over(self) -> datetime:
        """When the last of it happened."""
        moments: list[datetime] = [self.game.started_at, *(a.at for a in self.answers), *(s.at for s in self.scores)]
        return max(moments)

    @property
    def solo(self) -> bool:
        """Whether somebody played alone."""
        return bool(self.game.channel.startswith(SOLO))

    def records(self) -> dict[str, dict[str, str]]:
        """What each player answered, kind by kind, without the rounds that were undone."""
        rounds = {r.id: r for r in self.rounds}
        found: dict[str, dict[str, str]] = defaultdict(lambda: defaultdict(str))
        for given in self.answers:
            of = rounds[given.round_id]
            if not of.void:
                found[given.user_id][of.frozen["kind"]] += _entry(given, of, self.over, solo=self.solo)
        return found


def _entry(given: Row[Any], of: Row[Any], over: datetime, *, solo: bool) -> str:
    """An answer as bot.people.rows reads it: the quote's number, right or not, how many seconds before the end.

    With the item where it was met alone: later points for it count on no board.
    """
    number = "" if of.quote_number is None else of.quote_number
    sign = "+" if given.verdict == Verdict.ACCEPT else "-"
    return f"{number}{sign}{round((over - given.at).total_seconds())}{f':{of.item_id}' if solo else ''} "


def _asked(of: Row[Any]) -> list[str]:
    """The item, and the quotes that its round revealed, as bot.games.rows.games reads them."""
    quotes = (of.quote_id, *of.frozen.get("quote_ids", ())) if of.quote_id else ()
    return list(dict.fromkeys((of.item_id, *filter(None, quotes))))


def _chosen(rules: dict[str, object]) -> dict[str, object]:
    """What differs from what a game has by itself; and its mode and rounds, which a row must tell."""
    usual = asdict(Rules())
    told = {name: value for name, value in rules.items() if name not in usual or usual[name] != value}
    return {"mode": rules["mode"], "rounds": rules["rounds"], **told}


def _at_one_time(scored: Sequence[datetime], over: datetime, at: datetime) -> bool:
    """Whether every board that counts one of these points counts all of them."""
    begun = {tuple(since(period, moment) for period in Period) for moment in (*scored, over)}
    return len(begun) == 1 or over < at - LONGEST_BOARD


def _posts(game_id: str, rounds: Sequence[str]) -> list[str]:
    which = [*map(str, range(len(rounds) + 1)), "final"]
    boards = (f"board:{game_id}:{each}" for each in which)
    return [*(f"round:{each}" for each in rounds), f"thread:{game_id}", f"lobby:{game_id}", *boards]
