"""Which quote a channel gets next: none again until the pool is used up, then the one it saw longest ago.

Of those it has not seen: what a curator pinned, then what reviewers kept, then by score as votes moved it; the best
first, so spread that no speaker, section or kind comes again soon while others wait.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.chat.refusals import NothingUnseen
from bot.library.library import View
from bot.library.model import NumberedQuote, PackSummary, RankedQuote
from bot.library.voting import Tally, moved
from content.decisions import Deciding

# With so many unseen quotes left the person who set it is told.
LOW = 10
# So many posts are remembered, and what it costs a quote to be like the last of them; less the longer ago it was.
SPREAD = 7
SAME_SPEAKER, SAME_SECTION, SAME_KIND = 0.2, 0.1, 0.05
# So many of the best are weighed against the last posts; the others stand behind them as they are.
WEIGHED = 300
_TIERS: Mapping[str, int] = {Deciding.PIN: 0, Deciding.KEEP: 1}


@dataclass(frozen=True, slots=True)
class QuotePool:
    """The quotes of a subscription in the order in which they come, those its channel has not seen first.

    `unseen` counts them; behind them follow the seen ones, longest ago first. They are numbers: what a quote says is
    read where it is still allowed.
    """

    packs: tuple[PackSummary, ...]
    numbers: tuple[int, ...]
    unseen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What a choice looks back on: all that the channel saw, and the posts of this subscription, both newest first."""

    seen: Sequence[int] = ()
    posted: Sequence[int] = ()
    votes: Mapping[int, Tally] = field(default_factory=dict)
    reviewed_only: bool = False


def pool(view: View, pack: str, history: History, rng: random.Random) -> QuotePool:
    """What may be posted. Raises NoSuchPack, NothingUnseen when there is nothing."""
    packs = view.library.chosen(pack)
    every = view.ranked(packs)
    wanted = [q for q in every if q.review] if history.reviewed_only else every
    if not wanted and (history.reviewed_only or not any(view.written(packs))):
        raise NothingUnseen(pack=pack, reviewed_only=history.reviewed_only and bool(every))
    votes = history.votes
    valued = [q._replace(score=moved(q.score, votes[q.number])) if q.number in votes else q for q in wanted]
    ago = {number: place for place, number in enumerate(history.seen)}
    known = {q.number: q for q in every}
    lately = [known[number] for number in history.posted if number in known]
    fresh = order([q for q in valued if q.number not in ago], lately, rng)
    again = sorted((q for q in valued if q.number in ago), key=lambda q: -ago[q.number])
    return QuotePool(packs, tuple(q.number for q in (*fresh, *apart(again, lately))), len(fresh))


def order(quotes: Iterable[RankedQuote], lately: Sequence[RankedQuote], rng: random.Random) -> list[RankedQuote]:
    """In the order in which they come after these posts (newest first); only equals are drawn."""
    ranked = sorted(quotes, key=lambda q: (_tier(q), -q.score, rng.random()))
    head, tail = ranked[:WEIGHED], ranked[WEIGHED:]
    head.sort(key=lambda q: (_tier(q), likeness(q, lately) - q.score))
    return apart([*head, *tail], lately)


def _tier(quote: RankedQuote) -> int:
    return _TIERS.get(quote.review, len(_TIERS))


def apart(quotes: Sequence[RankedQuote], lately: Sequence[RankedQuote]) -> list[RankedQuote]:
    """With those of the speaker who had the last post behind all others."""
    last = lately[0].speaker if lately else None
    return sorted(quotes, key=lambda q: last is not None and q.speaker == last)


def likeness(quote: RankedQuote, lately: Sequence[RankedQuote]) -> float:
    """What it costs a quote that the last posts were of its speaker, its section, its kind."""
    cost = 0.0
    for ago, other in enumerate(lately[:SPREAD]):
        same = SAME_SPEAKER * (quote.speaker is not None and quote.speaker == other.speaker)
        same += SAME_SECTION * (bool(quote.section) and quote.section == other.section)
        same += SAME_KIND * (bool(quote.kind) and quote.kind == other.kind)
        cost += same * (1 - ago / SPREAD)
    return cost


def pick_quote(view: View, pool: QuotePool) -> NumberedQuote:
    """The first of a pool that may be shown. Raises NothingUnseen."""
    found = next((quote for quote in map(view.get, pool.numbers) if quote is not None), None)
    if found is None:
        raise NothingUnseen(pack="")
    return found
