"""Whether Slack still lets the app be here: it may be uninstalled, or its tokens taken back, while the bot runs."""

import logging
from collections.abc import Callable
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import wording
from adapters.slack.trouble import FAILURES, REFUSED, code_of
from bot.errors import DeliveryError

# A post that Slack refused for this reason is due again soon, but not before Slack lets the app in again.
LATER_SECONDS = 1.0
_log = logging.getLogger(__name__)


class Admission:
    """Lost with one line in the log, however many calls are refused, and found again with another.

    `later` is after how many seconds a post is due again that was refused meanwhile.
    """

    def __init__(
        self, lost: Callable[[str], str] = wording.lost, regained: str = wording.REGAINED,
        later: float = LATER_SECONDS,
    ) -> None:  # fmt: skip
        self.lost = False
        self._told, self._regained, self._later = lost, regained, later

    def lose(self, reason: str) -> None:
        """Slack does not let the app be here any more: an event or its word for it."""
        if not self.lost:
            _log.error("%s", self._told(reason))
        self.lost = True

    def regain(self) -> None:
        """Slack knows the token."""
        if self.lost:
            _log.warning("%s", self._regained)
        self.lost = False

    def refuse(self, error: Exception) -> None:
        """Raises DeliveryError for a post to wait if this error says that the app may not be here."""
        if isinstance(error, SlackApiError) and (code := code_of(error)) in REFUSED:
            self.lose(code)
            raise DeliveryError(f"Slack does not let the app in ({code})", retry_after=self._later) from error


def takes_away_the_bot(event: dict[str, Any]) -> bool:
    """Whether an event ends the installation: app_uninstalled, or tokens_revoked with the bot's among them."""
    return event["type"] == "app_uninstalled" or bool((event.get("tokens") or {}).get("bot"))


async def word_against(client: AsyncWebClient) -> str | None:
    """Slack's word where it knows the token no more, "" where it does; None where it does not answer."""
    try:
        await client.auth_test()
    except SlackApiError as error:
        return code if (code := code_of(error)) in REFUSED else ""
    except FAILURES:
        return None
    return ""
