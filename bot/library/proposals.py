"""Imports that were read and wait for a word: nothing of them is kept before it.

They wait in this process alone, for an hour, and only for who brought them; where they are not known any more the
document is handed over once more. They take a share of the memory that libraries may take (QUOTH_MEMORY_MB), and the
oldest gives way where there is no room.
"""

import asyncio
import pickle
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from secrets import token_urlsafe

from cachetools import LRUCache

from bot.library.unwatched import unwatched
from content.model import Pack
from content.report import ReportCard

# Of what libraries may take a tenth is theirs. So many wait in all, and so many of one person; so many that gave way
# are remembered as that.
SHARE, SECONDS = 10, 3600.0
MOST, OWN, REMEMBERED = 500, 10, 5000
ROOM = 100_000_000
Whose = tuple[str, str]
"""A workspace, and who in it."""
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A document that was read: its pack and how good it is, and how it was handed over.

    `named` says that somebody chose the name, `chosen` are the names that labels got by an earlier choice, `given` and
    `typed` what was typed with the command, `by_form` that it was filled into a form instead.
    """

    pack: Pack
    card: ReportCard
    named: bool
    chosen: Mapping[str, str]
    given: Mapping[str, str]
    typed: str
    by_form: bool


class Proposals:
    """What waits, packed small, within so many bytes; the newest stays, however large it is.

    `gave_way` counts what had to go before its hour was over.
    """

    def __init__(self, room: int = ROOM, timer: Callable[[], float] = time.monotonic) -> None:
        self._room, self._timer = room, timer
        self._waiting: OrderedDict[Key, tuple[bytes, float]] = OrderedDict()
        self._gone: MutableMapping[Key, None] = LRUCache(REMEMBERED)
        self.bytes = 0
        self.gave_way = 0

    def __len__(self) -> int:
        self._expire()
        return len(self._waiting)

    async def hold(self, whose: Whose, proposal: Proposal) -> str:
        """Let it wait; returns the id by which it is asked for."""
        subject = token_urlsafe(9)
        packed = await asyncio.to_thread(_packed, proposal)
        self._expire()
        own = [key for key in self._waiting if key[:2] == whose]
        for key in own[: max(0, len(own) + 1 - OWN)]:
            self._give_way(key)
        while self._waiting and (self.bytes + len(packed) > self._room or len(self._waiting) >= MOST):
            self._give_way(next(iter(self._waiting)))
        self._waiting[(*whose, subject)] = packed, self._timer() + SECONDS
        self.bytes += len(packed)
        return subject

    async def find(self, whose: Whose, subject: str) -> Proposal | None:
        """What waits for them under that id."""
        self._expire()
        packed, _ = self._waiting.get((*whose, subject), (None, 0.0))
        return None if packed is None else await asyncio.to_thread(_unpacked, packed)

    def had_no_room(self, whose: Whose, subject: str) -> bool:
        """Whether what waited for them under that id gave way to others."""
        return (*whose, subject) in self._gone

    def drop(self, workspace_id: str, user_id: str = "", subject: str = "") -> bool:
        """It waits no longer; without an id all that somebody brought there, without anybody all that anybody did."""
        self._expire()
        whose = tuple(filter(None, (workspace_id, user_id, subject)))
        gone = [key for key in self._waiting if key[: len(whose)] == whose]
        for key in gone:
            self._let_go(key)
        for key in [key for key in self._gone if key[: len(whose)] == whose]:
            self._gone.pop(key, None)
        return bool(gone)

    def _expire(self) -> None:
        """All wait equally long, so that the first ones are over first."""
        now = self._timer()
        while self._waiting and next(iter(self._waiting.values()))[1] <= now:
            self._let_go(next(iter(self._waiting)))

    def _give_way(self, key: Key) -> None:
        self._let_go(key)
        self._gone[key] = None
        self.gave_way += 1

    def _let_go(self, key: Key) -> None:
        packed, _ = self._waiting.pop(key)
        self.bytes -= len(packed)


def _packed(proposal: Proposal) -> bytes:
    with unwatched():
        return zlib.compress(pickle.dumps(proposal, pickle.HIGHEST_PROTOCOL), 1)


def _unpacked(packed: bytes) -> Proposal:
    with unwatched():
        found: Proposal = pickle.loads(zlib.decompress(packed))  # noqa: S301 - written by this very process
    return found
