"""A reader that tells what became of each document."""

from typing_extensions import override

from bot.library.file_refusals import ReadersBusy
from bot.library.reader.model import ReadDocument, Reader, ReadingJob, Waiting
from bot.metrics import Metrics
from content.errors import ContentError, TooCostly
from content.feeds import Feed


class MeteredReader(Reader):
    """Reads as `reader` does."""

    def __init__(self, reader: Reader, metrics: Metrics) -> None:
        self._reader, self._metrics = reader, metrics

    @override
    async def read(self, work: ReadingJob, *, who: str, waiting: Waiting | None = None) -> ReadDocument:
        became = "failed"
        try:
            read = await self._reader.read(work, who=who, waiting=waiting)
            became = "read"
        except TooCostly:
            became = "costly"
            raise
        except ContentError:
            became = "unreadable"
            raise
        except ReadersBusy:
            became = "busy"
            raise
        else:
            return read
        finally:
            self._metrics.imported(became)

    @override
    async def read_feed(self, where: str, data: bytes, link: str, *, who: str) -> Feed:
        """A feed is no document that comes in."""
        return await self._reader.read_feed(where, data, link, who=who)
