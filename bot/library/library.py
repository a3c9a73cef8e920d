"""The library of one workspace: every quote it may see, and the only roads to them.

A Library is built once for a set of packs and never changes. It tells of packs, speakers and numbers; words are read
through `without(withheld)`, because the bot is not the cheat sheet: while an item is open, what would tell it is not
there for anybody. The one other road is `revealed`, for the quote that a reveal is about.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from bot.library.asides import aside
from bot.library.blocked import Blocked
from bot.library.contents import LibraryContents, texts_said
from bot.library.decoys import decoys
from bot.library.draw import better_first, drawn_of
from bot.library.kept_items import KeptItems
from bot.library.lookup import Meaning, Meanings, Postings, Result, uncounted
from bot.library.members import Called, as_members
from bot.library.model import (
    Aside,
    NumberedQuote,
    PackAppraisal,
    PackInfo,
    PackSummary,
    RankedQuote,
    Said,
    Scene,
    StoredPack,
    passage_key,
    passage_place,
)
from bot.library.named_packs import NamedPacks
from bot.library.offers import AT_ONCE, made_again, offered, spare
from bot.library.refusals import BeingAsked, BlockedHere, NothingToShow, NumberRemoved, NumberUnknown
from bot.library.scenes import scene, texts_asked
from bot.library.search import UNCOUNTED, Search
from bot.library.speaker_names import SpeakerName, each_once, match_speaker
from bot.library.withheld import Withheld, refused
from content import ids
from content.items import KINDS, Refused, known_kind, make_item, worth
from content.model import Item, Speaker, Turn

# The same words are looked for in a pack so many times.
_TIMES = 3


class Library(NamedPacks):
    """All packs of a workspace, by number, speaker and words.

    `index` says what the words of packs are; it is asked at the first search. Without one nothing is found by words.
    `appraisal` is what a model tells of a pack, as soon as it has read it.
    `members` is, by pack, what speakers are called who are members.
    """

    def __init__(
        self, packs: Sequence[StoredPack], index: Callable[[Sequence[StoredPack]], Postings] | None = None,
        members: Mapping[int, Called] = MappingProxyType({}),
        appraisal: Callable[[StoredPack], PackAppraisal | None] = lambda _: None,
    ) -> None:  # fmt: skip
        super().__init__(packs, LibraryContents(packs, index, appraisal))
        self.members = members
        self.size = len(self._contents.quotes)

    @cached_property
    def speakers(self) -> tuple[SpeakerName, ...]:
        """Everybody who said something in the packs in use, each name once."""
        return each_once(s for p in self.in_use for s in p.speakers)

    def has(self, number: int) -> bool:
        """Whether there is a quote of that number here, be it open or not: a number tells nothing."""
        return self._contents.kept(number) in self._contents.quotes

    def kept(self, number: int) -> int:
        """The number under which the quote of that one is kept: another one where packs were made one."""
        return self._contents.kept(number)

    def pack_of(self, number: int) -> int | None:
        """The id of the pack that holds that quote, None for one gone: no word of it is told."""
        found = self._contents.quotes.get(self._contents.kept(number))
        return None if found is None else found.pack_id

    def voice_of(self, number: int) -> str:
        """Who said that quote, "" for one gone or whose speaker nobody knows: no word of it is told."""
        found = self._contents.quotes.get(self._contents.kept(number))
        return (found.quote.speaker or "") if found else ""

    def said_by(self, speaker: str) -> int:
        """How many quotes in the packs in use are that speaker's, be they open or not: a number tells nothing."""
        return sum(q.quote.speaker == speaker for p in self._contents.in_use for q in p.quotes)

    def info(self, quote: NumberedQuote) -> PackInfo:
        """The pack a quote is from."""
        return self.packs[quote.pack_id].info

    def speaker(self, quote: NumberedQuote) -> Speaker | None:
        """Who said it, with their blurb; None for words that nobody is named for."""
        return next((s for s in self.packs[quote.pack_id].speakers if s.name == quote.quote.speaker), None)

    def revealed(self, number: int | None) -> NumberedQuote | None:
        """The quote of what takes no more answers, for its reveal; None for an item without one, or for one gone."""
        return self._contents.quotes.get(self._contents.kept(number or 0))

    def score(self, quote: NumberedQuote) -> float:
        """How good a quote of it is, 0 to 1: as it was scored when it came, or by a model that read its pack since."""
        return self._contents.score(quote)

    def tally_blocked(self, blocks: Sequence[Blocked]) -> list[int]:
        """How many quotes each of these blocks hides by itself: a number tells nothing."""
        return self._contents.tally_hidden(blocks)

    def without(self, withheld: Withheld) -> "View":
        """The library as it may be read while these items are open."""
        return View(self, self._contents, withheld)


class View:
    """What people may see of a library right now. No word of it leaves that would tell what is withheld."""

    def __init__(self, library: Library, contents: LibraryContents, withheld: Withheld) -> None:
        self.library = library
        self._contents = contents
        asked = frozenset(contents.asked_in(withheld)) if withheld else frozenset()
        block = contents.hidden_by(withheld.blocked)
        self.blocked, self._silent = block.numbers, block.voices
        self.hidden = asked | block.numbers
        self.withheld = withheld.knowing(texts_asked(contents, asked, withheld), block.known) if withheld else withheld
        self._kept_items = KeptItems()

    def number(self, number: int) -> NumberedQuote:
        """Quote #number. Raises NumberUnknown, NumberRemoved, BlockedHere or BeingAsked."""
        number = self._contents.kept(number)
        if number in self._contents.removed:
            raise NumberRemoved(number=number)
        if number not in self._contents.quotes:
            raise NumberUnknown(number=number)
        if number in self.blocked:
            raise BlockedHere(number=number)
        quote = self.get(number)
        if quote is None:
            raise BeingAsked
        return quote

    def get(self, number: int) -> NumberedQuote | None:
        """The same; None for one that may not be shown."""
        quote = self._contents.quotes.get(self._contents.kept(number))
        return None if quote is None or self._hides(quote) else quote

    def hides_turn(self, pack_id: int, turn: Turn) -> bool:
        """Whether what somebody said in one go may not be read now."""
        return turn.speaker in self._silent.get(pack_id, ()) or self.withheld.hides_text(turn.text)

    @cached_property
    def speakers(self) -> tuple[SpeakerName, ...]:
        """Everybody who said something in the packs in use and is not blocked, each name once."""
        blocked = self.withheld.blocked
        return tuple(s for s in self.library.speakers if not (blocked and blocked.names(s.name, *s.aliases)))

    @property
    def _search(self) -> Search:
        return Search(self._contents, self._keeps, self.speakers, self.blocked)

    def same(self, text: str) -> list[NumberedQuote]:
        """The quotes of these very words that may be shown."""
        numbers = self.numbers_of(ids.quote_id(text, time) for time in range(_TIMES))
        return [quote for quote in map(self.get, numbers) if quote is not None]

    def numbers_of(self, quote_ids: Iterable[str]) -> list[int]:
        """The numbers of these quotes: those of a talk in the order in which it was said."""
        return [n for one in quote_ids for n in self._contents.by_id.get(one, ())]

    def listed(self, packs: Iterable[PackSummary]) -> Iterator[NumberedQuote]:
        """The quotes of these packs, so that what is missing tells nothing."""
        for pack in packs:
            yield from (q for q in self._drawable(self._contents.packs[pack.info.id]) if not self._hides(q))

    def is_delicate(self, number: int) -> bool:
        """Whether a quote speaks of what is posted unasked only once somebody kept it (content.delicate)."""
        return self._contents.is_delicate(number)

    def may_ask(self, item: Item, pack_id: int, chosen: int | None = None) -> bool:
        """Whether an item of that pack may be dealt before anybody kept its lines. `chosen` as in LibraryContents."""
        return not self._contents.asks_delicate(pack_id, item, chosen)

    def numbers(self, packs: Iterable[PackSummary]) -> list[tuple[int, float]]:
        """Which quotes there are in these packs, and how good they are (0 to 1). `get` tells which may be shown."""
        return [told for pack in packs for told in self._contents.scores(pack.info.id)]

    def ranked(self, packs: Iterable[PackSummary]) -> list[RankedQuote]:
        """What the quotes of these packs are chosen by, without those that are withheld."""
        found = [q for pack in packs for q in self._contents.ranked(pack.info.id)]
        return [q for q in found if q.number not in self.hidden] if self.hidden else found

    def written(
        self, packs: Iterable[PackSummary], rng: random.Random | None = None, *, whole: bool = False
    ) -> Iterator[tuple[Item, int | None]]:
        """The items kept with these packs that may be asked, each with the number of its quote if it has one.

        In a random order where chance is given. `whole`: those too that a manager has to look at first.
        """
        for pack_id, item, number in self._kept_items.among(self._contents, packs, rng, self._hides_kept):
            if whole or self.may_ask(item, pack_id):
                yield from ((asked, number) for asked in self._as_asked(item, pack_id, whole=whole))

    def offers(
        self, kind: str, packs: Sequence[PackSummary], rng: random.Random, most: int | None = None, first: int = 0,
        *, beside: bool = False,
    ) -> Iterator[tuple[Item, int | None, float]]:  # fmt: skip
        """What could be asked of that kind, the better quotes first more often, with the number of the quote and the
        worth of the item.

        Nothing is offered that a manager has to look at first (content.delicate): this is where all games, alone
        or together, and all daily quizzes take theirs. `most` is how many quotes are tried, from the `first` one on;
        `beside`: other talks are asked about as well (bot/library/offers.py). Raises NotLookedThrough.
        """
        for pack in packs:
            yield from self._kept(kind, pack, rng)
        if KINDS[kind].make is None:
            return
        tried = better_first(self.numbers(packs), rng)[first:][:most]
        for place, number in enumerate(tried):
            quote = self._contents.quotes[number]
            if self.withheld and self._hides(quote):
                continue
            if self.is_delicate(number) and not self.library.info(quote).sample:
                continue
            spare(self._contents, kind, quote, tried[place : place + AT_ONCE], beside=beside)
            for offer in self._contents.as_read(offered(self._contents, kind, quote, beside=beside), quote):
                hidden = self.withheld and self.withheld.hides_item(offer.item)
                if not hidden and self.may_ask(offer.item, quote.pack_id):
                    yield from ((asked, number, offer.worth) for asked in self._as_asked(offer.item, quote.pack_id))

    def _kept(self, kind: str, pack: PackSummary, rng: random.Random) -> Iterator[tuple[Item, int | None, float]]:
        """The items kept with a pack that are of that kind."""
        for item, number in self.written([pack], rng):
            if known_kind(item) == kind:
                about = None if number is None else self._contents.quotes[number].quote
                yield item, number, worth(self._contents.bank(pack.info.id), item, about)

    def make(
        self, kind: str, number: int, *, ahead: Sequence[int] = (), chosen: int | None = None, whole: bool = False
    ) -> Item | Refused:
        """An item about a quote; refused as well where it would tell what is withheld, and where a manager has to look
        at it first: but for the quote `chosen` by one, and where the `whole` is wanted. `ahead` are the quotes that are
        asked about next where this one gives none. Raises NotLookedThrough.
        """
        quote = self._contents.quotes[number]
        spare(self._contents, kind, quote, ahead or (number,))
        made = make_item(self._contents.bank(quote.pack_id), kind, quote.quote)
        if isinstance(made, Refused):
            return made
        if not whole and not self.may_ask(made, quote.pack_id, chosen):
            return refused(made)
        if self.withheld and (self._hides(quote) or self.withheld.hides_item(made)):
            return refused(made)
        return next(iter(self._as_asked(made, quote.pack_id, whole=whole)), refused(made))

    def again(self, packs: Iterable[PackSummary], kind: str, item_id: str, number: int | None) -> Item | None:
        """The item of that id as these packs have or give it today; None where it is no more, or would tell what is
        withheld. `number` is that of its quote.
        """
        written = next((item for item, _ in self.written(packs) if item.id == item_id), None)
        if written is not None or KINDS[kind].make is None:
            return written
        quote = self._contents.quotes.get(number or 0)
        if quote is None or quote.pack_id not in {p.info.id for p in packs} or self._hides(quote):
            return None
        found = made_again(self._contents, kind, quote, item_id)
        if found is None or self.withheld.hides_item(found) or not self.may_ask(found, quote.pack_id):
            return None
        return next(iter(self._as_asked(found, quote.pack_id)), None)

    def _as_asked(self, item: Item, pack_id: int, *, whole: bool = False) -> tuple[Item, ...]:
        """The item as it is asked, of members by their own names; none where one voice would be several answers."""
        members = self.library.members
        asked = item if whole or not members else as_members(item, self._contents.called(members, item, pack_id))
        return () if asked is None else (asked,)

    def draw(
        self, rng: random.Random, *, seen: Sequence[int] = (), pack: str = "", speaker: str = "",
        verbatim: bool = False, unasked: bool = False,
    ) -> NumberedQuote:  # fmt: skip
        """A random quote, the better ones more often; one seen lately only for want of another.

        `verbatim` prefers what was really said to claims in our words; `unasked`: nothing delicate. Raises
        NothingToShow or NoSuchPack.
        """
        packs = self.library.chosen(pack)
        scores = dict(self.numbers(packs))
        pool = [q for p in packs for q in self._drawable(self._contents.packs[p.info.id])]
        pool = [q for q in pool if not speaker or q.quote.speaker == speaker]
        pool = [q for q in pool if q.quote.verbatim] or pool if verbatim else pool
        while pool:
            drawn = drawn_of(pool, seen, rng, scores)
            if not self._hides(drawn) and not (unasked and self.is_delicate(drawn.number)):
                return drawn
            pool.remove(drawn)
        raise NothingToShow

    def _drawable(self, pack: StoredPack) -> Iterable[NumberedQuote]:
        """What may be drawn of a pack, as far as ids tell."""
        if not self.withheld:
            return pack.quotes
        seed = " ".join(sorted(self.withheld.items))
        besides = decoys(pack.quotes, self.withheld.voices, self._hides, seed)
        return [q for q in pack.quotes if q.number not in self.hidden and q.number not in besides]

    def by_speaker(self, query: str) -> str | None:
        """The one speaker whose name this is, near enough; None when it is no name or could be several."""
        names = match_speaker(query, self.speakers)
        return names[0] if len(names) == 1 else None

    def meant(self, key: int) -> NumberedQuote | Said:
        """The quote or passage of a match that was just found here. Raises as `number` does."""
        if key >= 0:
            return self.number(key)
        said = self.said(key)
        if said is None:
            raise BeingAsked
        return said

    def said(self, key: int) -> Said | None:
        """The passage of that key; None for one that is gone or may not be shown."""
        said = self._contents.said(key)
        return None if said is None or self._keeps(key) else said

    def find(self, pack_id: int, passage_id: str) -> Said | None:
        """The passage of that id in a pack; None as well where it has become a quote."""
        passages = self._contents.passages.get(pack_id)
        place = None if passages is None else passages.find(passage_id)
        return None if place is None else self.said(passage_key(pack_id, place))

    def around(self, said: Said) -> tuple[str, str, str]:
        """What was said before a passage in its turn, the passage, and what came after; nothing that is withheld."""
        before, text, after = self._contents.passages[said.pack_id].around(passage_place(said.key)[1])
        hides = self.withheld.hides_text
        return "" if hides(before) else before, text, "" if hides(after) else after

    def aside(self, quote: NumberedQuote, above: Scene | None = None) -> Aside | None:
        """What was said beside a quote and may be shown with it, where `above` was shown before; None for nothing that
        is worth it.
        """
        return aside(self._contents, self._keeps, quote, above)

    def scene(self, item: Item, quote: NumberedQuote) -> Scene | None:
        """What stands above the line of an item about that quote; None for nothing."""
        return scene(self._contents, self._keeps, item, quote)

    def search(
        self, query: str, limit: int = 5, *, meaning: Callable[[str], Meaning] | None = None, begin: int = 0
    ) -> Result:
        """Quotes and passages for half-remembered words, best first; of one speaker if somebody is named with them.

        What was really said stands before claims in our words. Keys of matches are as `meant` takes them. `begin` of
        those that share the words are passed over. While it is asked how often these are said, few are shown uncounted.
        """
        if self.withheld.counts(query):
            return uncounted(self._search.narrowed(query, (0, UNCOUNTED), meaning))
        return self._search.narrowed(query, (begin, limit), meaning)

    def alike(self, number: int, limit: int, *, meaning: Meanings | None = None) -> tuple[int, ...]:
        """The numbers of other quotes, not of the same turn, that are nearest to that one, best first.

        Raises as `number` does.
        """
        return self._search.near(number, self.number(number), limit, meaning)

    def _keeps(self, key: int) -> bool:
        """Whether that is gone or may not be shown."""
        text = self._contents.text(key)
        if text is None or key >= 0:
            return text is None or self._hides(self._contents.quotes[key])
        silent = self._silent and self._contents.voice(key) in self._silent.get(passage_place(key)[0], ())
        return bool(silent) or (bool(self.withheld) and self.withheld.hides_text(text))

    def _hides(self, quote: NumberedQuote) -> bool:
        hides = self.withheld.hides_text
        return bool(self.withheld) and (quote.number in self.hidden or any(map(hides, texts_said(quote))))

    def _hides_kept(self, item: Item, number: int | None) -> bool:
        return self.withheld.hides_item(item) or (number is not None and self.get(number) is None)
