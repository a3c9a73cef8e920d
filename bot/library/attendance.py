"""Who was seen in which workspace lately, and what they are called: written down once a day, and never waited for by
what people ask.
"""

import asyncio
import logging
from datetime import date, timedelta
from functools import partial

from cachetools import LRUCache

from bot.chat.incoming import Incoming
from bot.chat.places import owner
from bot.chat.plain import line
from bot.errors import StorageError
from bot.library.rows.members import MemberRows
from bot.library.rows.open_items import OpenItemRows
from bot.storage.store import Store
from bot.storage.transaction import Transaction

KEPT_DAYS = 30
# So many people of one day are remembered as written down; beyond that some are written twice.
_MOST = 100_000
_log = logging.getLogger(__name__)
Visit = tuple[str, str]
# The day, whether the platform called them a manager then, and what they were called.
Seen = tuple[date, bool, str]


class Attendance:
    """Notes people in the workspaces of many. What fails is logged once, and tried again when they speak again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._noted: LRUCache[Visit, Seen] = LRUCache(_MOST)
        self._under_way: dict[Visit, asyncio.Task[None]] = {}
        self._failing = False

    async def note(self, incoming: Incoming) -> None:
        """Write down where somebody is, meanwhile; in one's own place wait for what is being written of that person."""
        visit = (incoming.place.workspace_id, incoming.user.id)
        seen = (incoming.at.date(), incoming.manager, line(incoming.user.name))
        whose = owner(incoming.place)
        if whose or incoming.alone:
            people = (incoming.user.id, whose)
            mine = [task for (_, who), task in self._under_way.items() if who in people]
            if mine:
                await asyncio.wait(mine)
        # Who was seen managing is not forgotten when a platform does not say so the next time that day.
        if whose or self._noted.get(visit) in (seen, (seen[0], True, seen[2])):
            return
        self._noted[visit] = seen
        self._under_way[visit] = asyncio.create_task(self._write(visit, seen))

    async def settle(self) -> None:
        """Wait for everything that is being written."""
        while self._under_way:
            await asyncio.wait(list(self._under_way.values()))

    async def _write(self, visit: Visit, seen: Seen) -> None:
        try:
            await self._store.write(partial(_see, visit, seen))
        except StorageError:
            self._noted.pop(visit, None)  # the storage has told the log
        except Exception as problem:  # noqa: BLE001 - whoever asks is answered all the same
            self._noted.pop(visit, None)
            if not self._failing:
                _log.warning("who is where could not be written down: %s", type(problem).__name__)
            self._failing = True
        else:
            self._failing = False
        finally:
            self._under_way.pop(visit, None)


def _see(visit: Visit, seen: Seen, tx: Transaction) -> None:
    day, manages, name = seen
    tx[OpenItemRows].see(*visit, day, forget=day - timedelta(days=KEPT_DAYS), manages=manages)
    tx[MemberRows].rename(*visit, name)
