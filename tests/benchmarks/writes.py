"""Why SQLite has one synchronous writer thread: 200 use cases at once, beside SQLAlchemy's asynchronous pool."""

import asyncio
import tempfile
import time
from pathlib import Path

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage.database import open_store
from bot.storage.inbox import InboxRows
from tests.builders import NOON

AT_ONCE = 200


async def main() -> None:
    """Print both times and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        ours = await writer_thread(Path(folder) / "a.db")
        theirs = await async_pool(Path(folder) / "b.db")
    print(f"\n{AT_ONCE} write use cases at once on SQLite (seconds, all of them)")
    print(f"  one synchronous writer thread   {ours:6.3f}")
    print(f"  aiosqlite through the pool      {theirs:6.3f}  ({theirs / ours:.1f} ×)")


async def writer_thread(path: Path) -> float:
    """Seconds through our store."""
    store = await open_store(f"sqlite:///{path}")
    start = time.perf_counter()
    await asyncio.gather(*(_admit(store, str(i)) for i in range(AT_ONCE)))
    taken = time.perf_counter() - start
    await store.close()
    return taken


async def _admit(store: object, key: str) -> None:
    await store.write(lambda tx: tx[InboxRows].admit("bench", key, NOON))  # type: ignore[attr-defined]


async def async_pool(path: Path) -> float:
    """Seconds through SQLAlchemy's asynchronous engine with the same pragmas and BEGIN IMMEDIATE."""
    await (await open_store(f"sqlite:///{path}")).close()
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}", connect_args={"timeout": 30})

    @event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: object, _record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    async def admit(key: str) -> None:
        async with engine.begin() as connection:
            await connection.run_sync(lambda c: InboxRows(c, writes=True).admit("bench", key, NOON))

    start = time.perf_counter()
    await asyncio.gather(*(admit(str(i)) for i in range(AT_ONCE)))
    taken = time.perf_counter() - start
    await engine.dispose()
    return taken


if __name__ == "__main__":
    asyncio.run(main())
