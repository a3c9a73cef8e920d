"""CSV and TSV tables with a line of names: quote or text, and speaker, author or originator; the rest is passed over.

With words, sentence or utterance in place of the quote a table is a transcript (lists.py).
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from content.errors import Problem
from content.formats import lists
from content.formats.account import Account
from content.formats.document import Document
from content.formats.formulas import is_formula
from content.formats.lists import QUOTE_FIELDS, SPOKEN_FIELDS, Entry
from content.model import Transcript
from content.text import fold

NAME = "csv"
_DELIMITERS = ",;\t|"
# "|---|:--:|" below the heads of a Markdown table.
_RULE, _RULED = re.compile(r"(?=.*--)[\s|:+=-]+"), frozenset("|:+-=")
_FIELD_LIMIT = 1_000_000
# No quote has more.
MOST_LINES = 100
NOT_CLOSED = "a quotation mark is opened in this row and not closed, so it was passed over"


def recognises(document: Document) -> bool:
    """Whether the first line names a column for the quotes and at least one other; “Ada: a, quote” is said by Ada."""
    return _delimiter(document) is not None


def read(document: Document) -> Transcript:
    """Every row as a quote; a row without one is told with its line."""
    problems: list[Problem] = []
    account = Account()
    entries = list(_entries(document, problems, account))
    return replace(lists.transcript(document, entries, problems), furniture=account.furniture)


def _delimiter(document: Document) -> str | None:
    first = next((line for line in document.lines if line.strip()), "")
    if len(first) > 1000:
        return None
    for delimiter in _DELIMITERS:
        names = {fold(name.strip(' "')) for name in first.split(delimiter)}
        if len(names) > 1 and names & {*QUOTE_FIELDS, *SPOKEN_FIELDS} and not any(": " in name for name in names):
            return delimiter
    return None


def _entries(document: Document, problems: list[Problem], account: Account) -> Iterator[Entry]:
    for line, fields in rows_of(document.lines, _delimiter(document) or ",", problems, account):
        found = lists.entry(fields, line)
        if found is not None:
            yield found
        elif any(value.strip() for value in fields.values()):
            problems.append(Problem("there is no quote in this row, so it was passed over", line, lost=True))


def rows_of(
    held: Sequence[str], delimiter: str, problems: list[Problem], account: Account, names: Sequence[str] | None = None,
    *, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL,
) -> Iterator[tuple[int, dict[str, str]]]:  # fmt: skip
    """The rows of a table, each with the line where it ends; what cannot be read is told. Without `names` for them
    the first row holds those of the columns.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    lines = _Lines(held, account)
    rows = csv.DictReader(lines, names, delimiter=delimiter, skipinitialspace=True, quoting=quoting)
    assert rows.fieldnames
    if names is None:
        account.leave("columns", lines.at)
    while lines.begin_row():
        try:
            row = next(rows, None)
        except csv.Error as error:
            problems.append(Problem(f"this row cannot be read ({error}), so it was passed over", lines.at, lost=True))
            continue
        if row is None:
            continue
        if lines.at - lines.begun > 1 and not _is_closed(lines.row, delimiter):
            # It would swallow the rows after it, and whoever says these would be given its words.
            lines.at = lines.begun + 1
            problems.append(Problem(NOT_CLOSED, lines.at, lost=True))
            continue
        cells = ((k, v) for k, v in row.items() if isinstance(k, str) and isinstance(v, str))
        if any(cell.strip() for cell in row.get(None, ())):
            # A comma that nobody quoted: what stands in which column is anybody's guess.
            problems.append(
                Problem("this row has more cells than the table has names, so it was passed over", lines.at, lost=True)
            )
        else:
            yield lines.at, {name.strip(): as_written(value.rstrip("\n")) for name, value in cells}


def is_rule(line: str) -> bool:
    """Whether it parts the rows of a table and holds none."""
    return line.strip()[:1] in _RULED and _RULE.fullmatch(line) is not None


class _Lines(Iterator[str]):
    """The lines of a table, of which one row takes no more than a few."""

    def __init__(self, lines: Sequence[str], account: Account) -> None:
        self._lines, self._account = lines, account
        self.at = self.begun = 0

    def begin_row(self) -> bool:
        """Whether there is another row; empty lines and rules are none."""
        while self.at < len(self._lines) and (
            (rule := is_rule(self._lines[self.at])) or not self._lines[self.at].strip()
        ):
            self.at += 1
            if rule:
                self._account.leave("columns", self.at)
        self.begun = self.at
        return self.at < len(self._lines)

    def __next__(self) -> str:
        if self.at >= len(self._lines) or self.at - self.begun >= MOST_LINES:
            raise StopIteration
        self.at += 1
        return f"{self._lines[self.at - 1]}\n"

    @property
    def row(self) -> list[str]:
        """The lines of the row that was read last."""
        return [f"{line}\n" for line in self._lines[self.begun : self.at]]


def _is_closed(row: list[str], delimiter: str) -> bool:
    """Whether every quotation mark that is opened in some lines is closed where a cell ends."""
    try:
        return len(list(csv.reader(row, delimiter=delimiter, skipinitialspace=True, strict=True))) == 1
    except csv.Error:
        return False


def as_written(value: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return value[1:] if value.startswith("'") and is_formula(value) else value
