"""A reader with the true line, two at once, that reads nothing before it is let go."""

import asyncio
from typing import Any

from bot.library.reader.children import ReaderProcesses
from bot.library.reader.here import ReadHere
from bot.library.reader.model import ReadingJob


class HeldReader(ReaderProcesses):
    """Reads in this process, once `go` is set; `reading` are the names of what it holds or held."""

    def __init__(self) -> None:
        super().__init__()
        self.go = asyncio.Event()
        self.reading: list[str] = []

    async def _read(self, where: str, kind: str, about: tuple[Any, ...]) -> Any:
        self.reading.append(where)
        await self.go.wait()
        named, data, name, how = about
        read = await ReadHere().read(ReadingJob(where=named, data=data, name=name, how=how), who="")
        return read.pack, read.card
