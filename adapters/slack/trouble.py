"""What Slack's errors mean: nothing was sent and it can be tried again, it never will be, or nobody can tell.

Codes: https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""

import math
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.chat.incoming import Problem
from bot.errors import DeliveryError, DeliveryUnknown

PROBLEMS = {
    "not_in_channel": Problem.NOT_HERE,
    "channel_not_found": Problem.NOT_HERE,
    "is_archived": Problem.GONE,
    "restricted_action": Problem.NOT_ALLOWED,
    "restricted_action_read_only_channel": Problem.NOT_ALLOWED,
    "restricted_action_thread_only_channel": Problem.NOT_ALLOWED,
    "missing_scope": Problem.NOT_ALLOWED,
}
# The installation itself does not work any more; every call will answer this.
REFUSED = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})
# Those by which the app was removed there, or the workspace is no more: nothing but adding it again changes that.
ENDED = frozenset({"account_inactive", "token_revoked"})
_LATER = frozenset({"service_unavailable", "internal_error", "fatal_error", "request_timeout", "team_added_to_org"})
# The channel was archived, or the message that a thread hung on is not there.
_GONE = frozenset({"is_archived", "thread_not_found"})
_PAUSE, MOST_SECONDS = 2.0, 3600.0


def code_of(error: SlackApiError) -> str:
    """Slack's word for it."""
    data = _data(error)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def status_of(error: SlackApiError) -> int:
    """The status of HTTP; what could not be read is handed on by slack_sdk as aiohttp has it."""
    response: Any = error.response
    return int(response.status if isinstance(response, aiohttp.ClientResponse) else response.status_code)


def _data(error: SlackApiError) -> object:
    return getattr(error.response, "data", None)


def lacking(error: SlackApiError) -> tuple[str, ...]:
    """The scopes Slack says are missing."""
    data = _data(error)
    needed = str(data.get("needed", "")) if isinstance(data, dict) else ""
    return tuple(scope for scope in needed.split(",") if scope)


def patience(error: SlackApiError) -> float | None:
    """How many seconds Slack asks to wait, None if it does not."""
    if status_of(error) != 429 and code_of(error) not in ("ratelimited", "rate_limited"):
        return None
    return seconds_asked(error.response.headers)


def seconds_asked(headers: Mapping[str, str]) -> float:
    """What a 429 says of how long to wait; a second where it says nothing that is a number, an hour at most."""
    try:
        seconds = float(headers.get("Retry-After", 1))
    except ValueError:
        return 1.0
    return min(max(1.0, seconds), MOST_SECONDS) if math.isfinite(seconds) else 1.0


def delivery_error(error: Exception) -> DeliveryError:
    """The same for the outbox. Slack has no key against doubles: what may have arrived must be looked for."""
    if isinstance(error, SlackApiError):
        seconds, code = patience(error), code_of(error)
        if seconds is not None:
            return DeliveryError("Slack asks for patience (ratelimited)", retry_after=seconds)
        if code in _LATER or status_of(error) >= 500:
            return DeliveryUnknown(f"Slack failed ({code or status_of(error)})", retry_after=_PAUSE)
        if not code:
            # Slack says why; a page for people, or half an answer, comes from something in between.
            return DeliveryUnknown("something else answered in Slack's place", retry_after=_PAUSE)
        scopes = ", ".join(lacking(error))
        why = f"Slack refused it ({code}{': ' + scopes if scopes else ''})"
        return DeliveryError(why, retry_after=None, place_gone=code in _GONE)
    if isinstance(error, aiohttp.ClientConnectorError):
        return DeliveryError("Slack cannot be reached", retry_after=_PAUSE)
    return DeliveryUnknown(f"Slack did not answer ({type(error).__name__})", retry_after=_PAUSE)


FAILURES = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError)
