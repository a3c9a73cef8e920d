"""Whether a database holds together: pages, rules and references of SQLite; the numbers of quotes, and rows that others
cannot be without, on either engine.

A server sees to its own pages and references. What no engine can tell is a text that became another text, and a
transaction whose frames of SQLite's log were damaged: SQLite takes the log to end before them.
"""

from sqlalchemy import Connection, Inspector, inspect, text

from bot.storage import schema
from bot.storage.gone_rows import gone
from bot.storage.tables import metadata

# Each quote gets the next number of this counter and keeps its row for ever, whatever becomes of its pack.
_QUOTES = """SELECT coalesce((SELECT value FROM counter WHERE name = 'quote_number'), 0),
    count(*), coalesce(min(number), 1), coalesce(max(number), 0) FROM quote"""


def damage(connection: Connection) -> str:
    """What is wrong with the whole, in words; empty when nothing is."""
    if connection.dialect.name == "sqlite" and (wrong := pages(connection) or _references(connection)):
        return wrong
    if wrong := _wrong_numbers(connection):
        return wrong
    return gone(connection) if schema.version(connection) == schema.HEAD else ""


def pages(connection: Connection) -> str:
    """What SQLite finds wrong with its own pages."""
    said = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
    return "" if said == "ok" else said.splitlines()[-1]


def missing_rules(connection: Connection) -> list[str]:
    """Indexes that are gone, with the rules they keep, at this code's version of the schema."""
    looked: Inspector = inspect(connection)
    gone = []
    for name, each in metadata.tables.items():
        there = {index["name"] for index in looked.get_indexes(name)}
        gone += sorted(str(index.name) for index in each.indexes if index.name not in there)
    return gone


def _references(connection: Connection) -> str:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if not broken:
        return ""
    table, _, parent, _ = broken[0]
    those = sum(row[0] == table and row[2] == parent for row in broken)
    return f"of {table} {those:,} rows belong to rows of {parent} that are gone"


def _wrong_numbers(connection: Connection) -> str:
    given, there, first, last = connection.execute(text(_QUOTES)).one()
    if first < 1 or last > given:
        return never_given(first if first < 1 else last)
    return f"{given - there:,} of {given:,} quotes are gone" if there < given else ""


def never_given(number: int) -> str:
    """What is wrong where a quote has a number that the counter does not know of."""
    return f"#{number} is a quote, and the count of them says that there is no such number"
