"""Random games against a simple model: scores are conserved, nothing counts after the close, nothing is asked twice."""

from collections import Counter
from datetime import timedelta
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from bot.chat.incoming import Press, PressId, User
from bot.chat.messages import Notice
from bot.chat.refusal_wording import refusal
from bot.chat.refusals import PressIsStale
from bot.games.model import GameState
from bot.games.refusals import RoundIsClosed
from bot.games.rules.answers import removed_option
from tests.stateful.machine import HERE, HOST, PLAYERS, USERS, GameMachine


class RandomGames(GameMachine):
    """Rounds that are answered by a button, beside a model that only remembers who pressed what when."""

    def __init__(self) -> None:
        super().__init__()
        # round id → user → (choice, moment in ms after the opening, hinted)
        self.pressed: dict[str, dict[str, tuple[str, int, bool]]] = {}
        self.hinted: dict[str, set[str]] = {}
        self.streaks: Counter[str] = Counter()

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
            and not (user.id in self.hinted.get(asked.id, set()) and choice == removed_option(asked))
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
        if "the answer was" in reply.text:
            assert reply.text.startswith(("That round is closed; ", "The last round is closed; "))
            return
        # A round that was typed had no such button at all.
        assert reply.text in (
            refusal(RoundIsClosed()).text, refusal(PressIsStale()).text,
            "No game is running here. /quiz start begins one.",
            "No game is running here any more: it is over. /quiz start begins another.",
        )  # fmt: skip


TestRandomGames = RandomGames.TestCase
TestRandomGames.settings = settings(
    max_examples=16, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
