"""A file that somebody handed over, fetched whole or not at all; the same on every platform.

How bytes come is the platform's matter. Here is what to do when they do not: try again what a network lost, compare
what came with the size that was told, and refuse the rest by name.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.chat.incoming import Upload
from bot.library.file_refusals import FileCut, FileDelayed, FileIsPage

# An answer to a command can come for a quarter of an hour, but a person looks at it; a dead link must not take a slot
# from others for longer.
SECONDS = 60.0
TRIES, PAUSE_SECONDS = 3, 0.25
HEAD = 1024
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file as the platform told of it: `size` in bytes, 0 where it did not say; no more than `limit` is taken."""

    name: str
    size: int
    limit: int


class DownloadDelayed(Exception):
    """The bytes did not come, or only `came` of them; another try may bring them.

    `seconds` is how long the server asked to wait.
    """

    def __init__(self, reason: str, *, seconds: float = 0.0, came: int = 0) -> None:
        self.seconds, self.came = seconds, came
        super().__init__(reason)


async def fetch(wanted: Download, read: Callable[[], Awaitable[bytes]], *, seconds: float = SECONDS) -> Upload:
    """The file, whole; without its data when it is larger than its limit.

    `read` gives all bytes, or one more than the limit; it raises DownloadDelayed when the network or the server failed,
    and a Refusal for what no other try mends. Raises FileCut, FileDelayed, FileIsPage.
    """
    if wanted.size > wanted.limit:
        return Upload(name=wanted.name, size=wanted.size, data=b"")
    try:
        async with asyncio.timeout(seconds):
            return await _patiently(wanted, read)
    except TimeoutError:
        raise FileDelayed(name=wanted.name) from None


async def _patiently(wanted: Download, read: Callable[[], Awaitable[bytes]]) -> Upload:
    came = 0
    for tries in range(1, TRIES + 1):
        try:
            return _whole(wanted, await read())
        except DownloadDelayed as later:
            came = max(came, later.came)
            _log.warning("a file did not come (%s), try %d of %d", later, tries, TRIES)
            if tries < TRIES:
                await asyncio.sleep(max(later.seconds, PAUSE_SECONDS * tries))
    raise FileCut(name=wanted.name, came=came, size=wanted.size) if came else FileDelayed(name=wanted.name)


def _whole(wanted: Download, data: bytes) -> Upload:
    """What came, if it is the file: a page is one only when it has the size that was told."""
    if len(data) > wanted.limit:
        return Upload(name=wanted.name, size=max(wanted.size, len(data)), data=b"")
    if len(data) != wanted.size and _is_page(data):
        raise FileIsPage(name=wanted.name)
    if len(data) < wanted.size:
        raise DownloadDelayed(f"{len(data)} of {wanted.size} bytes", came=len(data))
    return Upload(name=wanted.name, size=len(data), data=data)


def _is_page(data: bytes) -> bool:
    head = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<!doctype html") or (head.startswith(b"<") and b"<html" in head)
