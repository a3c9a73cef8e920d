"""What is shown of what was said: without "um", "you know" and the word said twice. Words are left out, never changed.

Only a capital letter may move to the word that now comes first.
"""

import re

_SOUNDS = re.compile(r"(?:(?<=[\s(“\"])|^)(?:u+h+m*|u+m+|er+m*|hm+|mm+)\b[,.…]*[ \t]*", re.IGNORECASE)
_ASIDE = re.compile(r",[ \t]+(?:you know|i mean|like|sort of|kind of|you see|right),(?=[ \t])", re.IGNORECASE)
_OPENING = re.compile(r"^(?:(?:you know|i mean|like),[ \t]+)+", re.IGNORECASE)
_TWICE = re.compile(r"\b(i|the|a|an|to|of|in|and|is|it|we|that|you|they|he|she|if|but|so|my)(?:,?[ \t]+\1\b)+(?=[ \t])", re.IGNORECASE)  # fmt: skip # noqa: E501
_SPACES = re.compile(r"[ \t]{2,}")
_BEFORE_MARK = re.compile(r"[ \t]+([,.;:!?])|,(?=[.!?])")
_HINT = re.compile(r"\b(?:u+h+m*|u+m+|er+m*|hm+|mm+|you know|i mean|like|sort of|kind of|you see|right)\b", re.IGNORECASE)  # fmt: skip # noqa: E501


def shown(text: str) -> str:
    """The text as it is quoted."""
    told = text
    if _HINT.search(told):
        told = _OPENING.sub("", _ASIDE.sub(_joined, _SOUNDS.sub("", _OPENING.sub("", told))))
    told = _TWICE.sub(r"\1", told)
    if told == text:
        return text
    told = _BEFORE_MARK.sub(lambda m: m[1] or "", _SPACES.sub(" ", told)).strip(" ,")
    return told[:1].upper() + told[1:] if text[:1].isupper() else told


def _joined(aside: re.Match[str]) -> str:
    """Which mark stays: "It is, you know, slow" loses both commas; after a long run one stays."""
    before = aside.string[: aside.start()].rsplit(",", 1)[-1]
    return "," if len(before.split()) > 4 else ""
