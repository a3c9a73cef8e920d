"""Whoever is slow, idle, many or gone in the middle stops nobody who asks the HTTP server, and leaves no traceback."""

import asyncio
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.http.connections import Limits
from adapters.http.server import HttpServer
from bot.delivery.platform import HttpAnswer, Mount
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
LIVE = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
PIECES = b"POST /in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
SHORT = Limits(request=0.2, idle=0.4, open=5)


class Served:
    """A server, and whoever speaks to it byte by byte."""

    def __init__(self) -> None:
        self.port = 0
        self.got: list[bytes] = []
        self.came, self.go = asyncio.Event(), asyncio.Event()
        self.go.set()
        self._writers: list[StreamWriter] = []

    async def handle(self, headers: Mapping[str, str], body: bytes) -> HttpAnswer:
        """Takes a body; as long as `go` is not set it is worked on."""
        self.got.append(body)
        self.came.set()
        await self.go.wait()
        return HttpAnswer(status=200, body=body)

    def screen(self, headers: Mapping[str, str]) -> HttpAnswer | None:
        """Turns whoever says so away."""
        return HttpAnswer(status=401, body=b"no") if "X-Bad" in headers else None

    async def say(self, data: bytes) -> tuple[StreamReader, StreamWriter]:
        """Connect and say something."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        self._writers.append(writer)
        writer.write(data)
        return reader, writer

    async def leave(self) -> None:
        """Everybody who spoke to it goes."""
        for writer in self._writers:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for writer in self._writers), return_exceptions=True)

    async def is_alive(self) -> bool:
        """Whether a new connection is told so."""
        reader, writer = await self.say(b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = await asyncio.wait_for(reader.readline(), PATIENCE)
        writer.close()
        return answer == b"HTTP/1.1 200 OK\r\n"


@asynccontextmanager
async def serving(limits: Limits = SHORT) -> AsyncIterator[Served]:
    """On a free port."""

    async def readiness() -> Mapping[str, bool]:
        return {}

    served = Served()
    mount = Mount(path="/in", handle=served.handle, limit=1000, screen=served.screen)
    server = HttpServer("127.0.0.1", 0, readiness, [mount], limits)
    served.port = await server.start()
    try:
        yield served
    finally:
        served.go.set()
        await served.leave()
        await server.close()


async def ended(reader: StreamReader) -> bytes:
    """What was said until the server ended the connection."""
    said = b""
    try:
        async with asyncio.timeout(PATIENCE):
            while more := await reader.read(1000):
                said += more
    except ConnectionResetError:
        pass
    return said


SLOW = {
    "a head that never ends": b"GET /livez HTTP/1.1\r\nHost: x\r\n",
    "a body that never comes": POST % 100,
    "a body that never ends": POST % 100 + b"payload=",
    "a body in pieces that never ends": PIECES + b"5\r\nhello\r\n",
    "half a word": b"G",
}


@pytest.mark.parametrize("said", SLOW.values(), ids=SLOW.keys())
async def test_a_request_has_to_be_there_in_time(said: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever is missing: it is not answered, the connection ends, and no log line tells of it."""
    async with serving() as served:
        reader, _ = await served.say(said)

        assert await ended(reader) == b""
        assert served.got == []
    assert caplog.records == []


async def test_dripping_bytes_earn_no_more_time() -> None:
    """A header every now and then, for ever (slowloris): it ends all the same, while others are served."""
    async with serving() as served:
        reader, writer = await served.say(b"GET /livez HTTP/1.1\r\n")

        async def drip() -> None:
            while True:
                writer.write(b"X: y\r\n")
                await asyncio.sleep(0.02)

        dripping = asyncio.create_task(drip())
        assert await served.is_alive()
        assert await ended(reader) == b""
        dripping.cancel()


async def test_an_idle_connection_ends_after_a_while() -> None:
    """One that never asked, and one that asked once; a second request in between is answered."""
    async with serving() as served:
        never, _ = await served.say(b"")
        reader, writer = await served.say(LIVE)
        assert await reader.readuntil(b"ok")
        writer.write(LIVE)
        assert await reader.readuntil(b"ok")

        assert await ended(never) == b""
        assert await ended(reader) == b""


async def test_work_is_not_cut_short() -> None:
    """A request that is there may take longer than any of these times."""
    async with serving(Limits(request=0.05, idle=0.1, open=2)) as served:
        served.go.clear()
        reader, _ = await served.say(POST % 5 + b"hello")
        await served.came.wait()
        others = [await served.say(b"") for _ in range(4)]
        for other, _ in others:
            await ended(other)
        served.go.set()

        assert (await reader.readuntil(b"hello")).startswith(b"HTTP/1.1 200 OK")


async def test_the_newest_connection_takes_the_place_of_the_one_that_idles_longest() -> None:
    """However many there are, whoever comes is heard; who asks something useful meanwhile keeps their place."""
    async with serving(Limits(request=PATIENCE, idle=PATIENCE, open=5)) as served:
        readers = [(await served.say(b"GET /livez HT"))[0] for _ in range(20)]
        assert await served.is_alive()
        for reader in readers[:15]:
            assert await ended(reader) == b""
        assert not any(reader.at_eof() for reader in readers[16:])


async def test_where_all_are_worked_for_one_more_is_sent_away() -> None:
    """The limit holds."""
    async with serving(Limits(request=PATIENCE, idle=PATIENCE, open=3)) as served:
        served.go.clear()
        working = []
        for n in range(3):
            served.came.clear()
            working.append((await served.say(POST % 1 + str(n).encode()))[0])
            await served.came.wait()
        more, _ = await served.say(LIVE)
        assert await ended(more) == b""
        served.go.set()
        for n, reader in enumerate(working):
            assert await reader.readuntil(str(n).encode())
        assert await served.is_alive()


@pytest.mark.parametrize("how", ["close", "abort"])
async def test_whoever_leaves_in_the_middle_of_a_body_leaves_no_traceback(
    how: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Slack's own retries do that, and scanners."""
    async with serving() as served:
        for _ in range(5):
            _, writer = await served.say(POST % 100 + b"half")
            await asyncio.sleep(0.01)
            writer.transport.abort() if how == "abort" else writer.close()
        assert await served.is_alive()
        assert served.got == []
    assert caplog.records == []


ODD = {
    "no HTTP at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "a long line": b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\n\r\n",
    "many headers": b"GET /livez HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
    "two lengths": b"POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "a length and pieces": PIECES.replace(b"x\r\n", b"x\r\nContent-Length: 5\r\n") + b"hello",
    "a piece of no size": PIECES + b"zz\r\nhello\r\n",
    "another protocol": b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\x00\x01",
    "an answer": b"HTTP/1.1 200 OK\r\n\r\n",
}


@pytest.mark.parametrize("said", ODD.values(), ids=ODD.keys())
async def test_nonsense_leaves_no_traceback(said: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """It is answered with 400 at most, the connection ends, others are served."""
    async with serving() as served:
        reader, _ = await served.say(said)
        answer = await ended(reader)
        assert b"500" not in answer[:20]
        assert await served.is_alive()
        assert served.got == []
    assert [r for r in caplog.records if r.levelname in ("ERROR", "WARNING") or r.exc_info] == []


async def test_who_is_refused_by_the_head_sends_no_body() -> None:
    """The answer is there before the body is, for a wrong head and for one too large."""
    async with serving() as served:
        for head, status in (
            (b"X-Bad: 1\r\nContent-Length: 900\r\n", b"401"),
            (b"Content-Length: 9000000\r\n", b"413"),
        ):
            reader, _ = await served.say(b"POST /in HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n")
            assert status in await asyncio.wait_for(reader.readline(), PATIENCE)
        assert served.got == []


async def test_a_packed_body_stays_packed() -> None:
    """What is signed is signed as it came, and a kilobyte cannot become a gigabyte."""
    async with serving() as served:
        head = b"POST /in HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n"
        reader, _ = await served.say(head + b"\x1f\x8b\x08\x00")
        assert b"200" in await reader.readline()
        assert served.got == [b"\x1f\x8b\x08\x00"]


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors are limited on POSIX systems")
async def test_without_descriptors_the_process_says_that_it_is_alive() -> None:
    """Files took all of them: /livez is answered all the same, again and again, with one line in the log."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.platform.exhausted", cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    served = Served()
    try:
        served.port = int(await process.stdout.readline())
        for told in ("fill", "free", "fill", "free"):
            process.stdin.write(told.encode() + b"\n")
            assert (await process.stdout.readline()).decode().strip() == told
            # Somebody who holds a connection and says nothing takes no place that is needed.
            idle = [await served.say(b"GET") for _ in range(3)] if told == "fill" else []
            assert [await served.is_alive() for _ in range(20)] == [True] * 20
            for _, writer in idle:
                writer.close()
        process.stdin.write(b"end\n")
        log = (await process.stderr.read()).decode()
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await served.leave()

    assert "Traceback" not in log
    assert log.count("no file descriptors are left") == 1
