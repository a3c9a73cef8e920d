"""JSON of any tool, nested however: the list whose objects carry words, a speaker and a time.

Words with speakers of their own are joined to turns. The report says what was taken for what.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from content.errors import Problem
from content.formats.document import Document
from content.formats.json_fields import ABOVE, Fields, fields_of, flat, names_by_id, scalars, time_of
from content.formats.json_voices import Voices, voices_beside
from content.formats.labels import LONGEST_NAME, too_long
from content.formats.lists import QUOTE_FIELDS
from content.formats.paragraphs import known_speakers
from content.formats.turns import Piece, weave
from content.formats.whisper import label, spoken
from content.model import Source, Transcript
from content.text import fold

NAME = "records"
_MOST_LISTS = 400
# Objects, or lists, so many of which stand under names of their own are entries.
_FEWEST_ALIKE, _MANY_LISTS = 3, 8
_ALTERNATIVES = ("alternatives", "nbest", "NBest", "alternative")
# Who wrote a quote, rather than who spoke.
_AUTHORS = ("author", "originator", "by")


@dataclass(slots=True)
class _Group:
    """All objects that stand in lists at the same place of the structure, in their order."""

    path: str
    objects: list[dict[str, Any]] = field(default_factory=list)
    fields: Fields | None = None
    voices: Voices | None = None


def recognises(document: Document) -> bool:
    """Whether there is such a list."""
    return _group(document) is not None


def read(document: Document) -> Transcript:
    """The turns of its objects."""
    group = _group(document)
    assert group is not None
    assert group.fields is not None
    problems: list[Problem] = [_told(group, group.fields)]
    turns, woven = weave(_pieces(document, group, group.fields, problems))
    return Transcript(
        source=Source(title=document.name), speakers=known_speakers(turns), turns=turns, problems=(*problems, *woven)
    )


def _told(group: _Group, fields: Fields) -> Problem:
    place = f" in “{group.path}”" if group.path else ""
    speaker = f"speakers from “{fields.speaker}”" if fields.speaker else "nobody is named"
    if group.voices is not None:
        speaker = f"speakers by the times in “{group.voices.path}”"
    time = f"times from “{fields.time}”" if fields.time else "no times"
    return Problem(
        f"it is JSON of no program that is known: words were taken from “{fields.words}”{place}, {speaker}, {time}"
    )


def _group(document: Document) -> _Group | None:
    if NAME not in document.seen:
        document.seen[NAME] = _best(document.rows if document.json is None else document.json)
    found: _Group | None = document.seen[NAME]
    return found


def _best(value: Any) -> _Group | None:
    rated = []
    groups = _groups(value)
    for group in groups:
        if (fields := fields_of(group.objects)) is not None and _is_speech(fields):
            group.fields = fields
            rated.append((_voices(group, fields), fields.time is not None, _size(group, fields), group))
    if not rated:
        return None
    most = max(size for *_, size, _ in rated)
    # A summary in chapters has words and times too, but few of them.
    whole = [each for each in rated if each[2] * 2 > most]
    best = max(whole, key=lambda each: (each[0], each[1], -len(each[3].objects)))[3]
    if best.fields is not None and best.fields.speaker is None and best.fields.time is not None:
        others = ((group.path, group.objects) for group in groups if group is not best)
        moments = (_time(flat(held), best.fields) for held in best.objects)
        best.voices = voices_beside(others, [moment for moment in moments if moment is not None])
    return best


def _time(row: dict[str, Any], fields: Fields) -> float | None:
    """When it begins, in the unit of the file."""
    return time_of(row.get(fields.time)) if fields.time else None


def _voices(group: _Group, fields: Fields) -> int:
    """How far a list tells who speaks: 0 not at all, 1 always the same one, 2 several."""
    if fields.speaker is None:
        return 0
    return min(2, len({str(flat(held).get(fields.speaker)) for held in group.objects if fields.speaker in flat(held)}))


def _is_speech(fields: Fields) -> bool:
    """Words with a time; without one a list of quotes looks the same, unless it says “speaker”."""
    quotes = fold(fields.words) in QUOTE_FIELDS
    writers = fields.speaker is None or fold(fields.speaker) in _AUTHORS or fold(fields.speaker) == "name"
    return fields.time is not None or not (quotes or writers)


def _size(group: _Group, fields: Fields) -> int:
    return sum(len(str(flat(held).get(fields.words, ""))) for held in group.objects)


def _groups(value: Any) -> list[_Group]:
    """The lists of objects, those at the same place of the structure as one."""
    found: dict[str, _Group] = {}
    waiting: list[tuple[str, Any, dict[str, Any]]] = [("", value, {})]
    while waiting:
        path, held, above = waiting.pop()
        if isinstance(held, dict) and _are_alike(list(held.values())):
            waiting.append((path, list(held.values()), above))
        elif isinstance(held, dict):
            waiting += [(f"{path}.{key}" if path else str(key), held[key], above) for key in reversed(list(held))]
        elif isinstance(held, list) and held:
            if path.rsplit(".", 1)[-1] in _ALTERNATIVES:
                held = held[:1]
            objects = [each for each in held if isinstance(each, dict)]
            if objects and (path in found or len(found) < _MOST_LISTS):
                found.setdefault(path, _Group(path)).objects += (
                    [{**o, ABOVE: above} for o in objects] if above else objects
                )
            waiting += [
                (path, each, scalars(each) if isinstance(each, dict) else above)
                for each in reversed(held) if isinstance(each, dict | list)
            ]  # fmt: skip
    return list(found.values())


def _are_alike(values: list[Any]) -> bool:
    """Whether an object holds entries under names of their own, as a list would."""
    if len(values) < _FEWEST_ALIKE:
        return False
    if all(isinstance(each, dict) for each in values):
        return len(set.intersection(*(set(each) for each in values))) > 1
    return len(values) >= _MANY_LISTS and all(isinstance(each, list) for each in values)


def _pieces(document: Document, group: _Group, fields: Fields, problems: list[Problem]) -> Iterator[Piece]:
    rows = [flat(held) for held in group.objects]
    rows = _once(rows, fields)
    lines = _Lines(document.text)
    names = names_by_id(document.json, fields.speaker, {row.get(fields.speaker or "") for row in rows})
    single = sum(len(str(row.get(fields.words, "")).split()) for row in rows) < 1.5 * len(rows)
    for row in rows:
        words = spoken(row.get(fields.words))
        line = lines.of(row.get(fields.words))
        time = _time(row, fields)
        told = row.get(fields.speaker) if fields.speaker else group.voices.at(time) if group.voices else None
        who = _who(names.get(told, told), line, problems)
        start = None if time is None else round(time * fields.unit, 3)
        if words:
            yield Piece(who or document.speaker, words, line, start, breaks=not single)


def _once(rows: list[dict[str, Any]], fields: Fields) -> list[dict[str, Any]]:
    """Some tools give all words again, now with speakers; only these are taken."""
    tagged = [row for row in rows if fields.speaker in row and row[fields.speaker or ""] not in (0, "")]
    rest = [row for row in rows if fields.speaker not in row or row[fields.speaker or ""] in (0, "")]
    same = [row.get(fields.words) for row in rest] == [row.get(fields.words) for row in tagged]
    return tagged if same else rows


def _who(value: Any, line: int, problems: list[Problem]) -> str | None:
    who = label(value)
    if who is not None and len(who) > LONGEST_NAME:
        problems.append(Problem(too_long(who), line))
        return None
    return f"Speaker {who}" if who is not None and len(who) == 1 else who


class _Lines:
    """On which line a text of the JSON stands: looked for from where the one before it was."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line, self._missed = text, 0, 1, 0

    def of(self, value: Any) -> int:
        """The line, from 1; where it cannot be found that of the text before."""
        if not isinstance(value, str) or self._missed > 20:
            return self._line
        begun = self._text.find(f'"{value[:40]}', self._at)
        if begun < 0:
            self._missed += 1
            return self._line
        self._line += self._text.count("\n", self._at, begun)
        self._at = begun
        return self._line
