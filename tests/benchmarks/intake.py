"""What others wait while a pack of 16 MB is kept: the longest wait of somebody's answer and of the event loop.

The pack is read beforehand, as children do it; then it is kept, kept again, and kept as another edition.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.library.imports import store
from bot.storage.transaction import Transaction
from content.packs import read_transcript_text
from tests.benchmarks.imports import talk
from tests.world import World, opened

MEGABYTES = 16
# Somebody writes so often.
PAUSE = 0.01
WORKSPACE = "terminal:local"


@dataclass(slots=True)
class Waits:
    """Seconds: of each write that somebody waited for, and by how much the event loop came late."""

    writes: list[float] = field(default_factory=list)
    loop: list[float] = field(default_factory=list)


async def main(megabytes: int = MEGABYTES) -> None:
    """Print a line for each."""
    print(f"\nWhat others wait while a pack of {megabytes} MB is kept (milliseconds)")
    print("                     seconds    writes: median  99 %  longest    event loop: longest")
    text = talk(random.Random(16), megabytes * 1_000_000)
    first = await asyncio.to_thread(read_transcript_text, text, "long")
    later = await asyncio.to_thread(
        read_transcript_text, text + "\n**Nadia Ferro:** And nobody had asked the harbour.\n", "long"
    )
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder)) as world:
            await told("nothing", world, asyncio.sleep(2))
            await told("the first time", world, store(world.services, first, workspace_id=WORKSPACE))
            await told("the same again", world, store(world.services, first, workspace_id=WORKSPACE))
            changed = replace(later, name=first.name)
            await told("another edition", world, store(world.services, changed, workspace_id=WORKSPACE))


async def told(what: str, world: World, work: Awaitable[object]) -> None:
    """Print what others waited meanwhile."""
    waits = Waits()
    watching = [asyncio.create_task(_write(world, waits)), asyncio.create_task(_look(waits))]
    began = time.perf_counter()
    await work
    seconds = time.perf_counter() - began
    for task in watching:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    waited = sorted(1000 * one for one in waits.writes)
    median, most = waited[len(waited) // 2], waited[-1]
    late = 1000 * max(waits.loop)
    print(f"  {what:16} {seconds:10.1f} {median:17.1f} {waited[len(waited) * 99 // 100]:6.0f} {most:8.0f} {late:18.0f}")


async def _write(world: World, waits: Waits) -> None:
    while True:
        began = time.perf_counter()
        await world.services.store.write(_nothing)
        waits.writes.append(time.perf_counter() - began)
        await asyncio.sleep(PAUSE)


def _nothing(tx: Transaction) -> None:
    """What waits for the one writer."""


async def _look(waits: Waits) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(PAUSE)
        waits.loop.append(time.perf_counter() - began - PAUSE)


if __name__ == "__main__":
    asyncio.run(main())
