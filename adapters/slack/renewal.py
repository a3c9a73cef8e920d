"""Tokens that end are exchanged for the next ones in time, by one process, whether anybody speaks to the bot or not.

A refresh token works once, so nothing repeats the call by itself, and what it gave is kept whatever happens meanwhile.
https://docs.slack.dev/authentication/using-token-rotation
"""

import asyncio
import logging
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError, SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import wording
from adapters.slack.trouble import FAILURES, code_of
from bot.errors import QuothError, StorageError
from bot.installations.model import Installation, Tokens
from bot.installations.register import Register

# They live for twelve hours.
EARLY = timedelta(hours=2)
# Longer than the call may take; a process that was stopped for longer must not make it.
LEASE_SECONDS, CALL_SECONDS = 90.0, 30.0
AGAIN_SECONDS = 60.0
# What Slack gave and the database did not take is brought to it so often.
KEEP_SECONDS = 1.0
# However late it is: what is due was chosen by our own clock.
_ANY_TIME = 10**6
_log = logging.getLogger(__name__)


class Renewal:
    """Gets the next tokens of installations. `client` must have no retry handlers."""

    def __init__(self, register: Register, client: AsyncWebClient, client_id: str, client_secret: str) -> None:
        self._register = register
        self._rotator = AsyncTokenRotator(client=client, client_id=client_id, client_secret=client_secret)
        self._failing: set[str] = set()
        self._turn = asyncio.Lock()
        self._running: asyncio.Task[bool] | None = None
        self._closing = False

    async def renew(self) -> list[str]:
        """See to all that end soon; returns the workspaces with new tokens. Whoever gives up waiting tears nothing."""
        renewed = []
        async with self._turn:
            for kept in await self._register.ending(EARLY):
                if self._closing:
                    break
                self._running = asyncio.create_task(self._safely(kept), name=f"renewal {kept.about.workspace_id}")
                if await asyncio.shield(self._running):
                    renewed.append(kept.about.workspace_id)
        return renewed

    async def close(self, seconds: float) -> None:
        """Begin with none any more, and wait, at most so long, for the one that is under way."""
        self._closing = True
        if self._running is not None:
            await asyncio.wait({self._running}, timeout=seconds)

    async def _safely(self, kept: Installation) -> bool:
        try:
            return await self._one(kept)
        except StorageError:
            return False  # told by the storage; the next look tries again

    async def _one(self, kept: Installation) -> bool:
        lease, began = secrets.token_hex(8), asyncio.get_running_loop().time()
        if not await self._register.claim(kept, lease, LEASE_SECONDS):
            return False
        try:
            tokens = await self._next(kept, began)
        except (*FAILURES, SlackTokenRotationError, QuothError) as error:
            await self._failed(kept, lease, _reason(error))
            return False
        if not await self._keep(kept, lease, tokens):
            return False
        if kept.about.workspace_id in self._failing:
            self._failing.discard(kept.about.workspace_id)
            _log.warning("%s", wording.renewed_again(kept.about.name))
        return True

    async def _keep(self, kept: Installation, lease: str, tokens: Tokens) -> bool:
        """However long the database is away: the former ones are used up, whoever has the lease by then."""
        while True:
            try:
                if await self._register.renew(kept, lease, tokens):
                    return True
                now = await self._register.find(kept.about.workspace_id)
                if now is None or now.granted != kept.granted:
                    return False
                if await self._register.claim(kept, lease, LEASE_SECONDS):
                    continue
            except StorageError:
                pass  # told by the storage
            await asyncio.sleep(KEEP_SECONDS)

    async def _next(self, kept: Installation, began: float) -> Tokens:
        before = self._register.keys.open(kept)
        left = LEASE_SECONDS - CALL_SECONDS - (asyncio.get_running_loop().time() - began)
        if left <= 0:
            raise TimeoutError
        async with asyncio.timeout(CALL_SECONDS):
            found = await self._rotator.perform_bot_token_rotation(
                bot=_bot(kept, before), minutes_before_expiration=_ANY_TIME
            )
        if found is None or not found.bot_refresh_token or found.bot_token_expires_at is None:
            raise QuothError(wording.NO_NEXT_TOKEN)
        ends = datetime.fromtimestamp(float(found.bot_token_expires_at), UTC)
        return Tokens(bot=found.bot_token, refresh=found.bot_refresh_token, expires_at=ends)

    async def _failed(self, kept: Installation, lease: str, reason: str) -> None:
        """Told once, until it works again."""
        workspace_id = kept.about.workspace_id
        if workspace_id not in self._failing:
            self._failing.add(workspace_id)
            _log.error("%s", wording.not_renewed(kept.about.name, reason, kept.expires_at))
        later = self._register.clock.now() + timedelta(seconds=AGAIN_SECONDS)
        await self._register.give_back(kept, lease, later)


def _bot(kept: Installation, tokens: Tokens) -> Bot:
    about = kept.about
    ends: Any = None if tokens.expires_at is None else int(tokens.expires_at.timestamp())
    return Bot(
        bot_token=tokens.bot, bot_id=about.bot_id, bot_user_id=about.bot_user, bot_refresh_token=tokens.refresh,
        bot_token_expires_at=ends, installed_at=kept.installed_at.timestamp(),
    )  # fmt: skip


def _reason(error: Exception) -> str:
    """Slack's word for it, or what happened instead of an answer."""
    if isinstance(error, SlackTokenRotationError):
        error = error.api_error
    if isinstance(error, SlackApiError):
        return code_of(error)
    return str(error) if isinstance(error, QuothError) else type(error).__name__
