"""Times of day as one token each: "half past three", "3:30", "3.30 pm" and "15h30", with am or pm where it is told."""

import re

from bot.likeness.figures import in_figures

_AM_PM = re.compile(
    r"(\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|clock))\s?([ap])\.?\s?m\b\.?"
)
_WRITTEN = re.compile(
    r"(?<![\w:.,])(\d{1,2})(?:\s?(?:h|heures?|uhr)\s?([0-5]\d)(?![\w:])|[.:]([0-5]\d)(?=\s?(?:[ap]m\b|uhr\b)))"
)
TIME = r"(?<![\d:.,])\d{1,2}:[0-5]\d(?![:\d]|[.,]\d)"
_LOOSE = re.compile(r"(?<!\S)(\d{1,2})(?:[.h]|(?=\d\d$))([0-5]\d)$")
_HOURS = {
    w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {str(n): n for n in range(25)}  # fmt: skip
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SPOKEN = re.compile(
    rf"(?<![\w-])({_ONES}|ten|eleven|twelve)[\s-]+(oh[\s-](?:{_ONES})|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    rf"seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty)(?:[\s-](?:{_ONES}))?)(?![\w-])",
    re.IGNORECASE,
)
_MINUTES = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "half": 30}
_GERMAN_MINUTES = {"5": 5, "10": 10, "viertel": 15, "20": 20}
_PAST = frozenset({"past", "after"})
_TO = frozenset({"to", "before", "till"})
_NAMED = {
    "midnight": (12, "am"),
    "noon": (12, "pm"),
    "midday": (12, "pm"),
    "mitternacht": (12, "am"),
    "mittag": (12, "pm"),
    "minuit": (12, "am"),
    "midi": (12, "pm"),
    "medianoche": (12, "am"),
    "mediodia": (12, "pm"),
}
_HALVES = {
    ("in", "the", "morning"): "am", ("in", "the", "afternoon"): "pm", ("in", "the", "evening"): "pm",
    ("at", "night"): "pm", ("am",): "am", ("pm",): "pm", ("midnight",): "am", ("noon",): "pm", ("midday",): "pm",
    ("morgens",): "am", ("vormittags",): "am", ("nachmittags",): "pm", ("abends",): "pm", ("nachts",): "pm",
    ("du", "matin"): "am", ("du", "soir"): "pm", ("de", "l", "apres", "midi"): "pm",
    ("de", "la", "manana"): "am", ("de", "la", "tarde"): "pm", ("de", "la", "noche"): "pm",
}  # fmt: skip
_AT_NIGHT = frozenset({("at", "night"), ("nachts",), ("de", "la", "noche")})
_AT_TWELVE = frozenset({("midnight",), ("noon",), ("midday",)})
_ENDS = frozenset({"am", "pm", "in", "at", "on"})
_LATE = range(6, 12)


def spelt_times(folded: str) -> str:
    """A folded text with its times as 3:30 and 3 pm."""
    if not any(map(str.isdigit, folded)) and "m" not in folded:
        return folded
    folded = _AM_PM.sub(r"\1 \2m ", folded)
    return _WRITTEN.sub(lambda m: f"{m[1]}:{m[2] or m[3]}", folded)


def loosely(text: str, language: str = "en") -> str:
    """An answer that can be nothing but a time, "13.30", "1330" or "seven thirty", with its colon; "siete y media" with
    the article of the hours.
    """
    if language == "es":
        return f"las {text}"
    return _SPOKEN.sub(_minutes, _LOOSE.sub(r"\1:\2", text.strip()))


def _minutes(spoken: re.Match[str]) -> str:
    minute = int(in_figures(spoken[2].lower().replace("-", " ").removeprefix("oh ").split())[0].replace("one", "1"))
    return f"{_HOURS[spoken[1].lower()]}:{minute:02}"


def in_times(found: list[str], language: str = "en") -> list[str]:
    """The words with every time of day as one token: ["quarter", "to", "eight", "pm"] → ["7:45pm"]."""
    if len(found) < 3 and (named := _NAMED.get("".join(found))):
        return [f"12:00{named[1]}"]
    out: list[str] = []
    place = 0
    while place < len(found):
        token, taken = _time(found, place, language)
        out.append(token if taken else found[place])
        place += taken or 1
    return out


def is_time(token: str) -> bool:
    """Whether a token is a time of day."""
    return ":" in token


def without_half(token: str) -> str:
    """A time without am or pm; a bare hour as a time."""
    token = token.removesuffix("am").removesuffix("pm")
    return f"{token}:00" if token.isdecimal() else token


def _time(found: list[str], place: int, language: str) -> tuple[str, int]:
    """The time that begins at a place and how many words it takes; 0 where none does."""
    hour, minute, half, taken = _begun(found, place, language)
    if not taken:
        return "", 0
    after = place + taken
    for words, said in _HALVES.items():
        if tuple(found[after : after + len(words)]) == words and (hour == 12 or words not in _AT_TWELVE):
            early = words in _AT_NIGHT and hour not in _LATE
            return _token(hour, minute, "am" if early else said), taken + len(words)
    if after < len(found) and found[after] == "uhr":
        taken += 1
    return (_token(hour, minute, half), taken) if _stands_alone(found, place, taken) else ("", 0)


def _begun(found: list[str], place: int, language: str) -> tuple[int, int, str, int]:
    here, after, last = (found[place + step] if place + step < len(found) else "" for step in range(3))
    if re.fullmatch(TIME, here):
        digits = here.split(":")
        return int(digits[0]), int(digits[1]), "", 1 if int(digits[0]) <= 24 else 0
    minutes = _GERMAN_MINUTES if language == "de" else _MINUTES
    past, to = ({"nach"}, {"vor"}) if language == "de" else (_PAST, _TO)
    if here in minutes and (after in past or after in to):
        hour, half = _NAMED.get(last, (_HOURS.get(last, 0), ""))
        if 0 < hour <= 12:
            earlier = after in to
            said = {"am": "pm", "pm": "am"}.get(half, "") if earlier else half
            return (hour - earlier or 12), (60 - minutes[here] if earlier else minutes[here]), said, 3
    if language == "en" and here == "half" and after.isalpha() and _HOURS.get(after) and last in ("", *_ENDS):
        return _HOURS[after], 30, "", 2
    if language == "de" and here == "halb" and 0 < _HOURS.get(after, 0) <= 12:
        return _HOURS[after] - 1 or 12, 30, "", 2
    if here in _HOURS and after in ("o'clock", "uhr"):
        return _HOURS[here], 0, "", 2
    return (_HOURS[here], 0, "", 1) if here in _HOURS and 0 < _HOURS[here] <= 12 else (0, 0, "", 0)


def _stands_alone(found: list[str], place: int, taken: int) -> bool:
    """Whether it is a time without being told the half of the day: no bare number is."""
    return taken > 1 or bool(re.fullmatch(TIME, found[place]))


def _token(hour: int, minute: int, half: str) -> str:
    if hour in (0, 24):
        hour, half = 12, half or "am"
    elif hour > 12:
        hour, half = hour - 12, "pm"
    return f"{hour}:{minute:02}{half}"
