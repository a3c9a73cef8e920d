"""What members' votes do to a quote's score."""

from dataclasses import dataclass

# A quote's score moves by no more, however many vote; a few votes move it by little.
MOST = 0.15
_DOUBT = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """How many voted for a quote and against it."""

    up: int = 0
    down: int = 0


NO_VOTES = Tally()


def moved(score: float, votes: Tally) -> float:
    """A score (0 to 1) after these votes, between 0 and 1."""
    lean = (votes.up - votes.down) / (votes.up + votes.down + _DOUBT)
    return min(1.0, max(0.0, score + MOST * lean))
