"""What others wait while a pack of 16 MB is kept: the longest wait of somebody's answer and of the event loop.

The pack is read beforehand, as children do it; then it waits for a word, is taken from what waits, kept, kept again,
and kept as another edition.
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
from bot.library.proposals import Proposal
from bot.storage.transaction import Transaction
from content.model import Pack
from content.packs import read_transcript_text
from content.report import report_card
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
            await told("waiting", world, _waited(world, first))
            first, later = [await _waited(world, pack) for pack in (first, later)]
            await told("the first time", world, store(world.services, first, workspace_id=WORKSPACE))
            await told("the same again", world, store(world.services, first, workspace_id=WORKSPACE))
            changed = replace(later, name=first.name)
            await told("another edition", world, store(world.services, changed, workspace_id=WORKSPACE))


async def _waited(world: World, pack: Pack) -> Pack:
    """The pack, taken from what waits for a word."""
    whose, waiting = (WORKSPACE, "ada"), world.services.proposals
    # The card is made by the child, and small.
    card = report_card(replace(pack, turns=(), quotes=(), items=()))
    proposal = Proposal(
        pack=pack, card=card, named=True, chosen={}, given={}, typed="", by_form=False
    )  # fmt: skip
    subject = await waiting.hold(whose, proposal)
    found = await waiting.find(whose, subject)
    waiting.drop(*whose, subject)
    assert found is not None
    return found.pack


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
