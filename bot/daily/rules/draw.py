"""Which quote a channel gets next: none again until the pool is used up, then the one it saw longest ago.

Of those it has not seen: what a curator pinned, then what reviewers kept, then by score as votes moved it; the best
first, so spread that no speaker, section or kind comes again soon while others wait. Those it has seen come again in
that order, each once before one comes a third time.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.chat.refusals import NothingUnseen
from bot.library.library import View
from bot.library.model import NumberedQuote, PackSummary, RankedQuote
from bot.library.votes import Tally, moved
from content.decisions import Deciding

# With so many unseen quotes left the person who set it is told.
LOW = 10
# So many posts are remembered, and what it costs a quote to be like the last of them; less the longer ago it was.
SPREAD = 7
SAME_SPEAKER, SAME_SECTION, SAME_KIND = 0.2, 0.1, 0.05
# So many of the best are weighed against the last posts; the others stand behind them as they are.
WEIGHED = 300
# Whether any of so many is delicate is found out at once.
LOOKED_THROUGH = 2000
_TIERS: Mapping[str, int] = {Deciding.PIN: 0, Deciding.KEEP: 1}
# More than any score: what just came goes before all else of its tier.
JUST_CAME = 2.0
# Scores that differ by less are equal.
EQUAL = 1e-5


@dataclass(frozen=True, slots=True)
class QuotePool:
    """The quotes of a subscription in the order in which they come, those its channel has not seen first.

    `unseen` counts them; behind them follow the seen ones, longest ago first. They are numbers: what a quote says is
    read where it is still allowed. What is delicate is left out unless it is the `chosen` one.
    """

    packs: tuple[PackSummary, ...]
    numbers: tuple[int, ...]
    unseen: int
    chosen: int | None = None

    def may_post(self, view: View, number: int) -> bool:
        """Whether that one may be posted with nobody looking at it before."""
        return number == self.chosen or not view.is_delicate(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What a choice looks back on: all that the channel saw, and the posts of this subscription, both newest first.

    `newest` are the packs that are preferred because they just came.
    """

    seen: Sequence[int] = ()
    posted: Sequence[int] = ()
    votes: Mapping[int, Tally] = field(default_factory=dict)
    reviewed_only: bool = False
    chosen: int | None = None
    newest: frozenset[int] = frozenset()


def pool(view: View, pack: str, history: History, rng: random.Random) -> QuotePool:
    """What may be posted. Raises NoSuchPack, NothingUnseen when there is nothing."""
    packs = view.library.chosen(pack)
    every = view.ranked(packs)
    wanted = [q for q in every if q.review] if history.reviewed_only else every
    if len(wanted) <= LOOKED_THROUGH:
        # Of more than that each is looked at when its turn comes.
        wanted = [q for q in wanted if q.number == history.chosen or not view.is_delicate(q.number)]
    if not wanted and (history.reviewed_only or not any(view.written(packs))):
        raise NothingUnseen(
            pack=pack, reviewed_only=history.reviewed_only and bool(every), delicate=bool(every)
        )  # fmt: skip
    votes, ago = history.votes, {number: place for place, number in enumerate(history.seen)}
    valued = [q._replace(score=moved(q.score, votes[q.number])) if q.number in votes else q for q in wanted]
    if new := [p for p in packs if p.info.id in history.newest]:
        came = {q.number for q in view.ranked(new)}
        valued = [q._replace(score=q.score + JUST_CAME) if q.number in came else q for q in valued]
    posted = set(history.posted)
    known = {q.number: q for q in every if q.number in posted}
    lately = [known[number] for number in history.posted if number in known]
    fresh = order([q for q in valued if q.number not in ago], lately, rng)
    # Whoever said it: of two speakers one would else come at every second post, and some quote of the other never.
    again = sorted((q for q in valued if q.number in ago), key=lambda q: -ago[q.number])
    numbers = tuple(q.number for q in (*fresh, *again))
    if history.chosen in numbers:
        numbers = (history.chosen, *numbers)
    return QuotePool(packs, numbers, len(fresh), history.chosen)


def order(quotes: Iterable[RankedQuote], lately: Sequence[RankedQuote], rng: random.Random) -> Sequence[RankedQuote]:
    """In the order in which they come after these posts (newest first); only equals are drawn."""
    tiers: list[list[RankedQuote]] = [[], [], []]
    for quote in quotes:
        tiers[_TIERS.get(quote.review, -1)].append(quote)
    draw, like = rng.random, Likeness(lately)
    for tier in tiers:
        tier.sort(key=lambda q: EQUAL * draw() - q.score)
        tier[:WEIGHED] = sorted(tier[:WEIGHED], key=lambda q: like.cost(q) - q.score)
    return apart([quote for tier in tiers for quote in tier], lately)


def apart(quotes: Sequence[RankedQuote], lately: Sequence[RankedQuote]) -> Sequence[RankedQuote]:
    """With those of the speaker who had the last post behind all others."""
    last = lately[0].speaker if lately else None
    if last is None:
        return quotes
    return [*(q for q in quotes if q.speaker != last), *(q for q in quotes if q.speaker == last)]


class Likeness:
    """What it costs a quote that the last posts were of its speaker, its section, its kind."""

    def __init__(self, lately: Sequence[RankedQuote]) -> None:
        self._speakers, self._sections, self._kinds = (defaultdict[str, float](float) for _ in range(3))
        for ago, post in enumerate(lately[:SPREAD]):
            share = 1 - ago / SPREAD
            self._speakers[post.speaker or ""] += SAME_SPEAKER * share
            self._sections[post.section] += SAME_SECTION * share
            self._kinds[post.kind] += SAME_KIND * share
        # What nobody is named for, and what has no section or kind, is like nothing.
        for counted in (self._speakers, self._sections, self._kinds):
            counted.pop("", None)

    def cost(self, quote: RankedQuote) -> float:
        """For one quote."""
        whose = self._speakers.get(quote.speaker or "", 0.0)
        return whose + self._sections.get(quote.section, 0.0) + self._kinds.get(quote.kind, 0.0)


def pick_quote(view: View, pool: QuotePool) -> NumberedQuote:
    """The first of a pool that may be shown. Raises NothingUnseen."""
    allowed = (number for number in pool.numbers if pool.may_post(view, number))
    found = next((quote for quote in map(view.get, allowed) if quote is not None), None)
    if found is None:
        raise NothingUnseen(pack="")
    return found
