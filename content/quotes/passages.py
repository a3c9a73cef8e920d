"""Which passages a paragraph can be quoted in: runs of its pieces that are neither too short nor too long."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from content.quotes.features import Shape
from content.quotes.measures import Measure, measure, together
from content.quotes.pieces import Piece, is_filling, pieces
from content.quotes.sentences import dangles
from content.quotes.talk import Talk
from content.text import is_balanced, length

SHORTEST, LONGEST = 8, 40
# So many words of a sentence can be told at once; of a longer one a part may be cut at both ends.
_MOST_PIECES = 12
# In a paragraph of more pieces as many are told at once as a piece has letters, divided by the second.
_MANY_PIECES, _FEWEST_LETTERS = 60, 2


class Passage(NamedTuple):
    """Words as they stand in a turn, from its character `at` on. `more` tells that its sentence goes on.

    `sentences` are their lengths in words; `cuts` counts the ends that are not a sentence's and
    leave out more than a filling, `loose` the sentences that would stand without the one before.
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


def passages(
    paragraph: str, talk: Talk, *, at: int = 0, parts: Sequence[str] | None = None
) -> Iterator[tuple[Passage, Measure]]:
    """Every passage of 8–40 words that the paragraph can be quoted in, with what it counts; they overlap.

    `at` is where it begins in its turn; `parts` are its sentences, where they are at hand.
    """
    found = pieces(paragraph, talk.language, parts)
    texts = [paragraph[p.at : p.end] for p in found]
    sizes = [length(t) for t in texts]
    measures: list[Measure | None] = [None] * len(found)
    # What the pieces from the first one on count together, up to which.
    whole: tuple[int, int, Measure] | None = None
    loose = [
        piece.whole_start and size >= SHORTEST and not dangles(text, talk.language)
        for piece, text, size in zip(found, texts, sizes, strict=True)
    ]

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
        cuts = (not found[first].whole_start) + (not (found[last].whole_end or is_filling(paragraph, end)))
        passage = Passage(text, at + start, _sentences(found[first : last + 1], sizes[first : last + 1]), cuts,
            sum(loose[first + 1 : last + 1]), more=not found[last].whole_end)  # fmt: skip
        begun, upto, counted = whole if whole and whole[0] == first else (first, first, measured(first))
        for place in range(upto + 1, last + 1):
            counted = together(counted, measured(place))
        whole = (begun, last, counted)
        yield passage, counted


def _runs(found: Sequence[Piece], sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    most = _MOST_PIECES
    if len(found) > _MANY_PIECES:
        # Nobody speaks in sentences of a word or two for so long: what is made of many of them is nothing to quote.
        most = min(most, max(1, found[-1].end // len(found) // _FEWEST_LETTERS))
    for first, piece in enumerate(found):
        if piece.begins is None:
            continue
        size = 0
        for last in range(first, min(len(found), first + most)):
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
