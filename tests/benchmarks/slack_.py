"""Quoth on Slack beside a bare Bolt app that answers "pong": both processes, signed HTTP on real sockets, one machine.

200 people type a command at the same moment: how long until Slack has the acknowledgement, and until what they said is
recorded and told.
"""

import asyncio
import os
import socket
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web

from tests.benchmarks.recorded import Recorded
from tests.platform.slack.local import BOT_TOKEN, SECRET, LocalSlack
from tests.platform.slack.people import Workspace, encoded, signed
from tests.platform.slack.workspace import Shown

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE, REPEATS = 200, 5
QUOTH, PONG = ("-m", "bot", "run"), ("-m", "tests.benchmarks.slack_pong")


@dataclass(frozen=True, slots=True)
class Rush:
    """Seconds from the moment all typed: until acknowledged, recorded and told, each sorted."""

    acknowledged: list[float]
    recorded: list[float]
    told: list[float]


class Stopwatch(LocalSlack):
    """Notes when replies stand, and spends no time on looking at them."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, float] = {}

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.told[request.match_info["address"]] = time.perf_counter()
        return web.Response(text="ok")

    async def tell(self) -> None:
        """Nobody waits for news in the hurry."""
        if len(self.shown) < AT_ONCE:
            await super().tell()


@asynccontextmanager
async def running(slack: LocalSlack, folder: str, arguments: Sequence[str], **settings: str) -> AsyncIterator[str]:
    """An app as a process; where it hears."""
    environ = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": folder, "HTTP_PORT": str(_free_port()),
        "HTTP_HOST": "127.0.0.1", "DATABASE_URL": f"sqlite:///{folder}/quoth.db", "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_BASE": slack.base + "/api", **settings,
    }  # fmt: skip
    process: Process = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "ignore", *arguments, cwd=ROOT, env=environ, stdout=PIPE
    )
    try:
        assert process.stdout is not None
        lines = [(await process.stdout.readline()).decode().strip() for _ in range(2)]
        where = lines[0].removeprefix("ready http ")
        await _hears(where)
        yield f"http://{where}/slack/events"
    finally:
        process.terminate()
        await process.wait()


async def main() -> None:
    """Print both tables."""
    print(f"\n{AT_ONCE} Slack commands at once over signed HTTP (milliseconds; best of {REPEATS} by the slowest)")
    print("                                  ack p50   p99   slowest   recorded p50   p99   told p50   p99")
    pong = await measured(PONG)
    ours = await measured(QUOTH)
    for name, rush in {"bare Bolt, “pong”": pong, "quoth, /quiz answer": ours}.items():
        acks, rest = rush.acknowledged, ""
        if rush.told:
            kept, told = rush.recorded, rush.told
            rest = f"{_at(kept, 50):14.0f} {_at(kept, 99):6.0f} {_at(told, 50):9.0f} {_at(told, 99):6.0f}"
        print(f"  {name:30} {_at(acks, 50):8.0f} {_at(acks, 99):6.0f} {_at(acks, 100):8.0f} {rest}")
    print(f"  ratio of the p99                {_at(ours.acknowledged, 99) / _at(pong.acknowledged, 99):8.1f} ×")


async def measured(arguments: Sequence[str]) -> Rush:
    """The best of several rushes."""
    slack = Stopwatch()
    await slack.start()
    names = [f"p{i}" for i in range(AT_ONCE)]
    slack.channel("arena", *names)
    for name in names:
        slack.user(name)
    rushes = []
    connector = aiohttp.TCPConnector(limit=0)
    with tempfile.TemporaryDirectory() as folder:
        async with running(slack, folder, arguments) as url, aiohttp.ClientSession(connector=connector) as http:
            people = Workspace(slack, url=url, http=http)
            for _ in range(REPEATS):
                recorded = None
                if arguments is QUOTH:
                    await _new_round(slack, people)
                    recorded = Recorded(folder, "answer")
                rushes.append(await _rush(slack, people, names, recorded))
    await slack.stop()
    return min(rushes, key=lambda rush: rush.acknowledged[-1])


async def _new_round(slack: Stopwatch, people: Workspace) -> None:
    """A game that has an open round; the first of them also makes every face known."""
    await people.command("alice", "/quiz stop", channel="CARENA")
    await asyncio.sleep(1.2)
    before = len(slack.shown)
    await people.command("alice", "/quiz start begin=now who-said seconds=600", channel="CARENA")

    def stands() -> Shown | None:
        return next((s for s in slack.shown[before:] if "Round 1" in s.text), None)

    await slack.until(stands, 30)
    await asyncio.sleep(0.5)


async def _rush(slack: Stopwatch, people: Workspace, names: Sequence[str], recorded: Recorded | None) -> Rush:
    payloads = [people.command_payload(name, "/quiz answer A", channel="CARENA") for name in names]
    bodies = [encoded("slash_commands", payload) for payload in payloads]
    requests = [(body, signed(body, kind)) for body, kind in bodies]
    begun = time.perf_counter()
    posting = asyncio.gather(*(_post(people, body, headers, begun) for body, headers in requests))
    if recorded is None:
        return Rush(sorted(await posting), [], [])
    acks, kept = await asyncio.gather(posting, recorded.all_of(len(names), begun))
    addresses = [p["response_url"].rsplit("/", 1)[1] for p in payloads]
    while not all(a in slack.told for a in addresses):
        await asyncio.sleep(0.01)
        if time.perf_counter() - begun > 30:
            raise AssertionError(f"only {sum(a in slack.told for a in addresses)} were told")
    return Rush(sorted(acks), kept, sorted(slack.told[a] - begun for a in addresses))


async def _post(people: Workspace, body: bytes, headers: dict[str, str], begun: float) -> float:
    assert people.http is not None
    async with people.http.post(people.url, data=body, headers=headers) as answer:
        assert answer.status == 200, answer.status
        await answer.read()
        return time.perf_counter() - begun


def _at(times: list[float], percent: int) -> float:
    """A percentile in milliseconds."""
    return 1000 * times[min(len(times) - 1, len(times) * percent // 100)]


async def _hears(where: str) -> None:
    """Wait until it accepts connections: the bare app speaks before it listens."""
    host, port = where.split(":")
    while True:
        try:
            _, writer = await asyncio.open_connection(host, int(port))
        except ConnectionRefusedError:
            await asyncio.sleep(0.01)
        else:
            writer.close()
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    asyncio.run(main())
