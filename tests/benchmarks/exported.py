"""Talks and books that were meddled with, exported and imported into an empty workspace: each is the original."""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bot.storage.database import open_store
from tests.contract.test_exports import SEEDS, differing
from tests.databases import create_database, postgresql_server

COUNT = 100


def main(count: int = COUNT) -> None:
    """Print of how many something was another afterwards, and what: of none anything."""
    began = time.perf_counter()
    with postgresql_server() as server, tempfile.TemporaryDirectory() as folder:
        found = [
            f"{url.partition(':')[0]}, {each}"
            for url in (f"sqlite:///{Path(folder)}/quoth.db", create_database(server))
            for each in asyncio.run(_all(url, count))
        ]
    seconds = time.perf_counter() - began
    print(f"exported: {2 * count} lives of a talk and a book on two engines, {len(found)} differ, {seconds:,.0f} s")
    for each in found:
        print(f"  {each}")


async def _all(url: str, count: int) -> list[str]:
    store = await open_store(url)
    found = [f"seed {n}: {each}" for n in range(SEEDS[0], SEEDS[0] + count) for each in await differing(store, n)]
    await store.close()
    return found


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
