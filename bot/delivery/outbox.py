"""The way out for posts: claim a row, render its subject as it stands now, send or edit, settle.

A post is a row written in the transaction that causes it, so a timer, a restart or another process finds it. It is
rendered when it is sent; what changes its subject only bumps the row's version.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.chat.incoming import MessageRef, Place, Problem
from bot.delivery.messengers import Messengers
from bot.delivery.post_kinds import Failure, PostKind
from bot.delivery.posts import Post
from bot.delivery.rows import PostRows
from bot.errors import DeliveryError, DeliveryUnknown, MessageGone, RowUnreadable, StorageError
from bot.library.services import Services
from bot.metrics import Fate
from bot.storage.careful import tell
from bot.storage.transaction import Transaction

# A dead sender's post is free again after this time; a live one renews its claim while it waits for the platform.
LEASE_SECONDS = 2.0
# In parts of a lease: when a claim is renewed; with how little of it left nothing is sent any more, because who was
# stopped and woke up may have lost it.
RENEW, SPARE = 0.3, 0.1
# What may stand is looked for after so long; what surely does not waits as long as the platform says, but not less than
# this: a platform counts what it refused, and shuts out who asks too often. Nor longer than an hour, whatever it says.
RETRY_SECONDS, LEAST_SECONDS, MOST_SECONDS = 5.0, 1.0, 3600.0
# A post that fails for a reason of ours is tried again after so long, so that it keeps nothing else waiting.
BROKEN_SECONDS = 60.0
AT_ONCE = 8
# A channel that is slow or has to wait for its turn holds the others no longer than this; at most so many may be.
PATIENCE_SECONDS = 0.25
# On each platform; of one workspace fewer, so that the others always have some.
MOST, MOST_OF_ONE = 64, 48
# Why a post is given up whose subject is over.
NOTHING_LEFT = "there is nothing to show any more"
_log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """The claim may be somebody else's by now: nothing may be sent on it."""


@dataclass(slots=True)
class Claim:
    """A leased post and until when, on this process's own steady clock, the lease is surely ours."""

    post: Post
    until: float


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
        at, until = self._services.clock.now(), _steady() + self._lease
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
            await self._send(claim)
        except StorageError as error:
            _log.warning("what became of post %s could not be kept, so it is looked for: %s", claim.post.id, error)
        except Exception:  # noqa: BLE001 - the claim runs out, and the post is looked for
            _log.exception("what became of post %s could not be kept", claim.post.id)

    async def _send(self, claim: Claim) -> None:
        post = claim.post
        renewing = asyncio.create_task(self._renew(claim))
        try:
            await self._deliver(claim)
        except LeaseLost:
            _log.warning("post %s is left to whoever claimed it meanwhile", post.id)
        except MessageGone:
            await self._replace(post)
        except DeliveryError as error:
            await self._give_back(post, error)
        except RowUnreadable:
            tell("post", post.id)
            await self._release(post, BROKEN_SECONDS)
        except StorageError:
            raise
        except Exception:  # noqa: BLE001 - whatever is wrong with one post, the others go out
            _log.exception("post %s of the kind %s is broken", post.id, post.kind)
            await self._release(post, BROKEN_SECONDS)
        finally:
            renewing.cancel()

    async def _deliver(self, claim: Claim) -> None:
        """Send or edit, then settle. A post that was tried before may stand already: look before sending again."""
        post, messenger = claim.post, self._messengers[claim.post.place.platform]
        if post.ref is None and post.tries:
            try:
                standing = await messenger.find(post.place, post.nonce)
            except DeliveryUnknown as unknown:
                await self._doubt(post, str(unknown))
                return
            except DeliveryError as later:
                # It was not looked up, so it may stand still.
                raise DeliveryUnknown(str(later), retry_after=later.retry_after) from later
            if standing is not None:
                await self._settle(post, standing)
                return
        reply = await self._kinds[post.kind].render(self._services, post)
        if reply is None:
            await self._give_up(post, Failure())
            return
        if _steady() > claim.until - SPARE * self._lease:
            raise LeaseLost
        if post.ref is None:
            await self._settle(post, await messenger.post(post.place, reply, post.nonce))
        else:
            await messenger.edit(post.ref, reply)
            await self._settle(post, post.ref)
            self._count(post, Fate.EDITED)

    async def _renew(self, claim: Claim) -> None:
        while True:
            await asyncio.sleep(RENEW * self._lease)
            until = _steady() + self._lease
            try:
                if not await self._services.store.write(lambda tx: tx[PostRows].renew(claim.post, lease=self._lease)):
                    return
            except StorageError:
                continue  # who sends looks at `until`
            claim.until = until

    async def _give_back(self, post: Post, error: DeliveryError) -> None:
        if error.retry_after is not None:
            _log.warning("%s was not sent: %s", _named(post), error)
            self._count(post, Fate.LATER)
            unsent = not isinstance(error, DeliveryUnknown)
            least = LEAST_SECONDS if unsent else RETRY_SECONDS
            await self._release(post, min(max(error.retry_after, least), MOST_SECONDS), unsent=unsent)
            return
        problem = Problem.GONE if error.place_gone else await self._messengers.check(post.place)
        await self._give_up(post, Failure(reason=str(error), problem=problem))

    async def _doubt(self, post: Post, reason: str) -> None:
        """One message too few is better than one twice; but a press may still prove that it stands."""
        seconds = self._kinds[post.kind].doubt
        if post.doubted or not seconds:
            await self._give_up(post, Failure(reason=reason, unknown=True))
            return
        self._count(post, Fate.DOUBTED)
        until = self._services.clock.now() + timedelta(seconds=seconds)
        await self._services.store.write(lambda tx: tx[PostRows].doubt(post, until))

    async def _replace(self, post: Post) -> None:
        """Its message was deleted: post it anew, once, where that makes sense."""
        at, kind = self._services.clock.now(), self._kinds[post.kind]

        def replace_it(tx: Transaction) -> None:
            anew = kind.on_deleted(tx, post, at)
            if anew and tx[PostRows].send_anew(post, at):
                return
            if tx[PostRows].fail(post, "its message was deleted") and anew:
                kind.on_abandoned(tx, post, Failure(reason="its message was deleted", deleted=True), at)

        await self._services.store.write(replace_it)

    async def _release(self, post: Post, seconds: float, *, unsent: bool = False) -> None:
        later = self._services.clock.now() + timedelta(seconds=seconds)
        await self._services.store.write(lambda tx: tx[PostRows].release(post, not_before=later, unsent=unsent))

    async def _give_up(self, post: Post, failure: Failure) -> None:
        at = self._services.clock.now()

        def give_up(tx: Transaction) -> bool:
            if not tx[PostRows].fail(post, failure.reason or NOTHING_LEFT):
                return False
            self._kinds[post.kind].on_abandoned(tx, post, failure, at)
            return True

        if not await self._services.store.write(give_up):
            return
        if failure.reason:
            told = "may stand, and nobody can tell" if failure.unknown else "was given up"
            _log.error("%s %s: %s; quoth admin posts tells more", _named(post), told, failure.reason)
        fate = Fate.FAILED if failure.reason else Fate.WITHDRAWN
        self._count(post, Fate.UNKNOWN if failure.unknown else fate)

    async def _settle(self, post: Post, ref: MessageRef) -> None:
        kind = self._kinds[post.kind]
        if post.ref is None:
            try:
                await self._thread(post, ref)
            except DeliveryError as error:
                if error.retry_after is None:
                    raise
                # The message stands: it is found, and not sent again.
                raise DeliveryUnknown(str(error), retry_after=error.retry_after) from error
        at = self._services.clock.now()

        def settle(tx: Transaction) -> bool:
            settled = tx[PostRows].settle(post, ref)
            if settled:
                kind.on_published(tx, replace(post, ref=ref), at)
            return settled

        if await self._services.store.write(settle) and post.ref is None:
            self._count(post, Fate.SENT)
            late = 0.0 if post.due_at is None else max(0.0, (at - post.due_at).total_seconds())
            self._services.metrics.lagged(post.place.platform, post.kind, late)

    def _count(self, post: Post, fate: Fate) -> None:
        self._services.metrics.posted(post.place.platform, post.kind, fate)

    async def _thread(self, post: Post, ref: MessageRef) -> None:
        """Open the thread that hangs on a message, or close the one in which it is the last; who may not close leaves
        it open."""
        kind, messenger = self._kinds[post.kind], self._messengers[post.place.platform]
        if kind.thread:
            await messenger.open_thread(ref, await kind.thread(self._services, post))
        if kind.ends and await kind.ends(self._services, post):
            try:
                await messenger.close_thread(post.place)
            except DeliveryError as error:
                if error.retry_after is not None:
                    raise
                _log.warning("a thread stays open: %s", error)


def _named(post: Post) -> str:
    """A post in the log: its number, its kind, where it was meant to stand."""
    place = post.place
    return (
        f"post {post.id} ({post.kind}) in {'/'.join(filter(None, (place.workspace_id, place.channel, place.thread)))}"
    )


def _steady() -> float:
    return asyncio.get_running_loop().time()
