"""The engine on a real database beside a model of what it should do; each kind of game brings its own arithmetic."""

import asyncio
import random
import shutil
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from adapters.terminal.screen import Screen
from bot.app.catalogue import POSTS
from bot.app.engine import Engine
from bot.chat.incoming import Place, Press, PressId, Request, User
from bot.chat.messages import Notice, Reply
from bot.delivery.clock import VirtualClock
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import Outbox
from bot.games.model import GameSnapshot, GameState, RoundState, ScoreEvent
from bot.games.rows.games import GameRows
from bot.library.cache import LibraryCache
from bot.library.services import Services
from bot.storage.database import open_store
from bot.storage.store import Store
from tests.builders import NOON
from tests.furnished import furnish
from tests.world import PATIENCE

HERE = Place(platform="terminal", workspace="local", channel="c")
HOST = User(id="ann", name="Ann")
USERS = [HOST, *(User(id=n.lower(), name=n) for n in ("Bea", "Cy", "Dee"))]
PLAYERS = st.sampled_from(USERS)


class Nowhere:
    """Somewhere to print."""

    def write(self, text: str) -> int:
        """Gone."""
        return len(text)

    def flush(self) -> None:
        """Nothing to do."""

    def isatty(self) -> bool:
        """No."""
        return False


class GameMachine(RuleBasedStateMachine):
    """What every kind of random game needs: the engine, its clock, what was scored, and that the points agree."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp())
        self.serial = 0
        self.expected: Counter[str] = Counter()
        self.scored: set[str] = set()

    def score(self, closed: Any) -> None:
        """Add to what is expected what a round that was closed is worth."""
        raise NotImplementedError

    @initialize()
    def prepare(self) -> None:
        """A database with the samples in it, copied from one that was made once."""
        furnish(self.folder / "quoth.db")
        self.store: Store = self.runner.run(open_store(f"sqlite:///{self.folder}/quoth.db"))
        self.clock = VirtualClock(NOON)
        services = Services(
            store=self.store, libraries=LibraryCache(self.store), clock=self.clock, rng=random.Random(3)
        )
        self.engine = Engine(services)
        self.outbox = Outbox(services, POSTS, Messengers({"terminal": Screen(Nowhere())}), patience=PATIENCE)  # type: ignore[arg-type]

    def table(self) -> GameSnapshot | None:
        """The newest game here."""
        return self.runner.run(self.store.read(lambda tx: tx[GameRows].newest(HERE)))

    def running(self) -> bool:
        """Whether a game runs."""
        table = self.table()
        return table is not None and table.game.state is not GameState.OVER

    def ask(self, user: User, command: str, **options: str) -> str:
        """Do a command; returns the words of its reply, which stays in `reply`."""
        self.serial += 1
        request = Request(
            key=str(self.serial), place=HERE, user=user, at=self.clock.now(), command=command, options=options
        )
        self.reply = reply = self.runner.run(self.engine.handle(request))
        self.settle()
        return reply.text if isinstance(reply, Notice) else ""

    def settle(self) -> None:
        """Send and close until nothing is left to do now, then score the model's rounds that were closed."""
        while self.runner.run(self.outbox.flush()):
            self.runner.run(self.engine.due.catch_up(["terminal"]))
        self.score_closed()

    def score_closed(self) -> None:
        """The model's own arithmetic for every round that was closed since it last looked."""
        for closed in self.rounds():
            if closed.state is RoundState.CLOSED and closed.id not in self.scored:
                self.scored.add(closed.id)
                self.score(closed)

    def press_button(self, user: User, verb: str, subject: str, choice: int = 0) -> Reply:
        """Press it now, and do what follows."""
        self.serial += 1
        press_id = str(PressId(verb, subject, choice))
        press = Press(key=str(self.serial), place=HERE, user=user, at=self.clock.now(), id=press_id)
        reply = self.runner.run(self.engine.press(press))
        self.settle()
        return reply

    def rounds(self) -> list[Any]:
        """The rounds of the newest game."""
        table = self.table()
        if table is None:
            return []
        return list(self.runner.run(self.store.read(lambda tx: tx[GameRows].rounds(table.game.id))))

    def scores(self) -> tuple[ScoreEvent, ...]:
        """All points of the newest game."""
        table = self.table()
        return () if table is None else self.runner.run(self.store.read(lambda tx: tx[GameRows].scores(table.game.id)))

    @precondition(lambda self: self.running())
    @rule(seconds=st.integers(1, 40))
    def wait(self, seconds: int) -> None:
        """Time passes; rounds close at their deadlines."""
        until = self.clock.now() + timedelta(seconds=seconds)
        while True:
            due = self.runner.run(self.store.read(lambda tx: tx[GameRows].next_due(["terminal"])))
            if due is None or due > until:
                break
            self.clock.move_to(due)
            self.runner.run(self.engine.due.catch_up(["terminal"]))
            self.settle()
        self.clock.move_to(until)

    @precondition(lambda self: self.running())
    @rule()
    def stop(self) -> None:
        """What was scored stays; the open round counts for those who answered it."""
        self.ask(HOST, "quiz stop")
        assert not self.running()

    @invariant()
    def scores_are_conserved(self) -> None:
        """Journal, players and model agree."""
        if not hasattr(self, "store"):
            return
        table = self.table()
        if table is None:
            return
        journal: Counter[str] = Counter()
        for score in self.scores():
            journal[score.user_id] += score.points
        assert {p.user_id: p.points for p in table.players if p.points} == {u: n for u, n in journal.items() if n}
        assert {u: n for u, n in journal.items() if n} == {u: n for u, n in self.expected.items() if n}

    @invariant()
    def nothing_is_asked_twice(self) -> None:
        """Neither an item nor a quote in one game."""
        if hasattr(self, "store"):
            rounds = self.rounds()
            assert len({r.item.id for r in rounds}) == len({r.item.quote_id for r in rounds}) == len(rounds)

    def teardown(self) -> None:
        """Leave nothing behind."""
        if hasattr(self, "store"):
            self.runner.run(self.store.close())
        self.runner.close()
        shutil.rmtree(self.folder, ignore_errors=True)
