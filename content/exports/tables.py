"""Quotes as tables for other programs: CSV and JSONL, each quote with its source and licence."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from content.formats.formulas import is_formula
from content.model import Quote, Source

COLUMNS = ("number", "quote", "speaker", "section", "source", "date", "licence", "start", "link", "verbatim")


@dataclass(frozen=True, slots=True)
class Row:
    """A quote, the number people see, and where it comes from."""

    number: int
    quote: Quote
    source: Source


def csv_of(rows: Iterable[Row]) -> str:
    """A table with a line of names; no cell is a formula, nor a part of one where another sign parts the cells."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    held.write(",".join(COLUMNS) + "\n")
    for row in rows:
        writer.writerow([harmless(value) for value in fields(row).values()])
    return held.getvalue()


def jsonl_of(rows: Iterable[Row]) -> str:
    """One object a line, in the order of the numbers."""
    return "".join(json.dumps(fields(row), ensure_ascii=False) + "\n" for row in rows)


def fields(row: Row) -> dict[str, Any]:
    """The columns of a quote: the day and the message of its own, where it has them, before those of its source."""
    quote, source = row.quote, row.source
    theirs = source.link.replace("{seconds}", str(int(quote.start or 0))) if source.link else ""
    return {
        "number": row.number, "quote": quote.text, "speaker": quote.speaker or "", "section": quote.section,
        "source": source.title, "date": quote.date or source.date, "licence": source.licence,
        "start": "" if quote.start is None else quote.start, "link": quote.link or theirs, "verbatim": quote.verbatim,
    }  # fmt: skip


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands first, and reading takes it away again."""
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value
