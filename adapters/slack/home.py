"""The App Home: somebody's own page as a view, published when they look at it."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import blocks as b
from adapters.slack.incoming import Origin
from adapters.slack.names import Names, renamed_blocks
from adapters.slack.outgoing import page_blocks
from adapters.slack.trouble import FAILURES, code_of
from bot.chat.messages import Home, Reply

COMMAND = "quoth home"
_log = logging.getLogger(__name__)


def home_view(page: Home, prefix: str = "") -> dict[str, Any]:
    """The page as a view."""
    return {"type": "home", "blocks": b.fit(renamed_blocks(page_blocks(page), prefix), b.VIEW_BLOCKS)}


class HomePages:
    """Publishes pages. `ask` does a registry command for whoever looks."""

    def __init__(self, client: AsyncWebClient, ask: Callable[[Origin, str], Awaitable[Reply]], names: Names) -> None:
        self._client, self._ask, self._names = client, ask, names

    async def publish(self, came: Origin) -> None:
        """Show somebody their page as it is now."""
        page = await self._ask(came, COMMAND)
        if not isinstance(page, Home):
            return
        try:
            await self._client.views_publish(user_id=came.user_id, view=home_view(page, self._names.prefix))
        except FAILURES as error:
            code = code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
            _log.warning("the App Home was not taken by Slack: %s", code)
