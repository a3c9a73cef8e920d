"""The packs of a Library as they are kept, and what is made of them once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from bot.library.blocked import Blocked
from bot.library.guest_groups import GuestGroups
from bot.library.hidden_quotes import NOTHING_HIDDEN, HiddenByBlock, hidden_by
from bot.library.lookup import NOTHING_HELD, Postings
from bot.library.members import Called
from bot.library.model import NumberedQuote, PackAppraisal, RankedQuote, Said, StoredPack, passage_key, passage_place
from bot.library.withheld import Withheld
from content.delicate import carries_warning, shows_delicate
from content.items import Bank, Offer, kind_of
from content.items.features import form_of
from content.model import Item
from content.quotes.added import stands_by_itself

MOST_RANKED = 20_000
# With fewer quotes a workspace's own book is no game yet.
ENOUGH = 20


def _is_real(pack: StoredPack) -> bool:
    if pack.info.sample or pack.info.is_own_questions:
        return False
    return not pack.info.book or len(pack.quotes) >= ENOUGH


class LibraryContents:
    """The packs as they are kept. Nobody holds them but a Library and its Views."""

    def __init__(
        self, packs: Sequence[StoredPack], index: Callable[[Sequence[StoredPack]], Postings] | None,
        appraisal: Callable[[StoredPack], PackAppraisal | None] = lambda _: None,
    ) -> None:  # fmt: skip
        # Of a pack that was removed nothing is here but its numbers.
        self.packs = {p.info.id: p for p in packs if p.info.removed_at is None}
        self.quotes = {q.number: q for p in packs for q in p.quotes}
        self.passages = {p.info.id: p.passages for p in packs if p.info.removed_at is None}
        self.doubles = {n: kept for p in packs for n, kept in p.doubles.items() if kept in self.quotes}
        self.removed = frozenset(n for p in packs for n in p.removed if n not in self.doubles)
        self._silent = {p.info.id: p.info.silent for p in packs}
        self._appraisal = appraisal
        self._ranked: dict[int, tuple[PackAppraisal | None, Sequence[RankedQuote]]] = {}
        self._delicate: dict[int, bool] = {}
        self._asks_delicate: dict[tuple[int, str, bool, int | None], bool] = {}
        self._blocked: dict[Blocked, HiddenByBlock] = {}
        self._turned: dict[int, Mapping[int, Sequence[NumberedQuote]]] = {}
        self._index = index

    @cached_property
    def postings(self) -> Postings:
        """What the packs in use, and no others, say about words."""
        return self._index(self.in_use) if self._index else NOTHING_HELD

    @property
    def in_use(self) -> tuple[StoredPack, ...]:
        """The packs that nobody has to name: samples only until there is a real one, or a book that holds enough.
        Questions that people there wrote go with either.
        """
        packs = tuple(self.packs.values())
        real = any(_is_real(p) for p in packs)
        return tuple(p for p in packs if not p.info.sample) if real else packs

    @cached_property
    def by_id(self) -> dict[str, list[int]]:
        """The numbers under which a quote is kept, in one pack or several."""
        found: dict[str, list[int]] = {}
        for number, quote in self.quotes.items():
            found.setdefault(quote.quote.id, []).append(number)
        return found

    def kept(self, number: int) -> int:
        """The number under which the quote of that one is kept now."""
        return self.doubles.get(number, number)

    def said(self, key: int) -> Said | None:
        """The passage of that key."""
        if self.text(key) is None:
            return None
        pack_id, place = passage_place(key)
        passages = self.passages.get(pack_id, ())
        return Said(key=key, pack_id=pack_id, passage=passages[place]) if place < len(passages) else None

    def text(self, key: int) -> str | None:
        """The words of a quote or of a passage; None for one that is not here, or of somebody who is not quoted."""
        if key >= 0:
            quote = self.quotes.get(key)
            return None if quote is None else quote.quote.text
        pack_id, place = passage_place(key)
        passages = self.passages.get(pack_id)
        if passages is None or place >= len(passages) or passages.speaker(place) in self._silent[pack_id]:
            return None
        return passages.text(place)

    def after(self, quote: NumberedQuote) -> int | None:
        """The key of what was said right after a quote. None where nobody said the quote, or whose it is was put right:
        then nobody can tell who went on.
        """
        return self._beside(quote.number, 1)

    def before(self, key: int) -> int | None:
        """The key of what was said right before a quote or a passage; None as `after` has it."""
        return self._beside(key, -1)

    def _beside(self, key: int, way: int) -> int | None:
        numbered = self.quotes[key] if key >= 0 else None
        pack_id, place = passage_place(key) if numbered is None else (numbered.pack_id, -1)
        passages, told = self.passages.get(pack_id), None if numbered is None else numbered.quote
        if passages is None or (told and (not told.verbatim or passages.voice_of(told.turn) != told.speaker)):
            return None
        if told and stands_by_itself(told):
            return None
        turn = passages.turn_of(place) if told is None else told.turn
        near = [q for at in (turn, turn + way) for q in self._by_turn(pack_id).get(at, ())]
        numbers = {q.quote.id: q.number for q in near if q != numbered}
        others = [self.quotes[number].quote for number in numbers.values()]
        if way < 0:
            found = passages.before(place if told is None else told, others)
        else:
            found = None if told is None else passages.after(told, others)
        if isinstance(found, int):
            return passage_key(pack_id, found)
        return None if found is None else numbers[found.id]

    def _by_turn(self, pack_id: int) -> Mapping[int, Sequence[NumberedQuote]]:
        """The quotes of a pack by the turns in which they were said; told once."""
        if pack_id not in self._turned:
            found: dict[int, list[NumberedQuote]] = {}
            for quote in self.packs[pack_id].quotes:
                found.setdefault(quote.quote.turn, []).append(quote)
            self._turned[pack_id] = found
        return self._turned[pack_id]

    def question(self, quote: NumberedQuote) -> int | None:
        """The key of the passage that asked what a quote answers."""
        passages = self.passages.get(quote.pack_id)
        asked, turn = quote.quote.asked, quote.quote.turn - 1
        if passages is None or not asked or passages.voice_of(turn) == quote.quote.speaker:
            return None
        place = passages.in_turn(turn, asked)
        return None if place is None else passage_key(quote.pack_id, place)

    def voice(self, key: int) -> str | None:
        """Who said it."""
        if key >= 0:
            return self.quotes[key].quote.speaker
        pack_id, place = passage_place(key)
        return self.passages[pack_id].speaker(place)

    def ranked(self, pack_id: int) -> Sequence[RankedQuote]:
        """What its quotes are chosen by; kept for the next one, unless they are very many."""
        appraisal = self._appraisal(self.packs[pack_id])
        held = self._ranked.get(pack_id)
        if held is not None and held[0] is appraisal:
            return held[1]
        told = zip(self.packs[pack_id].quotes, self.scores(pack_id), strict=True)
        made = [_ranked(quote, score) for quote, (_, score) in told]
        if len(made) <= MOST_RANKED:
            self._ranked[pack_id] = appraisal, made
        return made

    def scores(self, pack_id: int) -> list[tuple[int, float]]:
        """The numbers of a pack's quotes, and how good each is, 0 to 1: as it was scored when it came, or by a model
        that read the pack since.
        """
        pack = self.packs[pack_id]
        appraisal = self._appraisal(pack)
        told = appraisal.scores if appraisal else {}
        return [(q.number, told.get(q.number, q.quote.score)) for q in pack.quotes]

    def score(self, quote: NumberedQuote) -> float:
        """The same of one quote."""
        appraisal = self._appraisal(self.packs[quote.pack_id])
        return quote.quote.score if appraisal is None else appraisal.scores.get(quote.number, quote.quote.score)

    def as_read(self, offers: Iterable[Offer], quote: NumberedQuote) -> Iterator[Offer]:
        """The same, at what they are worth to a model that read their quote."""
        appraisal = self._appraisal(self.packs[quote.pack_id])
        rounds = appraisal.rounds if appraisal else {}
        for offer in offers:
            more = rounds.get(form_of(offer.item), {}).get(quote.number, 0.0)
            yield replace(offer, worth=min(1.0, max(0.0, offer.worth + more))) if more else offer

    def is_delicate(self, number: int) -> bool:
        """Whether a quote carries a warning that nobody has looked at; told once."""
        if number not in self._delicate:
            quote = self.quotes[number]
            self._delicate[number] = carries_warning(quote.quote, self.packs[quote.pack_id].info.language)
        return self._delicate[number]

    def asks_delicate(self, pack_id: int, item: Item, chosen: int | None = None) -> bool:
        """Whether an item of a pack shows what is delicate and was not kept; told once. Samples were looked at by those
        who ship them. `chosen` is the number of a quote that a manager wants posted.
        """
        if self.packs[pack_id].info.sample:
            return False
        key = pack_id, item.id, bool(item.options), chosen
        if key not in self._asks_delicate:
            bank = self.bank(pack_id)
            wanted = None if chosen is None else self.quotes[chosen].quote.id
            self._asks_delicate[key] = shows_delicate(item, bank.by_id, bank.language, wanted)
        return self._asks_delicate[key]

    def hidden_by(self, blocked: Blocked) -> HiddenByBlock:
        """What a workspace's blocks hide of these packs; told once, as long as they stay the same."""
        if not blocked:
            return NOTHING_HIDDEN
        if blocked not in self._blocked:
            self._blocked = {blocked: hidden_by([blocked], self.packs, self.quotes)[0]}
        return self._blocked[blocked]

    def tally_hidden(self, blocks: Sequence[Blocked]) -> list[int]:
        """How many quotes each of them would hide by itself; what holds stays known."""
        return [len(hidden.numbers) for hidden in hidden_by(blocks, self.packs, self.quotes)]

    def asked_in(self, withheld: Withheld) -> Iterator[int]:
        """The numbers of the quotes that are withheld, as they are kept now."""
        yield from (kept for n in withheld.numbers if (kept := self.kept(n)) in self.quotes)
        for quote_id in withheld.quotes:
            yield from self.by_id.get(quote_id, ())

    def bank(self, pack_id: int) -> Bank:
        """What its items are made with."""
        return self.packs[pack_id].bank

    def called(self, members: Mapping[int, Called], item: Item, pack_id: int) -> Called:
        """What the members among the answers of a pack's item are called, be they guests of other talks."""
        own, names = members.get(pack_id, {}), {s.name for s in self.packs[pack_id].speakers}
        others = frozenset(item.options) - names if kind_of(item).beside else frozenset[str]()
        if not others:
            return own
        told = (pair for pack in self.guest_groups.beside(pack_id) for pair in members.get(pack.info.id, {}).items())
        return {**{name: called for name, called in told if name in others}, **own}

    @cached_property
    def guest_groups(self) -> GuestGroups:
        """Which of the talks in use have guests that are asked for beside each other."""
        return GuestGroups(self.in_use)


def _ranked(quote: NumberedQuote, score: float) -> RankedQuote:
    told = quote.quote
    kind = told.reasons[0] if told.reasons else ""
    return RankedQuote(quote.number, score, told.review, told.speaker, told.section, kind)


def texts_said(quote: NumberedQuote) -> tuple[str, ...]:
    """What a quote says, and what the transcript does where that was put right by hand."""
    return (quote.quote.text, quote.quote.original) if quote.quote.edited else (quote.quote.text,)
