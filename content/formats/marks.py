"""What stands in brackets between the words: stage marks that nobody spoke, and times."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from content.formats.times import CLOCK, SECONDS, seconds
from content.tables import table
from content.text import fold

_NONE: frozenset[str] = frozenset()

# What stands in one pair of brackets, or in two round ones, and what is sung. "[unintelligible]" and its like stay:
# words are missing there.
_STAGE = re.compile(
    r"\(\((?P<twice>[^\[\]()\n]{1,200})\)\)|\((?P<round>[^\[\]()\n]{1,200})\)|\[(?P<square>[^\[\]()\n]{1,200})\]|"
    r"♪[^♪\n]{0,300}♪|♪"
)
_WORD = re.compile(r"[^\W\d_]+")
# So many words may stand before the one that tells a remark (“alle lachen”), so many characters behind it, and so many
# behind what a house did (“applause from …”).
_MOST_BEFORE, _TAIL, _LONG_TAIL = 3, 40, 180
_MADE = frozenset({"laugh", "house", "sound"})
_BEHIND = frozenset(" ,;/&'’-")
_TIME = re.compile(rf"\\?\[({CLOCK})\\?\]|\(({CLOCK})\)|\[({SECONDS})s\]")
_ASIDE = re.compile(r"\([^()]{1,200}\)\.?")
_SPACES = re.compile(r"[ \t\u00a0]{2,}")
# No space stands before these.
_CLOSE = ",.;:!?…"
_LOOSE = re.compile(f" +([{_CLOSE}])")


def without_stage_marks(text: str) -> str:
    """The text without what nobody spoke, and without the double spaces that it leaves."""
    if not ("[" in text or "(" in text or "♪" in text):
        return text
    kept = _STAGE.sub(_words_of, text)
    return text if kept == text else _LOOSE.sub(r"\1", _SPACES.sub(" ", kept)).strip()


def _words_of(mark: re.Match[str]) -> str:
    return " " if _is_remark(mark) else mark[0]


def laughs(text: str) -> tuple[int, ...]:
    """Where somebody laughs, as places in the text without its stage marks."""
    if "[" not in text and "(" not in text:
        return ()
    places, length, read = [], 0, 0
    for mark in _STAGE.finditer(text):
        if "laugh" in _kinds_in(mark):
            if before := without_stage_marks(text[read : mark.start()]).strip():
                length += len(before) + (1 if length and before[0] not in _CLOSE else 0)
            places.append(length)
            read = mark.end()
    return tuple(places)


def is_stage_mark(text: str) -> bool:
    """Whether it is a stage mark and nothing else."""
    mark = _STAGE.fullmatch(text)
    return mark is not None and _is_remark(mark)


def _is_remark(mark: re.Match[str]) -> bool:
    return mark[0][0] == "♪" or bool(_kinds_in(mark))


def _kinds_in(mark: re.Match[str]) -> frozenset[str]:
    """What a remark tells of, by the word that tells it; nothing for words that somebody spoke."""
    inside = mark["twice"] or mark["round"] or mark["square"]
    return _kinds_of(inside, square=mark["square"] is not None) if inside else _NONE


@lru_cache(maxsize=4096)
def _kinds_of(inside: str, *, square: bool) -> frozenset[str]:
    inside = inside.strip(" \t.!…")
    for count, word in enumerate(islice(_WORD.finditer(inside), _MOST_BEFORE + 1)):
        found = _told_by().get(fold(word[0]), _NONE)
        behind = len(inside) - word.end()
        if _tells(found, behind, square=square) and inside[word.end() : word.end() + 1] in {"", *_BEHIND}:
            return found
        if "before" not in found or (count == 0 and word.start() > 0):
            return _NONE
    return _NONE


def _tells(kinds: frozenset[str], behind: int, *, square: bool) -> bool:
    """Whether a word of these kinds tells a remark, with so many characters behind it."""
    if "house" in kinds and behind <= _LONG_TAIL:
        return True
    short = behind <= _TAIL
    made = not _MADE.isdisjoint(kinds) or (square and "gesture" in kinds)
    return (short and made) or ("alone" in kinds and behind == 0)


@cache
def _told_by() -> dict[str, frozenset[str]]:
    """The kinds of each word by which remarks are known, folded."""
    found: dict[str, set[str]] = {}
    for kind, _, held in table("stage_marks"):
        for word in held.split(" "):
            found.setdefault(fold(word), set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def is_aside(text: str) -> bool:
    """Whether all of it stands in one pair of round brackets: what somebody who wrote it down remarks."""
    return text[:1] == "(" and _ASIDE.fullmatch(text) is not None


def timed_parts(text: str) -> Iterator[tuple[float | None, str]]:
    """The text in the pieces between its time marks, each with the time before it; empty pieces are left out."""
    at, start = 0, None
    if "[" in text or "(" in text:
        for match in _TIME.finditer(text):
            if piece := text[at : match.start()].strip():
                yield start, piece
            at, start = match.end(), seconds(match[match.lastindex or 0])
    if piece := text[at:].strip():
        yield start, piece
