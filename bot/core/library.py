"""The library of one workspace: every quote it may see, and the only road to them.

A Library is built once for a set of packs and never changes. Reading goes through `without(withheld)`, because the bot
is not the cheat sheet: while an item is open its quote is not there for anybody.
"""

import random
from collections.abc import Callable, Sequence
from functools import cached_property

from bot.core.lookup import NOTHING_HELD, Postings, Result, search
from bot.core.names import SpeakerName, match_speaker
from bot.core.packs import NumberedQuote, PackInfo, StoredPack
from bot.core.refusals import BeingAsked, NoSuchPack, NothingToShow, NumberRemoved, NumberUnknown
from content.items import Bank
from content.model import Item, Speaker
from content.text import fold

NOTHING_WITHHELD: frozenset[str] = frozenset()


class Library:
    """All packs of a workspace, indexed by number, speaker and words.

    `index` says what the words of packs are; it is asked at the first search. Without one nothing is found by words.
    """

    def __init__(self, packs: Sequence[StoredPack], index: Callable[[Sequence[StoredPack]], Postings] | None = None):
        self.packs = {p.info.id: p for p in packs}
        self.quotes = {q.number: q for p in packs for q in p.quotes}
        self.removed = frozenset(n for p in packs for n in p.removed)
        self._banks: dict[int, Bank] = {}
        self._index = index

    @cached_property
    def postings(self) -> Postings:
        """What these packs, and no others, say about words."""
        return self._index(tuple(self.packs.values())) if self._index else NOTHING_HELD

    @cached_property
    def speakers(self) -> tuple[SpeakerName, ...]:
        """Everybody who said something here, each name once."""
        by_name: dict[str, set[str]] = {}
        for speaker in (s for p in self.packs.values() for s in p.speakers):
            by_name.setdefault(speaker.name, set()).update(speaker.aliases)
        return tuple(SpeakerName(name, tuple(sorted(aliases))) for name, aliases in by_name.items())

    @cached_property
    def in_use(self) -> tuple[StoredPack, ...]:
        """The packs for random, quiz and daily use: samples only until there is a real one."""
        real = tuple(p for p in self.packs.values() if not p.info.sample)
        return real or tuple(self.packs.values())

    def pack(self, name: str) -> StoredPack:
        """The pack of that name, newest first among equals. Raises NoSuchPack."""
        wanted = fold(name)
        for pack in reversed(self.packs.values()):
            if wanted in (fold(pack.info.name), fold(pack.info.source.title)):
                return pack
        raise NoSuchPack(name=name, known=[p.info.name for p in self.packs.values()])

    def info(self, quote: NumberedQuote) -> PackInfo:
        """The pack a quote is from."""
        return self.packs[quote.pack_id].info

    def speaker(self, quote: NumberedQuote) -> Speaker | None:
        """Who said it, with their blurb; None for words that nobody is named for."""
        speakers = self.packs[quote.pack_id].speakers
        return next((s for s in speakers if s.name == quote.quote.speaker), None)

    def bank(self, pack: StoredPack) -> Bank:
        """What items are made with, kept for the next one."""
        if pack.info.id not in self._banks:
            self._banks[pack.info.id] = Bank([q.quote for q in pack.quotes], pack.speakers, pack.info.language)
        return self._banks[pack.info.id]

    def number_of(self, pack: StoredPack, item: Item) -> int | None:
        """The number of the quote an item is about."""
        return next((q.number for q in pack.quotes if q.quote.id == item.quote_id), None)

    def without(self, withheld: frozenset[str]) -> "View":
        """The library as it may be read while the items about these quotes (ids) are open."""
        return View(self, withheld)


class View:
    """What people may see of a library right now."""

    def __init__(self, library: Library, withheld: frozenset[str]) -> None:
        self.library = library
        self._withheld = withheld

    def number(self, number: int) -> NumberedQuote:
        """Quote #number. Raises NumberUnknown, NumberRemoved or BeingAsked."""
        if number in self.library.removed:
            raise NumberRemoved(number=number)
        if number not in self.library.quotes:
            raise NumberUnknown(number=number)
        quote = self.library.quotes[number]
        if self._is_withheld(quote):
            raise BeingAsked
        return quote

    def draw(
        self, rng: random.Random, *, seen: Sequence[int] = (), pack: str = "", speaker: str = "", verbatim: bool = False
    ) -> NumberedQuote:
        """A random quote, the better ones more often; one seen lately only for want of another.

        `verbatim` prefers what was really said to claims in our words. Raises NothingToShow or NoSuchPack.
        """
        packs = [self.library.pack(pack)] if pack else self.library.in_use
        pool = [q for p in packs for q in p.quotes if not self._is_withheld(q)]
        pool = [q for q in pool if not speaker or q.quote.speaker == speaker]
        pool = [q for q in pool if q.quote.verbatim] or pool if verbatim else pool
        if not pool:
            raise NothingToShow
        lately = set(seen)
        fresh = [q for q in pool if q.number not in lately]
        if not fresh:
            return max(pool, key=lambda q: seen.index(q.number))
        return rng.choices(fresh, [0.01 + q.quote.score**2 for q in fresh])[0]

    def by_speaker(self, query: str) -> str | None:
        """The one speaker whose name this is, near enough; None when it is no name or could be several."""
        names = match_speaker(query, self.library.speakers)
        return names[0] if len(names) == 1 else None

    def search(self, query: str, limit: int = 5) -> Result:
        """Quotes for half-remembered words, best first; the matches' keys are numbers."""
        quotes = self.library.quotes
        withheld = {n for n, q in quotes.items() if self._is_withheld(q)} if self._withheld else ()
        postings = self.library.postings
        return search(postings, lambda n: quotes[n].quote.text, query, withheld=withheld, known=quotes, limit=limit)

    def _is_withheld(self, quote: NumberedQuote) -> bool:
        return quote.quote.id in self._withheld
