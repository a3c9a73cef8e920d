"""What stands in the rows of a pack, and how it differs from what is to stand there: only what differs is written.

Reading is done some rows at a time, comparing and writing apart: whoever stores a large pack compares in a thread,
while nobody waits for the database (bot/library/pack_intake.py).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, delete, insert, or_, select, update

from bot.library.rows.counters import next_number
from bot.library.rows.pack_values import (
    QUOTES_MADE,
    decided_values,
    held_quote,
    item_of,
    item_values,
    speaker_of,
    speaker_values,
    turn_of,
    turn_values,
)
from bot.storage.careful import readable
from bot.storage.tables.library import item, quote, speaker, turn
from content.decisions import NOTHING_DECIDED, Deciding, Ruling
from content.model import Pack

# So many rows are read or written at a time.
PAGE = 500
Values = dict[str, Any]


@dataclass(slots=True)
class Held:
    """The rows of one table of a pack: the keys of all, and as values and as what they mean those that can be read."""

    there: set[Any] = field(default_factory=set)
    rows: dict[Any, Values] = field(default_factory=dict)
    mean: dict[Any, Any] = field(default_factory=dict)

    def add(self, key: Any, row: Row[Any], means: object) -> None:
        """One that can be read."""
        self.rows[key], self.mean[key] = row._asdict(), means

    def meant(self) -> list[Any]:
        """What they mean, by their keys."""
        return [self.mean[key] for key in sorted(self.mean)]


@dataclass(slots=True)
class HeldContents:
    """Everything in the rows of a pack: quotes by number, items by id, the others by position. `numbers` tells of each
    quote by its id which number it has, when it was removed and what was decided, though the rest may be unreadable.
    """

    speakers: Held = field(default_factory=Held)
    turns: Held = field(default_factory=Held)
    items: Held = field(default_factory=Held)
    quotes: Held = field(default_factory=Held)
    numbers: dict[str, tuple[int, datetime | None, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows of a table that go, by their keys, and that come."""

    gone: Sequence[Any]
    come: Sequence[Values]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What is to be written that a pack may hold what it is to hold. `changed` are columns of quotes by their numbers,
    `fresh` quotes that get a number; `kept` counts those that stay, `gone` those that go.
    """

    contents: Mapping[str, Difference]
    changed: Sequence[tuple[int, Values]]
    fresh: Sequence[Values]
    kept: int
    gone: int


CONTENTS: Mapping[str, tuple[Table, str]] = {
    "speakers": (speaker, "position"), "turns": (turn, "position"), "items": (item, "item_id"),
}  # fmt: skip
_READ: Mapping[str, Callable[[Row[Any]], object]] = {"speakers": speaker_of, "turns": turn_of, "items": item_of}
_TOGETHER = 200


def read_page(connection: Connection, pack_id: int, into: HeldContents, what: str, after: Any) -> Any:
    """Add the next rows of that table to what is held; returns after which key to go on, None at the end."""
    if what == "quotes":
        return _read_quotes(connection, pack_id, into, after)
    table, name = CONTENTS[what]
    key, held = table.c[name], getattr(into, what)
    mine = select(key).where(table.c.pack_id == pack_id).order_by(key).limit(PAGE)
    keys = list(connection.execute(mine if after is None else mine.where(key > after)).scalars())
    held.there.update(keys)
    wanted = select(table).where(table.c.pack_id == pack_id, key.in_(keys))
    readable(connection, wanted, key, lambda row: held.add(getattr(row, name), row, _READ[what](row)))
    return keys[-1] if len(keys) == PAGE else None


def read_contents(connection: Connection, pack_id: int) -> HeldContents:
    """All of it."""
    into = HeldContents()
    for what in (*CONTENTS, "quotes"):
        after = read_page(connection, pack_id, into, what, None)
        while after is not None:
            after = read_page(connection, pack_id, into, what, after)
    return into


def _read_quotes(connection: Connection, pack_id: int, into: HeldContents, after: Any) -> Any:
    light = select(quote.c.number, quote.c.quote_id, quote.c.removed_at, quote.c.review)
    mine = light.where(quote.c.pack_id == pack_id).order_by(quote.c.quote_id).limit(PAGE)
    rows = connection.execute(mine if after is None else mine.where(quote.c.quote_id > after)).all()
    into.numbers.update((r.quote_id, (r.number, r.removed_at, r.review)) for r in rows)
    # Of one that was removed long ago only its number is left.
    whole = or_(quote.c.removed_at.is_(None), quote.c.text != "")
    wanted = QUOTES_MADE.where(quote.c.pack_id == pack_id, quote.c.quote_id.in_([r.quote_id for r in rows]), whole)
    readable(connection, wanted, quote.c.number, lambda row: into.quotes.add(row.number, row, held_quote(row)))
    return rows[-1].quote_id if len(rows) == PAGE else None


def differences(
    held: HeldContents, pack_id: int, new: Pack, rulings: Mapping[str, Ruling], at: datetime
) -> Differences:
    """What is to be written that the pack may hold that edition: quotes whose id stays keep their number, those that
    are left out leave a tombstone.
    """
    wanted: Mapping[str, Mapping[Any, Values]] = {
        "speakers": {n: speaker_values(pack_id, n, s) for n, s in enumerate(new.speakers)},
        "turns": {n: turn_values(pack_id, n, t) for n, t in enumerate(new.turns)},
        "items": {i.id: item_values(pack_id, n, i) for n, i in enumerate(new.items)},
    }
    contents = {what: _difference(getattr(held, what), rows) for what, rows in wanted.items()}
    values = {q.id: decided_values(q, rulings.get(q.id, NOTHING_DECIDED), at) for q in new.quotes}
    changed = [
        (held.numbers[i][0], columns)
        for i, wish in values.items() if i in held.numbers and (columns := _changed(held, i, wish))
    ]  # fmt: skip
    gone = [one for i, one in held.numbers.items() if i not in values and (one[1] is None or one[2])]
    changed += [(number, {"removed_at": away or at, "review": "", "made": None}) for number, away, _ in gone]
    fresh = [{"pack_id": pack_id, **wish} for i, wish in values.items() if i not in held.numbers]
    return Differences(
        contents=contents, changed=changed, fresh=fresh, kept=len(values) - len(fresh),
        gone=sum(away is None for _, away, _ in gone),
    )  # fmt: skip


def _difference(held: Held, wanted: Mapping[Any, Values]) -> Difference:
    same = {key for key, row in held.rows.items() if wanted.get(key) == row}
    return Difference([key for key in held.there if key not in same], [v for k, v in wanted.items() if k not in same])


def _changed(held: HeldContents, quote_id: str, wish: Values) -> Values:
    """The columns of a quote that are others; of one that stays dropped it is left since when."""
    number, away, review = held.numbers[quote_id]
    was = held.quotes.rows.get(number)
    if was is None:
        return wish
    was = {**was, "reasons": list(held.quotes.mean[number].quote.reasons)}
    if wish["review"] == review == Deciding.DROP and away is not None:
        wish = {**wish, "removed_at": away}
    return {name: value for name, value in wish.items() if was[name] != value}


def write(connection: Connection, pack_id: int, told: Differences) -> None:
    """Make it so. Raises StorageDamaged where a new number is taken."""
    for what, (table, name) in CONTENTS.items():
        one = told.contents[what]
        for first in range(0, len(one.gone), _TOGETHER):
            these = table.c[name].in_(one.gone[first : first + _TOGETHER])
            connection.execute(delete(table).where(table.c.pack_id == pack_id, these))
        insert_all(connection, table, one.come)
    by_columns: dict[tuple[str, ...], list[Values]] = {}
    for number, columns in told.changed:
        by_columns.setdefault(tuple(columns), []).append({"this": number, **columns})
    for rows in by_columns.values():
        connection.execute(update(quote).where(quote.c.number == bindparam("this")), rows)
    insert_fresh(connection, told.fresh)


def insert_fresh(connection: Connection, fresh: Sequence[Values]) -> None:
    """Quotes that get the next numbers, in their order."""
    first = next_number(connection, len(fresh)) if fresh else 0
    insert_all(connection, quote, [{"number": n, **values} for n, values in enumerate(fresh, first)])


def insert_all(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """All of these."""
    if rows:
        connection.execute(insert(table), list(rows))
