"""When rows come to stand in a bot's database, seen from outside by a connection of its own."""

import asyncio
import sqlite3
import time
from pathlib import Path

EVERY = 0.005


class Recorded:
    """Watches one table of a SQLite file that another process writes."""

    def __init__(self, folder: str, table: str) -> None:
        self._connection = sqlite3.connect(f"{(Path(folder) / 'quoth.db').as_uri()}?mode=ro", uri=True)
        self._count = f"select count(*) from {table}"
        self._before = self._rows()

    async def all_of(self, many: int, begun: float) -> list[float]:
        """Seconds from `begun` until each of so many new rows was seen, to 5 ms; raises after half a minute."""
        seen: list[float] = []
        while len(seen) < many:
            now = time.perf_counter() - begun
            new = self._rows() - self._before - len(seen)
            seen += [now] * new
            if now > 30:
                raise AssertionError(f"only {len(seen)} of {many} were recorded")
            await asyncio.sleep(EVERY)
        self._connection.close()
        return seen

    def _rows(self) -> int:
        return int(self._connection.execute(self._count).fetchone()[0])
