"""How much a quote is worth hearing again: cheap features of the text, each with a name, added up to 0–1."""

import re
from collections.abc import Callable, Sequence

from content.language import is_english
from content.leaning import is_broken, leans
from content.text import length, words

_BASE = 0.35
_OPINION = re.compile(r"\b(?:i (?:think|believe|hope|expect|love|hate|learned|learnt|regret|suspect|trust)|we should|you should|you have to|must|never|always|nobody|everybody|everyone)\b")  # fmt: skip # noqa: E501
_CONTRAST = re.compile(r"\b(?:but|rather than|instead of|not just|not only|more than|less than|until|unless|even if|although|while)\b")  # fmt: skip # noqa: E501
_SUPERLATIVE = re.compile(r"\b(?:most|best|worst|greatest|hardest|easiest|only|first|last|every|\w{3,}est)\b")  # fmt: skip # noqa: E501
_NUMBERS = frozenset("one two three four five six seven eight nine ten twenty thirty hundred thousand half".split())
_FILLER = frozenset("um uh like basically actually literally really kind sort mean know stuff things thing etc".split())
_BACKWARD = frozenset("this these those such above mentioned".split())
_FILLER_SHARE = 0.08
# Said for want of the word: "and that stuff", "or something like that".
_VAGUE = re.compile(r"\b(?:(?:and|or) (?:all )?(?:that|this|those|the)? ?(?:other |kind of |sort of )?(?:stuff|things?)|or (?:something|whatever)|and so (?:on|forth)|or anything like that)\b")  # fmt: skip # noqa: E501

# Talk about the talk is worth nothing a day later.
_ABOUT_TALK = re.compile(
    r"\b(?:(?:like|as) (?:i|you|we) (?:said|say|mentioned|discussed|talked)|i was (?:just )?(?:gonna|going to) say|"
    r"(?:we|we'll|we will|we're going to|we've|let's) (?:just )?(?:talk(?:ed)?(?: more)? about|discuss(?:ed)?|covered)|"
    r"you mentioned|with (?:me|us) (?:today|are|is)|joining (?:me|us)|paraphras\w+|"
    r"(?:my|another|next|last|of|few|some|first) questions?|"
    r"(?:the|this|our) (?:show|episode|podcast|interview|webinar))\b"
)


def _well_sized(text: str, _: Sequence[str]) -> bool:
    return 12 <= length(text) <= 24


def _question(text: str, _: Sequence[str]) -> bool:
    return text.rstrip("\"”’')").endswith(("?", "？"))


def _concrete(_: str, found: Sequence[str]) -> bool:
    return not _NUMBERS.isdisjoint(found) or any(map(str.isdecimal, found))


def _fillers(_: str, found: Sequence[str]) -> bool:
    return sum(map(_FILLER.__contains__, found)) > _FILLER_SHARE * len(found)


def _leaning(text: str, found: Sequence[str]) -> bool:
    """Refers to something outside itself within its first words."""
    return not _BACKWARD.isdisjoint(found[:5]) or leans(text, found)


def _where(hints: str, pattern: re.Pattern[str]) -> Callable[[str, Sequence[str]], object]:
    """The pattern, looked for only where one of these words stands, which is much sooner told."""
    known = frozenset(hints.split())
    return lambda text, found: not known.isdisjoint(found) and pattern.search(text)


# Asked of the text in small letters and of its words.
FEATURES: tuple[tuple[str, float, Callable[[str, Sequence[str]], object]], ...] = (
    ("good-length", 0.15, _well_sized),
    ("opinion", 0.12, lambda t, _: _OPINION.search(t)),
    ("contrast", 0.12, _where("but rather instead not more less until unless even although while", _CONTRAST)),
    ("superlative", 0.08, lambda t, _: _SUPERLATIVE.search(t)),
    ("concrete", 0.08, _concrete),
    ("question", -0.2, _question),
    ("filler", -0.12, _fillers),
    ("vague", -0.12, _where("stuff thing things something whatever on forth anything", _VAGUE)),
    ("leans-back", -0.12, _leaning),
    (
        "about-the-talk",
        -0.12,
        _where(
            "said say mentioned discuss discussed talk talked covered question questions show episode podcast "
            "interview webinar paraphrase paraphrased paraphrasing joining me us",
            _ABOUT_TALK,
        ),
    ),
    ("broken-off", -0.2, lambda t, _: is_broken(t)),
)


# What needs no English.
_NEUTRAL = tuple(f for f in FEATURES if f[0] in ("good-length", "question"))


def worthiness(text: str, language: str = "en", said: Sequence[str] = ()) -> tuple[float, tuple[str, ...]]:
    """A score between 0 and 1 and the names of the features that moved it; `said` are its words, where at hand."""
    english, lowered, said = is_english(language), text.lower(), said or words(text)
    asked = FEATURES if english else _NEUTRAL
    found = [(name, weight) for name, weight, holds in asked if holds(lowered, said)]
    score = _BASE + sum(weight for _, weight in found)
    return round(min(1.0, max(0.0, score)), 4), tuple(name for name, _ in found)
