"""The way out for posts: claim a row, render its subject as it stands now, send or edit, settle.

A post is a row written in the transaction that causes it, so a timer, a restart or another process finds it. It is
rendered when it is sent; what changes its subject only bumps the row's version.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core import play
from bot.core.game import GameState, RoundState, Table
from bot.engine.services import Services
from bot.errors import DeliveryError, DeliveryUnknown
from bot.messages import MessageRef, Reply
from bot.ports import Messenger, Post, Transaction
from bot.wording import games as games_wording
from bot.wording import quotes as quotes_wording

# A dead sender's post is free again after this time; a live one renews its claim while it waits for the platform.
LEASE_SECONDS = 2.0
RENEW_SECONDS = 0.6
RETRY_SECONDS = 5.0
AT_ONCE = 8
_log = logging.getLogger(__name__)


class Outbox:
    """Sends what is due on the platforms it has a Messenger for."""

    def __init__(self, services: Services, messengers: Mapping[str, Messenger]) -> None:
        self._services = services
        self._messengers = dict(messengers)

    @property
    def platforms(self) -> list[str]:
        """The platforms this process can post to."""
        return list(self._messengers)

    async def flush(self) -> int:
        """Send everything that is due now, oldest first; returns how many posts were sent or edited."""
        sent = 0
        while claimed := await self._claim():
            await asyncio.gather(*(self._send(post) for post in claimed))
            sent += len(claimed)
        return sent

    async def _claim(self) -> tuple[Post, ...]:
        at = self._services.clock.now()
        return await self._services.store.write(
            lambda tx: tx.posts.claim(self.platforms, at, lease=LEASE_SECONDS, limit=AT_ONCE)
        )

    async def _send(self, post: Post) -> None:
        reply = await self._render(post)
        if reply is None:
            await self._services.store.write(lambda tx: tx.posts.fail(post, "its subject is gone"))
            return
        renewing = asyncio.create_task(self._renew(post))
        try:
            await self._settle(post, await self._deliver(post, reply))
        except DeliveryError as error:
            await self._give_back(post, error)
        finally:
            renewing.cancel()

    async def _deliver(self, post: Post, reply: Reply) -> MessageRef:
        """Send or edit. A post that was tried before may stand already: look before sending again."""
        messenger = self._messengers[post.place.platform]
        if post.ref is not None:
            await messenger.edit(post.ref, reply)
            return post.ref
        standing = await self._find(post) if post.tries else None
        return standing or await messenger.post(post.place, reply, post.nonce)

    async def _find(self, post: Post) -> MessageRef | None:
        """A post that may stand and cannot be looked up is given up: one message too few is better than one twice."""
        try:
            return await self._messengers[post.place.platform].find(post.place, post.nonce)
        except DeliveryUnknown as unknown:
            raise DeliveryError(str(unknown), retry_after=None) from unknown

    async def _renew(self, post: Post) -> None:
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            if not await self._services.store.write(lambda tx: tx.posts.renew(post, lease=LEASE_SECONDS)):
                return

    async def _give_back(self, post: Post, error: DeliveryError) -> None:
        _log.warning("post %s was not sent: %s", post.id, error)
        if error.retry_after is None:

            def give_up(tx: Transaction) -> None:
                tx.posts.fail(post, str(error))
                _end_unseen(tx, post)

            await self._services.store.write(give_up)
            return
        later = self._services.clock.now() + timedelta(seconds=max(error.retry_after, RETRY_SECONDS))
        await self._services.store.write(lambda tx: tx.posts.release(post, not_before=later))

    async def _settle(self, post: Post, ref: MessageRef) -> None:
        at = self._services.clock.now()

        def settle(tx: Transaction) -> None:
            tx.posts.settle(post, ref)
            if post.kind == "round":
                _open(tx, post.subject, at)

        await self._services.store.write(settle)

    async def _render(self, post: Post) -> Reply | None:
        if post.kind == "round":
            return await self._round(post.subject)
        table = await self._services.store.read(lambda tx: tx.games.table(post.subject))
        if table is None:
            return None
        if post.kind == "lobby":
            return games_wording.lobby(table)
        scores = await self._services.store.read(lambda tx: tx.games.scores(table.game.id))
        return games_wording.scoreboard(table, scores, final=post.key.endswith(":final"))

    async def _round(self, round_id: str) -> Reply | None:
        table = await self._services.store.read(lambda tx: tx.games.table_of_round(round_id))
        if table is None or table.round is None:
            return None
        if table.round.state is not RoundState.CLOSED:
            return games_wording.open_round(table, _deadline(table, self._services.clock.now()))
        scores = await self._services.store.read(lambda tx: tx.games.scores(table.game.id))
        library = await self._services.shelf.library(table.game.place.workspace_id)
        numbered = library.quotes.get(table.round.quote_number or 0)
        card = None if numbered is None else quotes_wording.card(numbered, library)
        return games_wording.closed_round(table, scores, card)


def _open(tx: Transaction, round_id: str, at: datetime) -> None:
    """A round opens when its post is confirmed."""
    table = tx.games.table_of_round(round_id)
    if table is not None and table.round is not None and table.round.state is RoundState.PENDING:
        paused = table.game.state is GameState.PAUSED
        tx.games.open_round(play.opened(table.round, at, paused=paused))


def _end_unseen(tx: Transaction, post: Post) -> None:
    """A game whose round or lobby cannot be shown ends, so that nobody is stuck in it."""
    find = {"round": tx.games.table_of_round, "lobby": tx.games.table}.get(post.kind)
    table = find(post.subject) if find else None
    if table is not None and table.game.state is not GameState.OVER and post.ref is None:
        tx.games.update(replace(table.game, state=GameState.OVER))


def _deadline(table: Table, at: datetime) -> datetime | None:
    asked = table.round
    if asked is None:
        return None
    return asked.closes_at or play.opened(asked, at).closes_at
