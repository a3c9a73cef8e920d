"""The desk: the best quotes that nobody looked at, one after the other, for those who decide about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.chat.incoming import User
from bot.chat.refusals import PressIsStale
from bot.library import book_wording, desk_order
from bot.library.book_model import SUGGESTED
from bot.library.desk_model import DealtQuote, Finished, Meanwhile
from bot.library.library import Library, View
from bot.library.model import DecidedBy, NumberedQuote, PackSummary
from bot.library.quoted import tell_kept
from bot.library.refusals import NothingToReview, NothingToUndo, PackGone
from bot.library.rows.book import BookRows
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.leases import LeaseRows
from bot.library.rows.packs import PackRows
from bot.library.services import Services, Work
from bot.storage.transaction import Transaction
from content.decisions import FATES, Deciding
from content.quotes.around import around, sides

# So long nobody else is dealt what one looks at, and so long one is not dealt again what one skipped.
LEASE, SKIPPED = timedelta(minutes=10), timedelta(days=1)
NEIGHBOURS = 1


@dataclass(frozen=True, slots=True)
class Desk:
    """One reviewer's visit. `view` is what they may see; `pack_id` the only pack they want to look at, 0 for all.

    `operator`: they run Quoth, and decide about packs that are for every workspace too.
    """

    services: Services
    workspace_id: str
    user_id: str
    at: datetime
    view: Callable[[Work], View]
    pack_id: int = 0
    operator: bool = False

    async def deal(self) -> DealtQuote | Finished:
        """The quote to look at now; the same until something is decided about it. Raises NothingToReview."""
        library = await self.library()
        dealt = await self._deal(library)
        # Others may have decided meanwhile; what is looked at is shown as it stands now.
        while (now := await self.library()) is not library:
            library = now
            dealt = await self._deal(library)
        return dealt

    async def _deal(self, library: Library) -> DealtQuote | Finished:
        def take(work: Work) -> DealtQuote | Finished:
            tx = work.tx
            packs = self._packs(work)
            if not packs:
                raise NothingToReview
            ids, me = frozenset(p.info.id for p in packs), self.user_id
            tx[PackRows].hold(ids)
            view, doubted = self.view(work), tx[DecisionRows].doubted(self.workspace_id)
            looked_at = tx[DecisionRows].looked_at(ids)
            suggested = _suggested(work, packs)
            ordered = desk_order.order(view.ranked(packs), looked_at, {**doubted, **suggested})
            waiting = [number for number in ordered if view.get(number) is not None]
            others, skipped = tx[LeaseRows].others(me, self.at), tx[LeaseRows].skipped(me, self.at)
            mine = tx[LeaseRows].looks_at(me, waiting, self.at)
            number = desk_order.next_of(waiting, mine, others, skipped)
            undo = self._last(tx, ids) is not None
            if number is None:
                return Finished(looked_at=len(looked_at), with_others=len(others.intersection(waiting)), undo=undo)
            tx[LeaseRows].take(number, me, self.at + LEASE, self.at)
            numbered = view.number(number)
            before, after = _around(tx, view, numbered)
            return DealtQuote(
                numbered=numbered, info=library.info(numbered), before=before, after=after,
                doubted_by=doubted.get(number, ""), looked_at=len(looked_at),
                of=desk_order.pile(len(looked_at), len(waiting)), others=len(others.intersection(waiting)), undo=undo,
                suggested_by=suggested.get(number, ""),
                skipped=len(set(waiting).intersection(skipped)),
            )  # fmt: skip

        return await self.services.write(library, self.at, take)

    async def decide(
        self, number: int, what: Deciding, text: str, admit: Callable[[Transaction], User]
    ) -> Meanwhile | None:
        """Decide something about that quote; what somebody else decided meanwhile stays, and is returned.

        Raises NothingToReview for one that is not theirs to decide about, and what View.number does.
        """
        library = await self.library()
        number = library.kept(number)

        def note(work: Work) -> Meanwhile | None:
            tx = work.tx
            by = admit(tx)
            meanwhile = self._meanwhile(tx, number) if what in FATES else None
            if meanwhile is not None:
                tx[LeaseRows].let_go(number, self.user_id)
                return meanwhile
            numbered = self._theirs(work, number)
            if what in FATES:
                tx[LeaseRows].let_go(number, self.user_id)
            if text and text == (numbered.quote.text if what is Deciding.WORDS else numbered.quote.speaker):
                return None
            tx[DecisionRows].decide(number, what, text, DecidedBy(by.id, by.name), self.at)
            if what is Deciding.KEEP and library.info(numbered).channel == SUGGESTED:
                self._move(tx, number, "")
                tell_kept(tx, self.workspace_id, number, by.id, self.at)
            return None

        return await self.services.write(library, self.at, note)

    async def pin(self, pack_id: int, passage_id: str, admit: Callable[[Transaction], User]) -> int:
        """Make a quote of a passage; returns its number. Raises PressIsStale where it is none any more, or may not be
        shown, and NothingToReview where its pack is not theirs to decide about.
        """
        library = await self.library()

        def note(work: Work) -> int:
            by = admit(work.tx)
            if pack_id not in work.tx[PackRows].reviewed_by(self.workspace_id, operator=self.operator):
                raise NothingToReview
            said = self.view(work).find(pack_id, passage_id)
            if said is None:
                raise PressIsStale
            return work.tx[DecisionRows].pin(pack_id, said.passage, DecidedBy(by.id, by.name), self.at)

        return await self.services.write(library, self.at, note)

    async def skip(self, number: int, admit: Callable[[Transaction], User]) -> None:
        """Look at others first."""

        def note(tx: Transaction) -> None:
            admit(tx)
            tx[LeaseRows].skip(number, self.user_id, self.at + SKIPPED)

        await self.services.store.write(note)

    async def undo(self, admit: Callable[[Transaction], User], about: int = 0) -> tuple[int, Deciding | None]:
        """Take back what they did last: the number of its quote, which they look at now, and what it was.

        None is a skip. Raises NothingToUndo, and PressIsStale where they decided last about another quote than the one
        it is to be about; 0 is whichever it is.
        """
        library = await self.library()

        def back(work: Work) -> tuple[int, Deciding | None]:
            tx = work.tx
            admit(tx)
            ids = frozenset(p.info.id for p in self._packs(work))
            last = (about, True) if about else self._last(tx, ids)
            if last is None:
                raise NothingToUndo
            number, decided = last
            what = tx[DecisionRows].undo(self.user_id, ids, self.at, about) if decided else None
            added = tx[BookRows].added(number) if what is Deciding.KEEP else None
            if added is not None and added.suggested and tx[DecisionRows].fate(number) is None:
                self._move(tx, number, SUGGESTED)
            if about and what is None:
                raise PressIsStale
            tx[LeaseRows].take(number, self.user_id, self.at + LEASE, self.at)
            return number, what

        return await self.services.write(library, self.at, back)

    async def quote(self, number: int) -> tuple[NumberedQuote, PackSummary]:
        """A quote of theirs to decide about, with its pack, for a form. Raises as `decide`."""
        library = await self.library()
        numbered = await self.services.read(library, self.at, lambda work: self._theirs(work, number))
        return numbered, library.packs[numbered.pack_id]

    async def library(self) -> Library:
        """What that workspace sees, as it stands now, with what members suggested."""
        return await self.services.libraries.library(self.workspace_id, frozenset({SUGGESTED}))

    def _move(self, tx: Transaction, number: int, inside: str) -> None:
        """Take a suggestion into the book, or let it wait again."""
        book = tx[BookRows].begin(self.workspace_id, *book_wording.called(inside), self.at, inside)
        tx[BookRows].move(number, book)

    def _packs(self, work: Work) -> list[PackSummary]:
        """The packs to deal from: in use, or the one they want, and theirs to decide about."""
        theirs = work.tx[PackRows].reviewed_by(self.workspace_id, operator=self.operator)
        if self.pack_id and self.pack_id not in work.library.packs:
            raise PackGone
        wanted: Sequence[PackSummary] = [work.library.packs[self.pack_id]] if self.pack_id else work.library.in_use
        return [pack for pack in wanted if pack.info.id in theirs]

    def _theirs(self, work: Work, number: int) -> NumberedQuote:
        numbered = self.view(work).number(number)
        if numbered.pack_id not in work.tx[PackRows].reviewed_by(self.workspace_id, operator=self.operator):
            raise NothingToReview
        return numbered

    def _meanwhile(self, tx: Transaction, number: int) -> Meanwhile | None:
        """What somebody else decided about a quote that nobody doubts."""
        fate = tx[DecisionRows].fate(number)
        if fate is None or fate[1].user_id == self.user_id or number in tx[DecisionRows].doubted(self.workspace_id):
            return None
        return Meanwhile(number=number, what=fate[0], by=fate[1].name)

    def _last(self, tx: Transaction, packs: frozenset[int]) -> tuple[int, bool] | None:
        """What they did last: the quote's number, and whether it was decided (else skipped)."""
        decided = tx[DecisionRows].last(self.user_id, packs)
        skips = list(tx[LeaseRows].skipped(self.user_id, self.at).items())
        skipped = (skips[-1][0], skips[-1][1] - SKIPPED) if skips else None
        if skipped and (decided is None or skipped[1] >= decided[1]):
            return skipped[0], False
        return (decided[0], True) if decided else None


def _suggested(work: Work, packs: Sequence[PackSummary]) -> dict[int, str]:
    """What members suggested, by number, with who did."""
    waiting = [pack.info.id for pack in packs if pack.info.channel == SUGGESTED]
    return {number: by.name for number, by in work.tx[BookRows].added_to(waiting).items()}


def _around(tx: Transaction, view: View, numbered: NumberedQuote) -> tuple[str, str]:
    """The sentences before and after, without what is withheld."""
    info, turn = view.library.info(numbered), numbered.quote.turn
    first = max(0, turn - NEIGHBOURS)
    read = tx[PackRows].turns(info.id, first, turn + NEIGHBOURS)
    # Of who is not quoted nobody reads a sentence here either.
    turns = [replace(t, text="", speaker=None) if t.speaker in info.silent else t for t in read]
    if len(turns) <= turn - first:
        return "", ""
    turns = [
        t if n == turn - first or not view.hides_turn(info.id, t) else replace(t, text="") for n, t in enumerate(turns)
    ]
    before, after = around(numbered.quote, turns, turn - first, info.language)
    former, following = sides(numbered.quote, turns[turn - first].text)
    # A first word or two tell nothing by themselves, but with who says them.
    former = former.strip() or "".join(t.text for t in turns[: turn - first][-1:])
    following = following.strip() or "".join(t.text for t in turns[turn - first + 1 :][:1])
    hides = view.withheld.hides_text
    return "" if hides(before) or hides(former) else before, "" if hides(after) or hides(following) else after
