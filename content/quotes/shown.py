"""What is shown of what was said: without "um", "you know", the word said twice and the words that only tie it to what
was said before ("So, …", "Yeah. Well, …"). Words are left out, never changed.

Only a capital letter may move to the word that now comes first.
"""

import re
from operator import eq

_SOUNDS = re.compile(r"(?:(?<=[\s(“\"])|^)(?:u+h+m*|u+m+|er+m*|hm+|mm+)\b[,.…]*[ \t]*", re.IGNORECASE)
_ASIDE = re.compile(r",[ \t]+(?:you know|i mean|like|sort of|kind of|you see|right),(?=[ \t])", re.IGNORECASE)
_OPENING = re.compile(r"^(?:(?:you know|i mean|like),[ \t]+)+", re.IGNORECASE)
# "So many" is more than a tie; after these words it is none.
_TIED = r"(?:i|you|we|they|it|there|the|an?|my|our|your|this|these|those|what|when|where|how|why|who|if|in|for|on|at|one|people|let|that|(?!many|much|far|few|little)\w+[ \t]+(?:is|are|was|were|has|have|can|will))"  # fmt: skip # noqa: E501
_TIE = re.compile(
    rf"^(?:(?:and|but|so(?=,?[ \t]+{_TIED}\b)),?[ \t]+|"
    r"(?:and|but|so|well|yeah|yep|yes|right|exactly|okay|ok|sure|oh|also|actually|look|listen|plus|anyway|absolutely|"
    r"definitely|totally|true|precisely|basically|honestly|alright|wow|cool|correct|awesome|great|nice|"
    r"perfect|(?:like|as) i (?:said|mentioned)(?: before| earlier)?)(?:,|[.!]{1,3}|…)[ \t]+)+",
    re.IGNORECASE,
)
# What opens something is said twice in vain; what may end a clause ("if I draw it, it looks odd", "what it is is odd")
# only where a clause begins with it.
_TWICE = re.compile(
    r"\b(i|the|a|an|to|of|and|we|they|he|she|if|but|so|my)(?:,?[ \t]+\1\b)+(?=[ \t])|"
    r"(?:(?<=[.!?,;:…–—-][ \t])|(?<=\b(?:and|but|for)[ \t])|(?<=\b(?:so|if)[ \t])|^)(it|that|you|in)"
    r"(?:,?[ \t]+\2\b)+(?=[ \t])",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[ \t]{2,}")
_BEFORE_MARK = re.compile(r"[ \t]+([,.;:!?])|,(?=[.!?])")
_HINT = re.compile(r"\b(?:u+h+m*|u+m+|er+m*|hm+|mm+|you know|i mean|like|sort of|kind of|you see|right)\b")  # fmt: skip


def shown(text: str) -> str:
    """The text as it is quoted."""
    told = _TIE.sub("", text)
    low = told.lower()
    if _HINT.search(low):
        told = _OPENING.sub("", _ASIDE.sub(_joined, _SOUNDS.sub("", _OPENING.sub("", told))))
        told = _TIE.sub("", told)
        low = told.lower()
    said = low.replace(",", "").split()
    if any(map(eq, said, said[1:])):
        told = _TWICE.sub(lambda m: m[1] or m[2], told)
    if told == text:
        return text
    told = _BEFORE_MARK.sub(lambda m: m[1] or "", _SPACES.sub(" ", told)).strip(" ,")
    return told[:1].upper() + told[1:] if text[:1].isupper() else told


def _joined(aside: re.Match[str]) -> str:
    """Which mark stays: "It is, you know, slow" loses both commas; after a long run one stays."""
    before = aside.string[: aside.start()].rsplit(",", 1)[-1]
    return "," if len(before.split()) > 4 else ""
