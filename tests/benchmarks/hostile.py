"""Five hundred texts that want to break what others see: each in every kind of reply, and on every road there is."""

import asyncio
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from bot.library.reader.here import ReadHere
from tests.hostile import problems, texts
from tests.outlets import Eyes
from tests.outlets_pressed import walked
from tests.platform.slack.samples import every_kind
from tests.world import opened

COUNT, SAY = 500, 10


def main(count: int = COUNT, first: int = 0) -> None:
    """Print how much was shown and what of it was broken: nothing. `first` are passed over."""
    began, made, found = time.perf_counter(), texts(first + count)[first:], Counter[str]()
    for text in made:
        for reply in every_kind(text, 3):
            found.update(f"{type(reply).__name__}: {p}" for p in problems(reply) if not p.startswith("line: "))
    replies = 0
    for n, text in enumerate(made, 1):
        replies += asyncio.run(_walk(text, found))
        if n % SAY == 0:
            print(f"  {n} texts, {replies:,} replies, broken so far: {sum(found.values())}", flush=True)
    seconds = time.perf_counter() - began
    print(f"hostile texts: {count} in every kind of reply and on every road, {replies:,} replies, {seconds:,.0f} s")
    for problem, times in found.most_common(20):
        print(f"  {times:5} times {problem!a}")
    print(f"  broken: {sum(found.values())}")


async def _walk(text: str, found: Counter[str]) -> int:
    eyes = Eyes()
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder), eyes) as world:
            world.services = world.engine.services = replace(world.services, reader=ReadHere())
            walk = await walked(world, eyes, text)
    found.update(walk.found)
    return walk.replies


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
