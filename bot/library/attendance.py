"""Who was seen in which workspace lately, and what they are called: written down once a day, and never waited for by
what people ask.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping
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
    """Notes people in the workspaces of many, those who come while others are written down together. What fails is
    logged once, and tried again when they speak again.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._noted: LRUCache[Visit, Seen] = LRUCache(_MOST)
        self._waiting: dict[Visit, Seen] = {}
        self._under_way: dict[Visit, asyncio.Event] = {}
        self._writing: asyncio.Task[None] | None = None
        self._failing = False

    async def note(self, incoming: Incoming) -> None:
        """Write down where somebody is, meanwhile; in one's own place wait for what is being written of that person."""
        visit = (incoming.place.workspace_id, incoming.user.id)
        seen = (incoming.at.date(), incoming.manager, line(incoming.user.name))
        whose = owner(incoming.place)
        if whose or incoming.alone:
            people = (incoming.user.id, whose)
            for written in [written for (_, who), written in self._under_way.items() if who in people]:
                await written.wait()
        # Who was seen managing is not forgotten when a platform does not say so the next time that day.
        if whose or self._noted.get(visit) in (seen, (seen[0], True, seen[2])):
            return
        self._noted[visit] = self._waiting[visit] = seen
        self._under_way.setdefault(visit, asyncio.Event())
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all(), name="attendance")

    async def settle(self) -> None:
        """Wait for everything that is being written."""
        while self._writing is not None:
            await asyncio.wait([self._writing])

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                together, self._waiting = self._waiting, {}
                try:
                    await self._write(together)
                finally:
                    for visit in together.keys() - self._waiting.keys():
                        self._under_way.pop(visit).set()
        finally:
            self._writing = None

    async def _write(self, visits: Mapping[Visit, Seen]) -> None:
        try:
            await self._store.write(partial(_see, visits))
        except StorageError:
            self._drop(visits)  # the storage has told the log
        except Exception as problem:  # noqa: BLE001 - whoever asks is answered all the same
            if len(visits) > 1:
                # What is wrong with one keeps no other from being written down.
                for visit, seen in visits.items():
                    await self._write({visit: seen})
                return
            self._drop(visits)
            if not self._failing:
                _log.warning("who is where could not be written down: %s", type(problem).__name__)
            self._failing = True
        else:
            self._failing = False

    def _drop(self, visits: Iterable[Visit]) -> None:
        for visit in visits:
            self._noted.pop(visit, None)


def _see(visits: Mapping[Visit, Seen], tx: Transaction) -> None:
    # In one order, so that two processes never wait for each other.
    rows = [(*visit, day, manages) for visit, (day, manages, _) in sorted(visits.items())]
    tx[OpenItemRows].see_all(rows, forget=max(day for _, _, day, _ in rows) - timedelta(days=KEPT_DAYS))
    tx[MemberRows].rename_all({visit: name for visit, (_, _, name) in visits.items()})
