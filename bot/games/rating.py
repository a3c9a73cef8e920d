"""How hard an item is and how strong a player, by Elo; and when an item leaves the game by itself.

The step and the guess floor follow Pelánek; the bands for review follow what test theory calls items to revise.
"""

import math
from dataclasses import dataclass, replace

from bot.games.model import Difficulty
from content.model import Item
from content.text import words

# A typed answer is harder than a choice, a long key harder than a short one; in units of Elo's logistic scale.
TYPED, CHOSEN, LONG_KEY = 0.5, -0.3, 0.05
# Options are read, not remembered: beyond so many words they are no harder.
LONG = 6
EASY_BELOW, HARD_FROM = -0.1, 0.15
# So few answers say nothing yet.
ANSWERS_FOR_EXTREMES, ANSWERS_FOR_STRENGTH = 12, 20
STRONGER_BY = 0.15
BANDS = (Difficulty.EASY, Difficulty.NORMAL, Difficulty.HARD)
REPORTS_FOR_REVIEW, REPORTED = 2, "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStat:
    """How an item did. `review` is why it left the game, "" while it has not."""

    item_id: str
    rating: float
    answers: int = 0
    right: int = 0
    right_sum: float = 0.0
    wrong_sum: float = 0.0
    review: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How strong a player is, and after how many answers."""

    user_id: str
    rating: float = 0.0
    answers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingStep:
    """What one answer changed: how far it moved the item's rating and the player's, who came to it with `strength`."""

    user_id: str
    right: bool
    item: float
    player: float
    strength: float


def guess_floor(item: Item) -> float:
    """The chance of being right by guessing."""
    return 1 / len(item.options) if item.options else 0.0


def first_rating(item: Item) -> float:
    """How hard an item seems before anybody answered it: from its form and the length of its key."""
    if item.options:
        return CHOSEN + LONG_KEY * min(len(words(item.key)), LONG)
    return TYPED + LONG_KEY * len(words(item.key))


def answered(stat: ItemStat, player: Strength, item: Item, *, right: bool) -> tuple[ItemStat, Strength]:
    """Both after one answer: who wins what was not expected gains, the other loses as much."""
    floor = guess_floor(item)
    expected = floor + (1 - floor) / (1 + math.exp(stat.rating - player.rating))
    surprise = (1.0 if right else 0.0) - expected
    after = replace(
        stat,
        rating=stat.rating - _step(stat.answers) * surprise,
        answers=stat.answers + 1,
        right=stat.right + right,
        right_sum=stat.right_sum + (player.rating if right else 0.0),
        wrong_sum=stat.wrong_sum + (0.0 if right else player.rating),
    )
    stronger = replace(player, rating=player.rating + _step(player.answers) * surprise, answers=player.answers + 1)
    return replace(after, review=after.review or verdict(after)), stronger


def step_of(before: ItemStat, after: ItemStat, weaker: Strength, stronger: Strength, *, right: bool) -> RatingStep:
    """What that answer changed."""
    return RatingStep(
        user_id=weaker.user_id, right=right, item=after.rating - before.rating,
        player=stronger.rating - weaker.rating, strength=weaker.rating,
    )  # fmt: skip


def undone(stat: ItemStat, player: Strength, step: RatingStep) -> tuple[ItemStat, Strength]:
    """Both as if that answer had never been given. A report stays; a review that no longer holds does not."""
    before = replace(
        stat,
        rating=stat.rating - step.item,
        answers=stat.answers - 1,
        right=stat.right - step.right,
        right_sum=stat.right_sum - (step.strength if step.right else 0.0),
        wrong_sum=stat.wrong_sum - (0.0 if step.right else step.strength),
    )
    kept = stat.review if stat.review in ("", REPORTED) else verdict(before)
    return replace(before, review=kept), replace(player, rating=player.rating - step.player, answers=player.answers - 1)


def verdict(stat: ItemStat) -> str:
    """Why an item should leave the game for review, "" while it may stay."""
    wrong = stat.answers - stat.right
    if stat.answers >= ANSWERS_FOR_EXTREMES and stat.right == 0:
        return "nobody gets it right"
    if stat.answers >= ANSWERS_FOR_EXTREMES and wrong == 0:
        return "everybody gets it right"
    if stat.answers < ANSWERS_FOR_STRENGTH or not stat.right or not wrong:
        return ""
    if stat.wrong_sum / wrong > stat.right_sum / stat.right + STRONGER_BY:
        return "the strong miss it"
    return ""


def band(rating: float) -> Difficulty:
    """Which difficulty a rating belongs to."""
    if rating < EASY_BELOW:
        return Difficulty.EASY
    return Difficulty.HARD if rating >= HARD_FROM else Difficulty.NORMAL


def bands_away(wanted: Difficulty, found: Difficulty) -> int:
    """How many bands lie between what is wanted and what an item is."""
    return 0 if wanted is Difficulty.ANY else abs(BANDS.index(wanted) - BANDS.index(found))


def _step(answers: int) -> float:
    return 1 / (1 + 0.05 * answers)
