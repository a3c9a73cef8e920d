"""Times of day as German, French and Spanish say them, in figures: "siete menos cuarto" is 6:45, "halb acht" 7:30."""

import re
from collections.abc import Callable

_H = r"(\d{1,2})(?!\d)"
# Before numbers in words are read: "cuarto" is "fourth" to their reader, "et demie" a half.
_FRENCH_PARTS = (
    (re.compile(r"(?<!\w)(heures?|midi|minuit)\s+et\s+demie?(?!\w)", re.IGNORECASE), r"\1 30"),
    (re.compile(r"(?<!\w)(heures?|midi|minuit)\s+et\s+(?:le\s+|un\s+)?quart(?!\w)", re.IGNORECASE), r"\1 15"),
    (re.compile(r"(?<!\w)(heures?|midi|minuit)\s+moins\s+(?:le\s+|un\s+)?quart(?!\w)", re.IGNORECASE), r"\1 moins 15"),
    (re.compile(r"(?<!\w)(?:midi)\s+(?=\d|moins)", re.IGNORECASE), "12 heures "),
    (re.compile(r"(?<!\w)(?:minuit)\s+(?=\d|moins)", re.IGNORECASE), "0 heures "),
)
_SPANISH_PARTS = (
    (re.compile(r"(?<!\w)(las?\s+\w+)\s+y\s+media(?!\w)", re.IGNORECASE), r"\1 y 30"),
    (re.compile(r"(?<!\w)(las?\s+\w+)\s+(y|menos)\s+cuarto(?!\w)", re.IGNORECASE), r"\1 \2 15"),
    (re.compile(r"\A\s*(\w+)\s+(y|menos)\s+cuarto(?!\w)", re.IGNORECASE), r"las \1 \2 15"),
    (re.compile(r"(?<!\w)(la)\s+una(?=\s+(?:y|menos)\s)", re.IGNORECASE), r"\1 1"),
)
_PARTS = {"fr": _FRENCH_PARTS, "es": _SPANISH_PARTS}


def _past(m: re.Match[str]) -> str:
    return _told(int(m[1]), int(m[2]), m[0])


def _to(m: re.Match[str]) -> str:
    return _told(_before(m[1]), 60 - int(m[2]), m[0])


def _near_half(m: re.Match[str]) -> str:
    return _told(_before(m[3]), 30 + (-int(m[1]) if m[2] == "vor" else int(m[1])), m[0])


def _three_quarters(m: re.Match[str]) -> str:
    return _told(_before(m[1]), 45, m[0])


def _whole(m: re.Match[str]) -> str:
    return _told(int(m[1]), 0, m[0])


_SAID: dict[str, tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = {
    "de": (
        (re.compile(rf"(?<!\w)(5|10)\s+(vor|nach)\s+halb\s+{_H}", re.IGNORECASE), _near_half),
        (re.compile(rf"(?<!\w)dreiviertel\s+{_H}(?=\s*(?:$|[.!?]|uhr))", re.IGNORECASE), _three_quarters),
    ),
    "fr": (
        (re.compile(rf"(?<!\w){_H}\s?h(?:eures?)?\s+moins\s+{_H}", re.IGNORECASE), _to),
        (re.compile(rf"(?<!\w){_H}\s?h(?:eures?)?\s+([0-5]\d)(?!\d)", re.IGNORECASE), _past),
        (re.compile(rf"(?<!\w){_H}\s?h(?:eures?)?(?=\s+(?:du\s+(?:matin|soir)|de\s+l'apr))", re.IGNORECASE), _whole),
    ),
    "es": (
        (re.compile(rf"(?<!\w)(?:a\s+)?las?\s+{_H}\s+menos\s+{_H}", re.IGNORECASE), _to),
        (re.compile(rf"(?<!\w)(?:a\s+)?las?\s+{_H}\s+y\s+{_H}", re.IGNORECASE), _past),
        (re.compile(rf"(?<!\w)(?:a\s+)?las?\s+{_H}\s+([1-5]\d)(?!\d)", re.IGNORECASE), _past),
        (re.compile(rf"(?<!\w)(?:a\s+)?las?\s+{_H}\s+en\s+punto(?!\w)", re.IGNORECASE), _whole),
        (re.compile(r"(?<!\w)(?:a\s+)?las?\s+(?=\d\d?:\d\d)", re.IGNORECASE), lambda m: ""),
    ),
}  # fmt: skip


def without_quarters(text: str, language: str) -> str:
    """The text with the quarters and halves of hours in minutes, for the reader of numbers."""
    for part, spelt in _PARTS.get(language, ()):
        text = part.sub(spelt, text)
    return text


def with_clock(text: str, language: str) -> str:
    """A text whose numbers are in figures, with its times as 6:45."""
    for said, meant in _SAID[language]:
        text = said.sub(meant, text)
    return text


def _told(hour: int, minute: int, written: str) -> str:
    """The time, or what was written where there is none such."""
    return f"{hour}:{minute:02}" if hour <= 24 and minute < 60 else written


def _before(hour: str) -> int:
    """The hour before: 12 before 1, 23 before 0."""
    return (int(hour) - 1) % 24 or 12
