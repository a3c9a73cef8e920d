"""The parent's side: a child for each document, what it is given, how long it is waited for, what its end means."""

import asyncio
import io
import logging
import os
import pickle
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from typing_extensions import override

from bot.library.reader.answers import DOCUMENT, FAILED, FEED, MEMORY, READ, REFUSED
from bot.library.reader.line import ReadingQueue
from bot.library.reader.model import ReadDocument, Reader, ReadingJob, Waiting
from bot.library.threads import FILES, within
from bot.library.unwatched import unwatched
from content.errors import ContentError, TooCostly
from content.feeds import Feed

# The child finds the same code as we, and nothing else of ours: neither secrets of the environment nor open files.
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from bot.library.reader.child import main; main()"
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
_CHUNK = 1 << 16
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may take. `cpu_seconds` is processor time; `seconds` is the clock's: twice that if None.

    `result_mb` caps what comes back.
    """

    memory_mb: int = 1000
    cpu_seconds: int = 300
    seconds: float | None = None
    result_mb: int = 150


class ReaderProcesses(Reader):
    """Reads with processes; who comes while all are busy waits in a line."""

    def __init__(self, limits: Limits | None = None, *, at_once: int = 2, longest: int = 8, each: int = 3) -> None:
        self._limits = limits or Limits()
        self._line = ReadingQueue(at_once, longest, each)

    @override
    async def read(self, work: ReadingJob, *, who: str, waiting: Waiting | None = None) -> ReadDocument:
        async with self._line.turn(who, waiting):
            pack, card = await self._read(work.where, DOCUMENT, (work.where, work.data, work.name, work.how))
        return ReadDocument(pack=pack, card=card)

    @override
    async def read_feed(self, where: str, data: bytes, link: str, *, who: str) -> Feed:
        async with self._line.turn(who, None):
            found = await self._read(where, FEED, (data, where, link))
        assert isinstance(found, Feed)
        return found

    async def _read(self, where: str, kind: str, about: tuple[Any, ...]) -> Any:
        """What a child makes of it."""
        limits = self._limits
        given = (limits.memory_mb, limits.cpu_seconds, kind, about)
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-X", "utf8", "-c", _PROGRAM, *sys.path,
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={n: os.environ[n] for n in _KEPT if n in os.environ},
        )  # fmt: skip
        try:
            async with asyncio.timeout(limits.seconds or 2 * limits.cpu_seconds):
                answer = await _conversed(child, pickle.dumps(given, pickle.HIGHEST_PROTOCOL), limits.result_mb * 10**6)
                # One that says too much would wait for ever to say the rest.
                code = 0 if answer is None else await child.wait()
        except TimeoutError:
            raise TooCostly.time(where) from None
        finally:
            if child.returncode is None:
                with suppress(ProcessLookupError):
                    child.kill()
                await child.wait()
        if answer is None:
            raise TooCostly.memory(where)
        return await within(FILES, _understood, answer, code, where)


async def _conversed(child: Process, given: bytes, most: int) -> bytes | None:
    """Everything the child says to what it is given; None for more than `most` bytes."""
    assert child.stdin is not None
    assert child.stdout is not None
    with suppress(BrokenPipeError, ConnectionResetError):
        child.stdin.write(given)
        await child.stdin.drain()
    child.stdin.close()
    said = bytearray()
    while chunk := await child.stdout.read(_CHUNK):
        said += chunk
        if len(said) > most:
            return None
    return bytes(said)


def _understood(answer: bytes, code: int, where: str) -> Any:
    """What the child read. Raises the ContentError it met, or what its end means."""
    if not answer:
        if code == -getattr(signal, "SIGXCPU", 0):
            raise TooCostly.time(where)
        _log.warning("a process that read a document ended by itself with code %s", code)
        raise TooCostly.memory(where)
    with unwatched():
        kind, value = _Unpickler(io.BytesIO(answer)).load()
    if kind == READ:
        return value
    if kind == REFUSED and isinstance(value, ContentError):
        raise value
    if kind == MEMORY:
        raise TooCostly.memory(where)
    assert kind == FAILED
    raise RuntimeError(f"a document could not be read: {value}")


class _Unpickler(pickle.Unpickler):
    """Knows what packs are made of, and nothing that does anything."""

    def find_class(self, module: str, name: str) -> Any:
        if "." not in name and module in ("content.model", "content.errors", "content.report", "content.feeds"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"a process that read a document answered with {module}.{name}")
