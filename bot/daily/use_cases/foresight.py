"""What is ahead of a schedule, found without writing anything and without a draw that a later one would feel."""

import random
from collections.abc import Sequence

from bot.chat.refusals import NothingUnseen
from bot.daily.rules.draw import QuotePool
from bot.daily.rules.foresight import FORESEEN, Asking, Foresight, foresee
from bot.daily.rules.model import Style, Subscription
from bot.daily.rules.questions import pick_guess, pick_quiz
from bot.daily.use_cases.deliveries import allowed_in, known_items, pool_of
from bot.library import withholding
from bot.library.refusals import NoSuchPack
from bot.library.services import Work

# So many quotes that the channel has not seen give a question, of whichever kind, hardly less often.
QUOTES_A_QUESTION = 4
# Of so many it is told how long they last.
AT_ONCE = 8


def foreseen(work: Work, subscription: Subscription) -> Foresight | None:
    """What there is ahead; None where it lasts, and where quotes are posted, of which the oldest come again."""
    if subscription.style.is_game:
        return None
    try:
        found = pool_of(work, withholding.posted_in(work, subscription.place), subscription, random.Random(0))
    except (NothingUnseen, NoSuchPack):
        return Foresight(0)
    if subscription.style.tells or (not subscription.mode and _is_plenty(found, subscription)):
        return None
    return foresee(_asking(work, found, subscription), known_items(work.tx, subscription), subscription)


def all_foreseen(work: Work, here: Sequence[Subscription]) -> dict[str, Foresight | None]:
    """The same for those of a place that go on, by their ids: the first few of them."""
    on = [subscription for subscription in here if subscription.next is not None]
    return {subscription.id: foreseen(work, subscription) for subscription in on[:AT_ONCE]}


def is_spent(work: Work, subscription: Subscription) -> bool:
    """Whether nothing is left that it could post."""
    ahead = foreseen(work, subscription)
    return ahead is not None and not ahead.posts and not ahead.again


def _is_plenty(found: QuotePool, subscription: Subscription) -> bool:
    return found.unseen >= FORESEEN * max(1, subscription.rounds) * QUOTES_A_QUESTION


def _asking(work: Work, found: QuotePool, subscription: Subscription) -> Asking:
    view, rng = withholding.posted_in(work, subscription.place), random.Random(0)
    allowed, mode = allowed_in(work.tx, found, subscription), subscription.mode
    if subscription.style is Style.GUESS:
        return lambda known: (pick_guess(view, found, known, rng, mode, allowed),)
    pack, rounds = subscription.pack, subscription.rounds
    return lambda known: pick_quiz(view, pack, rounds, known, rng, allowed, mode=mode)
