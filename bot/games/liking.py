"""What people think of rounds moves what is dealt: by form in a place, by item in a workspace, never by much."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from bot.games.rating import ItemStat
from content.items import kind_of
from content.model import Item

# A form is worth so much more or less where it is always liked, or never; so many rounds are counted as if nobody had
# said anything.
BY_FORM, FEW = 0.2, 5
# An item is by its votes, and by all that is known of it together.
BY_ITEM, _DOUBT, MOST = 0.15, 2, 0.2
# One vote in a round is half of one, and more come nearer to a whole.
_ALONE = 1
# A round that everybody gets right, or nobody, counts for a quarter of a 👎, from so many answers on.
FLAT, FEWEST_ANSWERS = 0.25, 3
# Somebody elsewhere in the workspace reported the item, or doubts whose line it is.
REPORTED, DOUBTED = 0.1, 0.1
# A form that is liked so little is not brought in where it has a place of its own.
UNWANTED = -0.35


@dataclass(frozen=True, slots=True)
class Votes:
    """How many liked a round or an item, and how many did not."""

    up: int = 0
    down: int = 0


NO_VOTES = Votes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """How a round of a form was received: what was voted, whether somebody voted to skip it or reported its item, how
    many answered it and how many of them were right.
    """

    form: str
    votes: Votes = NO_VOTES
    skipped: bool = False
    reported: bool = False
    answers: int = 0
    right: int = 0

    @property
    def voice(self) -> float:
        """What it says for its form, from -1 to 1."""
        if self.skipped or self.reported:
            return -1.0
        up, down = self.votes.up, self.votes.down
        flat = FLAT if self.answers >= FEWEST_ANSWERS and self.right in (0, self.answers) else 0.0
        return max(-1.0, (up - down) / (up + down + _ALONE) - flat)


def of_round(
    item: Item, form: str, *, skipped: bool = False, reported: bool = False, answers: int = 0, right: int = 0
) -> Received:
    """How a round was received; of one in which nothing is right or a number was near, answers tell nothing."""
    told = not (kind_of(item).poll or kind_of(item).written or item.number is not None)
    return Received(
        form=form, skipped=skipped, reported=reported, answers=answers if told else 0, right=right if told else 0
    )


def together(rounds: Mapping[str, Received], voted: Mapping[str, Received]) -> tuple[Received, ...]:
    """By round id what was done in it and what was voted on it, which is kept for longer."""
    both = {key: replace(one, votes=voted[key].votes) if key in voted else one for key, one in rounds.items()}
    return tuple((dict(voted) | both).values())


def likings(rounds: Iterable[Received]) -> dict[str, float]:
    """How each form is liked, from -1 to 1; near 0 where few rounds tell."""
    voices: dict[str, list[float]] = defaultdict(list)
    for received in rounds:
        voices[received.form].append(received.voice)
    return {form: sum(told) / (len(told) + FEW) for form, told in voices.items() if any(told)}


def favours(votes: Mapping[str, Votes], stats: Mapping[str, ItemStat], reported: Collection[str]) -> dict[str, float]:
    """What each item is worth more or less here, at most MOST: votes, a report, and answers that tell nobody apart."""
    moved: dict[str, float] = defaultdict(float)
    for item_id, given in votes.items():
        moved[item_id] += BY_ITEM * (given.up - given.down) / (given.up + given.down + _DOUBT)
    for item_id in reported:
        moved[item_id] -= REPORTED
    for stat in stats.values():
        if stat.answers >= FEWEST_ANSWERS and stat.right in (0, stat.answers):
            moved[stat.item_id] -= BY_ITEM * FLAT * stat.answers / (stat.answers + FEWEST_ANSWERS)
    return {item_id: max(-MOST, min(MOST, by)) for item_id, by in moved.items() if by}
