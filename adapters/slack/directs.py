"""Which direct messages are the bot's own: Slack gives those between two people the same kind of name.

There the commands can be typed as well, and what is answered by its address arrives; but nothing can be posted.
"""

import asyncio
import time

from cachetools import TLRUCache
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.trouble import FAILURES, PROBLEMS, code_of
from bot.chat.incoming import Problem

# Conversations do not change hands; what could not be told (a missing scope) is asked again after a while.
CHANNELS, DOUBT_SECONDS = 20_000, 600.0
# A press has three seconds for its form.
PATIENCE_SECONDS = 1.0


def is_direct(channel: str) -> bool:
    """Whether a channel is a conversation of two."""
    return channel.startswith("D")


class Directs:
    """Asks Slack once for each conversation: of one that the bot is not in it tells nothing (scope im:read)."""

    def __init__(self, client: AsyncWebClient, *, patience: float = PATIENCE_SECONDS) -> None:
        self._client, self._patience = client, patience
        self._known: TLRUCache[str, tuple[float, bool]] = TLRUCache(
            CHANNELS, lambda _, told, now: now + told[0], timer=time.monotonic
        )

    async def is_own(self, channel: str) -> bool:
        """Whether the bot is the other one in it; also where nobody can tell."""
        known = self._known.get(channel)
        if known:
            return known[1]
        try:
            async with asyncio.timeout(self._patience):
                await self._client.conversations_info(channel=channel)
        except SlackApiError as error:
            barred = PROBLEMS.get(code_of(error)) is Problem.NOT_HERE
            return self._keep(channel, float("inf") if barred else DOUBT_SECONDS, own=not barred)
        except FAILURES:
            return True
        return self._keep(channel, float("inf"), own=True)

    def _keep(self, channel: str, seconds: float, *, own: bool) -> bool:
        self._known[channel] = seconds, own
        return own
