"""Quotes as a fortune(6) file: entries between lines of "%", each with its credit."""

from collections.abc import Iterable

from content.exports.tables import Row

BETWEEN = "%"
# What stands for nobody, and is read as nobody again.
NOBODY = "Anonymous"


def fortune_of(rows: Iterable[Row]) -> str:
    """One entry a quote."""
    return "".join(f"{_entry(row)}\n{BETWEEN}\n" for row in rows)


def _entry(row: Row) -> str:
    said = "\n".join(_apart(line) for line in row.quote.text.split("\n"))
    work = ", ".join(filter(None, (row.quote.section or row.source.title, row.source.licence)))
    return f"{said}\n\t\t-- {row.quote.speaker or NOBODY}, {work}"


def _apart(line: str) -> str:
    """A line of a quote that would end its entry or look like a credit."""
    return f" {line}" if line.strip() == BETWEEN else line
