"""A press while somebody floods: Quoth on Slack as a process, signed HTTP, one message a second in a channel.

Thirty `/quote` of one person in one channel, and 0.4 s later a press in a round of another channel: how long until who
pressed is told that it counts. Then the same while six people flood six channels, while somebody asks for
look-ups and help, and while a scanner sends requests with wrong signatures.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress

import aiohttp

from tests.benchmarks.slack_ import QUOTH, running
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.people import Workspace, signed
from tests.platform.slack.workspace import Shown

FLOOD, AFTER, PRESSES = 30, 0.4, 8
Flood = Callable[[Workspace], Awaitable[None]]


async def quotes(people: Workspace) -> None:
    """One member, one channel."""
    await asyncio.gather(*(people.command("mallory", "/quote", channel="CBUSY0") for _ in range(FLOOD)))


async def six_channels(people: Workspace) -> None:
    """Six members in as many channels."""
    asked = [people.command(f"m{n % 6}", "/quote", channel=f"CBUSY{n % 6}") for n in range(6 * FLOOD)]
    await asyncio.gather(*asked)


async def lookups(people: Workspace) -> None:
    """Private look-ups and help, as fast as they are acknowledged."""
    lines = ("/whosaid the kettle boils and backups can smell fear", "/quoth help", "/quotes packs")
    await asyncio.gather(*(people.command("mallory", lines[n % 3], channel="CBUSY0") for n in range(6 * FLOOD)))


async def signatures(people: Workspace) -> None:
    """Half a megabyte each, signed with another secret."""
    assert people.http is not None
    body = b"payload=" + b"x" * 500_000
    headers = signed(body, "application/x-www-form-urlencoded", secret="another")
    for _ in range(10):
        posts = [people.http.post(people.url, data=body, headers=headers) for _ in range(10)]
        for answer in await asyncio.gather(*posts):
            answer.release()


async def nothing(people: Workspace) -> None:
    """Nobody else is there."""


FLOODS: Mapping[str, Flood] = {
    "nobody else": nothing,
    "30 /quote of one in one channel": quotes,
    "180 /quote of six in six channels": six_channels,
    "180 look-ups and help of one": lookups,
    "100 bodies of 0.5 MB, wrongly signed": signatures,
}


async def main() -> None:
    """Print the table."""
    print(f"\nA press on Slack {AFTER} s into somebody else's flood: told after (milliseconds, {PRESSES} people)")
    print("                                              median   slowest")
    for name, flood in FLOODS.items():
        told = await measured(flood)
        print(f"  {name:42} {1000 * told[len(told) // 2]:8.0f} {1000 * told[-1]:9.0f}")


async def measured(flood: Flood) -> Sequence[float]:
    """Seconds from each press to its receipt, sorted."""
    slack, names = LocalSlack(seconds=1.0), [f"p{n}" for n in range(PRESSES)]
    await slack.start()
    for name in ("mallory", *names, *(f"m{n}" for n in range(6))):
        slack.user(name)
    slack.channel("arena", "alice", *names)
    for n in range(6):
        slack.channel(f"busy{n}", "mallory", *(f"m{n}" for n in range(6)))
    try:
        with tempfile.TemporaryDirectory() as folder:
            connector = aiohttp.TCPConnector(limit=0)
            async with running(slack, folder, QUOTH) as url, aiohttp.ClientSession(connector=connector) as http:
                return await _pressed(slack, Workspace(slack, url=url, http=http), names, flood)
    finally:
        await slack.stop()


async def _pressed(slack: LocalSlack, people: Workspace, names: Sequence[str], flood: Flood) -> Sequence[float]:
    await people.command("alice", "/quiz start begin=now who-said seconds=600", channel="CARENA")
    asked = await slack.until(lambda: next((s for s in slack.shown if "Round 1" in s.text), None), 30)
    await asyncio.sleep(1.0)
    # So that everybody's face is known, and only the flood is in the way.
    await asyncio.gather(*(people.command(name, "/quiz scores", channel="CARENA") for name in names))
    await asyncio.sleep(1.0)
    flooding = asyncio.ensure_future(flood(people))
    await asyncio.sleep(AFTER)
    told = sorted(await asyncio.gather(*(_told(slack, people, name, asked) for name in names)))
    flooding.cancel()
    with suppress(asyncio.CancelledError):
        await flooding
    return told


async def _told(slack: LocalSlack, people: Workspace, name: str, asked: Shown) -> float:
    begun, before, user = time.perf_counter(), len(slack.shown), "U" + name.upper()
    await people.press(name, asked, "B")
    await slack.until(lambda: any(s.user == user and "B ·" in s.text for s in slack.shown[before:]), 120)
    return time.perf_counter() - begun


if __name__ == "__main__":
    asyncio.run(main())
