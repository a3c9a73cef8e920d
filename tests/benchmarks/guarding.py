"""One person must not stop everybody: Quoth on Slack as a process beside somebody's imports and a silent PostgreSQL.

Eight long transcripts of eight people at once: meanwhile how long until somebody else is told what they looked up, and
that their answer counts. What of one person's making took gigabytes: how much the process that reads it holds, and the
bot. A PostgreSQL that is stopped while it keeps its connections: how long until /readyz and people are told.
"""

import asyncio
import io
import json
import os
import random
import tempfile
import threading
import time
import zipfile
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from functools import partial

import aiohttp

from bot.library.reader.children import ReaderProcesses
from bot.library.reader.model import ReadingJob
from content.errors import ContentError
from tests.benchmarks.imports import children, memory, talk
from tests.benchmarks.slack_ import QUOTH, running
from tests.databases import create_database, stoppable_server
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.people import Workspace
from tests.platform.slack.workspace import Shown

# A talk of three hours has 150 kB.
IMPORTERS, KILOBYTES, PLAYERS, PAUSE = 8, 150, 400, 0.25
TURN = "<w:p><w:r><w:t>Ada Novak: Whoever mends ladder {} by night finds that {:x} are patient.</w:t></w:r></w:p>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINE = "/whosaid backups can smell fear"


async def main() -> None:
    """Print the three tables."""
    print(f"\n{IMPORTERS} people bring transcripts of {KILOBYTES} kB at once; told to others meanwhile (milliseconds)")
    await _beside_imports()
    print("\nwhat took gigabytes: most memory of the process that reads it (MB), seconds, what became of it")
    for name, document in bombs():
        await _read(name, document)
    print("\nPostgreSQL stops and keeps its connections (seconds)")
    await _silent()


async def _beside_imports() -> None:
    async with _on_slack() as (slack, people):
        slack.channel("quiet", "alice", *(f"p{n}" for n in range(PLAYERS)))
        await people.command("alice", "/quiz start begin=now who-said seconds=600 rounds=1", channel="CQUIET")
        asked = await slack.until(lambda: next((s for s in slack.shown if "Round 1" in s.text), None), 60)
        files = []
        for number in range(IMPORTERS):
            name = f"i{number}"
            text = talk(random.Random(number), KILOBYTES * 1000).replace("# A talk", f"# Talk {number}")
            await people.command(name, "/quotes import")
            shown = await slack.until(partial(_last, slack, "ephemeral", name), 30)
            await people.press(name, shown, "Bring a transcript")
            view = await slack.until(partial(_last, slack, "view"), 30)
            files.append((name, view.message, (f"talk-{number}.md", text.encode())))
            slack.shown.remove(view)
        begun = time.perf_counter()
        acknowledged = await asyncio.gather(*(people.fill(name, form, file=file) for name, form, file in files))
        assert not [a.body for a in acknowledged if a.body.get("errors")], acknowledged
        looked, pressed, number = [], [], 0
        while len([s for s in slack.shown if "Imported" in s.text]) < IMPORTERS and number < PLAYERS:
            name = f"p{number}"
            looked.append(await _told(slack, people.command(name, LINE, channel="CQUIET"), name))
            pressed.append(await _told(slack, people.press(name, asked, "B"), name))
            number += 1
            await asyncio.sleep(PAUSE)
        done, seconds = len([s for s in slack.shown if "Imported" in s.text]), time.perf_counter() - begun
        print(f"  {done} are in after {seconds:.0f} s; {number} look-ups and as many presses meanwhile")
        for what, waited in (("a look-up", looked), ("a press", pressed)):
            told = sorted(waited)
            print(f"  {what:12} median {1000 * told[len(told) // 2]:6.0f}   slowest {1000 * told[-1]:6.0f}")


async def _told(slack: LocalSlack, doing: Awaitable[object], name: str) -> float:
    before, begun, user = len(slack.shown), time.perf_counter(), "U" + name.upper()
    await doing
    await slack.until(lambda: any(s.user == user for s in slack.shown[before:]), 180)
    return time.perf_counter() - begun


def _last(slack: LocalSlack, kind: str, name: str = "") -> Shown | None:
    return next(
        (s for s in reversed(slack.shown) if s.kind == kind and (not name or s.user == "U" + name.upper())), None
    )


@asynccontextmanager
async def _on_slack(**environ: str) -> AsyncIterator[tuple[LocalSlack, Workspace]]:
    slack = LocalSlack(seconds=0.0)
    await slack.start()
    for name in ("alice", *(f"i{n}" for n in range(IMPORTERS)), *(f"p{n}" for n in range(PLAYERS))):
        slack.user(name, admin=name[0] in "ai")
    slack.channel("general", "alice", *(f"i{n}" for n in range(IMPORTERS)))
    try:
        with tempfile.TemporaryDirectory() as folder:
            connector = aiohttp.TCPConnector(limit=0)
            async with running(slack, folder, QUOTH, **environ) as url, aiohttp.ClientSession(connector=connector) as h:
                yield slack, Workspace(slack, url=url, http=h)
    finally:
        await slack.stop()


def bombs() -> Sequence[tuple[str, tuple[str, bytes]]]:
    """A document of every kind that costs more than its size."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        chance = random.Random(1)
        body = "".join(TURN.format(n, chance.getrandbits(160)) for n in range(15_000_000 // len(TURN)))
        archive.writestr("word/document.xml", f"<w:document xmlns:w='{WORD}'><w:body>{body}</w:body></w:document>")
    deep = json.dumps([{"text": "It holds.", "author": "Ada Novak", "tags": [{}] * 50}] * 60_000).encode()
    return [
        ("40 kB of dotted TOML", ("a.toml", _dotted(40))),
        ("80 kB of dotted TOML", ("a.toml", _dotted(80))),
        (f"a docx of {len(packed.getvalue()) // 1000} kB, 19 MB unpacked", ("a.docx", packed.getvalue())),
        (f"{len(deep) // 1_000_000} MB of JSON in small pieces", ("a.json", deep)),
        ("10 MB of a word and a colon", ("a.txt", b"A:" * 5_000_000)),
    ]


def _dotted(kilobytes: int) -> bytes:
    return (".".join(["a"] * (kilobytes * 512)) + " = 1").encode()


async def _read(name: str, document: tuple[str, bytes]) -> None:
    reader, begun, most, ended = ReaderProcesses(), time.perf_counter(), [0, 0], threading.Event()
    before = memory(os.getpid())
    watch = threading.Thread(target=_watch, args=(most, ended))
    watch.start()
    try:
        read = await reader.read(ReadingJob(where=document[0], data=document[1]), who="somebody")
        became = f"read: {len(read.pack.quotes)} quotes"
    except ContentError as error:
        became = str(error)
    finally:
        ended.set()
        watch.join()
    seconds = time.perf_counter() - begun
    bot = f"the bot {(most[1] - before) / 1e6:+.0f} MB"
    print(f"  {name:42} {most[0] / 1e6:6.0f} {seconds:6.1f}  {bot}  {became[:70]}", flush=True)


def _watch(most: list[int], ended: threading.Event) -> None:
    while not ended.wait(0.05):
        held = sum(memory(p) for p in children(os.getpid()))
        most[:] = max(most[0], held), max(most[1], memory(os.getpid()))


async def _silent() -> None:
    with stoppable_server() as server:
        async with _on_slack(DATABASE_URL=create_database(server.address)) as (slack, people):
            assert people.http is not None
            ready = people.url.replace("/slack/events", "/readyz")
            await _status(people.http, ready, 200)
            await _told(slack, people.command("p0", LINE), "p0")
            server.stop()
            begun = time.perf_counter()
            first = asyncio.ensure_future(_told(slack, people.command("p1", LINE), "p1"))
            await _status(people.http, ready, 503)
            print(f"  /readyz says so after                   {time.perf_counter() - begun:6.1f}")
            print(f"  who asked at that moment is told after  {await first:6.1f}")
            later = [await _told(slack, people.command(f"p{n}", "/quotes packs"), f"p{n}") for n in range(2, 6)]
            print(f"  who asks later is told after            {max(later):6.1f}")
            server.go_on()
            begun = time.perf_counter()
            await _status(people.http, ready, 200)
            print(f"  ready again after                       {time.perf_counter() - begun:6.1f}")


async def _status(http: aiohttp.ClientSession, url: str, status: int) -> None:
    while True:
        async with http.get(url) as answer:
            if answer.status == status:
                return
        await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(main())
