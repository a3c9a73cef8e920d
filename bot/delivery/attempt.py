"""One try to send a claimed post: look for it, render its subject as it stands now, send or edit, settle."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.chat.incoming import MessageRef, Problem
from bot.delivery.fence import LeaseLost, guard, must_be_ours
from bot.delivery.messengers import Messengers
from bot.delivery.platform import Messenger
from bot.delivery.post_kinds import Failure, PostKind
from bot.delivery.posts import Post
from bot.delivery.rows import TAKEN, TAKEN_DOWN, PostRows
from bot.errors import DeliveryError, DeliveryUnknown, MessageGone, RowUnreadable, StorageError
from bot.library.services import Services
from bot.metrics import Fate
from bot.storage.careful import tell
from bot.storage.perseverance import Perseverance
from bot.storage.transaction import Transaction

# In parts of a lease: when a claim is renewed; with how little of it left nothing is sent any more, because who was
# stopped and woke up may have lost it.
RENEW, SPARE = 0.3, 0.1
# What may stand is looked for after so long; what surely does not waits as long as the platform says, but not less than
# this: a platform counts what it refused, and shuts out who asks too often. Nor longer than an hour, whatever it says.
RETRY_SECONDS, LEAST_SECONDS, MOST_SECONDS = 5.0, 1.0, 3600.0
# A post that fails for a reason of ours is tried again after so long, so that it keeps nothing else waiting.
BROKEN_SECONDS = 60.0
# Why a post is given up whose subject is over.
NOTHING_LEFT = "there is nothing to show any more"
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Claim:
    """A leased post and until when, on this process's own steady clock, the lease is surely ours."""

    post: Post
    until: float


class Attempt:
    """A post that was claimed by this process for `lease` seconds, on its way."""

    def __init__(
        self, claim: Claim, services: Services, kinds: Mapping[str, PostKind], messengers: Messengers, lease: float
    ) -> None:
        self._claim, self._post, self._lease = claim, claim.post, lease
        self._services, self._kinds, self._messengers = services, kinds, messengers

    @property
    def _kind(self) -> PostKind:
        return self._kinds[self._post.kind]

    @property
    def _messenger(self) -> Messenger:
        return self._messengers[self._post.place.platform]

    async def make(self) -> None:
        """Send it, or keep why not. Raises StorageError where that cannot be kept."""
        post = self._post
        renewing = asyncio.create_task(self._renew())
        guard(self._must_be_ours)
        try:
            await self._deliver()
        except LeaseLost:
            _log.warning("post %s is left to whoever claims it: this process stood still", post.id)
            # On this claim nothing was sent: if it was the first, whoever sends it need not look for it. What an
            # earlier one sent may have come since it was looked for.
            await self._release(0.0, unsent=not post.tries)
        except MessageGone:
            await self._replace()
        except DeliveryError as error:
            await self._give_back(error)
        except RowUnreadable:
            tell("post", post.id)
            await self._release(BROKEN_SECONDS)
        except StorageError:
            raise
        except Exception:  # noqa: BLE001 - whatever is wrong with one post, the others go out
            _log.exception("post %s of the kind %s is broken", post.id, post.kind)
            await self._release(BROKEN_SECONDS)
        finally:
            renewing.cancel()

    async def _deliver(self) -> None:
        """Send or edit, then settle. A post that was tried before may stand already: look before sending again."""
        post, messenger = self._post, self._messenger
        if post.kind == TAKEN:
            await self._take_down()
            return
        if post.ref is None and post.tries:
            try:
                standing = await messenger.find(post.place, post.nonce)
            except DeliveryUnknown as unknown:
                await self._doubt(str(unknown))
                return
            except DeliveryError as later:
                # It was not looked up, so it may stand still.
                raise DeliveryUnknown(str(later), retry_after=later.retry_after) from later
            if standing is not None:
                await self._settle(standing)
                return
        reply = await self._kind.render(self._services, post)
        if reply is None:
            await self._give_up(Failure())
            return
        must_be_ours()
        if post.ref is None:
            await self._settle(await messenger.post(post.place, reply, post.nonce))
        else:
            await messenger.edit(post.ref, reply)
            await self._settle(post.ref)
            self._count(Fate.EDITED)

    def _must_be_ours(self) -> None:
        if steady() > self._claim.until - SPARE * self._lease:
            raise LeaseLost

    async def _take_down(self) -> None:
        """Delete the message; one that was on its way when it was taken down is looked for."""
        post, messenger = self._post, self._messenger
        ref = post.ref or await messenger.find(post.place, post.nonce)
        must_be_ours()
        if ref is not None:
            with suppress(MessageGone):
                await messenger.delete(ref)
        settle = (
            (lambda tx: tx[PostRows].fail(post, TAKEN_DOWN))
            if ref is None
            else (lambda tx: tx[PostRows].settle(post, ref))
        )
        await self._services.store.write(settle)
        self._count(Fate.WITHDRAWN)

    async def _renew(self) -> None:
        renewing = Perseverance(_log, f"keeping post {self._post.id} while it is sent")
        while True:
            await asyncio.sleep(RENEW * self._lease)
            until = steady() + self._lease
            # Where it fails, who sends looks at `until`.
            with renewing.turn():
                if not await self._services.store.write(lambda tx: tx[PostRows].renew(self._post, lease=self._lease)):
                    return
                self._claim.until = until

    async def _give_back(self, error: DeliveryError) -> None:
        if error.retry_after is not None:
            _log.warning("%s was not sent: %s", _named(self._post), error)
            self._count(Fate.LATER)
            unsent = not isinstance(error, DeliveryUnknown)
            least = LEAST_SECONDS if unsent else RETRY_SECONDS
            await self._release(min(max(error.retry_after, least), MOST_SECONDS), unsent=unsent)
            return
        problem = Problem.GONE if error.place_gone else await self._messengers.check(self._post.place)
        await self._give_up(Failure(reason=str(error), problem=problem))

    async def _doubt(self, reason: str) -> None:
        """One message too few is better than one twice; but a press may still prove that it stands."""
        seconds = self._kind.doubt
        if self._post.doubted or not seconds:
            await self._give_up(Failure(reason=reason, unknown=True))
            return
        self._count(Fate.DOUBTED)
        until = self._services.clock.now() + timedelta(seconds=seconds)
        await self._services.store.write(lambda tx: tx[PostRows].doubt(self._post, until))

    async def _replace(self) -> None:
        """Its message was deleted: post it anew, once, where that makes sense."""
        at, kind = self._services.clock.now(), self._kind

        def replace_it(tx: Transaction) -> None:
            anew = kind.on_deleted(tx, self._post, at)
            if anew and tx[PostRows].send_anew(self._post, at):
                return
            if tx[PostRows].fail(self._post, "its message was deleted") and anew:
                kind.on_abandoned(tx, self._post, Failure(reason="its message was deleted", deleted=True), at)

        await self._services.store.write(replace_it)

    async def _release(self, seconds: float, *, unsent: bool = False) -> None:
        later = self._services.clock.now() + timedelta(seconds=seconds)
        await self._services.store.write(lambda tx: tx[PostRows].release(self._post, not_before=later, unsent=unsent))

    async def _give_up(self, failure: Failure) -> None:
        at = self._services.clock.now()

        def give_up(tx: Transaction) -> bool:
            if not tx[PostRows].fail(self._post, failure.reason or NOTHING_LEFT):
                return False
            self._kind.on_abandoned(tx, self._post, failure, at)
            return True

        if not await self._services.store.write(give_up):
            return
        if failure.reason:
            told = "may stand, and nobody can tell" if failure.unknown else "was given up"
            _log.error("%s %s: %s; quoth admin posts tells more", _named(self._post), told, failure.reason)
        fate = Fate.FAILED if failure.reason else Fate.WITHDRAWN
        self._count(Fate.UNKNOWN if failure.unknown else fate)

    async def _settle(self, ref: MessageRef) -> None:
        kind = self._kind
        if self._post.ref is None:
            try:
                await self._thread(ref)
            except DeliveryError as error:
                if error.retry_after is None:
                    raise
                # The message stands: it is found, and not sent again.
                raise DeliveryUnknown(str(error), retry_after=error.retry_after) from error
        at = self._services.clock.now()

        def settle(tx: Transaction) -> bool:
            settled = tx[PostRows].settle(self._post, ref)
            if settled:
                kind.on_published(tx, replace(self._post, ref=ref), at)
            return settled

        if await self._services.store.write(settle) and self._post.ref is None:
            self._count(Fate.SENT)
            late = 0.0 if self._post.due_at is None else max(0.0, (at - self._post.due_at).total_seconds())
            self._services.metrics.lagged(self._post.place.platform, self._post.kind, late)

    def _count(self, fate: Fate) -> None:
        self._services.metrics.posted(self._post.place.platform, self._post.kind, fate)

    async def _thread(self, ref: MessageRef) -> None:
        """Open the thread that hangs on a message, or close the one in which it is the last; who may not close leaves
        it open."""
        kind, messenger = self._kind, self._messenger
        if kind.thread:
            await messenger.open_thread(ref, await kind.thread(self._services, self._post))
        if kind.ends and await kind.ends(self._services, self._post):
            try:
                await messenger.close_thread(self._post.place)
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


def steady() -> float:
    """Seconds on this process's own clock, which nobody puts back."""
    return asyncio.get_running_loop().time()
