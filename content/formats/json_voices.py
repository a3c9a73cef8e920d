"""Who speaks when, where JSON tells it in a list of its own beside the words."""

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content.formats.json_fields import SPEAKERS, TIMES, flat, named, time_of
from content.text import fold

_ENDS = ("end", "end_time", "endtime", "endms", "end_ms", "stop", "to", "until", "endseconds", "end_timestamp")
_LENGTHS = ("duration", "length", "dur")
# What names somebody within an object that tells more of them.
_CALLED = ("name", "label", "id", "@id", "tag")
# So many of the words lie within what a list tells; its times reach about as far as those of the words.
_MOST, _FAR = 0.5, 10.0


@dataclass(frozen=True, slots=True)
class Voices:
    """Spans in which somebody speaks, in their order, and the list that tells them."""

    path: str
    begins: Sequence[float]
    spans: Sequence[tuple[float, float, Any]]

    def at(self, time: float | None) -> Any:
        """Who speaks then; None where nobody is told to."""
        place = 0 if time is None else bisect(self.begins, time)
        if time is None or not place:
            return None
        _, end, who = self.spans[place - 1]
        return who if time < end else None


def voices_beside(lists: Iterable[tuple[str, Sequence[Mapping[str, Any]]]], moments: Sequence[float]) -> Voices | None:
    """Of these lists of objects, with where they stand, the first that tells who speaks at most of these moments."""
    if not moments:
        return None
    for path, objects in lists:
        spans = sorted(span for held in objects if (span := _span(flat(held))) is not None)
        if len(spans) < len(objects) or not spans or not max(moments) / _FAR <= spans[-1][1] <= max(moments) * _FAR:
            continue
        found = Voices(path, [span[0] for span in spans], spans)
        if sum(found.at(moment) is not None for moment in moments) > _MOST * len(moments):
            return found
    return None


def _span(held: Mapping[str, Any]) -> tuple[float, float, Any] | None:
    """When somebody begins and ends to speak, and who it is."""
    who = max((path for path in held if _calls(path)), key=_calls, default=None)
    start = next((time_of(held[p]) for p in held if named(p, TIMES) > 1 and time_of(held[p]) is not None), None)
    if who is None or start is None or not str(held[who]).strip():
        return None
    for path, value in held.items():
        last, time = fold(path.rsplit(".", 1)[-1]), time_of(value)
        if time is not None and last in _ENDS:
            return start, time, str(held[who])
        if time is not None and last in _LENGTHS:
            return start, start + time, str(held[who])
    return None


def _calls(path: str) -> float:
    """How surely a field says who speaks."""
    parts = [fold(part) for part in path.split(".")]
    if named(path, SPEAKERS[: SPEAKERS.index("channel")]) > 1 and "speaker" in path.casefold():
        inside = parts[-1] in _CALLED and len(parts) > 1
        return 1.0 + (named(path, SPEAKERS) if len(parts) == 1 or not inside else 4.0 - _CALLED.index(parts[-1]) / 10)
    return 0.0
