"""Points, streaks and standings. All numbers are those of the game rules; nothing is rounded but the result."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from bot.chat.messages import Standing
from bot.games.model import Answer, Fake, Player, Round, ScoreEvent

BASE = 100
SPEED = 50
BEST_OF_TEAM = 3
HINTED = Fraction(1, 2)
STREAK_FROM = 3
STREAK_STEP = Fraction(1, 10)
STREAK_CAP = Fraction(1, 2)
# Of a round whose options the players wrote: for the true one, for each player fooled, and at most.
FOUND, FOOLED, MOST_BLUFFED = 100, 50, 200


def points(*, taken: Fraction, streak: int, hinted: bool = False) -> int:
    """Points of a right answer, half up. `taken` is the share of the time used, 0–1; `streak` includes this answer."""
    speed = SPEED * (1 - min(max(taken, Fraction(0)), Fraction(1)))
    bonus = min(STREAK_CAP, STREAK_STEP * (streak - 2)) if streak >= STREAK_FROM else Fraction(0)
    worth = HINTED if hinted else Fraction(1)
    return int((BASE + speed) * worth * (1 + bonus) + Fraction(1, 2))


def halved(worth: int, *, hinted: bool) -> int:
    """What nearness is worth, half up after a hint."""
    return int(worth * (HINTED if hinted else Fraction(1)) + Fraction(1, 2))


def bluffed(*, found: bool, fooled: int) -> int:
    """Points of a round whose options the players wrote; nothing there is worth more for being quick."""
    return min(FOUND * found + FOOLED * fooled, MOST_BLUFFED)


def fooled(answers: Iterable[Answer], fakes: Iterable[Fake]) -> Counter[str]:
    """How many players each of them fooled in a round with an ending of their own."""
    chosen = Counter(answer.text for answer in answers)
    return Counter({fake.user_id: chosen[fake.text] for fake in fakes if not fake.removed and chosen[fake.text]})


def share_of_time(played: Round, at: datetime) -> Fraction:
    """How much of a round's time was used up at that moment; all of it where there is no limit: no points for speed."""
    if played.opens_at is None or played.seconds <= 0:
        return Fraction(1)
    return Fraction(round((at - played.opens_at).total_seconds() * 1000), played.seconds * 1000)


def standings(points_of: Iterable[tuple[str, int]]) -> tuple[Standing, ...]:
    """(name, points) by points, equal points sharing a rank (1-2-2-4), then by name."""
    ordered = sorted(points_of, key=lambda one: (-one[1], one[0].casefold()))
    first = {won: rank for rank, (_, won) in reversed(list(enumerate(ordered, 1)))}
    return tuple(Standing(rank=first[won], name=name, points=won) for name, won in ordered)


def team_points(players: Iterable[Player], scores: Iterable[ScoreEvent]) -> dict[str, int]:
    """Points a team: in each round the sum of its best three ÷ the smaller of three and its size, half up."""
    team_of = {p.user_id: p.team for p in players if p.team}
    size = Counter(team_of.values())
    rounds: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for score in scores:
        if score.user_id in team_of:
            rounds[team_of[score.user_id], score.round_id][score.user_id] += score.points
    totals = dict.fromkeys(size, 0)
    for (team, _), won in rounds.items():
        best = sorted(won.values(), reverse=True)[:BEST_OF_TEAM]
        totals[team] += int(Fraction(sum(best), min(BEST_OF_TEAM, size[team])) + Fraction(1, 2))
    return totals
