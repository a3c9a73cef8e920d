"""Who is worked for next: a few requests at once, urgent ones first, then workspaces and in them people in turn.

A slot is held only while something is worked out here, never while a platform or a channel's turn is waited for. So
nobody who asks for much, and no workspace where much is asked, keeps the others waiting.
"""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from bot.app.refusals import TooMuchAtOnce
from bot.chat.commands import Urgency

# Somebody in a workspace.
Who = tuple[str, str]
K = TypeVar("K")
# More at once would not be done sooner, and acknowledgements of what still comes in must not wait behind it.
AT_ONCE = 16
# So many slots at most hold what is no more urgent than that: some are always left for what is.
MOST = {Urgency.FIRST: AT_ONCE, Urgency.USUAL: 12, Urgency.TYPING: 4}
# So many at most hold one person's and one workspace's requests of the same urgency, however long they take.
EACH, EACH_WORKSPACE = 2, 10
# Whose requests wait in such numbers is asked for patience.
WAITING_EACH = 20


@dataclass(frozen=True, slots=True, eq=False)
class Asker:
    """A request that waits for a slot or holds one."""

    urgency: Urgency
    who: Who
    granted: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Slots:
    """Hands slots out, to tasks of one event loop."""

    def __init__(self) -> None:
        self._lines = {urgency: _Line() for urgency in MOST}
        self._waiting = Counter[Who]()

    @asynccontextmanager
    async def held(self, urgency: Urgency, workspace: str, user_id: str) -> AsyncIterator[None]:
        """Wait for a slot and hold it; what is LONG needs none.

        Raises TooMuchAtOnce for whose requests pile up, and where somebody has typed on meanwhile.
        """
        if urgency is Urgency.LONG:
            yield
            return
        asker = Asker(urgency, (workspace, user_id))
        await self._wait(asker)
        try:
            yield
        finally:
            self._give_back(asker)

    async def _wait(self, asker: Asker) -> None:
        if asker.urgency is Urgency.TYPING:
            self._send_away(asker.who)
        if self._waiting[asker.who] >= WAITING_EACH:
            raise TooMuchAtOnce
        self._lines[asker.urgency].add(asker)
        self._waiting[asker.who] += 1
        self._grant()
        try:
            await asker.granted
        except asyncio.CancelledError:
            # It may have been granted in the moment in which the request was given up.
            if not asker.granted.cancelled():
                self._give_back(asker)
            else:
                self._leave(asker)
            raise

    def _send_away(self, who: Who) -> None:
        """Nobody looks any more at what was to be suggested for fewer letters."""
        for former in self._lines[Urgency.TYPING].of(who):
            self._leave(former)
            former.granted.set_exception(TooMuchAtOnce())

    def _leave(self, asker: Asker) -> None:
        self._lines[asker.urgency].remove(asker)
        _less(self._waiting, asker.who)

    def _give_back(self, asker: Asker) -> None:
        self._lines[asker.urgency].release(asker.who)
        self._grant()

    def _grant(self) -> None:
        """Hand out all slots that are free."""
        while asker := self._next():
            self._leave(asker)
            self._lines[asker.urgency].serve(asker.who)
            asker.granted.set_result(None)

    def _next(self) -> Asker | None:
        held = {urgency: line.held for urgency, line in self._lines.items()}
        if sum(held.values()) >= AT_ONCE:
            return None
        for urgency, line in self._lines.items():
            less_urgent = sum(count for other, count in held.items() if other >= urgency)
            if less_urgent < MOST[urgency] and (asker := line.first()):
                return asker
        return None


class _Line:
    """Requests of the same urgency: those that wait, and how many slots are held for whom."""

    def __init__(self) -> None:
        self._waiting = OrderedDict[str, OrderedDict[Who, deque[Asker]]]()
        self._workspaces, self._people = Counter[str](), Counter[Who]()

    @property
    def held(self) -> int:
        return self._people.total()

    def of(self, who: Who) -> Collection[Asker]:
        """Those of one person that wait."""
        people = self._waiting.get(who[0])
        return tuple(people.get(who, ())) if people else ()

    def first(self) -> Asker | None:
        """Whose turn it is; who holds as many slots as anybody may is passed over."""
        for workspace, people in self._waiting.items():
            if self._workspaces[workspace] < EACH_WORKSPACE:
                for who, waiting in people.items():
                    if self._people[who] < EACH:
                        return waiting[0]
        return None

    def add(self, asker: Asker) -> None:
        people = self._waiting.setdefault(asker.who[0], OrderedDict())
        people.setdefault(asker.who, deque()).append(asker)

    def remove(self, asker: Asker) -> None:
        people = self._waiting[asker.who[0]]
        people[asker.who].remove(asker)
        if not people[asker.who]:
            del people[asker.who]
        if not people:
            del self._waiting[asker.who[0]]

    def serve(self, who: Who) -> None:
        """A slot for that one: whoever else waits comes before their next request."""
        self._workspaces[who[0]] += 1
        self._people[who] += 1
        if who[0] in self._waiting:
            self._waiting.move_to_end(who[0])
            if who in self._waiting[who[0]]:
                self._waiting[who[0]].move_to_end(who)

    def release(self, who: Who) -> None:
        _less(self._workspaces, who[0])
        _less(self._people, who)


def _less(counts: "Counter[K]", key: K) -> None:
    """One fewer; nothing is kept of who has none."""
    counts[key] -= 1
    if not counts[key]:
        del counts[key]
