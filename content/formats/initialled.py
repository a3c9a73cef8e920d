"""Minutes in which people stand by their initials (“AN: …”): what else a scribe puts before a colon there.

Whoever is written out among them comes again, or has a name that nobody writes small. “Closures: …”, of which somebody
else in the same minutes says that closures are hard, is a word; and “F: 12 in room” counts votes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from content.formats.labels import PLAIN, Labelled, is_of_the_text, is_word
from content.persons import first_names
from content.text import fold, words

# Who speaks stands there so often, and most of them by two to four letters.
_OFTEN, _INITIALS, _FEWEST, _MOSTLY = 3, range(2, 5), 4, 0.8
_WORD = re.compile(r"(?<![\w.])[^\W\d_]+(?![\w.])")
_TALLY = re.compile(r"~?\d+\b(?!:)\D{0,40}\.?|\d+\b.{0,12}\b(?:room|chat|votes?|online|remote)\b.{0,40}")
# A poll is at least so many counts: for, neutral, against.
_FEWEST_TALLIES = 3


def of_nobody(units: Sequence[Labelled | None]) -> frozenset[str]:
    """The labels that name nobody in such minutes; none in any other document."""
    parts = [part for part in units if part is not None and part.mark == PLAIN]
    counts = Counter(part.label for part in parts)
    if not _are_initials(counts):
        return frozenset()
    rare = {label for label, count in counts.items() if count < _OFTEN}
    counted = _tallies(part for part in parts if part.label in rare)
    small = _written_small(parts) if rare else frozenset()
    return counted | {label for label in rare if _is_word(label, small)}


def _are_initials(counts: Counter[str]) -> bool:
    often = {label: count for label, count in counts.items() if count >= _OFTEN}
    short = {label: n for label, n in often.items() if len(label) in _INITIALS and label.isalpha() and label.isupper()}
    return len(short) >= _FEWEST and sum(short.values()) > _MOSTLY * sum(often.values())


def _tallies(parts: Iterable[Labelled]) -> frozenset[str]:
    texts: dict[str, list[str]] = {}
    for part in parts:
        texts.setdefault(part.label, []).append(part.text)
    found = {label for label, said in texts.items() if all(map(_TALLY.fullmatch, said))}
    return frozenset(found if len(found) >= _FEWEST_TALLIES else ())


def _written_small(parts: Iterable[Labelled]) -> frozenset[str]:
    """The words that stand in small letters in what is said."""
    return frozenset(word for part in parts for word in _WORD.findall(part.text) if word.islower())


def _is_word(label: str, small: frozenset[str]) -> bool:
    """Whether every word of it is written small by others, and none is what people are called."""
    said = words(label)
    spelt = [word for word in said if word.isalpha()]
    if not spelt or any(word in first_names() for word in spelt) or (len(said) == 1 and label.isupper()):
        return False
    return all(word in small or is_word(word) or is_of_the_text(word) for word in map(fold, spelt))
