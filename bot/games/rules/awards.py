"""What a game is remembered for: who was right alone, quickest, lied best, was right for longest, knew the voices."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.games.judging import Verdict
from bot.games.model import Answer, Fake, Phase, Player, Round, RoundState
from bot.games.rules.round_end import passes_over
from bot.games.scores import fooled
from content.items import kind_of

Given = TypeVar("Given", Answer, Fake)
# A game of so few rounds, or of one player, is too short for honours.
FEWEST_ROUNDS, FEWEST_PLAYERS = 3, 2
LEAST_STREAK, LEAST_VOICES, LEAST_BELIEVED = 3, 2, 2
# Nobody reads and answers in less: there no time passed, as in a pipe.
LEAST_SECONDS = 0.1
# So many awards are told; where more share one, a coin chooses who has it.
MOST_AWARDS, MOST_SHARING = 3, 2
# Fewer are no crowd to be alone against.
A_CROWD = 3


class Honour(StrEnum):
    """What somebody is honoured for."""

    ALONE = "alone"
    FASTEST = "fastest"
    LIAR = "liar"
    STREAK = "streak"
    EAR = "ear"


@dataclass(frozen=True, slots=True)
class Award:
    """Who has an honour, several only if they are equal, and how it was earned: seconds, players, rounds, voices.
    `others` earned as much, and a coin was against them.
    """

    honour: Honour
    names: tuple[str, ...]
    amount: float
    others: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that happened in a game."""

    players: Sequence[Player]
    rounds: Sequence[Round]
    answers: Sequence[Answer]
    fakes: Sequence[Fake] = ()

    @property
    def played(self) -> list[Round]:
        """The rounds that count, in their order."""
        return [r for r in self.rounds if r.state is RoundState.CLOSED and not r.void]

    def right(self, user_id: str) -> list[bool]:
        """Of each round in which one could be right, whether that player was."""
        found = {a.round_id for a in self.answers if a.user_id == user_id and a.verdict is Verdict.ACCEPT}
        return [r.id in found for r in self.played if not passes_over(r)]

    def in_a_row(self, user_id: str) -> int:
        """The longest streak of that player; a number that was near ends none."""
        near = {a.round_id for a in self.answers if a.user_id == user_id and a.verdict is Verdict.NEAR}
        counted = [r for r in self.played if not passes_over(r)]
        return _longest([was for r, was in zip(counted, self.right(user_id), strict=True) if was or r.id not in near])


@dataclass(frozen=True, slots=True)
class BestLie:
    """The ending that most players believed; `votes` are all that the endings of whoever wrote it got."""

    text: str
    name: str
    believed: int
    votes: int


def is_remembered(record: Record) -> bool:
    """Whether a game was long enough, and played by several, to be remembered for anything."""
    return len(record.played) >= FEWEST_ROUNDS and len({a.user_id for a in record.answers}) >= FEWEST_PLAYERS


def awards(record: Record) -> list[Award]:
    """The honours of a game, in the order in which they are told; none of one too short, or played alone. Whose lie is
    the best one is told with it.
    """
    if not is_remembered(record):
        return []
    lie = best_lie(record)
    made = (
        _award(record, Honour.ALONE, _alone(record), least=1),
        _award(record, Honour.LIAR, _believed(record), least=1),
        _award(record, Honour.STREAK, {p.user_id: record.in_a_row(p.user_id) for p in record.players}, LEAST_STREAK),
        _award(record, Honour.EAR, _voices(record), LEAST_VOICES),
        _award(record, Honour.FASTEST, {u: -s for u, s in _quickest(record).items() if s >= LEAST_SECONDS}),
    )
    return _told([a for a in made if a and not (lie and a.honour is Honour.LIAR and a.names == (lie.name,))])


def _told(made: Sequence[Award]) -> list[Award]:
    """A few of them, each for somebody who was not named yet: one player does not take all."""
    told, named = list[Award](), set[str]()
    for award in made:
        if len(told) < MOST_AWARDS and not named.issuperset(award.names):
            told.append(award)
            named.update(award.names)
    return told


def best_lie(record: Record) -> BestLie | None:
    """The ending that fooled most, if it fooled several."""
    votes_for = Counter((a.round_id, a.text) for a in record.answers)
    names = {p.user_id: p.name for p in record.players}
    counted = {r.id for r in record.played}
    told = [(votes_for[f.round_id, f.text], f) for f in record.fakes if not f.removed and f.round_id in counted]
    most = max((count for count, _ in told), default=0)
    if most < LEAST_BELIEVED:
        return None
    best = next(fake for count, fake in told if count == most)
    votes = sum(count for count, fake in told if fake.user_id == best.user_id)
    return BestLie(best.text, names.get(best.user_id, ""), most, votes)


def _award(record: Record, honour: Honour, earned: dict[str, float], least: float | None = None) -> Award | None:
    """For whoever earned most, and enough; a few may share it, but not everybody."""
    best = max(earned.values(), default=None)
    if best is None or (least is not None and best < least):
        return None
    names = tuple(p.name for p in record.players if earned.get(p.user_id) == best)
    if not 0 < len(names) <= max(1, len(record.players) - 1):
        return None
    if len(names) <= MOST_SHARING:
        return Award(honour, names, abs(best))
    if best == 1:
        return None  # What so many did once is nothing to be honoured for.
    lucky = random.Random("\n".join((honour, *(r.id for r in record.played)))).choice(names)
    return Award(honour, (lucky,), abs(best), others=len(names) - 1)


def _quickest(record: Record) -> dict[str, float]:
    """Seconds to each player's quickest right answer, where there was a clock and somebody could be wrong."""
    timed = {
        r.id: r.opens_at
        for r in record.played
        if r.opens_at and r.seconds and r.item.number is None and r.phase is Phase.ANSWERS
    }
    found: dict[str, list[float]] = defaultdict(list)
    for given in record.answers:
        began = timed.get(given.round_id)
        if began is not None and given.verdict is Verdict.ACCEPT:
            found[given.user_id].append((given.at - began).total_seconds())
    return {user: min(seconds) for user, seconds in found.items()}


def _alone(record: Record) -> dict[str, float]:
    """In how many rounds each of them alone was right, where several answered."""
    count: Counter[str] = Counter()
    for played in record.played:
        given = [] if passes_over(played) else _of(played, record.answers)
        right = [a.user_id for a in given if a.verdict is Verdict.ACCEPT]
        count.update(right if len(right) == 1 and len(given) >= A_CROWD else ())
    return dict(count)


def _believed(record: Record) -> dict[str, float]:
    """How many players each of them fooled in the whole game."""
    total: Counter[str] = Counter()
    for played in record.played:
        total += fooled(_of(played, record.answers), _of(played, record.fakes))
    return dict(total)


def _of(played: Round, given: Iterable[Given]) -> list[Given]:
    return [one for one in given if one.round_id == played.id]


def _longest(right: Sequence[bool]) -> int:
    """How many in a row at most."""
    best = run = 0
    for was in right:
        run = run + 1 if was else 0
        best = max(best, run)
    return best


def _voices(record: Record) -> dict[str, float]:
    """How often each of them knew who spoke."""
    heard = {r.id for r in record.played if kind_of(r.item).heard}
    count = Counter(a.user_id for a in record.answers if a.round_id in heard and a.verdict is Verdict.ACCEPT)
    return dict(count)
