"""Tables of who said what, whatever their columns are called, or without names for them: told by what they hold.

One column holds words, one a few names that come again; one may hold times. Word tables that were pasted, Markdown
tables and the tables of caption programs are such.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from content.errors import Problem
from content.formats import lists, times
from content.formats.account import Account
from content.formats.csv_list import is_rule, rows_of
from content.formats.document import Document
from content.formats.grammar import is_labelled_one_by_one
from content.formats.labels import could_be_name
from content.formats.lists import Entry, person
from content.formats.paragraphs import known_speakers
from content.formats.turns import Piece, weave
from content.model import Source, Transcript
from content.text import fold

NAME = "columns"
_DELIMITERS = "\t|;,"
# So many rows tell what the columns hold; of fewer than these nothing can be told.
_LOOKED_AT, _FEWEST = 300, 3
# Nearly all rows have the cells of the table, a name, a time.
_NEARLY_ALL = 0.9
# A cell of words has on average at least so many, a name at most so many.
_WORDS, _NAMED = 3.0, 6
_HEAD_WORDS, _LONGEST_NAME = 3, 60
# What the column of those who speak is called, besides what lists of quotes call it.
_HEADS = frozenset(
    "participant attendee person voice sprecher sprecherin sprecher:in wer intervenant locuteur qui hablante quién chi "
    "spreker wie".split()
) | frozenset(lists.SPEAKER_FIELDS)
# Between the cells of a table there is no space, as there is in what somebody says.
_QUOTED = re.compile(r"\"[^\"]*\"")
_CLOCK = re.compile(rf"[\[(]?{times.CLOCK}[\])]?(?:[ ]?[AaPp]\.?[Mm]\.?)?(?:[ \t]*[-–—>]+[ \t]*{times.CLOCK})?")


@dataclass(frozen=True, slots=True)
class _Table:
    """How a table is laid out: the places of its columns, whether its first row names them, and
    whether it says in so many words who speaks."""

    delimiter: str
    cells: int
    speaker: int
    words: int
    time: int | None
    headed: bool
    told: bool


def recognises(document: Document) -> bool:
    """Whether nearly every line is a row of one table, in which somebody says something."""
    return _table(document) is not None


def names_its_columns(document: Document) -> bool:
    """Whether its first row says in which column those stand who speak: no chat is saved like that."""
    table = _table(document)
    return table is not None and table.told


def read(document: Document) -> Transcript:
    """Every row as words of whoever it names."""
    table = _table(document)
    assert table is not None
    problems: list[Problem] = []
    account = Account()
    turns, told = weave(_pieces(_entries(document, table, problems, account), document.speaker, problems))
    return Transcript(
        source=Source(title=document.name), speakers=known_speakers(turns), turns=turns,
        problems=(*problems, *told), furniture=account.furniture,
    )  # fmt: skip


def _table(document: Document) -> _Table | None:
    if NAME not in document.seen:
        filled = [line.strip("\n") for line in document.lines if line.strip() and not is_rule(line)]
        found = (_laid_out(filled[:_LOOKED_AT], delimiter) for delimiter in _DELIMITERS)
        document.seen[NAME] = next((table for table in found if table is not None), None)
    seen: _Table | None = document.seen[NAME]
    return seen


def _quoting(delimiter: str) -> Literal[0, 3]:
    """Whether quotation marks around cells are the table's own; in pasted ones they are somebody's words."""
    return csv.QUOTE_MINIMAL if delimiter in ";," else csv.QUOTE_NONE


def _laid_out(lines: Sequence[str], delimiter: str) -> _Table | None:
    columns = _columns(lines, delimiter)
    if columns is None:
        return None
    time = next((n for n, cells in enumerate(columns) if _are_times(cells[1:])), None)
    headed = [n for n, cells in enumerate(columns) if fold(cells[0]) in _HEADS]
    others = [n for n in range(len(columns)) if n != time and n not in headed]
    if not others:
        return None
    words = max(others, key=lambda n: _mean_words(columns[n][1:]))
    named = headed or [n for n in others if n != words and _are_names(columns[n][1:])]
    if not named or (not headed and _mean_words(columns[words][1:]) < _WORDS):
        return None
    speaker = max(named, key=lambda n: sum(map(could_be_name, columns[n][1:])))
    return _Table(
        delimiter, len(columns), speaker, words, time, _is_headed(columns, speaker, words, time), bool(headed)
    )


def _columns(lines: Sequence[str], delimiter: str) -> list[tuple[str, ...]] | None:
    """The cells below each other, where nearly all lines have as many; None where they do not."""
    held = [line for line in lines if delimiter in line]
    spaced = sum(f"{delimiter} " in _QUOTED.sub("", line) for line in held) if delimiter in ";," else 0
    if len(held) < _FEWEST or spaced > (1 - _NEARLY_ALL) * len(held):
        return None
    try:
        rows = [[c.strip() for c in row] for row in csv.reader(held, delimiter=delimiter, quoting=_quoting(delimiter))]
    except csv.Error:
        return None
    cells, count = Counter(map(len, rows)).most_common(1)[0]
    if count < _FEWEST or count < _NEARLY_ALL * len(lines) or cells < 2:
        return None
    return list(zip(*(row for row in rows if len(row) == cells), strict=True))


def _mean_words(cells: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in cells) / max(1, len(cells))


def _are_names(cells: Sequence[str]) -> bool:
    """Whether they hold a few names that come again."""
    held = [cell for cell in cells if cell]
    if not held or any(len(cell) > _LONGEST_NAME or len(cell.split()) > _NAMED for cell in held):
        return False
    counts = Counter(held)
    names = sum(could_be_name(cell) and not cell.isdigit() and _CLOCK.fullmatch(cell) is None for cell in counts)
    return len(held) > len(counts) and names >= _NEARLY_ALL * len(counts)


def _are_times(cells: Sequence[str]) -> bool:
    held = [cell for cell in cells if cell]
    return bool(held) and sum(_CLOCK.fullmatch(cell) is not None for cell in held) >= _NEARLY_ALL * len(cells)


def _is_headed(columns: Sequence[Sequence[str]], speaker: int, words: int, time: int | None) -> bool:
    """Whether the first row tells what stands below."""
    who, said = columns[speaker][0], columns[words][0]
    if fold(who) in _HEADS:
        return True
    if time is not None:
        return _CLOCK.fullmatch(columns[time][0]) is None
    return bool(said) and len(said.split()) <= _HEAD_WORDS and who not in columns[speaker][1:]


def _entries(document: Document, table: _Table, problems: list[Problem], account: Account) -> Iterator[Entry]:
    names = [str(n) for n in range(table.cells)]
    begun = not table.headed
    rows = rows_of(document.lines, table.delimiter, problems, account, names, quoting=_quoting(table.delimiter))
    for line, fields in rows:
        text, who = fields.get(str(table.words), "").strip(), fields.get(str(table.speaker), "").strip()
        if not begun:
            begun = True
            account.leave("columns", line)
        elif text:
            start = None if table.time is None else times.written(fields.get(str(table.time), "").strip("[]() "))
            yield Entry(text, person(who), line=line, spoken=True, start=start)
        elif any(value.strip() for value in fields.values()):
            problems.append(Problem("nothing is said in this row, so it was passed over", line, lost=True))


def _pieces(entries: Iterator[Entry], narrator: str | None, problems: list[Problem]) -> Iterator[Piece]:
    """Where every row has its name, one without is nobody's; else whoever spoke goes on."""
    held = list(entries)
    single = is_labelled_one_by_one([e.speaker for e in held])
    speaker = narrator
    for each in held:
        speaker = each.speaker or (narrator if single else speaker)
        if each.speaker is None and speaker is None:
            problems.append(Problem("nobody is named in this row, so its words count as nobody's", each.line))
        yield Piece(speaker, each.text, line=each.line, start=each.start, opens=speaker is None, breaks=True)
