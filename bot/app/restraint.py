"""How much is answered in front of everybody: so that nobody fills a channel, or is the only one who is heard in it.

It is kept in memory, for this process: what it forgets at a restart is ten seconds old.
"""

import math
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from bot.app.refusals import TooOften
from bot.chat.incoming import Place

SECONDS = 10.0
EACH, EACH_CHANNEL = 3, 8
Key = tuple[str, ...]


class PublicAnswerLimit:
    """At most three public answers for a person, and eight in a channel with its threads, in ten seconds."""

    def __init__(self) -> None:
        self._given = OrderedDict[Key, deque[datetime]]()

    @contextmanager
    def counted(self, place: Place, user_id: str, at: datetime) -> Iterator[None]:
        """While one is worked out; what ends in a refusal does not count. Raises TooOften."""
        if refused := self.refusal_for(place, user_id, at):
            raise refused
        self._forget(at)
        keys = [key for key, _ in _limits(place, user_id)]
        for key in keys:
            self._given.setdefault(key, deque()).append(at)
            self._given.move_to_end(key)
        try:
            yield
        except BaseException:
            for key in keys:
                self._take_back(key, at)
            raise

    def refusal_for(self, place: Place, user_id: str, at: datetime) -> TooOften | None:
        """Why there can be no public answer to that person there now."""
        for key, most in _limits(place, user_id):
            lately = [given for given in self._given.get(key, ()) if _age(given, at) < SECONDS]
            if len(lately) >= most:
                seconds = math.ceil(SECONDS - _age(lately[-most], at))
                return TooOften(seconds=max(1, seconds), most=most, channel=most == EACH_CHANNEL)
        return None

    def _take_back(self, key: Key, at: datetime) -> None:
        given = self._given.get(key)
        if given and at in given:
            given.remove(at)

    def _forget(self, at: datetime) -> None:
        while self._given:
            key, given = next(iter(self._given.items()))
            if given and _age(given[-1], at) < SECONDS:
                return
            del self._given[key]


def _limits(place: Place, user_id: str) -> tuple[tuple[Key, int], ...]:
    somebody = ("user", place.workspace_id, user_id)
    return (somebody, EACH), (("channel", place.workspace_id, place.channel), EACH_CHANNEL)


def _age(given: datetime, at: datetime) -> float:
    """Seconds ago; a clock that was set back makes nobody wait long."""
    return abs((at - given).total_seconds())
