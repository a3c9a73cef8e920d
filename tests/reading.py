"""A reader with the true line, two at once, that reads nothing before it is let go."""

import asyncio

from bot.library.reading.children import ReaderProcesses
from bot.library.reading.here import ReadHere
from bot.library.reading.model import ReadDocument, ReadingJob


class HeldReader(ReaderProcesses):
    """Reads in this process, once `go` is set; `reading` are the names of what it holds or held."""

    def __init__(self) -> None:
        super().__init__()
        self.go = asyncio.Event()
        self.reading: list[str] = []

    async def _read(self, work: ReadingJob) -> ReadDocument:
        self.reading.append(work.where)
        await self.go.wait()
        return await ReadHere().read(work, who="")
