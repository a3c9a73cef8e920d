"""Which field of the objects in a JSON list is the words, which the speaker, which the time.

The values tell it by what they look like, and where that leaves a choice the names of the fields do.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from content.formats import times
from content.text import fold

SAMPLE = 400
_DEEPEST = 3
# Names of fields, the likeliest first.
_WORDS = (
    "punctuated_word", "punct", "utterance", "transcript", "text", "body", "content", "message", "words", "sentence",
    "caption", "said", "line", "word", "value", "display",
)  # fmt: skip
SPEAKERS = (
    "speaker_name", "speakername", "speaker", "speaker_label", "speakerlabel", "speakertag", "speaker_tag", "speakerid",
    "speaker_id", "sender_name", "sendername", "display_name", "displayname", "real_name", "nickname", "participant",
    "author", "username", "user_name", "user", "from", "sender", "who", "voice", "role", "name", "channel",
)  # fmt: skip
TIMES = (
    "start", "start_time", "starttime", "start_ms", "startms", "starttimems", "tstartms", "begin", "begin_time", "bg",
    "start_timestamp", "offset", "timestamp", "time", "timecode", "ts", "at", "seconds", "t", "startoffset",
)  # fmt: skip
_NO_TIMES = re.compile(
    r"end|stop|duration|index|\bid\b|_id$|\bseq|number|confidence|score|length|speaker|channel|count"
)
_SECONDS = re.compile(r"([0-9]+(?:\.[0-9]+)?)s")
# Media last no longer; larger numbers are dates.
_LONGEST = 1e6
_NAME_LENGTH, _NAME_WORDS = 400, 8
# Where a field says that it is a speaker one in so many may be too long to be one.
_FEW_LONG = 5
# Nobody needs so long for a word; such times are thousandths of a second, or ten-millionths.
_SLOW = 60
# Under this name an object of a list inside another holds what the outer one says of itself.
ABOVE = "(above)"
_NAMES = ("speaker_name", "name", "display_name", "displayname", "full_name", "label")
# So much the name of a field counts that says what it is.
_SAYS_SO = 2.0
_FEWEST_WORDS, _LETTERS = 2, 0.5


@dataclass(frozen=True, slots=True)
class Fields:
    """The paths of the fields within an object, and what a time is multiplied with to be seconds."""

    words: str
    speaker: str | None
    time: str | None
    unit: float = 1.0


def flat(held: Mapping[str, Any]) -> dict[str, Any]:
    """The scalars of an object by their paths; of a list its first value counts."""
    found: dict[str, Any] = {}
    _flatten(held, "", _DEEPEST, found)
    return found


def scalars(held: Mapping[str, Any]) -> dict[str, Any]:
    """What an object says of itself, its lists left out; nothing where it says not who speaks in them."""
    found = flat({key: value for key, value in held.items() if not isinstance(value, list)})
    return found if any(named(path, SPEAKERS) >= _SAYS_SO for path in found) else {}


def names_by_id(held: Any, path: str | None, ids: set[Any]) -> dict[Any, str]:
    """What the numbers of speakers stand for: a list elsewhere whose objects have all of these ids, and names."""
    wanted = {each for each in ids if isinstance(each, str | int) and each != ""}
    if path is None or not wanted or "id" not in fold(path.rsplit(".", 1)[-1]):
        return {}
    waiting = [held]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            objects = [each for each in value if isinstance(each, dict)]
            found = {o["id"]: name for o in objects if isinstance(o.get("id"), str | int) and (name := _name(o))}
            if wanted <= found.keys():
                return found
        waiting += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {}


def _name(held: Mapping[str, Any]) -> str:
    return next((held[key] for key in _NAMES if isinstance(held.get(key), str) and held[key].strip()), "")


def _flatten(value: Any, path: str, left: int, found: dict[str, Any]) -> None:
    if isinstance(value, dict) and left:
        for key, inner in value.items():
            _flatten(inner, f"{path}.{key}" if path else str(key), left - 1, found)
    elif isinstance(value, list):
        # A time is sometimes written as the two between which something was said.
        if len(value) == 1 or _is_span(value) or (value and isinstance(value[0], dict) and len(value) < _DEEPEST):
            _flatten(value[0], path, left, found)
    elif path and isinstance(value, str | int | float) and not isinstance(value, bool):
        found[path] = value


def _is_span(value: list[Any]) -> bool:
    return len(value) == 2 and all(isinstance(each, int | float | None) for each in value)


def time_of(value: Any) -> float | None:
    """A time in whatever unit the file uses: a number, one in quotation marks, a clock, "1.2s"."""
    if isinstance(value, str):
        match = _SECONDS.fullmatch(value)
        return float(match[1]) if match else times.written(value.strip())
    return times.number(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def fields_of(objects: Sequence[Mapping[str, Any]]) -> Fields | None:
    """The fields of these objects; None if none of them holds words."""
    # Of the end as well: some tools say only there who spoke.
    half = SAMPLE // 2
    sample = [flat(held) for held in (objects if len(objects) <= SAMPLE else [*objects[:half], *objects[-half:]])]
    paths = list(dict.fromkeys(path for held in sample for path in held))
    columns = {path: [held[path] for held in sample if path in held] for path in paths}
    own = {path: values for path, values in columns.items() if not path.startswith(ABOVE)}
    # Who speaks is no words, though nothing else in a list may be a text.
    said = {path: values for path, values in own.items() if "speaker" not in path.rsplit(".", 1)[-1].casefold()}
    words = _best(said, _WORDS, lambda path, values: _wordiness(path, values, len(sample)))
    if words is None:
        return None
    rest = {path: values for path, values in columns.items() if path != words}
    time = _best(
        {path: rest[path] for path in own if path != words},
        TIMES,
        lambda path, values: _timeliness(path, values, len(sample)),
    )
    rest.pop(time or "", None)
    speaker = _best(rest, SPEAKERS, lambda path, values: _speakership(path, values, len(sample)))
    return Fields(words, speaker, time, _unit(columns, words, time))


def are_named_elsewhere(objects: Sequence[Mapping[str, Any]]) -> bool:
    """Whether objects without a speaker where a known program puts one have it elsewhere."""
    if any(isinstance(held.get("speaker"), str | int) for held in objects):
        return False
    found = fields_of(objects)
    return found is not None and found.speaker is not None


def _best(
    columns: Mapping[str, list[Any]], names: Sequence[str], worth: Callable[[str, list[Any]], float]
) -> str | None:
    """The field that is worth most; a name that says so counts as much as anything the values can tell."""
    rated = [(worth(path, values), path) for path, values in columns.items()]
    rated = [(value + named(path, names), path) for value, path in rated if value > 0]
    return max(rated, key=lambda each: each[0])[1] if rated else None


def named(path: str, names: Sequence[str]) -> float:
    """How surely the name of a field says that it is one of these: 2 to 4 by itself, 1.5 by what it stands in, or 0."""
    last = fold(path.rsplit(".", 1)[-1])
    parts = [fold(part) for part in path.split(".")]
    if last in names:
        return 4.0 - 2.0 * names.index(last) / len(names)
    return 1.5 if any(part in names for part in parts) else 0.0


def _wordiness(path: str, values: Sequence[Any], size: int) -> float:
    """Texts of several words; single words only under a name that says so."""
    texts = [value for value in values if isinstance(value, str) and value.strip()]
    says_so = named(path, _WORDS) >= _SAYS_SO
    timed = sum(time_of(text) is not None for text in texts)
    if not texts or 2 * len(texts) < size or (timed * 2 > len(texts) and not says_so):
        return 0
    count = sum(len(text.split()) for text in texts) / len(texts)
    letters = sum(any(c.isalpha() for c in text) for text in texts) / len(texts)
    if (count < _FEWEST_WORDS or letters <= _LETTERS) and not says_so:
        return 0
    return min(count, 20.0) / 4 + letters + len(set(texts)) / len(texts)


def _timeliness(path: str, values: Sequence[Any], size: int) -> float:
    """Numbers or clocks that grow and are not the same for all."""
    found = [time for value in values if (time := time_of(value)) is not None]
    if 2 * len(found) < size or len(found) < 0.9 * len(values) or max(found) >= _LONGEST * 1e4:
        return 0
    grows = sum(a <= b for a, b in pairwise(found))
    if grows < 0.9 * (len(found) - 1) - 1 or (len(found) > 1 and found[0] == found[-1]):
        return 0
    if _NO_TIMES.search(fold(path.rsplit(".", 1)[-1])):
        return 0
    counted = found == list(range(int(found[0]), int(found[0]) + len(found)))
    return 0.5 if counted and not named(path, TIMES) else 1.0


def _speakership(path: str, values: Sequence[Any], size: int) -> float:
    """Short texts or small numbers that come again, or whatever a name says is a speaker."""
    texts = [value for value in values if isinstance(value, str | int)]
    surely = named(path, SPEAKERS)
    if not texts or 5 * len(texts) < size:
        return 0
    different = len(set(texts))
    strings = [text for text in texts if isinstance(text, str)]
    long = sum(len(text) > _NAME_LENGTH or len(text.split()) > _NAME_WORDS for text in strings)
    if long and long * (_FEW_LONG if surely >= _SAYS_SO else len(strings)) > len(strings) - 1:
        return 0
    if surely >= _SAYS_SO:
        return 1.0
    if not strings or any(time_of(text) is not None for text in strings[:20]):
        return 0
    again = 1 < different <= max(2, len(texts) // 2) and len(texts) > 2
    return 0.5 * (different / len(texts) < 0.5) + 0.2 if again else 0


def _unit(columns: Mapping[str, list[Any]], words: str, time: str | None) -> float:
    """Seconds, thousandths or ten-millionths of them: by how long a word would take."""
    if time is None:
        return 1
    found = [t for value in columns[time] if (t := time_of(value)) is not None]
    said = sum(len(str(value).split()) for value in columns[words])
    name = fold(time.rsplit(".", 1)[-1])
    if any(isinstance(value, str) and not value.isdigit() for value in columns[time]):
        return 1
    if name.endswith("ms") or "milli" in name:
        return 1e-3
    pace = (max(found) - min(found)) / max(1, said)
    if "tick" in name or pace > _SLOW * 1e4:
        return 1e-7
    whole = all(float(t).is_integer() for t in found)
    return 1e-3 if whole and (pace > _SLOW or (pace > 20 and max(found) > 4000)) else 1
