"""Which words a language has and how often each is said: a rare word tells more than a common one.

The frequencies are those of pyspellchecker's lists (subtitles). Words of languages without a list are unknown.
"""

import gzip
import json
import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from threading import Lock

from content.long_tables import LongTable
from content.text import fold, words

# The languages whose words, endings, opposites and numbers are known.
COVERED = ("en", "de", "fr", "es")
_READ: dict[str, Mapping[str, int]] = {}
_READING = {language: Lock() for language in COVERED}
_ENTRY = re.compile(r'"((?:[^"\\]|\\.)+)":\s*(\d+)')
_LIGHTEST, _HEAVIEST = 0.1, 1.4
# So many words are known at once.
_REMEMBERED = 1 << 14


def frequencies(language: str = "en") -> Mapping[str, int]:
    """The folded words of a covered language and how often each is said; read once, by whoever asks first, while others
    that want the same language wait. English takes half a second, German a second and a half.
    """
    found = _READ.get(language)
    if found is not None:
        return found
    with _READING[language]:
        return _READ[language] if language in _READ else _READ.setdefault(language, _counted(language))


def _counted(language: str) -> Mapping[str, int]:
    accented, counts = _accented(language), dict[str, int]()
    entries = _Entries(language)
    for word, said in entries:
        if (folded := fold(word)) != word:
            accented.setdefault(folded, []).append(word)
            counts[folded] = max(said, counts.get(folded, 0))

    def lines() -> Iterator[tuple[str, str]]:
        for word, said in entries:
            if word in counts:
                _plain(language).add(word)
                counts[word] = max(said, counts[word])
            elif word.isascii() or fold(word) == word:
                yield word, str(said)
        yield from ((word, str(said)) for word, said in counts.items())

    return LongTable(lines(), len(entries), int)


class _Entries:
    """The words of pyspellchecker's list and how often each is said, one after the other: as a whole they would take
    as much memory for a moment as a process that only waits.
    """

    def __init__(self, language: str) -> None:
        import spellchecker

        held = files(spellchecker) / "resources" / f"{language}.json.gz"
        self._text = gzip.decompress(held.read_bytes()).decode()

    def __iter__(self) -> Iterator[tuple[str, int]]:
        for entry in _ENTRY.finditer(self._text):
            word, said = entry.groups()
            yield (json.loads(f'"{word}"') if "\\" in word else word), int(said)

    def __len__(self) -> int:
        return self._text.count(":")


def is_spelt(word: str, language: str) -> bool:
    """Whether the language's list has a word in small letters with just these accents."""
    folded, known = fold(word), frequencies(language)
    if word != folded:
        return word in spellings(folded, language)
    return word in known and (word not in _accented(language) or word in _plain(language))


def spellings(word: str, language: str) -> Iterable[str]:
    """How a folded word may really be spelt: itself, and "häuser" for "hauser"."""
    frequencies(language)
    return (word, *_accented(language).get(word, ()))


@lru_cache(maxsize=_REMEMBERED)
def weight(word: str, language: str = "en") -> float:
    """What a word tells, beside others: 0.1 for "the", 1 for one in a hundred thousand, 1.4 for an unknown one."""
    said = frequencies(language).get(word)
    if said is None:
        return _HEAVIEST
    return min(_HEAVIEST, max(_LIGHTEST, (math.log10(_total(language) / said) - 1) / 4))


def covered_language(texts: Collection[str]) -> str:
    """The covered language that has all these words: English first, else where they are said most; "" where none has.

    For words typed without any sentence around them; a text tells its language better (content.language).
    """
    accented = {low for text in texts for low in text.lower().split() if not low.isascii() and low.isalpha()}
    found = {word for text in texts for word in words(text) if word.isalpha()}
    if not found or (not accented and all(word in frequencies() for word in found)):
        return "en" if found else ""
    shares = {
        code: min(frequencies(code).get(word, 0) for word in found) / _total(code)
        for code in COVERED
        if all(is_spelt(word, code) for word in accented)
    } or {"en": 0.0}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] else next((code for code in COVERED[1:] if all(_is_listed(w, code) for w in found)), "")


def _is_listed(word: str, language: str) -> bool:
    from simplemma import is_known

    return any(is_known(spelt, lang=language, low_memory=True) for spelt in spellings(word, language))


@cache
def _accented(language: str) -> dict[str, list[str]]:
    """Where `frequencies` puts the words that are not spelt as they are folded."""
    return {}


@cache
def _plain(language: str) -> set[str]:
    """Which of the words in `_accented` are words without their accents too: "schon" beside "schön"."""
    return set()


@cache
def _total(language: str) -> int:
    """How many words were counted."""
    return sum(frequencies(language).values())
