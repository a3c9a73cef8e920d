"""Reads as a process of its own does, without one: what is asked and answered goes over the same wire.

Tests of `bot/library/reader` start real ones; a process takes a second that hundreds of other tests need not wait for.
"""

import pickle
from typing import Any

from typing_extensions import override

from bot.library.reader.child import _READS, _answer
from bot.library.reader.children import ReaderProcesses, _understood
from bot.library.threads import FILES, within


class WiredReader(ReaderProcesses):
    """Has the same line of those who wait."""

    @override
    async def _read(self, where: str, kind: str, about: tuple[Any, ...]) -> Any:
        given = pickle.dumps(about, pickle.HIGHEST_PROTOCOL)
        answer = await within(FILES, _answered, kind, given)
        return await within(FILES, _understood, answer, 0, where)


def _answered(kind: str, given: bytes) -> bytes:
    return _answer(lambda: _READS[kind](*pickle.loads(given)))
