"""Where in a database something stands: every column of every table, as text."""

from sqlalchemy import Connection, MetaData, String, cast, inspect, select
from sqlalchemy import Table as AnyTable

from bot.storage.store import Store
from bot.storage.transaction import Rows

# A shorter word stands in one of some ten thousand random ids by chance.
SHORTEST = 5


class SearchedRows(Rows):
    """The whole database."""

    def places(self, *wanted: str) -> set[str]:
        """The columns ("player.name") in which one of these words stands, whatever its case.

        Raises ValueError for a word that a random id may hold.
        """
        if any(len(word) < SHORTEST for word in wanted):
            raise ValueError(f"{wanted}: a word of {SHORTEST} characters at least stands in no random id")
        return {f"{table}.{column}" for table, column, value in _cells(self._connection) if _has(value, wanted)}

    def by_word(self, *wanted: str) -> dict[str, set[str]]:
        """The same of each of these words, read once for all."""
        found: dict[str, set[str]] = {word: set() for word in wanted}
        for table, column, value in _cells(self._connection):
            for word in wanted:
                if word.casefold() in value.casefold():
                    found[word].add(f"{table}.{column}")
        return found


def _cells(connection: Connection) -> list[tuple[str, str, str]]:
    """Read as it stands in the database, not as the schema of the code tells it."""
    found = []
    known = MetaData()
    for name in inspect(connection).get_table_names():
        table = AnyTable(name, known, autoload_with=connection, resolve_fks=False)
        columns = [cast(c, String).label(c.name) for c in table.columns]
        for row in connection.execute(select(*columns)):
            found += [(name, c.name, value) for c, value in zip(columns, row, strict=True) if value is not None]
    return found


def _has(value: str, wanted: tuple[str, ...]) -> bool:
    return any(word.casefold() in value.casefold() for word in wanted)


async def places(store: Store, *wanted: str) -> set[str]:
    """Where one of these words stands now."""
    return await store.read(lambda tx: tx[SearchedRows].places(*wanted))


async def places_of_each(store: Store, *wanted: str) -> dict[str, set[str]]:
    """Where each of these words stands now."""
    return await store.read(lambda tx: tx[SearchedRows].by_word(*wanted))
