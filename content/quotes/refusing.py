"""Why words are no quote: rules with a name each, asked in the order that explains best."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from content.model import Speaker
from content.quotes.passages import LONGEST, SHORTEST, dangles, length
from content.text import fold, words

SAME = 92.0
_ADVERTISEMENT = re.compile(
    r"\b(?:sponsor(?:ed|s)?|promo code|discount|subscribe|sign up (?:at|for)|free trial|brought to you by|"
    r"(?:www\.|https?://)\S|dot com|head over to)\b",
    re.IGNORECASE,
)
_UNCLEAR = re.compile(r"\[(?:unintelligible|inaudible|crosstalk|\?)[^\]]*\]", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…。！？][\"”’')\]]*$")
_PLEASANTRY = re.compile(
    r"(?:thank you|thanks|welcome (?:to|back)|nice to (?:meet|see)|good to (?:be|see)|that(?: is|.s) a (?:good|great)"
    r" question|my pleasure)\b",
    re.IGNORECASE,
)


class Refusing:
    """The rules for one transcript; it remembers what was accepted to refuse near-duplicates."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._names = {s.name: _name_words(s) for s in speakers}
        self._seen: dict[str, list[str]] = {}

    def rule_against(self, text: str, speaker: str) -> str | None:
        """The name of the first rule that refuses this text, None if it may be a quote."""
        rule = _form(text) or self._naming(text, speaker)
        if rule is None and self._is_repeated(text):
            rule = "near-duplicate"
        return rule

    def _naming(self, text: str, speaker: str) -> str | None:
        found = set(words(text))
        if found & self._names.get(speaker, set()):
            return "own-name"
        return "names-participant" if any(found & names for names in self._names.values()) else None

    def _is_repeated(self, text: str) -> bool:
        folded = fold(text)
        marks = sorted(set(folded.split()), key=lambda w: (-len(w), w))[:3]
        if any(fuzz.ratio(folded, other) >= SAME for mark in marks for other in self._seen.get(mark, ())):
            return True
        for mark in marks:
            self._seen.setdefault(mark, []).append(folded)
        return False


def _form(text: str) -> str | None:
    if _UNCLEAR.search(text):
        return "unclear"
    if length(text) < SHORTEST:
        return "too-short"
    if length(text) > LONGEST:
        return "too-long"
    if not _ENDS.search(text):
        return "incomplete"
    if dangles(text):
        return "dangling-start"
    if _PLEASANTRY.match(text):
        return "pleasantry"
    return "advertisement" if _ADVERTISEMENT.search(text) else None


def _name_words(speaker: Speaker) -> set[str]:
    return {w for name in (speaker.name, *speaker.aliases) for w in words(name) if len(w) > 2}
