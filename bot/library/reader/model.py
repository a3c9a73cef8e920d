"""Reading what people send, where it can stop nobody."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from content.document_options import PLAIN, Reading
from content.feeds import Feed
from content.model import Pack
from content.report import ReportCard

Waiting = Callable[[int], Awaitable[None]]
"""Told once, before somebody has to wait: how many are read before theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingJob:
    """A document to be read: `data` under the name `where`; without data, the file at that path, with its edits."""

    where: str
    data: bytes | None = None
    name: str | None = None
    how: Reading = PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """What became of it."""

    pack: Pack
    card: ReportCard


class Reader(Protocol):
    """Reads documents of people whom nobody knows, a few at a time."""

    async def read(self, work: ReadingJob, *, who: str, waiting: Waiting | None = None) -> ReadDocument:
        """The pack in a document, and how good it is.

        Raises ContentError: for what is no transcript, and for what takes more memory or time than a document may.
        Raises ReadersBusy when too many wait already. Those of one `who` take turns with those of others.
        """
        ...

    async def read_feed(self, where: str, data: bytes, link: str, *, who: str) -> Feed:
        """The podcast feed in a document that lies at `link`; the rest is as above."""
        ...
