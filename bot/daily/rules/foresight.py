"""For how many posts there is something new to ask, so that whoever sets them knows when it will have run out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from bot.chat.refusals import NoItems
from bot.daily.rules.calendar import slots
from bot.daily.rules.model import AskedItem, Subscription

# Of what lasts longer nobody needs to know how long.
FORESEEN = 10


@dataclass(frozen=True, slots=True)
class Foresight:
    """So many `posts` ask something that was not asked there, the last on `until`; `questions` are in the first.

    `again`: after that the same comes again, else nothing is posted.
    """

    posts: int
    questions: int = 0
    until: date | None = None
    again: bool = False


# What a post asks when so much was asked before it. Raises NoItems.
Asking = Callable[[frozenset[str]], Sequence[AskedItem]]


def foresee(ask: Asking, known: frozenset[str], subscription: Subscription) -> Foresight | None:
    """What there is ahead beside the `known` items; None where it lasts."""
    fresh: list[int] = []
    while len(fresh) < FORESEEN:
        try:
            new = {asked.item.id for asked in ask(known)} - known
        except NoItems:
            return _ends(subscription, fresh, again=False)
        if not new:
            return _ends(subscription, fresh, again=True)
        known, fresh = known | new, [*fresh, len(new)]
    return None


def _ends(subscription: Subscription, fresh: Sequence[int], *, again: bool) -> Foresight:
    until = last_of(subscription, len(fresh))
    return Foresight(len(fresh), fresh[0] if fresh else 0, until, again)


def last_of(subscription: Subscription, posts: int) -> date | None:
    """The date of the last of so many posts from the next one on; None for none, and where it stands still."""
    if subscription.next is None or not posts:
        return None
    return list(islice(slots(subscription.schedule, subscription.next.date), posts))[-1].date
