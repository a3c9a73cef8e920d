"""What members' votes do to a quote's score, and gestures that count for a part of one: Share, Next pressed at once."""

from dataclasses import dataclass
from datetime import timedelta

# A quote's score moves by no more, however many vote; a few votes move it by little.
MOST = 0.15
_DOUBT = 3
# A gesture counts for so much of a vote.
GESTURE = 0.25
# Who presses Next within this time of a quote's being drawn did not care for it.
AT_ONCE = timedelta(seconds=6)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many voted for a quote and against it; of the others, how many shared it and how many passed over it."""

    up: int = 0
    down: int = 0
    shared: int = 0
    passed: int = 0


NO_VOTES = Tally()


def balance(votes: Tally) -> float:
    """By how many votes those for it are more than those against it."""
    return votes.up - votes.down + GESTURE * (votes.shared - votes.passed)


def moved(score: float, votes: Tally) -> float:
    """A score (0 to 1) after these votes, between 0 and 1."""
    plus, minus = votes.up + GESTURE * votes.shared, votes.down + GESTURE * votes.passed
    lean = balance(votes) / (plus + minus + _DOUBT)
    return min(1.0, max(0.0, score + MOST * lean))
