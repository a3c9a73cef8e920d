"""A long evening in a local Slack: look-ups, games, faults, and what the process needs of the machine.

`make soak` runs it for SOAK_SECONDS (1800); tests/faults/test_soak.py a few seconds of it.
"""

import asyncio
import os
import random
import re
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web

from tests.patience import PATIENCE
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.people import Workspace
from tests.platform.slack.test_process import Bot, ColdBot

SEED = 26
PEOPLE, LINES = 40, ("/whosaid test a restore on mondays", "/quotes list", "/quoth help", "/whosaid nobody said this")
EVERY = 0.05
# A game begins again in its channel when it is over; a fault comes about so often.
FAULT_EVERY = 5.0
# A line of the log that names no remedy is one that leaves whoever runs the bot alone.
REMEDY = re.compile(
    r"check|see whether|make room|let |look|install|invite|copy|start |stop|wait|try|tells|goes on|again|left to"
)


@dataclass
class Sample:
    """What the process had at a moment: seconds since the beginning, bytes, descriptors."""

    at: float
    memory: int
    descriptors: int


@dataclass
class Evening:
    """What came of it."""

    samples: list[Sample] = field(default_factory=list)
    asked: int = 0
    faults: int = 0
    lag_p99: float = 0.0
    # At most so many at a time.
    games: float = 0.0
    code: int | None = None
    logged: str = ""

    @property
    def growth(self) -> float:
        """Bytes in ten minutes, by a straight line through the second half: the first half warms up."""
        half = self.samples[len(self.samples) // 2 :]
        count = len(half)
        middle, mean = sum(s.at for s in half) / count, sum(s.memory for s in half) / count
        spread = sum((s.at - middle) ** 2 for s in half) or 1.0
        return 600 * sum((s.at - middle) * (s.memory - mean) for s in half) / spread

    @property
    def unhelpful(self) -> list[str]:
        """Lines of errors that name no remedy, tracebacks among them."""
        lines = self.logged.splitlines()
        return [x for x in lines if (" ERROR " in x and not REMEDY.search(x)) or x.startswith("Traceback")]


async def evening(
    folder: Path, *, seconds: float, channels: int, games: int, seed: int = SEED,
    enough: Callable[[Evening], bool] = lambda _: True,
) -> Evening:  # fmt: skip
    """Live through it for so long, and until that was enough; nothing is imported meanwhile."""
    rng, told = random.Random(seed), Evening()
    slack = LocalSlack(seconds=0)
    await slack.start()
    names = [f"p{n}" for n in range(PEOPLE)]
    for name in names:
        slack.user(name)
    for n in range(channels):
        slack.channel(f"c{n}", *names)
    bot = ColdBot(folder, slack, "http", QUOTH_METRICS="127.0.0.1:0", QUOTH_LOG_LEVEL="WARNING")
    try:
        async with aiohttp.ClientSession() as http:
            events, shown = await _started(bot)
            people = Workspace(slack, url=events, http=http)
            await people.command(names[0], LINES[0], channel="CC0")
            begun = time.monotonic()
            doing = [
                asyncio.create_task(_play(people, names, f"CC{n}", random.Random(seed + n), told))
                for n in range(min(games, channels))
            ]
            doing += [
                asyncio.create_task(_ask(people, names, channels, rng, told)),
                asyncio.create_task(_spoil(slack, rng, told)),
            ]
            while (at := time.monotonic() - begun) < seconds or not (enough(told) or at > PATIENCE):
                told.samples.append(_sample(bot.process.pid, at))
                await asyncio.sleep(min(5.0, seconds / 10))
                figures = await _figures(http, shown)
                told.games = max(told.games, _games(figures))
                slack.shown[:-200], slack.calls[:-200] = [], []
            for task in doing:
                task.cancel()
            await asyncio.gather(*doing, return_exceptions=True)
            figures = await _figures(http, shown)
            told.lag_p99 = quantile(figures, "quoth_event_loop_lag_seconds_bucket", 0.99)
        told.code, told.logged = await bot.end()
    finally:
        if bot.process.returncode is None:
            bot.process.kill()
            await bot.process.communicate()
        await slack.stop()
    return told


async def _started(bot: Bot) -> tuple[str, str]:
    """Where Slack's requests go, and where the figures are."""
    await bot.launch()
    assert bot.process.stdout is not None
    lines: set[str] = set()
    while "ready slack" not in lines:
        lines.add((await bot.process.stdout.readline()).decode().strip())
    http, shown = (
        next(x.removeprefix(words) for x in lines if x.startswith(words)) for words in ("ready http ", "ready metrics ")
    )
    return f"http://{http}/slack/events", f"http://{shown}/metrics"


async def _play(people: Workspace, names: list[str], channel: str, rng: random.Random, told: Evening) -> None:
    """One game after the other: answers, skips, and a new one."""
    while True:
        told.asked += 1
        await people.command(names[0], "/quiz start begin=now who-said rounds=3 seconds=10", channel=channel)
        for _ in range(12):
            await asyncio.sleep(rng.uniform(0.5, 1.5))
            line = rng.choice(("/quiz answer A", "/quiz answer B", "/quiz scores", "/quiz skip"))
            told.asked += 1
            await people.command(rng.choice(names), line, channel=channel)
        await people.command(names[0], "/quiz stop", channel=channel)


async def _ask(people: Workspace, names: list[str], channels: int, rng: random.Random, told: Evening) -> None:
    """Somebody, somewhere, all the time."""
    while True:
        told.asked += 1
        channel = f"CC{rng.randrange(channels)}"
        await people.command(rng.choice(names), rng.choice(LINES), channel=channel)
        await asyncio.sleep(rng.expovariate(1 / EVERY))


async def _spoil(slack: LocalSlack, rng: random.Random, told: Evening) -> None:
    """Slack asks to wait, fails, babbles or loses an answer."""
    while True:
        await asyncio.sleep(rng.expovariate(1 / FAULT_EVERY))
        told.faults += 1
        kind = rng.randrange(4)
        if kind == 3:
            slack.lose.add("chat.update")
            continue
        answers = (_limited, _failing, _babbling)
        slack.failures["chat.update"] = [answers[kind]]


def _limited() -> web.StreamResponse:
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})


def _failing() -> web.StreamResponse:
    return web.Response(status=503, text="upstream connect error")


def _babbling() -> web.StreamResponse:
    return web.Response(text="<html>We are looking into it.</html>", content_type="text/html")


def _sample(pid: int, at: float) -> Sample:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return Sample(at, pages * os.sysconf("SC_PAGE_SIZE"), len(list(Path(f"/proc/{pid}/fd").iterdir())))


def _games(figures: Mapping[str, float]) -> float:
    return sum(value for name, value in figures.items() if name.startswith("quoth_games_active"))


async def _figures(http: aiohttp.ClientSession, shown: str) -> Mapping[str, float]:
    async with http.get(shown) as answer:
        lines = [x.rpartition(" ") for x in (await answer.text()).splitlines() if x and x[0] != "#"]
    return {name: float(value) for name, _, value in lines}


def quantile(figures: Mapping[str, float], name: str, part: float) -> float:
    """The bound of the bucket in which that part of all lies, in seconds."""
    found = ((re.search(r'le="([^"]+)"', key), value) for key, value in figures.items() if key.startswith(name))
    bounds = sorted((float(match[1].replace("+Inf", "inf")), value) for match, value in found if match)
    return next((bound for bound, count in bounds if count >= part * bounds[-1][1]), 0.0)


def main() -> int:
    """Print what came of it; 1 where it is not as it should be."""
    seconds = float(os.environ.get("SOAK_SECONDS", "1800"))
    with tempfile.TemporaryDirectory() as folder:
        told = asyncio.run(evening(Path(folder), seconds=seconds, channels=1000, games=50))
    first, last = told.samples[len(told.samples) // 2], told.samples[-1]
    print(f"{seconds:.0f} s, {told.asked:,} requests, {told.faults} faults, seed {SEED}")
    print(f"memory {first.memory / 1e6:.1f} MB at half time, {last.memory / 1e6:.1f} MB at the end: "
          f"{told.growth / 1e6:+.2f} MB in ten minutes (at most 1)")  # fmt: skip
    print(f"descriptors {first.descriptors} and {last.descriptors}")
    print(f"event loop late: 99 % within {1000 * told.lag_p99:.0f} ms (less than 100)")
    print(f"lines of errors without a remedy: {len(told.unhelpful)}", *told.unhelpful[:5], sep="\n  ")
    steady = abs(last.descriptors - first.descriptors) <= 5
    return int(not (told.growth <= 1e6 and steady and told.lag_p99 <= 0.1 and not told.unhelpful and told.code == 0))


if __name__ == "__main__":
    raise SystemExit(main())
