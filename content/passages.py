"""Everything that was said, sentence by sentence, as places in the turns: no word is kept twice."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count, islice, takewhile

from content.ids import quote_id
from content.model import Quote, Turn
from content.quotes.sentences import sentences
from content.text import fold, length

# Shorter ones are said in every talk and mean nothing alone: "Yeah.", "That's right."
FEWEST_WORDS = 3
_SPAN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence that somebody said. `id` is made as a quote's is; `turn`, `line`, `section`, `start` say where."""

    id: str
    turn: int
    speaker: str | None
    text: str
    section: str = ""
    start: float | None = None
    line: int = 1


# Why a quote is one that somebody made of a passage; and what it is worth, as one that a curator pinned.
BY_HAND, _WORTH = ("kept by hand",), 1.0


def quote_by_hand(said: Passage) -> Quote:
    """The quote that somebody made of a passage."""
    return Quote(
        id=said.id, turn=said.turn, speaker=said.speaker, text=said.text, original=said.text, section=said.section,
        start=said.start, score=_WORTH, reasons=BY_HAND,
    )  # fmt: skip


class Passages(Sequence[Passage]):
    """The passages of a pack that are in no quote of it: a quote is a passage worth keeping, and is told as such.

    What a curator left out (`dropped`, words of what was said) is not among them. Narration is nobody's passage, where
    anybody is named at all.
    """

    def __init__(
        self, turns: Sequence[Turn] = (), quotes: Iterable[Quote] = (), *, language: str = "",
        dropped: Iterable[str] = (),
    ) -> None:  # fmt: skip
        self._turns, quotes = turns, tuple(quotes)
        self._quoted = frozenset(quote.id for quote in quotes)
        # The turn of each, its first and its last character.
        self._spans = array("I")
        taken = _taken(turns, quotes)
        out = [key for key in map(fold, dropped) if key]
        anybody = any(t.speaker is not None for t in turns)
        for index, turn in enumerate(turns):
            if turn.speaker is not None or not anybody:
                for first, last in _sentences(turn.text, language):
                    if not _touches(first, last, taken.get(index, ())) and _is_kept(turn.text, first, last, out):
                        self._spans.extend((index, first, last))

    def __len__(self) -> int:
        return len(self._spans) // _SPAN

    def __getitem__(self, place: int) -> Passage:  # type: ignore[override]
        """The passage at that place, from 0."""
        index, first, _ = self._span(place)
        turn, text = self._turns[index], self.text(place)
        return Passage(
            id=self._id(place), turn=index, speaker=turn.speaker, text=text,
            section=turn.section, start=turn.start_at(first), line=turn.line,
        )  # fmt: skip

    def text(self, place: int) -> str:
        """What was said there."""
        index, first, last = self._span(place)
        return self._turns[index].text[first:last]

    def speaker(self, place: int) -> str | None:
        """Who said it."""
        return self._turns[self._span(place)[0]].speaker

    def turn_of(self, place: int) -> int:
        """The turn in which it was said."""
        return self._span(place)[0]

    def voice_of(self, turn: int) -> str | None:
        """Who speaks in that turn; None for nobody, and for one that is not there."""
        return self._turns[turn].speaker if 0 <= turn < len(self._turns) else None

    def texts(self, first: int, last: int) -> Iterator[str]:
        """Those from place `first` up to `last`."""
        return map(self.text, range(first, min(last, len(self))))

    def find(self, passage_id: str) -> int | None:
        """The place of the passage of that id."""
        return next((place for place in range(len(self)) if self[place].id == passage_id), None)

    def around(self, place: int) -> tuple[str, str, str]:
        """What the speaker said before it in the same turn, the passage, and what came after it there."""
        index, first, last = self._span(place)
        said = self._turns[index].text
        return said[:first], said[first:last], said[last:]

    def after(self, quote: Quote, others: Iterable[Quote] = ()) -> int | Quote | None:
        """What was said right after a quote, by its speaker or by who speaks next, a “Yeah.” passed over: the place
        of a passage, or one of those other quotes. None where that was left out, or where the quote stands at several
        places.
        """
        end = self._end_of(quote)
        if end is None:
            return None
        place = bisect_left(range(len(self)), (quote.turn, end), key=lambda at: self._span(at)[:2])
        if place < len(self) and self._follows(quote.turn, end, *self._span(place)[:2]):
            return place
        for other in others:
            last = self._end_of(other)
            if last is not None and self._follows(quote.turn, end, other.turn, last - len(other.original)):
                return other
        return None

    def before(self, said: int | Quote, others: Iterable[Quote] = ()) -> int | Quote | None:
        """What was said right before a quote or the passage at a place, as `after` has it."""
        begins = self._begin_of(said)
        if begins is None:
            return None
        place = bisect_left(range(len(self)), begins, key=lambda at: self._span(at)[:2]) - 1
        if place >= 0:
            index, _, last = self._span(place)
            if self._follows(index, last, *begins):
                return place
        for other in others:
            ended = self._end_of(other)
            if ended is not None and self._follows(other.turn, ended, *begins):
                return other
        return None

    def _begin_of(self, said: int | Quote) -> tuple[int, int] | None:
        """The turn in which something was said, and where it begins there; None as `_end_of`."""
        if isinstance(said, int):
            return self._span(said)[:2]
        end = self._end_of(said)
        return None if end is None else (said.turn, end - len(said.original))

    def _end_of(self, quote: Quote) -> int | None:
        """Where a quote ends in its turn; None where it stands at several places, or at none."""
        said = self._turns[quote.turn].text if quote.turn < len(self._turns) else ""
        if not quote.original or said.count(quote.original) != 1:
            return None
        return said.index(quote.original) + len(quote.original)

    def _follows(self, turn: int, end: int, index: int, first: int) -> bool:
        """Whether nothing that means something stands between the end of one and the beginning of the other."""
        said = self._turns[turn].text
        if index == turn and first >= end:
            between = said[end:first]
        elif index == turn + 1:
            between = f"{said[end:]} {self._turns[index].text[:first]}"
        else:
            return False
        return length(between) < FEWEST_WORDS

    def in_turn(self, turn: int, text: str) -> int | None:
        """The place of the passage of these words in that turn."""
        first = bisect_left(range(len(self)), turn, key=lambda at: self._span(at)[0])
        held = takewhile(lambda at: self._span(at)[0] == turn, range(first, len(self)))
        return next((at for at in held if self.text(at) == text), None)

    def _span(self, place: int) -> tuple[int, int, int]:
        if not 0 <= place < len(self):
            raise IndexError(place)
        at = place * _SPAN
        index, first, last = self._spans[at : at + _SPAN]
        return index, first, last

    def _id(self, place: int) -> str:
        """What tells it from all others: a quote of the same words keeps its id, whichever time it tells of."""
        text = self.text(place)
        free = (made for made in (quote_id(text, time) for time in count()) if made not in self._quoted)
        return next(islice(free, self._occurrence(place), None))

    def _occurrence(self, place: int) -> int:
        """How often the same was said before."""
        folded = fold(self.text(place))
        if folded not in self._repeated:
            return 0
        return sum(fold(said) == folded for said in self.texts(0, place))

    @cached_property
    def _repeated(self) -> frozenset[str]:
        counts = Counter(map(fold, self.texts(0, len(self))))
        return frozenset(said for said, count in counts.items() if count > 1)


def _sentences(turn: str, language: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a turn stand that are long enough to mean something."""
    at = 0
    for paragraph in turn.split("\n"):
        place = 0
        for sentence in sentences(paragraph, language):
            place = paragraph.index(sentence, place)
            if length(sentence) >= FEWEST_WORDS and any(map(str.isalpha, sentence)):
                yield at + place, at + place + len(sentence)
            place += len(sentence)
        at += len(paragraph) + 1


def _taken(turns: Sequence[Turn], quotes: Iterable[Quote]) -> dict[int, list[tuple[int, int]]]:
    """Where quotes stand, by their turns."""
    found: dict[int, list[tuple[int, int]]] = {}
    for quote in quotes:
        if quote.turn < len(turns):
            spans = found.setdefault(quote.turn, [])
            said = turns[quote.turn].text
            # The same may be said twice in a turn: quotes come in their order.
            first = said.find(quote.original, spans[-1][1] if spans else 0)
            first = first if first >= 0 else said.find(quote.original)
            if first >= 0:
                spans.append((first, first + len(quote.original)))
    return found


def _touches(first: int, last: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(first < end and begin < last for begin, end in spans)


def _is_kept(turn: str, first: int, last: int, dropped: Sequence[str]) -> bool:
    """Whether a sentence is no part of what was left out; words that run over several leave out all of them."""
    if not dropped:
        return True
    said = fold(turn[first:last])
    before, after = fold(turn[:first]), fold(turn[last:])
    whole, begin = f"{before} {said} {after}", len(before) + 1
    return not any(_overlaps(whole, key, begin, begin + len(said)) for key in dropped)


def _overlaps(whole: str, key: str, begin: int, end: int) -> bool:
    at = whole.find(key)
    while at >= 0:
        if at < end and begin < at + len(key):
            return True
        at = whole.find(key, at + 1)
    return False
