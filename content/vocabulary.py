"""Which words English has and how often each is said: a rare word tells more than a common one.

The frequencies are those of pyspellchecker's English list (subtitles). Words of other languages are unknown to it.
"""

import math
from functools import cache

_TOTAL = 1.6e9
_LIGHTEST, _HEAVIEST = 0.1, 1.4


@cache
def frequencies() -> dict[str, int]:
    """The words of English and how often each is said. Reading them takes a tenth of a second, once."""
    from spellchecker import SpellChecker

    known = SpellChecker(language="en", distance=1).word_frequency
    return {word: known[word] for word in known.words()}


def weight(word: str) -> float:
    """What a word tells, beside others: 0.1 for "the", 1 for one in a hundred thousand, 1.4 for an unknown one."""
    said = frequencies().get(word)
    if said is None:
        return _HEAVIEST
    return min(_HEAVIEST, max(_LIGHTEST, (math.log10(_TOTAL / said) - 1) / 4))
