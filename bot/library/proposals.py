"""Imports that were read and wait for a word: nothing of them is kept before it.

They wait in this process alone, for an hour, and only for who brought them; where they are not known any more the
document is handed over once more.
"""

import asyncio
import pickle
import zlib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from secrets import token_urlsafe

from cachetools import TTLCache

from content.model import Pack
from content.report import ReportCard

# More than the largest document that is read can come to.
ROOM, SECONDS = 200_000_000, 3600
Whose = tuple[str, str]
"""A workspace, and who in it."""


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
    """What waits: packed small, the oldest giving way where there is no room."""

    def __init__(self) -> None:
        self._waiting: MutableMapping[tuple[str, str, str], bytes] = TTLCache(ROOM, SECONDS, getsizeof=len)

    async def hold(self, whose: Whose, proposal: Proposal) -> str:
        """Let it wait; returns the id by which it is asked for."""
        subject = token_urlsafe(9)
        self._waiting[(*whose, subject)] = await asyncio.to_thread(_packed, proposal)
        return subject

    async def find(self, whose: Whose, subject: str) -> Proposal | None:
        """What waits for them under that id."""
        packed = self._waiting.get((*whose, subject))
        return None if packed is None else await asyncio.to_thread(_unpacked, packed)

    def drop(self, workspace_id: str, user_id: str = "", subject: str = "") -> bool:
        """It waits no longer; without an id all that somebody brought there, without anybody all that anybody did."""
        whose = tuple(filter(None, (workspace_id, user_id, subject)))
        gone = [key for key in self._waiting if key[: len(whose)] == whose]
        for key in gone:
            self._waiting.pop(key, None)
        return bool(gone)


def _packed(proposal: Proposal) -> bytes:
    return zlib.compress(pickle.dumps(proposal, pickle.HIGHEST_PROTOCOL), 1)


def _unpacked(packed: bytes) -> Proposal:
    found: Proposal = pickle.loads(zlib.decompress(packed))  # noqa: S301 - written by this very process
    return found
