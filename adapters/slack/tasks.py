"""What is done after an acknowledgement: tasks that are counted, so an end can wait for them; a payload works once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from adapters.slack.seen import Seen
from bot.errors import StorageError, lack_of_descriptors

_log = logging.getLogger(__name__)


class Tasks:
    """Runs what was acknowledged. A key that ran is not run again; one that failed may come again.

    That is for this process; the inbox in the database settles it for good. Any number run at once, because most of
    them wait, for Slack or for a channel's turn; whose turn it is to be worked for the engine knows.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._seen = Seen()
        self._left = False

    def start(self, key: str, work: Callable[[], Awaitable[None]]) -> bool:
        """Do it soon, unless it was done; False if it was."""
        if not self._seen.add(key):
            return False
        task = asyncio.create_task(self._run(key, work), name=key)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def drain(self, seconds: float) -> None:
        """Wait, at most so long, for what runs; what still does then can tell nobody."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        self._left = True

    async def _run(self, key: str, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except StorageError:
            self._seen.forget(key)  # the storage has told the log
        except Exception as error:  # noqa: BLE001 - one payload that fails must not stop the others
            self._seen.forget(key)
            if self._left:
                _log.warning("somebody on Slack gets no answer, because everything ended meanwhile: they may try again")
                return
            if lacking := lack_of_descriptors(error):
                told = "".join(f" ({note})" for note in getattr(error, "__notes__", ()))
                _log.error("a payload from Slack could not be worked on: %s%s", lacking, told)
                return
            _log.exception("a payload from Slack could not be worked on")
