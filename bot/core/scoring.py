"""Points, streaks and standings. All numbers are those of the game rules; nothing is rounded but the result."""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from bot.core.game import Player, Round
from bot.messages import Standing

BASE = 100
SPEED = 50
STREAK_FROM = 3
STREAK_STEP = Fraction(1, 10)
STREAK_CAP = Fraction(1, 2)


def points(*, taken: Fraction, streak: int) -> int:
    """Points of a right answer, half up. `taken` is the share of the time used, 0–1; `streak` includes this answer."""
    speed = SPEED * (1 - min(max(taken, Fraction(0)), Fraction(1)))
    bonus = min(STREAK_CAP, STREAK_STEP * (streak - 2)) if streak >= STREAK_FROM else Fraction(0)
    return int((BASE + speed) * (1 + bonus) + Fraction(1, 2))


def share_of_time(played: Round, at: datetime) -> Fraction:
    """How much of a round's time was used up at that moment; 0 where there is no limit."""
    if played.opens_at is None or played.seconds <= 0:
        return Fraction(0)
    return Fraction(round((at - played.opens_at).total_seconds() * 1000), played.seconds * 1000)


def standings(players: Iterable[Player]) -> tuple[Standing, ...]:
    """Players by points, equal points sharing a rank (1-2-2-4), then by name."""
    ordered = sorted(players, key=lambda p: (-p.points, p.name.casefold()))
    first = {p.points: rank for rank, p in reversed(list(enumerate(ordered, 1)))}
    return tuple(Standing(rank=first[p.points], name=p.name, points=p.points) for p in ordered)
