"""Whether a message of ours stands: the newest of a channel, or a thread, are read until it is met.

Apps that are not in Slack's marketplace may read fifteen messages a minute; then a search goes on where it was, page by
page, each time it is asked for, and is given up when it takes too long. https://docs.slack.dev/apis/web-api/rate-limits
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cachetools import TTLCache
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.trouble import patience
from bot.errors import DeliveryUnknown

PAGE, NEWEST, IN_THREAD = 100, 100, 1000
# A message that is not found by then is doubted.
LONGEST_SECONDS = 900.0
SEARCHES = 10_000
TOO_SLOW = "Slack lets messages be read too slowly to see whether it stands"


@dataclass(slots=True)
class _Search:
    """How far one is: the page that comes next, and how many messages were read."""

    began: float = field(default_factory=time.monotonic)
    cursor: str = ""
    read: int = 0


class Finder:
    """Looks for messages by their nonce. `client` must have no retry handlers: it waits for nobody."""

    def __init__(self, client: AsyncWebClient, clock: Callable[[], float] = time.monotonic) -> None:
        self._client, self._clock = client, clock
        self._searches: TTLCache[tuple[str, str, str], _Search] = TTLCache(SEARCHES, 4 * LONGEST_SECONDS, clock)

    async def find(self, channel: str, thread: str, nonce: str) -> str | None:
        """The stamp of the message; None where it is not among those that are looked through.

        Raises what Slack answers instead, after which it may be asked again and goes on; DeliveryUnknown where that
        took too long.
        """
        key = channel, thread, nonce
        search = self._searches.setdefault(key, _Search(self._clock()))
        try:
            found = await self._read(search, channel, thread, nonce)
        except SlackApiError as error:
            if patience(error) is not None and self._clock() - search.began > LONGEST_SECONDS:
                self._searches.pop(key, None)
                raise DeliveryUnknown(TOO_SLOW) from error
            raise
        self._searches.pop(key, None)
        return found

    async def _read(self, search: _Search, channel: str, thread: str, nonce: str) -> str | None:
        """A channel is told from its end, a thread from its beginning."""
        most = IN_THREAD if thread else NEWEST
        while True:
            answer = await self._page(channel, thread, search.cursor)
            messages = answer.get("messages") or ()
            for message in messages:
                metadata = message.get("metadata") or {}
                if (metadata.get("event_payload") or {}).get("nonce") == nonce:
                    return str(message["ts"])
            search.read += len(messages)
            search.cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not search.cursor or search.read >= most:
                return None

    async def _page(self, channel: str, thread: str, cursor: str) -> Any:
        asked = {"channel": channel, "limit": PAGE, "include_all_metadata": True, "cursor": cursor or None}
        if thread:
            return await self._client.conversations_replies(ts=thread, **asked)  # type: ignore[arg-type]
        return await self._client.conversations_history(**asked)  # type: ignore[arg-type]
