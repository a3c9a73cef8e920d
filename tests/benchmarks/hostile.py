"""Five hundred texts that want to break what others see: each in every kind of reply, and on every road there is."""

import asyncio
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.hostile import problems, texts
from tests.outlets import Eyes, walked
from tests.platform.slack.samples import every_kind
from tests.world import opened

COUNT = 500


def main(count: int = COUNT) -> None:
    """Print how much was shown and what of it was broken: nothing."""
    began, made, found = time.perf_counter(), texts(count), Counter[str]()
    for text in made:
        for reply in every_kind(text, 3):
            found.update(f"{type(reply).__name__}: {p}" for p in problems(reply) if not p.startswith("line: "))
    replies = sum(asyncio.run(_walk(text, found)) for text in made)
    seconds = time.perf_counter() - began
    print(f"hostile texts: {count} in every kind of reply and on every road, {replies:,} replies, {seconds:,.0f} s")
    for problem, times in found.most_common(20):
        print(f"  {times:5} times {problem!a}")
    print(f"  broken: {sum(found.values())}")


async def _walk(text: str, found: Counter[str]) -> int:
    eyes = Eyes()
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder), eyes) as world:
            walk = await walked(world, eyes, text)
    found.update(walk.found)
    return walk.replies


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
