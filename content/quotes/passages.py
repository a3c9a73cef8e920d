"""Which passages a paragraph can be quoted in: runs of its pieces that are neither too short nor too long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.quotes.features import Shape
from content.quotes.measures import Measure, measure, together
from content.quotes.pieces import Piece, pieces
from content.quotes.sentences import dangles
from content.quotes.talk import Talk
from content.text import is_balanced, length

SHORTEST, LONGEST = 8, 40
# So many words of a sentence can be told at once; of a longer one a part may be cut at both ends.
_MOST_PIECES = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """Words as they stand in the paragraph, from its character `at` on. `more` tells that its sentence goes on.

    `sentences` are their lengths in words; `cuts` counts the ends that are not a sentence's, `loose` the
    sentences that would stand without the one before.
    """

    text: str
    at: int
    sentences: tuple[int, ...] = ()
    cuts: int = 0
    loose: int = 0
    more: bool = False

    @property
    def end(self) -> int:
        """The place of the character after it."""
        return self.at + len(self.text)


def passages(paragraph: str, talk: Talk) -> Iterator[tuple[Passage, Measure]]:
    """Every passage of 8–40 words that the paragraph can be quoted in, with what it counts; they overlap."""
    found = pieces(paragraph, talk.language)
    texts = [paragraph[p.at : p.end] for p in found]
    sizes = [length(t) for t in texts]
    measures: list[Measure | None] = [None] * len(found)
    loose = [
        p.whole_start and n >= SHORTEST and not dangles(t) for p, t, n in zip(found, texts, sizes, strict=True)
    ]  # fmt: skip

    def measured(place: int) -> Measure:
        known = measures[place]
        if known is None:
            known = measures[place] = measure(texts[place], talk)
        return known

    for first, last in _runs(found, sizes):
        start, end = found[first].begins, found[last].end
        assert start is not None
        text = paragraph[start:end]
        if not is_balanced(text):
            continue
        cuts = (not found[first].whole_start) + (not found[last].whole_end)
        passage = Passage(text, start, _sentences(found[first : last + 1], sizes[first : last + 1]), cuts,
            sum(loose[first + 1 : last + 1]), more=not found[last].whole_end)  # fmt: skip
        yield passage, together([measured(place) for place in range(first, last + 1)])


def _runs(found: Sequence[Piece], sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    for first, piece in enumerate(found):
        if piece.begins is None:
            continue
        size = 0
        for last in range(first, min(len(found), first + _MOST_PIECES)):
            size += sizes[last]
            if size > LONGEST:
                break
            if size >= SHORTEST and found[last].closes:
                yield first, last


def _sentences(run: Sequence[Piece], sizes: Sequence[int]) -> tuple[int, ...]:
    lengths = [0]
    for piece, size in zip(run, sizes, strict=True):
        lengths[-1] += size
        if piece.whole_end:
            lengths.append(0)
    return tuple(n for n in lengths if n)


def shape_of(passage: Passage, text: str) -> Shape:
    """What the score is told of a passage that is shown as `text`."""
    return Shape(text, passage.text, passage.sentences)
