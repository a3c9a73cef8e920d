"""Random games against a simple model: scores are conserved, nothing counts after the close, nothing is asked twice."""

import asyncio
import random
import shutil
import tempfile
from collections import Counter
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from adapters.terminal.screen import Screen
from bot.app.catalogue import POSTS
from bot.app.engine import Engine
from bot.chat.incoming import Place, Press, PressId, Request, User
from bot.chat.messages import Notice
from bot.chat.refusal_wording import refusal
from bot.chat.refusals import PressIsStale
from bot.delivery.clock import VirtualClock
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import Outbox
from bot.games.model import GameSnapshot, GameState, RoundState, ScoreEvent
from bot.games.refusals import RoundIsClosed
from bot.games.rows.games import GameRows
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.services import Services
from bot.storage.database import open_store
from bot.storage.store import Store
from tests.builders import NOON
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


class RandomGames(RuleBasedStateMachine):
    """The engine on a real database beside a model that only remembers who pressed what when."""

    template: Path | None = None

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp())
        self.serial = 0
        # round id → user → (choice, moment in ms after the opening, hinted)
        self.pressed: dict[str, dict[str, tuple[str, int, bool]]] = {}
        self.hinted: dict[str, set[str]] = {}
        self.streaks: Counter[str] = Counter()
        self.expected: Counter[str] = Counter()
        self.scored: set[str] = set()
        self.game = ""

    @initialize()
    def prepare(self) -> None:
        """A database with the samples in it, copied from one that was made once."""
        if RandomGames.template is None:
            RandomGames.template = Path(tempfile.mkdtemp()) / "quoth.db"
            self.runner.run(_samples(RandomGames.template))
        shutil.copy(RandomGames.template, self.folder / "quoth.db")
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
        """Do a command; returns the words of its reply."""
        self.serial += 1
        request = Request(
            key=str(self.serial), place=HERE, user=user, at=self.clock.now(), command=command, options=options
        )
        reply = self.runner.run(self.engine.handle(request))
        self.settle()
        return reply.text if isinstance(reply, Notice) else ""

    def settle(self) -> None:
        """Send and close until nothing is left to do now, then score the model's rounds that were closed."""
        while self.runner.run(self.outbox.flush()):
            self.runner.run(self.engine.catch_up(["terminal"]))
        self.score_closed()

    def score_closed(self) -> None:
        """The model's own arithmetic for every round that was closed since it last looked."""
        for closed in self.rounds():
            if closed.state is RoundState.CLOSED and closed.id not in self.scored:
                self.scored.add(closed.id)
                self.score(closed)

    def score(self, closed: Any) -> None:
        """100, up to 50 for speed, half with a hint, a tenth more from the third right answer in a row."""
        pressed = self.pressed.get(closed.id, {})
        for user in (u.id for u in USERS):
            given = pressed.get(user)
            if given is None or given[0] != closed.item.key:
                self.streaks[user] = 0
                continue
            self.streaks[user] += 1
            worth = 100 + 50 * (1 - Fraction(given[1], closed.seconds * 1000))
            worth = worth / 2 if given[2] else worth
            if self.streaks[user] >= 3:
                worth *= 1 + min(Fraction(1, 2), Fraction(self.streaks[user] - 2, 10))
            self.expected[user] += int(worth + Fraction(1, 2))

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

    @precondition(lambda self: not self.running())
    @rule(
        rounds=st.integers(1, 4),
        kind=st.sampled_from(["who-said", "odd-one-out", "mash-up", "in-order"]),
    )
    def start(self, rounds: int, kind: str) -> None:
        """A new game begins at nothing."""
        self.streaks, self.expected, self.scored = Counter(), Counter(), set()
        self.clock.advance(timedelta(milliseconds=1))
        self.ask(HOST, "quiz start", rounds=str(rounds), mode=kind, begin="now")
        assert self.running()

    @precondition(lambda self: self.running())
    @rule(user=PLAYERS)
    def join(self, user: User) -> None:
        """Anybody may, twice is refused."""
        self.ask(user, "quiz join")

    @precondition(lambda self: self.running())
    @rule(after=st.integers(0, 5000), errs=st.lists(st.booleans(), min_size=4, max_size=4))
    def everybody_presses(self, after: int, errs: list[bool]) -> None:
        """All four, one after the other, some of them right."""
        for user, wrong in zip(USERS, errs, strict=True):
            if self.running():
                self.press_as(user, knows=not wrong, after=after // 4)

    @precondition(lambda self: self.running())
    @rule(user=PLAYERS, knows=st.booleans(), after=st.integers(0, 9000))
    def press(self, user: User, knows: bool, after: int) -> None:
        """One of them."""
        self.press_as(user, knows=knows, after=after)

    def press_as(self, user: User, *, knows: bool, after: int) -> None:
        """The first press in an open round counts, at its own moment."""
        table = self.table()
        assert table is not None
        assert table.round is not None
        asked = table.round
        self.clock.advance(timedelta(milliseconds=after))
        at = self.clock.now()
        if not asked.item.options:
            # It is typed: nobody has a button for it.
            return
        key = asked.item.options.index(asked.item.key)
        choice = key if knows else (key + 1) % len(asked.item.options)
        before = self.pressed.setdefault(asked.id, {})
        counts = (
            table.game.state is GameState.RUNNING
            and asked.closes_at is not None
            and at <= asked.closes_at
            and user.id not in before
            and choice < len(asked.item.options)
        )
        if counts:
            assert asked.opens_at is not None
            taken = max(0, round((at - asked.opens_at).total_seconds() * 1000))
            before[user.id] = (asked.item.options[choice], taken, user.id in self.hinted.get(asked.id, set()))
        self.serial += 1
        press = Press(key=str(self.serial), place=HERE, user=user, at=at, id=str(PressId("answer", asked.id, choice)))
        reply = self.runner.run(self.engine.press(press))
        assert isinstance(reply, Notice)
        assert (reply.mark.value != "refused") == counts
        self.settle()

    @precondition(lambda self: self.running())
    @rule(user=PLAYERS)
    def hint(self, user: User) -> None:
        """Halves what follows; refused after the answer."""
        table = self.table()
        assert table is not None
        assert table.round is not None
        if self.ask(user, "quiz hint").startswith("It is not"):
            self.hinted.setdefault(table.round.id, set()).add(user.id)

    @precondition(lambda self: self.running())
    @rule(user=PLAYERS, what=st.sampled_from(["skip", "pause", "resume", "scores"]))
    def host(self, user: User, what: str) -> None:
        """By the host or, refused or as a vote, by others."""
        self.ask(user, f"quiz {what}")

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
            self.runner.run(self.engine.catch_up(["terminal"]))
            self.settle()
        self.clock.move_to(until)

    @precondition(lambda self: self.running())
    @rule()
    def stop(self) -> None:
        """What was scored stays; the open round counts for those who answered it."""
        self.ask(HOST, "quiz stop")
        assert not self.running()

    @precondition(lambda self: bool(self.scored))
    @rule(user=PLAYERS)
    def press_an_old_round(self, user: User) -> None:
        """Too late, whoever comes."""
        old = sorted(self.scored)[0]
        self.serial += 1
        press = Press(
            key=str(self.serial), place=HERE, user=user, at=self.clock.now(), id=str(PressId("answer", old, 0))
        )
        reply = self.runner.run(self.engine.press(press))
        assert isinstance(reply, Notice)
        assert reply.mark.value == "refused"
        # A round that was typed had no such button at all.
        assert reply.text in (
            refusal(RoundIsClosed()).text, refusal(PressIsStale()).text,
            "No game is running here. /quiz start begins one.",
            "No game is running here any more: it is over. /quiz start begins another.",
        )  # fmt: skip

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


async def _samples(path: Path) -> None:
    store = await open_store(f"sqlite:///{path}")
    await store_samples(
        Services(store=store, libraries=LibraryCache(store), clock=VirtualClock(NOON), rng=random.Random(1))
    )
    await store.close()


TestRandomGames = RandomGames.TestCase
TestRandomGames.settings = settings(
    max_examples=16, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
