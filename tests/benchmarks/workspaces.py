"""Many workspaces at once: what a process holds after 2,000 of them, with 50 quotes each, were looked into once."""

import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.delivery.clock import SystemClock
from bot.library.cache import LibraryCache
from bot.library.imports import store
from bot.library.index import QuoteIndex
from bot.library.lookup import Found
from bot.library.lookups import look_up
from bot.library.services import Services
from bot.storage.database import open_store
from content import lexicon
from tests.builders import pack

WORKSPACES, QUOTES = 2_000, 50


def main() -> None:
    """Print memory and time, with the index in memory and in a folder, each in a process of its own."""
    print(f"{WORKSPACES:,} workspaces of {QUOTES} quotes, one look-up each")
    for sort in ("memory", "folder"):
        subprocess.run([sys.executable, "-m", "tests.benchmarks.workspaces", sort], check=True)


async def measure(sort: str) -> None:
    """Import, look up once in each, and print what is held."""
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        opened = await open_store(f"sqlite:///{folder}/quoth.db")
        libraries = LibraryCache(opened, QuoteIndex(Path(folder) / "index" if sort == "folder" else None))
        services = Services(store=opened, libraries=libraries, clock=SystemClock(), rng=rng)
        texts = []
        for number in range(WORKSPACES):
            said = [sentence(rng) for _ in range(QUOTES)]
            texts.append(said[0])
            await store(services, pack(f"talk-{number}", *said), workspace_id=f"slack:T{number}")
        before, begun, slowest = held(), time.perf_counter(), 0.0
        for number, text in enumerate(texts):
            asked = time.perf_counter()
            _, result = await look_up(services, f"slack:T{number}", text, 5)
            assert isinstance(result, Found)
            slowest = max(slowest, time.perf_counter() - asked)
        seconds = time.perf_counter() - begun
        print(
            f"  index in {sort:7} {before:5.0f} → {held():5.0f} MB; {seconds / WORKSPACES * 1000:.1f} ms a first "
            f"look-up, slowest {slowest * 1000:.0f} ms",
            flush=True,
        )
        await libraries.close()
        await opened.close()


def held(process: int | str = "self") -> float:
    """What a process holds, in MB: pages of its own, without those of files, which the system may drop."""
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
    return (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGE_SIZE") / 1e6


def sentence(rng: random.Random) -> str:
    """Words that nobody else says."""
    noun, verb, adjective = (rng.choice(lexicon.of_kind(k)) for k in ("noun", "verbed", "adjective"))
    other, place = rng.sample(lexicon.of_kind("noun"), 2)
    return f"The {noun} {verb} the {adjective} {other}, and nobody in the {place} noticed number {rng.random():.9f}."


if __name__ == "__main__":
    if len(sys.argv) > 1:
        asyncio.run(measure(sys.argv[1]))
    else:
        main()
