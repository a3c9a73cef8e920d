"""Random bluffs against a simple model: who wrote what, who believed whom, what the host took away, who left."""

from collections import Counter, defaultdict
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from bot.chat.incoming import User
from bot.chat.messages import Notice, Reply
from bot.games.model import GameState, Phase, Round, RoundState
from bot.games.verbs import ANSWER, REMOVE, REMOVED
from tests.stateful.machine import HOST, PLAYERS, USERS, GameMachine

# No two of them are near each other, nor near to how anything in the samples ends.
INVENTED = (
    "seven ducks in a filing cabinet", "the moon owes rent", "marmalade on every keyboard", "a goat with a clipboard",
    "nine umbrellas and no weather", "grandmother's third bicycle",
)  # fmt: skip
TRUE, NOTHING = "the true one", "…"


class RandomBluffs(GameMachine):
    """Two phases, each with its clock; whoever wrote may be gone when players choose, and the other way round."""

    def __init__(self) -> None:
        super().__init__()
        # round id → user → the ending they wrote last, the one they chose
        self.written: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.chosen: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.removed: defaultdict[str, set[str]] = defaultdict(set)

    def score(self, closed: Any) -> None:
        """100 for the true ending, 50 for each who was fooled, 200 at most; nothing where it was given up."""
        if closed.phase is not Phase.CHOOSING:
            return
        written, chosen = self.written[closed.id], self.chosen[closed.id]
        votes = Counter(chosen.values())
        for user in {*written, *chosen}:
            found = chosen.get(user) == closed.item.key
            own = written.get(user)
            fooled = votes[own] if own is not None and own not in self.removed[closed.id] else 0
            if won := min(100 * found + 50 * fooled, 200):
                self.expected[user] += won

    def now(self) -> tuple[Round, bool] | None:
        """The newest round, and whether it takes anything now."""
        table = self.table()
        if table is None or table.round is None or table.game.state is GameState.OVER:
            return None
        asked = table.round
        in_time = asked.closes_at is not None and self.clock.now() <= asked.closes_at
        takes = table.game.state is GameState.RUNNING and asked.state is RoundState.OPEN and in_time
        return asked, takes

    def is_in(self, phase: Phase) -> bool:
        """Whether a round of the running game is in that phase."""
        seen = self.now()
        return seen is not None and seen[0].phase is phase

    @precondition(lambda self: not self.running())
    @rule(rounds=st.integers(1, 3), others=st.sampled_from([USERS[1:], USERS[1:3], USERS[2:], USERS[1:2]]))
    def start(self, rounds: int, others: list[User]) -> None:
        """With three players it begins; with fewer that is refused."""
        self.expected, self.scored = Counter(), set()
        self.clock.advance(timedelta(milliseconds=1))
        self.ask(HOST, "quiz start", rounds=str(rounds), mode="bluff")
        for user in others:
            self.ask(user, "quiz join")
        told = self.ask(HOST, "quiz begin")
        if len(others) < 2:
            assert "takes 3 players" in told
            self.ask(HOST, "quiz stop")
            assert not self.running()

    @precondition(lambda self: self.is_in(Phase.WRITING))
    @rule(user=PLAYERS, what=st.sampled_from([*INVENTED, TRUE, NOTHING]), after=st.integers(0, 20_000))
    def write(self, user: User, what: str, after: int) -> None:
        """The last ending of a player counts; nobody has another's, the true one, or none."""
        self.write_as(user, what, after)

    @precondition(lambda self: self.is_in(Phase.WRITING))
    @rule(first=st.integers(0, len(INVENTED) - 1), silent=st.sampled_from([None, *USERS[1:]]))
    def all_write(self, first: int, silent: User | None) -> None:
        """One after the other, perhaps without one who left."""
        for place, user in enumerate(USERS):
            if user is not silent and self.is_in(Phase.WRITING):
                self.write_as(user, INVENTED[(first + place) % len(INVENTED)], 100)

    def write_as(self, user: User, what: str, after: int) -> None:
        """Ask for it, and see that it is taken exactly when it may be."""
        self.clock.advance(timedelta(milliseconds=after))
        seen = self.now()
        assert seen is not None
        asked, takes = seen
        others = {text for who, text in self.written[asked.id].items() if who != user.id}
        counts = takes and what not in {*others, TRUE, NOTHING}
        if counts:
            self.written[asked.id][user.id] = what
        told = self.ask(user, "quiz answer", text=asked.item.key if what == TRUE else what)
        assert is_refused(self.reply) != counts, told

    @precondition(lambda self: self.is_in(Phase.CHOOSING))
    @rule(user=PLAYERS, place=st.integers(0, 4), after=st.integers(0, 12_000))
    def choose(self, user: User, place: int, after: int) -> None:
        """The first choice counts; not one's own, nor what the host took away."""
        self.choose_as(user, place, after)

    @precondition(lambda self: self.is_in(Phase.CHOOSING))
    @rule(first=st.integers(0, 4), silent=st.sampled_from([None, *USERS[1:]]))
    def all_choose(self, first: int, silent: User | None) -> None:
        """One after the other, perhaps without one who left."""
        for step, user in enumerate(USERS):
            if user is not silent and self.is_in(Phase.CHOOSING):
                self.choose_as(user, first + step, 100)

    def choose_as(self, user: User, place: int, after: int) -> None:
        """Press it, and see that it counts exactly when it may."""
        self.clock.advance(timedelta(milliseconds=after))
        seen = self.now()
        assert seen is not None
        asked, takes = seen
        place %= len(asked.item.options)
        text = asked.item.options[place]
        own = self.written[asked.id].get(user.id) == text
        counts = takes and user.id not in self.chosen[asked.id] and not own and text not in self.removed[asked.id]
        if counts:
            self.chosen[asked.id][user.id] = text
        assert is_refused(self.press_button(user, ANSWER, asked.id, place)) != counts

    @precondition(lambda self: self.is_in(Phase.CHOOSING))
    @rule(user=PLAYERS, place=st.integers(0, 4))
    def remove(self, user: User, place: int) -> None:
        """By the host, once they chose themselves: an ending of somebody's that they did not choose; who did chooses
        again.
        """
        self.remove_as(user, place)

    @precondition(lambda self: self.is_in(Phase.CHOOSING))
    @rule(own=st.integers(0, 4), place=st.integers(0, 4), other=st.sampled_from(USERS[1:]))
    def choose_and_remove(self, own: int, place: int, other: User) -> None:
        """Somebody chooses, then the host, who takes an ending away: perhaps that which was just chosen."""
        self.choose_as(other, place, 100)
        if self.is_in(Phase.CHOOSING):
            self.choose_as(HOST, own, 100)
        if self.is_in(Phase.CHOOSING):
            self.remove_as(HOST, place)

    def remove_as(self, user: User, place: int) -> None:
        """Press both buttons, and see that each does something exactly when it may."""
        seen = self.now()
        assert seen is not None
        asked, _ = seen
        place %= len(asked.item.options)
        text = asked.item.options[place]
        mine = self.chosen[asked.id].get(user.id)
        may = user is HOST and mine is not None and asked.state is RoundState.OPEN
        assert is_refused(self.press_button(user, REMOVE, asked.id)) != may
        there = text in self.written[asked.id].values() and text not in self.removed[asked.id]
        counts = may and there and text != mine
        if counts:
            self.removed[asked.id].add(text)
            chosen = self.chosen[asked.id]
            self.chosen[asked.id] = {who: what for who, what in chosen.items() if what != text}
        assert is_refused(self.press_button(user, REMOVED, asked.id, place)) != counts

    @precondition(lambda self: self.running())
    @rule(user=PLAYERS, what=st.sampled_from(["join", "resume", "join", "resume", "pause", "skip"]))
    def host(self, user: User, what: str) -> None:
        """By the host or, refused or as a vote, by others."""
        self.ask(user, f"quiz {what}")

    @invariant()
    def what_can_be_chosen_was_written_or_said(self) -> None:
        """Each ending once, as its player wrote it, and the true one; while they write nothing can be chosen."""
        for asked in self.rounds() if hasattr(self, "store") else []:
            if asked.phase is Phase.CHOOSING:
                written = self.written[asked.id].values()
                assert sorted(asked.item.options) == sorted([asked.item.key, *written])
            else:
                assert asked.item.options == ()


def is_refused(reply: Reply) -> bool:
    """Whether that is a no."""
    return isinstance(reply, Notice) and reply.mark.value == "refused"


TestRandomBluffs = RandomBluffs.TestCase
TestRandomBluffs.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
