"""Whether a quote speaks of something that stands outside it, so that nobody could answer without having heard that."""

import re

from content.items.lexicon import word_kind
from content.text import words

# Within so many words little can have been named yet that these point back at.
EARLY = 4
_POINTING = frozenset("they them their theirs he him his she her hers these those".split())
_NAMING = frozenset("people everybody everyone somebody someone nobody anybody kids children men women folks".split())
_ASKING = re.compile(
    r"(?:(?:how|why|when|where|what|and) )?(?:much )?"
    r"(?:is|are|was|were|does|do|did|has|have|can|could|will|would|should) (?:it|this|that)\b|"
    r"(?:how|what|how much|which) of (?:it|this|that)\b"
)
# "Is it fair to say …": nothing is pointed at.
# Two things that were named before.
_TWO = re.compile(r"\b(?:these|those|between the|of the) two\b(?! \w+s\b)", re.IGNORECASE)
_EMPTY_IT = re.compile(r"(?:is|was) it \w+ (?:to|that|for)\b")


def leans(text: str) -> bool:
    """Whether its first words point back: "Once they meet problems, …", "Is this true? …"."""
    found = words(text)
    begins = " ".join(found[:6])
    if _ASKING.match(begins) and not _EMPTY_IT.match(begins):
        return True
    if _TWO.search(text):
        return True
    for word in found[:EARLY]:
        if word in _NAMING or word_kind(word) in ("noun", "nouns"):
            return False
        if word in _POINTING:
            return True
    return False
