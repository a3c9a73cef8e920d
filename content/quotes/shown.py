"""What is shown of what was said: without "um", "you know", the word said twice and the words that only tie it to what
was said before ("So, …", "Yeah. Well, …"). Words are left out, never changed.

Only a capital letter may move to the word that now comes first.
"""

import re
from operator import eq

from content.lexicon import word_kind
from content.quotes.features import STARTING

_SOUNDS = re.compile(
    r"(?:(?<=[\s(“\"])|^)(?:u+h+m*|u+m+|er+m*|hm+|mm+)(?:-(?:h+m+|huh|uh))*\b(?!-)[,.…]*[ \t]*", re.IGNORECASE
)
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
_SPACES = re.compile(r"[ \t]{2,}|\t")
_BEFORE_MARK = re.compile(r"[ \t]+([,.;:!?])(?=[\s\"”’')]|$)|,(?=[.!?])")
# What a transcript puts before the rest of a sentence that somebody cut: “...so you try”, “— maybe”.
_GOING_ON = re.compile(r"^(?:[ \t]*(?:\.{2,}|…|-{2,}|[–—]|-(?=[ \t])))+[ \t]*(?=[^\W\d])")
_ESCAPED = re.compile(r"\\([*_`\[\]#>-])")
_DOTS = re.compile(r"\.{4,}")
# After these a sentence may begin.
_ENDS = frozenset(".?!…:\n\"”’')]")
_HINT = re.compile(r"\b(?:u+h+m*|u+m+|er+m*|hm+|mm+|you know|i mean|like|sort of|kind of|you see|right)\b")  # fmt: skip
# Without one of these there is no hint, no mark to be moved and no space too many; to look for them costs less.
_HINTED = ("like", "right", "you know", "i mean", "kind of", "sort of", "you see", "uh", "um", "hm", "mm")
_HINTED_SHORTLY = re.compile(r"er(?<!\wer)r*m*\b")
_LOOSE_MARKS = (" ,", " .", " ;", " :", " !", " ?", ",.", ",!", ",?", "  ", "\t")


def shown(text: str) -> str:
    """The text as it is quoted."""
    told = _begun(text)
    low = told.lower()
    if _is_hinted(low):
        told = _OPENING.sub("", _ASIDE.sub(_joined, _SOUNDS.sub("", _OPENING.sub("", told))))
        told = _begun(told)
        low = told.lower()
    said = low.replace(",", "").split()
    if any(map(eq, said, said[1:])):
        told = _TWICE.sub(lambda m: m[1] or m[2], told)
    loose = any(map(told.__contains__, _LOOSE_MARKS))
    if told == text and not (loose and (_SPACES.search(text) or _BEFORE_MARK.search(text))):
        return text
    if loose:
        told = _BEFORE_MARK.sub(lambda m: m[1] or "", _SPACES.sub(" ", told))
    told = told.strip(" ,")
    return capital(told, text) if text[:1].isupper() or _GOING_ON.match(text) else told


def _begun(text: str) -> str:
    """Without the marks and ties before it: “...so you try”, “And -- I mean”."""
    for start in (_GOING_ON, _TIE, _GOING_ON):
        if (found := start.match(text)) is not None:
            text = text[found.end() :]
    return text


def _is_hinted(low: str) -> bool:
    """Whether something there may have to be left out."""
    if any(map(low.__contains__, _HINTED)) and _HINT.search(low):
        return True
    return "er" in low and _HINTED_SHORTLY.search(low) is not None


def printed(told: str) -> str:
    """As it is printed: with three dots at most, and without a page's escapes."""
    return _DOTS.sub("...", _ESCAPED.sub(r"\1", told)) if "...." in told or "\\" in told else told


def amid(before: str) -> bool:
    """Whether what follows begins within a sentence, when that stands before it in its turn."""
    before = before.rstrip()
    return bool(before) and (before[-1] not in _ENDS or before.endswith(("..", "…")))


def is_a_word(word: str) -> bool:
    """Whether it is one of the language, small only because nobody minded; “npm” and “eBPF” are none."""
    return word in STARTING or bool(word_kind(word)) or (word.isalpha() and word.endswith(("ing", "ly")))


def capital(told: str, text: str) -> str:
    """With a large letter, as sentences begin; “iPhone”, and what is of a text without any, as it is."""
    return told if text.islower() or told[1:2].isupper() else told[:1].upper() + told[1:]


def _joined(aside: re.Match[str]) -> str:
    """Which mark stays: "It is, you know, slow" loses both commas; after a long run one stays."""
    before = aside.string[: aside.start()].rsplit(",", 1)[-1]
    return "," if len(before.split()) > 4 else ""
