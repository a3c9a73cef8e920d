"""Five hundred texts that want to break what others see: each in every kind of reply, and on every road there is."""

import asyncio
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.library.reader.here import ReadHere
from tests.hostile import problems, texts
from tests.outlets import Eyes, Walk
from tests.outlets_pressed import ALONE, TOGETHER, Road, forgotten, walked_by
from tests.platform.slack.samples import every_kind
from tests.world import opened

# So many play together.
COUNT, PLAY = 500, 5


def main(count: int = COUNT, first: int = 0) -> None:
    """Print how much was shown and what of it was broken: nothing. `first` are passed over."""
    logging.getLogger("bot").setLevel(logging.ERROR)  # what is given up is meant to be
    began, made, found, replies = time.perf_counter(), texts(first + count)[first:], Counter[str](), 0
    for n in range(0, len(made), PLAY):
        some = made[n : n + PLAY]
        for text in some:
            for reply in every_kind(text, 3):
                found.update(f"{type(reply).__name__}: {p}" for p in problems(reply) if not p.startswith("line: "))
        replies += asyncio.run(_walks(some, found))
        print(f"  {n + len(some)} texts, {replies:,} replies, broken so far: {sum(found.values())}", flush=True)
    seconds = time.perf_counter() - began
    print(f"hostile texts: {len(made)} in every kind of reply and on every road, {replies:,} replies, {seconds:,.0f} s")
    for problem, times in found.most_common(20):
        print(f"  {times:5} times {problem!a}")
    print(f"  broken: {sum(found.values())}")


async def _walks(some: Sequence[str], found: Counter[str]) -> int:
    """What is written or looked up is walked by each text alone; what is played, by people called like one each."""
    replies = 0
    for text in some:
        replies += await _walk(text, (), (*ALONE, forgotten), found)
    return replies + await _walk(some[0], tuple(some[1:]), (*TOGETHER, forgotten), found)


async def _walk(text: str, others: tuple[str, ...], roads: Sequence[Road], found: Counter[str]) -> int:
    eyes = Eyes()
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder), eyes) as world:
            world.services = world.engine.services = replace(world.services, reader=ReadHere())
            walk = await walked_by(Walk(world, eyes, text, others, each=1), roads)
    found.update(walk.found)
    return walk.replies


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
