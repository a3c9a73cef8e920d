"""A bot that opens on many quotes in SQLite and an index folder: seconds, memory, and how long the event loop stood."""

import asyncio
import gc
import subprocess
import sys
import tempfile
import time
from functools import partial
from itertools import count
from pathlib import Path

from bot.library.cache import LibraryCache
from bot.library.index import QuoteIndex
from bot.library.model import Audience
from bot.library.rows.packs import PackRows
from bot.library.withheld import NOTHING
from bot.storage.database import open_store
from bot.storage.transaction import Transaction
from content.model import Pack
from tests.benchmarks import corpus
from tests.builders import NOON, pack

SIZES = (100_000, 1_000_000)
_A_PACK = 2_000
_BEAT = 0.005


def main() -> None:
    """Print a line for each size: the first process writes the index, the second finds it."""
    print("opening on many quotes (SQLite, index in a folder; each time a process of its own)")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(fill(Path(folder), size))
            for _ in range(2):
                subprocess.run([sys.executable, "-m", "tests.benchmarks.openings", folder], check=True)


async def fill(folder: Path, size: int) -> None:
    """A database with so many different quotes."""
    store, numbers = await open_store(_address(folder)), count()
    real = corpus.sentences()
    texts = [f"{text} {next(numbers)}" for text in corpus.filled_up(real, size)]
    for first in range(0, size, _A_PACK):
        made = pack(f"pack-{first}", *texts[first : first + _A_PACK])
        await store.write(partial(_keep, new=made))
    await store.close()


def _keep(tx: Transaction, new: Pack) -> None:
    tx[PackRows].save(new, workspace_id=None, audience=Audience.PUBLIC, at=NOON)


async def opened(folder: Path) -> str:
    """What a process sees that opens it and searches twice."""
    done = asyncio.Event()
    watch = asyncio.create_task(longest_stall(done))
    begun = time.perf_counter()
    store = await open_store(_address(folder))
    libraries = LibraryCache(store, QuoteIndex(folder / "index"))
    library = await libraries.library("terminal:local")
    loaded = time.perf_counter() - begun
    view, took = library.without(NOTHING), []
    for words in ("a backup that nobody restored", "what the heron waits for"):
        begun = time.perf_counter()
        await asyncio.to_thread(view.search, words)
        took.append(time.perf_counter() - begun)
    done.set()
    stalled = await watch
    line = (
        f"  {library.size:>9,} quotes: library {loaded:5.1f} s, first search {took[0]:6.2f} s, next "
        f"{took[1] * 1000:4.0f} ms, {memory():5.0f} MB, event loop never still for more than {stalled * 1000:.0f} ms"
    )
    await libraries.close()
    await store.close()
    return line


async def longest_stall(done: asyncio.Event) -> float:
    """How much later than asked the loop came back, at worst."""
    worst = 0.0
    while not done.is_set():
        begun = time.perf_counter()
        await asyncio.sleep(_BEAT)
        worst = max(worst, time.perf_counter() - begun - _BEAT)
    return worst


def memory() -> float:
    """Megabytes this process holds now (Linux)."""
    gc.collect()
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _address(folder: Path) -> str:
    return f"sqlite:///{folder}/quoth.db"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(asyncio.run(opened(Path(sys.argv[1]))))
    else:
        main()
