"""Who is read next: a few at once, nobody twice while others wait, and no endless line."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.library.file_refusals import ReadersBusy
from bot.library.reader.model import Waiting


@dataclass(slots=True, eq=False)
class _Ticket:
    who: str
    called: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class ReadingQueue:
    """Turns for `at_once`; at most `longest` wait, and of one person at most `each`."""

    def __init__(self, at_once: int, longest: int, each: int) -> None:
        self._at_once, self._longest, self._each = at_once, longest, each
        self._now: list[_Ticket] = []
        self._waiting: list[_Ticket] = []

    @asynccontextmanager
    async def turn(self, who: str, waiting: Waiting | None) -> AsyncIterator[None]:
        """Somebody's turn, from when it comes until they are done. Raises ReadersBusy at once for a line too long."""
        ticket = _Ticket(who)
        if len(self._now) < self._at_once:
            self._now.append(ticket)
        else:
            mine = sum(t.who == who for t in self._waiting)
            if len(self._waiting) >= self._longest or mine >= self._each:
                raise ReadersBusy(mine=mine)
            self._waiting.append(ticket)
        try:
            if ticket in self._waiting:
                if waiting is not None:
                    await waiting(self._waiting.index(ticket))
                await ticket.called
            yield
        finally:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            else:
                self._now.remove(ticket)
                self._call()

    def _call(self) -> None:
        """The first whose owner is not being read just now, else the first."""
        if not self._waiting:
            return
        busy = {t.who for t in self._now}
        called = next((t for t in self._waiting if t.who not in busy), self._waiting[0])
        self._waiting.remove(called)
        self._now.append(called)
        if not called.called.done():
            called.called.set_result(None)
