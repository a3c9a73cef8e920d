"""Where the words that a curator pinned or dropped stand in a turn."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from content.quotes.sentences import sentences
from content.text import fold


def holding(turn: str, keys: Sequence[str], language: str) -> Iterator[tuple[int, int]]:
    """Where the sentences begin and end that hold such words; a sentence is told once."""
    wanted = [key for words in keys if (key := fold(words))]
    if not wanted or not any(key in fold(turn) for key in wanted):
        return
    spans = list(_spans(turn, language))
    folded = [fold(turn[at:end]) for at, end in spans]
    said = " ".join(folded)
    ends = list(accumulate(len(f) + 1 for f in folded))
    free = 0
    for place, size in sorted(_places(said, wanted)):
        first, last = bisect_right(ends, place), bisect_right(ends, place + size - 1)
        if first >= free:
            yield spans[first][0], spans[last][1]
            free = last + 1


def _places(said: str, wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    for key in wanted:
        place = said.find(key)
        while place >= 0:
            yield place, len(key)
            place = said.find(key, place + len(key))


def _spans(turn: str, language: str) -> Iterator[tuple[int, int]]:
    base = 0
    for paragraph in turn.split("\n"):
        at = 0
        for sentence in sentences(paragraph, language):
            at = paragraph.index(sentence, at)
            yield base + at, base + at + len(sentence)
            at += len(sentence)
        base += len(paragraph) + 1
