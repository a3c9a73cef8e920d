"""How much a quote is worth hearing again: cheap features of the text, each with a name, added up to 0–1."""

import re
from collections.abc import Callable

from content.language import is_english
from content.text import length, words

_BASE = 0.35
_OPINION = re.compile(r"\b(?:i (?:think|believe|hope|expect|love|hate|learned|learnt|regret|suspect|trust)|we should|you should|you have to|must|never|always|nobody|everybody|everyone)\b")  # fmt: skip # noqa: E501
_CONTRAST = re.compile(r"\b(?:but|rather than|instead of|not just|not only|more than|less than|until|unless|even if|although|while)\b")  # fmt: skip # noqa: E501
_SUPERLATIVE = re.compile(r"\b(?:most|best|worst|greatest|hardest|easiest|only|first|last|every|\w{3,}est)\b")  # fmt: skip # noqa: E501
_CONCRETE = re.compile(r"\b(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|hundred|thousand|half)\b")  # fmt: skip # noqa: E501
_FILLER = frozenset("um uh like basically actually literally really kind sort mean know stuff things thing etc".split())
_BACKWARD = frozenset("this that these those it they them such above mentioned".split())
_FILLER_SHARE = 0.08


def _well_sized(text: str) -> bool:
    return 12 <= length(text) <= 24


def _question(text: str) -> bool:
    return text.rstrip("\"”’')").endswith(("?", "？"))


def _fillers(text: str) -> bool:
    found = words(text)
    return sum(w in _FILLER for w in found) > _FILLER_SHARE * len(found)


def _leaning(text: str) -> bool:
    """Refers to something outside itself within its first words."""
    return any(w in _BACKWARD for w in words(text)[:5])


FEATURES: tuple[tuple[str, float, Callable[[str], bool]], ...] = (
    ("good-length", 0.15, _well_sized),
    ("opinion", 0.12, lambda t: bool(_OPINION.search(t))),
    ("contrast", 0.12, lambda t: bool(_CONTRAST.search(t))),
    ("superlative", 0.08, lambda t: bool(_SUPERLATIVE.search(t))),
    ("concrete", 0.08, lambda t: bool(_CONCRETE.search(t))),
    ("question", -0.2, _question),
    ("filler", -0.12, _fillers),
    ("leans-back", -0.12, _leaning),
)


# What needs no English.
_NEUTRAL = ("good-length", "question")


def worthiness(text: str, language: str = "en") -> tuple[float, tuple[str, ...]]:
    """A score between 0 and 1 and the names of the features that moved it."""
    english, lowered = is_english(language), text.lower()
    found = [(name, weight) for name, weight, holds in FEATURES if (english or name in _NEUTRAL) and holds(lowered)]
    score = _BASE + sum(weight for _, weight in found)
    return round(min(1.0, max(0.0, score)), 4), tuple(name for name, _ in found)
