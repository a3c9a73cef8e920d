"""The way out for posts: what is due is claimed and sent (attempt.py), and nothing that is slow holds up the others.

A post is a row written in the transaction that causes it, so a timer, a restart or another process finds it. It is
rendered when it is sent; what changes its subject only bumps the row's version.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from bot.chat.incoming import Place
from bot.delivery.attempt import Attempt, Claim, steady
from bot.delivery.messengers import Messengers
from bot.delivery.post_kinds import PostKind
from bot.delivery.rows import PostRows
from bot.errors import StorageError
from bot.library.services import Services

# A dead sender's post is free again after this time; a live one renews its claim while it waits for the platform.
LEASE_SECONDS = 2.0
AT_ONCE = 8
# A channel that is slow or has to wait for its turn holds the others no longer than this; at most so many may be.
PATIENCE_SECONDS = 0.25
# On each platform; of one workspace fewer, so that the others always have some.
MOST, MOST_OF_ONE = 64, 48
_log = logging.getLogger(__name__)


class Outbox:
    """Sends what is due on the platforms it has a Messenger for, as long as they are `admitted`; `kinds` render it.

    A post that takes longer than `patience` is left to itself, and the others go on. `changed` is called when such a
    one has come to its end: it may have let something else become due.
    """

    def __init__(
        self,
        services: Services,
        kinds: Mapping[str, PostKind],
        messengers: Messengers,
        *,
        lease: float = LEASE_SECONDS,
        patience: float = PATIENCE_SECONDS,
        admitted: Callable[[str], bool] = lambda _: True,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._services, self._kinds, self._lease, self._patience = services, kinds, lease, patience
        self._messengers, self._admitted, self._changed = messengers, admitted, changed
        self._sending: dict[asyncio.Task[None], Place] = {}

    @property
    def platforms(self) -> list[str]:
        """The platforms this process can post to now."""
        return [name for name in self._messengers if self._admitted(name)]

    async def flush(self) -> int:
        """Send everything that is due now, oldest first; returns how many posts were sent, edited or begun.

        Whose posts were just sent in numbers lets other workspaces go before the next of them.
        """
        begun, served = 0, frozenset[str]()
        while claimed := await self._claim(served) or (await self._claim() if served else ()):
            tasks = {asyncio.create_task(self._attempt(c), name=f"post {c.post.id}"): c.post.place for c in claimed}
            self._sending |= tasks
            done, slow = await asyncio.wait(tasks, timeout=self._patience)
            for task in done:
                self._sending.pop(task, None)
            for task in slow:
                task.add_done_callback(self._came_to_its_end)
            begun += len(claimed)
            # Fewer than could be: nothing else is due.
            served = frozenset(p.workspace_id for p in tasks.values()) if len(claimed) == AT_ONCE else frozenset()
        return begun

    async def drain(self, seconds: float) -> None:
        """Wait, at most so long, for posts that take their time; then let go of them."""
        sending = set(self._sending)
        if sending:
            await asyncio.wait(sending, timeout=seconds)
        for task in sending:
            task.cancel()
        await asyncio.gather(*sending, return_exceptions=True)

    def _came_to_its_end(self, task: "asyncio.Task[None]") -> None:
        self._sending.pop(task, None)
        self._changed()

    async def _claim(self, served: frozenset[str] = frozenset()) -> Sequence[Claim]:
        """What is due, but nothing of workspaces that were just served, nor where too much is on its way."""
        at, until = self._services.clock.now(), steady() + self._lease
        platforms = Counter(place.platform for place in self._sending.values())
        workspaces = Counter(place.workspace_id for place in self._sending.values())
        open_ = [name for name in self.platforms if platforms[name] < MOST]
        full = {workspace for workspace, count in workspaces.items() if count >= MOST_OF_ONE}
        if not open_:
            return ()
        posts = await self._services.store.write(
            lambda tx: tx[PostRows].claim(open_, at, lease=self._lease, limit=AT_ONCE, passing=served | full)
        )
        return [Claim(post, until) for post in posts]

    async def _attempt(self, claim: Claim) -> None:
        try:
            await Attempt(claim, self._services, self._kinds, self._messengers, self._lease).make()
        except StorageError as error:
            _log.warning("what became of post %s could not be kept, so it is looked for: %s", claim.post.id, error)
        except Exception:  # noqa: BLE001 - the claim runs out, and the post is looked for
            _log.exception("what became of post %s could not be kept", claim.post.id)
