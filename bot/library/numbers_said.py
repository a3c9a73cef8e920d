"""The numbers of a look-up as they may have been written instead: eleven, 11; 41000, 41,000."""

import re

from bot.likeness.figures import SMALL, in_figures

_WORD = re.compile(r"\w[\w,.'’-]*\w|\w")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_IN_WORDS = {str(number): word for word, number in SMALL.items()}
# From here on digits are written in groups.
_GROUPS = 1000


def otherwise(text: str) -> list[str]:
    """The text with its numbers in figures, in groups of three, and in words; none where that is the same."""
    said = _WORD.findall(text.casefold().replace("-", " "))
    figures = in_figures([word.replace(",", "") if _GROUPED.fullmatch(word) else word for word in said])
    ways = (figures, [_grouped(word) for word in figures], [_IN_WORDS.get(word, word) for word in figures])
    return list(dict.fromkeys(" ".join(way) for way in ways if way != said))


def _grouped(word: str) -> str:
    return f"{int(word):,}" if word.isascii() and word.isdigit() and int(word) >= _GROUPS else word
