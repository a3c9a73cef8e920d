"""Games, rounds, answers and points. Who comes second in a race is told False, never overwritten."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, exists, func, insert, select, update

from bot.core.game import (
    Answer,
    Difficulty,
    Game,
    GameState,
    MarkKind,
    Pace,
    Player,
    Round,
    RoundMark,
    RoundState,
    Rules,
    ScoreEvent,
    ScoreKind,
    Table,
    Teams,
)  # fmt: skip
from bot.core.judging import Verdict
from bot.messages import Place
from bot.storage.daily_tables import delivery
from bot.storage.rows import SOLO, at_place, frozen_item, inserted, place_of, place_values, thawed_item, wrote
from bot.storage.rows import insert as insert_or
from bot.storage.tables import answer, game, mark, player, round_, score_event

# Asked for every daily post, so they are built once.
_ASKED = select(round_.c.quote_id).join(game).where(
    game.c.platform == bindparam("platform"), game.c.workspace == bindparam("workspace"),
    game.c.state != GameState.OVER, round_.c.state != RoundState.CLOSED, round_.c.quote_id.is_not(None),
    ~game.c.channel.startswith(SOLO) | (game.c.host == bindparam("user")),
)  # fmt: skip
_ASKED_DAILY = select(delivery.c["items"]).where(
    delivery.c.platform == bindparam("platform"), delivery.c.workspace == bindparam("workspace"), delivery.c.open
)


class GameRows:
    """bot.ports.Games. With `lock`, reading a game holds its row until the transaction ends."""

    def __init__(self, connection: Connection, *, lock: bool) -> None:
        self._connection = connection
        self._lock = lock

    def running(self, place: Place) -> Table | None:
        """See the port."""
        return self._table(at_place(game, place), game.c.state != GameState.OVER)

    def table(self, game_id: str) -> Table | None:
        """See the port."""
        return self._table(game.c.id == game_id)

    def last_closed(self, game_id: str) -> Table | None:
        """See the port."""
        closed = select(round_.c.id).where(round_.c.game_id == game_id, round_.c.state == RoundState.CLOSED)
        found = self._connection.execute(closed.order_by(round_.c.number.desc()).limit(1)).scalar()
        return self.table(game_id) if found is None else self.table_of_round(found)

    def any_in(self, workspace_id: str) -> bool:
        """See the port."""
        platform, _, workspace = workspace_id.partition(":")
        there = exists().where(game.c.platform == platform, game.c.workspace == workspace)
        return bool(self._connection.execute(select(there)).scalar())

    def newest(self, place: Place) -> Table | None:
        """See the port."""
        found = select(game.c.id).where(at_place(game, place))
        over = case((game.c.state == GameState.OVER, 1), else_=0)
        game_id = self._connection.execute(found.order_by(over, game.c.started_at.desc()).limit(1)).scalar()
        return None if game_id is None else self.table(game_id)

    def table_of_round(self, round_id: str) -> Table | None:
        """See the port."""
        found = self._connection.execute(select(round_.c.game_id).where(round_.c.id == round_id)).scalar()
        return None if found is None else self._table(game.c.id == found, round_id=round_id)

    def add(self, new: Game) -> bool:
        """See the port."""
        return inserted(
            self._connection,
            game,
            {"id": new.id, **place_values(new.place), "host": new.host, "rules": asdict(new.rules),
             "state": new.state, "silent": new.silent, "started_at": new.started_at, "begins_at": new.begins_at},
        )  # fmt: skip

    def update(self, changed: Game) -> None:
        """See the port."""
        values = {"state": changed.state, "silent": changed.silent, "begins_at": changed.begins_at}
        self._connection.execute(update(game).where(game.c.id == changed.id).values(values))

    def move(self, moved: Game) -> None:
        """See the port."""
        values = {**place_values(moved.place), "begins_at": moved.begins_at}
        self._connection.execute(update(game).where(game.c.id == moved.id).values(values))

    def put_player(self, game_id: str, changed: Player) -> None:
        """See the port."""
        values = {
            "name": changed.name, "joined": changed.joined, "streak": changed.streak, "points": changed.points,
            "team": changed.team,
        }  # fmt: skip
        position = select(func.count()).where(player.c.game_id == game_id).scalar_subquery()
        new = insert_or(self._connection, player).values(
            game_id=game_id, user_id=changed.user_id, position=position, **values
        )
        self._connection.execute(new.on_conflict_do_update(index_elements=["game_id", "user_id"], set_=values))

    def add_round(self, new: Round) -> None:
        """See the port."""
        self._connection.execute(
            insert(round_).values(
                id=new.id, game_id=new.game_id, number=new.number, item_id=new.item.id, quote_id=new.item.quote_id,
                quote_number=new.quote_number, frozen=frozen_item(new.item), seconds=new.seconds, state=new.state,
                opens_at=new.opens_at, closes_at=new.closes_at,
            )
        )  # fmt: skip

    def open_round(self, opened: Round) -> bool:
        """See the port."""
        pending = update(round_).where(round_.c.id == opened.id, round_.c.state == RoundState.PENDING)
        values = {
            "state": RoundState.OPEN, "opens_at": opened.opens_at, "closes_at": opened.closes_at, "left": opened.left
        }  # fmt: skip
        return self._connection.execute(pending.values(values)).rowcount == 1

    def change_round(self, changed: Round) -> None:
        """See the port."""
        values = {
            "opens_at": changed.opens_at, "closes_at": changed.closes_at, "left": changed.left, "void": changed.void
        }  # fmt: skip
        self._connection.execute(update(round_).where(round_.c.id == changed.id).values(values))

    def close_round(self, round_id: str) -> bool:
        """See the port."""
        unclosed = update(round_).where(round_.c.id == round_id, round_.c.state != RoundState.CLOSED)
        return self._connection.execute(unclosed.values(state=RoundState.CLOSED)).rowcount == 1

    def put_answer(self, given: Answer) -> bool:
        """See the port."""
        new = insert_or(self._connection, answer).values(asdict(given))
        second = new.on_conflict_do_update(
            index_elements=["round_id", "user_id"],
            set_={"text": given.text, "verdict": given.verdict, "at": given.at, "tries": given.tries},
            where=(answer.c.verdict == Verdict.PROMPT) & (answer.c.tries < given.tries),
        )
        return wrote(self._connection, second)

    def change_answer(self, changed: Answer) -> None:
        """See the port."""
        mine = (answer.c.round_id == changed.round_id) & (answer.c.user_id == changed.user_id)
        self._connection.execute(update(answer).where(mine).values(verdict=changed.verdict))

    def put_mark(self, new: RoundMark) -> bool:
        """See the port."""
        return inserted(self._connection, mark, asdict(new))

    def add_scores(self, events: Sequence[ScoreEvent]) -> None:
        """See the port."""
        if events:
            self._connection.execute(insert(score_event), [asdict(e) for e in events])

    def scores(self, game_id: str) -> tuple[ScoreEvent, ...]:
        """See the port."""
        rows = select(score_event).where(score_event.c.game_id == game_id).order_by(score_event.c.id)
        return tuple(
            ScoreEvent(
                game_id=r.game_id, round_id=r.round_id, user_id=r.user_id, points=r.points, at=r.at,
                kind=ScoreKind(r.kind),
            )
            for r in self._connection.execute(rows)
        )  # fmt: skip

    def rounds(self, game_id: str) -> tuple[Round, ...]:
        """See the port."""
        rows = select(round_).where(round_.c.game_id == game_id).order_by(round_.c.number)
        return tuple(map(_round, self._connection.execute(rows)))

    def asked(self, place: Place) -> frozenset[str]:
        """See the port."""
        rows = select(round_.c.item_id).join(game).where(at_place(game, place)).distinct()
        return frozenset(self._connection.execute(rows).scalars())

    def open_quotes(self, workspace_id: str, user_id: str = "") -> frozenset[str]:
        """See the port."""
        platform, _, workspace = workspace_id.partition(":")
        whose = {"platform": platform, "workspace": workspace}
        rounds = self._connection.execute(_ASKED, {**whose, "user": user_id}).scalars()
        daily = self._connection.execute(_ASKED_DAILY, whose).scalars()
        return frozenset(q for q in (*rounds, *(a["item"]["quote_id"] for items in daily for a in items)) if q)

    def due_rounds(self, platforms: Sequence[str], at: datetime) -> tuple[str, ...]:
        """See the port."""
        rows = select(round_.c.id).join(game).where(*_open_on(platforms), round_.c.closes_at <= at)
        return tuple(self._connection.execute(rows.order_by(round_.c.closes_at)).scalars())

    def due_lobbies(self, platforms: Sequence[str], at: datetime) -> tuple[str, ...]:
        """See the port."""
        rows = select(game.c.id).where(game.c.platform.in_(platforms), *_in_lobby(), game.c.begins_at <= at)
        return tuple(self._connection.execute(rows.order_by(game.c.begins_at)).scalars())

    def next_due(self, platforms: Sequence[str]) -> datetime | None:
        """See the port."""
        rounds = select(func.min(round_.c.closes_at)).join(game).where(*_open_on(platforms))
        lobbies = select(func.min(game.c.begins_at)).where(game.c.platform.in_(platforms), *_in_lobby())
        found = [self._connection.execute(rows).scalar() for rows in (rounds, lobbies)]
        return min((moment for moment in found if moment is not None), default=None)

    def _table(self, *conditions: Any, round_id: str | None = None) -> Table | None:
        wanted = select(game).where(*conditions)
        found = self._connection.execute(wanted.with_for_update() if self._lock else wanted).first()
        if found is None:
            return None
        rounds = select(round_).where(round_.c.game_id == found.id)
        if round_id is not None:
            rounds = rounds.where(round_.c.id == round_id)
        asked = self._connection.execute(rounds.order_by(round_.c.number.desc()).limit(1)).first()
        players = select(player).where(player.c.game_id == found.id).order_by(player.c.position)
        return Table(
            game=_game(found),
            players=tuple(map(_player, self._connection.execute(players))),
            round=None if asked is None else _round(asked),
            answers=() if asked is None else self._answers(asked.id),
            marks=() if asked is None else self._marks(asked.id),
        )

    def _marks(self, round_id: str) -> tuple[RoundMark, ...]:
        rows = self._connection.execute(select(mark).where(mark.c.round_id == round_id).order_by(mark.c.user_id))
        return tuple(RoundMark(round_id=r.round_id, user_id=r.user_id, kind=MarkKind(r.kind)) for r in rows)

    def _answers(self, round_id: str) -> tuple[Answer, ...]:
        rows = select(answer).where(answer.c.round_id == round_id).order_by(answer.c.at, answer.c.user_id)
        return tuple(map(_answer, self._connection.execute(rows)))


def _open_on(platforms: Sequence[str]) -> tuple[Any, ...]:
    return game.c.platform.in_(platforms), round_.c.state == RoundState.OPEN, game.c.state == GameState.RUNNING


def _in_lobby() -> tuple[Any, ...]:
    return game.c.state == GameState.LOBBY, game.c.begins_at.is_not(None)


def _rules(stored: dict[str, Any]) -> Rules:
    return Rules(
        **{
            **stored,
            "pace": Pace(stored.get("pace", Pace.NORMAL)),
            "teams": Teams(stored.get("teams", Teams.NONE)),
            "difficulty": Difficulty(stored.get("difficulty", Difficulty.ANY)),
        }
    )


def _game(row: Row[Any]) -> Game:
    return Game(
        id=row.id, place=place_of(row), host=row.host, rules=_rules(row.rules), state=GameState(row.state),
        started_at=row.started_at, silent=row.silent, begins_at=row.begins_at,
    )  # fmt: skip


def _player(row: Row[Any]) -> Player:
    return Player(
        user_id=row.user_id, name=row.name, joined=row.joined, streak=row.streak, points=row.points, team=row.team
    )


def _round(row: Row[Any]) -> Round:
    return Round(
        id=row.id, game_id=row.game_id, number=row.number, item=thawed_item(row.frozen), seconds=row.seconds,
        quote_number=row.quote_number, state=RoundState(row.state), opens_at=row.opens_at, closes_at=row.closes_at,
        left=row.left, void=row.void,
    )  # fmt: skip


def _answer(row: Row[Any]) -> Answer:
    return Answer(
        round_id=row.round_id, user_id=row.user_id, text=row.text, verdict=Verdict(row.verdict), at=row.at,
        tries=row.tries,
    )  # fmt: skip
