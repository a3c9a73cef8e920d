"""Wake-ups."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Protocol

Handler = Callable[[str], Awaitable[None]]


class Jobs(Protocol):
    """Wake-up hints. Due rows are the truth: a lost hint is found by the next sweep, a doubled one does nothing."""

    def wake(self, kind: str, subject: str, at: datetime) -> None:
        """Let the handler of that kind run for that id at that moment, or soon if it is past."""
        ...

    async def run(self, handlers: Mapping[str, Handler]) -> None:
        """Serve wake-ups until cancelled or drained; a handler that fails is logged and the rest go on."""
        ...

    async def drain(self, seconds: float) -> None:
        """Take no more and wait, at most so many seconds, for handlers that run."""
        ...
