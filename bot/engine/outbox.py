"""The way out for posts: claim a row, render its subject as it stands now, send or edit, settle.

A post is a row written in the transaction that causes it, so a timer, a restart or another process finds it. It is
rendered when it is sent; what changes its subject only bumps the row's version.
"""

from collections.abc import Mapping
from datetime import datetime

from bot.core import play
from bot.core.game import RoundState, Table
from bot.engine.services import Services
from bot.messages import MessageRef, Reply
from bot.ports import Messenger, Post, Transaction
from bot.wording import games as games_wording
from bot.wording import quotes as quotes_wording

LEASE_SECONDS = 30.0


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
        while await self._next():
            sent += 1
        return sent

    async def _next(self) -> bool:
        at = self._services.clock.now()
        claimed = await self._services.store.write(
            lambda tx: tx.posts.claim(self.platforms, at, lease=LEASE_SECONDS, limit=1)
        )
        for post in claimed:
            await self._send(post)
        return bool(claimed)

    async def _send(self, post: Post) -> None:
        messenger = self._messengers[post.place.platform]
        reply = await self._render(post)
        if reply is None:
            await self._services.store.write(lambda tx: tx.posts.fail(post, "its subject is gone"))
            return
        ref = post.ref
        if ref is None:
            ref = await messenger.post(post.place, reply, post.nonce)
        else:
            await messenger.edit(ref, reply)
        await self._settle(post, ref)

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
        tx.games.open_round(play.opened(table.round, at))


def _deadline(table: Table, at: datetime) -> datetime | None:
    asked = table.round
    if asked is None:
        return None
    return asked.closes_at or play.opened(asked, at).closes_at
