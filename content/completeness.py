"""Whether a quote stands on its own: said to its end, and speaking of nothing outside itself."""

import re
from collections.abc import Sequence
from itertools import pairwise

from content.lexicon import word_kind
from content.text import first_words, words

# Within so many words little can have been named yet that these point back at.
EARLY = 4
# "it" and a closing "that" point back a little further.
REACH = 7
_POINTING = frozenset("they them their theirs he him his she her hers these those".split())
# Without one of these nothing points anywhere.
_HINTS = _POINTING | {"it", "this", "that", "so"}
_NAMING = frozenset("people everybody everyone somebody someone nobody anybody kids children men women folks".split())
_NAMED = _NAMING | frozenset("the a an my our your".split())
_ASKING = re.compile(
    r"(?:(?:how|why|when|where|what|and) )?(?:much )?"
    r"(?:is|are|was|were|does|do|did|has|have|can|could|will|would|should) (?:it|this|that)\b|"
    r"(?:how|what|how much|which|most|part|some|all|half|much|none|one|any|each|many) of (?:it|this|that|them)\b"
)
# "Is it fair to say …": nothing is pointed at.
_EMPTY_IT = re.compile(r"(?:is|was) it \w+ (?:to|that|for)\b")
_AFTER_EMPTY_IT = frozenset(
    "is isn't was wasn't takes took seems seemed would will has had might may can could makes made feels felt looks "
    "looked turns turned depends comes doesn't does did pays helps matters means".split()
)
# Something was done before.
_DOING = frozenset({"do", "does", "did", "doing", "done"})
_DOING_THAT = re.compile(r"\b(?:do|does|did|doing|done) (?:that|this|so)\b")
# Two things that were named before.
_TWO = re.compile(r"\b(?:these|those|between the|of the) two\b(?! \w+s\b)")
_CLOSING = '"”’)]'
_OPENING = ('"', "“")
_NOT_ASKED = ("is", "are", "does")
_NEVER_ASKS = re.compile(r"(?:is|are|does)\b[^?]*$")
_TRAILS_OFF = re.compile(
    r"\.{2,}\?|…\?|\b(?:and|but|so|or|because|if|when|like|then|that|the|an?|to|of|in|for|with|is|are|was|as|"
    r"(?:you|i|we|they|it|that)(?:['’](?:m|re|s|ve|ll|d))?)(?:\.\.+|…)"
)
# Nothing but what somebody else might ask.
_REPORTED = re.compile(r"[\"“][^\"“”]+\?[\"”]")


def is_disfluent(text: str) -> bool:
    """Whether somebody began anew, did not finish ("What do you -- how did you …"), or played another's part."""
    told = text.strip().lower()
    if "--" in told or ((".." in told or "…" in told) and _TRAILS_OFF.search(told)):
        return True
    if told.rstrip(_CLOSING).endswith(("-", "—")) or (told.startswith(_NOT_ASKED) and _NEVER_ASKS.match(told)):
        return True
    return told[:1] in _OPENING and _REPORTED.fullmatch(told) is not None


def has_dangling_reference(text: str, said: Sequence[str] = ()) -> bool:
    """Whether its first words point back: "Once they meet problems, …", "Is this true? …", "I agree with that.".

    `said` are its words, where they are at hand.
    """
    found = said or words(text)
    if _HINTS.isdisjoint(found[:10]) and "two" not in found:
        return False
    begins = " ".join(found[:6])
    if _EMPTY_IT.match(begins):
        return False
    if ("two" in text.lower() and _TWO.search(text.lower())) or _ASKING.match(begins):
        return True
    if not _DOING.isdisjoint(found[:10]) and _DOING_THAT.search(" ".join(found[:10])):
        return True
    for word in found[:EARLY]:
        if word in _NAMING or word_kind(word) in ("noun", "nouns"):
            return False
        if word in _POINTING:
            return True
    return _points_late(text)


def _points_late(text: str) -> bool:
    written = first_words(text, REACH + 1)
    for one, following in pairwise([*written, ""]):
        word = one.strip(".,;:!?\"'()")
        if word in _NAMED or word_kind(word) in ("noun", "nouns", "mass"):
            return False
        closes = one[-1] in ".,;!?"
        if (word == "it" and (closes or following not in _AFTER_EMPTY_IT)) or (word in ("that", "this") and closes):
            return True
    return False
