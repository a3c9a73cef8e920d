"""Games, rounds, answers and points. Who comes second in a race is told False, never overwritten."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Select,
    case,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from bot.chat.incoming import Place
from bot.games.model import (
    FARTHEST,
    Answer,
    Fake,
    Game,
    GameSnapshot,
    GameState,
    MarkKind,
    Phase,
    Player,
    PlayerView,
    Round,
    RoundMark,
    RoundState,
    ScoreEvent,
    ScoreKind,
    Turnout,
)
from bot.games.rows import queries
from bot.games.rows.asked import AskedRows
from bot.games.rows.values import answer_of, fake_of, game_of, mark_of, player_of, round_of
from bot.storage.careful import readable
from bot.storage.rows import at_place, frozen_item, in_channel, in_workspace, inserted, place_values
from bot.storage.rows import insert as insert_or
from bot.storage.tables.games import answer, fake, game, mark, round_, score_event
from bot.storage.wakeups import DUE, wake

# A game that seems to have begun later than that has a damaged row, or was begun by a clock that was never right.
BELIEVED = timedelta(days=366)


class GameRows(AskedRows):
    """Games and everything in them. Reads inside a write transaction lock the game until its end."""

    def running(self, place: Place) -> GameSnapshot | None:
        """The one game that is not over in that place, with its newest round."""
        return self._table(queries.RUNNING, place_values(place))

    def table(self, game_id: str) -> GameSnapshot | None:
        """That game with its newest round and that round's answers."""
        return self._table(queries.GAME, {"game": game_id})

    def seat(self, place: Place, user_id: str) -> PlayerView | None:
        """What `running` tells, for one player only: it costs the same however many play."""
        return self._seat(queries.RUNNING, place_values(place), user_id)

    def seat_in_round(self, round_id: str, user_id: str) -> PlayerView | None:
        """What `table_of_round` tells, for one player only."""
        found = self._game_of(round_id)
        return None if found is None else self._seat(queries.GAME, {"game": found}, user_id, round_id)

    def turnout(self, round_id: str) -> Turnout:
        """Who is waited for in the game of that round: everybody who joined and is there, and those of them without an
        answer that nothing can replace any more.
        """
        return self._turnout(queries.TURNOUT, round_id)

    def writers(self, round_id: str) -> Turnout:
        """Who is waited for while endings are written: everybody who joined and is there, and those of them
        without one.
        """
        return self._turnout(queries.WRITERS, round_id)

    def last_closed(self, game_id: str) -> GameSnapshot | None:
        """That game with the last round that was closed; with its newest round if none was."""
        closed = select(round_.c.id).where(round_.c.game_id == game_id, round_.c.state == RoundState.CLOSED)
        found = self._connection.execute(closed.order_by(round_.c.number.desc()).limit(1)).scalar()
        return self.table(game_id) if found is None else self.table_of_round(found)

    def any_in(self, workspace_id: str) -> bool:
        """Whether anybody ever began a game there."""
        there = exists().where(in_workspace(game, workspace_id))
        return bool(self._connection.execute(select(there)).scalar())

    def newest(self, place: Place, *, threads: bool = False) -> GameSnapshot | None:
        """The game that began last in that place, one that is not over before any other; `threads`: a channel's too."""
        below = threads and not place.thread
        found = select(game.c.id).where(in_channel(game, place) if below else at_place(game, place))
        over = case((game.c.state == GameState.OVER, 1), else_=0)
        game_id = self._connection.execute(found.order_by(over, game.c.started_at.desc()).limit(1)).scalar()
        return None if game_id is None else self.table(game_id)

    def unclosed(self, workspace_id: str) -> list[GameSnapshot]:
        """The games of a workspace, those played alone too, with a round that is not closed."""
        rows = select(round_.c.game_id).join(game).where(
            in_workspace(game, workspace_id), game.c.state != GameState.OVER, round_.c.state != RoundState.CLOSED
        )  # fmt: skip
        tables = map(self.table, self._connection.execute(rows).scalars())
        return [table for table in tables if table is not None]

    def table_of_round(self, round_id: str) -> GameSnapshot | None:
        """The game of a round with *that* round and its answers, be it the newest or not."""
        found = self._game_of(round_id)
        return None if found is None else self._table(queries.GAME, {"game": found}, round_id)

    def add(self, new: Game) -> bool:
        """Begin a game; False if one holds the place already.

        It began after all that were begun before it in the workspace, though the clock may have been put back since.
        """
        wake(self._connection, DUE)
        mine = in_workspace(game, new.place.workspace_id)
        known = game.c.started_at <= new.started_at + BELIEVED
        last = self._connection.execute(select(func.max(game.c.started_at)).where(mine, known)).scalar()
        started_at = new.started_at if last is None else max(new.started_at, last + timedelta(microseconds=1))
        return inserted(
            self._connection,
            game,
            {"id": new.id, **place_values(new.place), "host": new.host, "rules": asdict(new.rules),
             "state": new.state, "silent": new.silent, "started_at": started_at, "begins_at": new.begins_at,
             "ending": new.ending},
        )  # fmt: skip

    def update(self, changed: Game) -> None:
        """Keep a game's state and counts."""
        wake(self._connection, DUE)
        values = {
            "state": changed.state, "silent": changed.silent, "begins_at": changed.begins_at, "ending": changed.ending
        }  # fmt: skip
        self._connection.execute(update(game).where(game.c.id == changed.id).values(values))

    def move(self, moved: Game) -> None:
        """Keep a game's new place, which no other game holds, and when its lobby ends."""
        wake(self._connection, DUE)
        values = {**place_values(moved.place), "begins_at": moved.begins_at}
        self._connection.execute(update(game).where(game.c.id == moved.id).values(values))

    def put_player(self, game_id: str, changed: Player) -> None:
        """Add a player or keep their new state."""
        new = {"game": game_id, "game_id": game_id, **asdict(changed)}
        self._connection.execute(queries.put_player(self._connection.dialect.name), new)

    def add_round(self, new: Round) -> None:
        """Ask the next item."""
        self._connection.execute(
            insert(round_).values(
                id=new.id, game_id=new.game_id, number=new.number, item_id=new.item.id, quote_id=new.item.quote_id,
                quote_number=new.quote_number, frozen=frozen_item(new.item), seconds=new.seconds, state=new.state,
                ready_at=new.ready_at, opens_at=new.opens_at, closes_at=new.closes_at, phase=new.phase,
            )
        )  # fmt: skip

    def open_round(self, opened: Round) -> bool:
        """PENDING → OPEN with its times; False if it was not pending any more."""
        wake(self._connection, DUE)
        pending = update(round_).where(round_.c.id == opened.id, round_.c.state == RoundState.PENDING)
        values = {
            "state": RoundState.OPEN, "ready_at": opened.ready_at, "opens_at": opened.opens_at,
            "closes_at": opened.closes_at, "left": opened.left,
        }  # fmt: skip
        return self._connection.execute(pending.values(values)).rowcount == 1

    def change_round(self, changed: Round) -> None:
        """Keep new times of an open round, or that a closed one was undone."""
        wake(self._connection, DUE)
        values = {
            "opens_at": changed.opens_at, "closes_at": changed.closes_at, "left": changed.left, "void": changed.void
        }  # fmt: skip
        self._connection.execute(update(round_).where(round_.c.id == changed.id).values(values))

    def turn_round(self, turned: Round) -> bool:
        """WRITING → CHOOSING, with options and a new clock; False if somebody else did so before, or closed it."""
        wake(self._connection, DUE)
        writing = update(round_).where(
            round_.c.id == turned.id, round_.c.phase == Phase.WRITING, round_.c.state == RoundState.OPEN
        )
        values = {
            "phase": turned.phase, "frozen": frozen_item(turned.item), "seconds": turned.seconds,
            "ready_at": turned.ready_at, "opens_at": turned.opens_at, "closes_at": turned.closes_at,
            "left": turned.left,
        }  # fmt: skip
        return self._connection.execute(writing.values(values)).rowcount == 1

    def put_fake(self, written: Fake) -> None:
        """Keep an ending; that which the player wrote before is gone."""
        new = insert_or(self._connection, fake).values(asdict(written))
        changed = {"text": written.text, "at": written.at}
        self._connection.execute(new.on_conflict_do_update(index_elements=["round_id", "user_id"], set_=changed))

    def remove_fake(self, gone: Fake) -> None:
        """Keep that an ending was taken away; answers that chose it were none."""
        mine = (fake.c.round_id == gone.round_id) & (fake.c.user_id == gone.user_id)
        self._connection.execute(update(fake).where(mine).values(removed=True))
        chosen = (answer.c.round_id == gone.round_id) & (answer.c.text == gone.text)
        self._connection.execute(delete(answer).where(chosen))

    def close_round(self, round_id: str) -> bool:
        """PENDING or OPEN → CLOSED; False if somebody else closed it before: then nothing may be scored again."""
        unclosed = update(round_).where(round_.c.id == round_id, round_.c.state != RoundState.CLOSED)
        return self._connection.execute(unclosed.values(state=RoundState.CLOSED)).rowcount == 1

    def put_answer(self, given: Answer, *, change: bool = False) -> bool:
        """Record an answer; False if that player has one already that was not given later.

        A second try replaces a PROMPT once; a `change` whatever was given before it.
        """
        wanted = queries.change_answer if change else queries.put_answer
        statement = wanted(self._connection.dialect.name)
        return self._connection.execute(statement, asdict(given)).first() is not None

    def change_answer(self, changed: Answer) -> None:
        """Keep another verdict and moment of an answer."""
        mine = (answer.c.round_id == changed.round_id) & (answer.c.user_id == changed.user_id)
        self._connection.execute(update(answer).where(mine).values(verdict=changed.verdict, at=changed.at))

    def put_mark(self, new: RoundMark) -> bool:
        """Keep a hint or a vote; False if that player has it already."""
        return inserted(self._connection, mark, asdict(new))

    def add_scores(self, events: Sequence[ScoreEvent]) -> None:
        """Append points; one event a round and player."""
        if events:
            self._connection.execute(insert(score_event), [asdict(e) for e in events])

    def scores(self, game_id: str) -> tuple[ScoreEvent, ...]:
        """All points of a game in the order they were given."""
        rows = select(score_event).where(score_event.c.game_id == game_id).order_by(score_event.c.id)
        return tuple(
            ScoreEvent(
                game_id=r.game_id, round_id=r.round_id, user_id=r.user_id, points=r.points, at=r.at,
                kind=ScoreKind(r.kind),
            )
            for r in self._connection.execute(rows)
        )  # fmt: skip

    def scores_until(self, game_id: str, number: int) -> tuple[ScoreEvent, ...]:
        """The points of its rounds up to that number."""
        rows = select(round_.c.id).where(round_.c.game_id == game_id, round_.c.number <= number)
        played = set(self._connection.execute(rows).scalars())
        return tuple(score for score in self.scores(game_id) if score.round_id in played)

    def rounds(self, game_id: str) -> tuple[Round, ...]:
        """All rounds of a game in their order."""
        rows = select(round_).where(round_.c.game_id == game_id).order_by(round_.c.number)
        return tuple(readable(self._connection, rows, round_.c.id, round_of))

    def answers(self, game_id: str) -> tuple[Answer, ...]:
        """All answers of a game, round by round."""
        rows = select(answer).join(round_, round_.c.id == answer.c.round_id).where(round_.c.game_id == game_id)
        ordered = rows.order_by(round_.c.number, answer.c.at, answer.c.user_id)
        return tuple(map(answer_of, self._connection.execute(ordered)))

    def fakes(self, game_id: str) -> tuple[Fake, ...]:
        """All endings that were made up in a game, round by round."""
        rows = select(fake).join(round_, round_.c.id == fake.c.round_id).where(round_.c.game_id == game_id)
        return tuple(map(fake_of, self._connection.execute(rows.order_by(round_.c.number, fake.c.at))))

    def due_rounds(self, platforms: Sequence[str], at: datetime) -> tuple[str, ...]:
        """Ids of open rounds whose time is over."""
        return self._due(queries.DUE_ROUNDS, platforms, at)

    def ended(self, round_ids: Sequence[str]) -> tuple[datetime, ...]:
        """When the time of those among these rounds was over that are closed."""
        rows = select(round_.c.closes_at).where(round_.c.id.in_(round_ids), round_.c.state == RoundState.CLOSED)
        return tuple(at for at in self._connection.execute(rows).scalars() if at is not None)

    def due_lobbies(self, platforms: Sequence[str], at: datetime) -> tuple[str, ...]:
        """Ids of games whose lobby is over."""
        return self._due(queries.DUE_LOBBIES, platforms, at)

    def next_due(self, platforms: Sequence[str]) -> datetime | None:
        """When the next open round closes or the next lobby ends."""
        where, both = {"platforms": list(platforms)}, (queries.NEXT_ROUND, queries.NEXT_LOBBY)
        found = [self._connection.execute(rows, where).scalar() for rows in both]
        return min((moment for moment in found if moment is not None), default=None)

    def _due(self, wanted: Select[Any], platforms: Sequence[str], at: datetime) -> tuple[str, ...]:
        asked = {"platforms": list(platforms), "at": at, "farthest": at + FARTHEST}
        return tuple(self._connection.execute(wanted, asked).scalars())

    def _table(self, wanted: Select[Any], values: dict[str, str], round_id: str | None = None) -> GameSnapshot | None:
        found = self._game(wanted, values)
        if found is None:
            return None
        run, asked = self._connection.execute, self._round(found.id, round_id)
        of_round = {"round": None if asked is None else asked.id}
        return GameSnapshot(
            game=found,
            players=tuple(map(player_of, run(queries.PLAYERS, {"game": found.id}))),
            round=asked,
            answers=() if asked is None else tuple(map(answer_of, run(queries.ANSWERS, of_round))),
            marks=() if asked is None else tuple(map(mark_of, run(queries.MARKS, of_round))),
            fakes=self._fakes(asked),
        )

    def _seat(
        self, wanted: Select[Any], values: dict[str, str], user_id: str, round_id: str | None = None
    ) -> PlayerView | None:
        found = self._game(wanted, values)
        if found is None:
            return None
        run, asked = self._connection.execute, self._round(found.id, round_id)
        mine = {"game": found.id, "round": None if asked is None else asked.id, "user": user_id}
        known, given = run(queries.ONE_PLAYER, mine).first(), run(queries.ONE_ANSWER, mine).first()
        marks = frozenset(run(queries.MARKS_OF_ONE, mine).scalars())
        return PlayerView(
            game=found,
            round=asked,
            player=None if known is None else player_of(known),
            answer=None if given is None else answer_of(given),
            hinted=MarkKind.HINT in marks,
            looked=MarkKind.LOOKED in marks,
            fakes=self._fakes(asked),
        )

    def _fakes(self, asked: Round | None) -> tuple[Fake, ...]:
        """Only where players write: nobody else waits for the question."""
        if asked is None or asked.phase is Phase.ANSWERS:
            return ()
        return tuple(map(fake_of, self._connection.execute(queries.FAKES, {"round": asked.id})))

    def _turnout(self, wanted: Select[int, int, int], round_id: str) -> Turnout:
        joined, done, dozing = self._connection.execute(wanted, {"round": round_id}).one()
        return Turnout(joined - dozing, joined - dozing - done, dozing)

    def _game(self, wanted: Select[Any], values: dict[str, str]) -> Game | None:
        row = self._connection.execute(queries.held(wanted) if self._writes else wanted, values).first()
        return None if row is None else game_of(row)

    def _round(self, game_id: str, round_id: str | None) -> Round | None:
        wanted = queries.NEWEST_ROUND if round_id is None else queries.ROUND
        row = self._connection.execute(wanted, {"game": game_id, "round": round_id}).first()
        return None if row is None else round_of(row)

    def _game_of(self, round_id: str) -> str | None:
        return self._connection.execute(queries.GAME_OF_ROUND, {"round": round_id}).scalar()
