"""Being on every platform until the end: one that fails is joined again, one that refuses the bot stops no other."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress

from bot.app import wording
from bot.delivery.platform import Platform
from bot.errors import PlatformAway, PlatformRefused, StorageError

# A platform that fails for a reason of its own is joined again after so long, doubled up to the longest
# until it served for longer than that.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
_log = logging.getLogger(__name__)


class Connections:
    """The platforms of this process. `ready` is called each time one is joined, until `stopping` is set."""

    def __init__(
        self, platforms: Sequence[Platform], stopping: asyncio.Event, ready: Callable[[Platform], None]
    ) -> None:
        self._platforms, self._stopping, self._ready = platforms, stopping, ready
        self._refused: dict[str, PlatformRefused] = {}

    def is_admitted(self, name: str) -> bool:
        """Whether that platform lets the bot in now."""
        return name not in self._refused and any(p.is_admitted() for p in self._platforms if p.name == name)

    async def hold(self) -> None:
        """Be on all of them until the end. Raises the refusal of the last, once every one refused."""
        await asyncio.gather(*(self._hold(p) for p in self._platforms))
        if len(self._refused) == len(self._platforms):
            raise list(self._refused.values())[-1]

    async def _hold(self, platform: Platform) -> None:
        """Be on it until the end, or until it refuses the bot."""
        pause, now = 0.0, asyncio.get_running_loop().time
        while not self._stopping.is_set():
            began, trouble = now(), None
            try:
                await platform.serve(lambda: self._ready(platform))
            except PlatformRefused as refused:
                self._refused[platform.name] = refused
                if len(self._refused) < len(self._platforms):
                    _log.error("%s", wording.goes_on_without(platform.name, str(refused)))
                return
            except StorageError:
                pass  # told by the storage
            except Exception as error:  # noqa: BLE001 - whatever a library raises, the rest goes on and this is tried again
                trouble = error
            pause = next_pause(pause, now() - began)
            _tell(platform.name, trouble, pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)


def next_pause(former: float, served: float) -> float:
    """How many seconds to rest before a platform is joined again that served so long; 0 was no rest yet."""
    return FIRST_PAUSE if not former or served > LONGEST_PAUSE else min(2 * former, LONGEST_PAUSE)


def _tell(name: str, trouble: Exception | None, pause: float) -> None:
    if isinstance(trouble, PlatformAway):
        _log.error("%s It is tried again in %.0f s", trouble, pause)
    elif trouble is not None:
        _log.error("%s failed; it is joined again in %.0f s", name, pause, exc_info=trouble)
