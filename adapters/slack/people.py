"""Who somebody is on Slack: name, time zone, rights. Read by users.info (scope users:read) and kept for a while.

Nobody becomes a manager by mistake: not by what they are in another workspace, and not while Slack says nothing.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from cachetools import LRUCache
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.membership import Installation
from adapters.slack.trouble import FAILURES, code_of
from bot.chat.identity import Who

FRESH_SECONDS = 600.0
# A press has three seconds for its form; a name is not worth more than one of them.
PATIENCE_SECONDS = 1.0
PEOPLE = 20_000
# Slack's words for somebody of another workspace whom this one may not see, and for an app that may see nobody.
_NOT_ONE_OF_OURS = ("user_not_found", "user_not_visible", "users_not_found")
_BARRED = ("missing_scope", "no_permission", "not_allowed_token_type", "access_denied")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who speaks to the bot. `zone` is an IANA name, "" where Slack does not know it.

    `admin` is an admin or owner of this workspace. `listed`: Slack names this workspace among those they are in, so
    that they may be called somebody of another one of the same organisation.
    """

    name: str
    zone: str = ""
    admin: bool = False
    who: Who = Who.MEMBER
    listed: bool = False


class People:
    """Asks Slack once for each person and remembers the answer for ten minutes. `installation` is known once let in."""

    def __init__(
        self, client: AsyncWebClient, installation: Callable[[], Installation | None], *,
        patience: float = PATIENCE_SECONDS,
    ) -> None:  # fmt: skip
        self._client, self._installation, self._patience = client, installation, patience
        # Who is not fresh any more is better than nobody.
        self._known: LRUCache[str, tuple[float, Person]] = LRUCache(PEOPLE)
        self._asking: dict[str, asyncio.Task[Person]] = {}

    async def person(self, user_id: str, name: str, team_id: str = "") -> Person:
        """Who that is; when Slack does not say so in time, somebody of that name without rights.

        `team_id` is the workspace that a payload calls theirs.
        """
        found = await self._found(user_id)
        named = found if found.name else replace(found, name=name or user_id)
        home = self._installation()
        if home is None or home.may_be_of(team_id) or named.listed:
            return named
        return replace(named, admin=False, who=Who.OUTSIDER)

    async def _found(self, user_id: str) -> Person:
        known = self._known.get(user_id)
        if known and known[0] > time.monotonic():
            return known[1]
        asking = self._asking.get(user_id) or self._ask(user_id)
        done, _ = await asyncio.wait({asking}, timeout=self._patience)
        found = asking.result() if done else LATE
        return known[1] if known and found.who in (Who.LATE, Who.HIDDEN) else found

    def _ask(self, user_id: str) -> "asyncio.Task[Person]":
        asking = asyncio.create_task(self._fetch(user_id), name=f"users.info {user_id}")
        self._asking[user_id] = asking
        asking.add_done_callback(lambda _: self._asking.pop(user_id, None))
        return asking

    async def _fetch(self, user_id: str) -> Person:
        try:
            answer = await self._client.users_info(user=user_id)
        except FAILURES as error:
            return _unknown(error)
        person = _person(answer["user"], self._installation())
        self._known[user_id] = time.monotonic() + FRESH_SECONDS, person
        return person


LATE, HIDDEN = Person(name="", who=Who.LATE), Person(name="", who=Who.HIDDEN)
OUTSIDER = Person(name="", who=Who.OUTSIDER)


def _unknown(error: Exception) -> Person:
    """What is known of somebody about whom Slack answered so."""
    code = code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
    _log.warning("users.info did not tell who somebody is: %s", code)
    if code in _NOT_ONE_OF_OURS:
        return OUTSIDER
    return HIDDEN if code in _BARRED else LATE


def _person(user: dict[str, Any], home: Installation | None) -> Person:
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name")
    member = home is None or home.has(user)
    admin = bool(user.get("is_admin") or user.get("is_owner") or user.get("is_primary_owner"))
    return Person(
        name=str(name or user.get("id")), zone=str(user.get("tz") or ""), admin=member and admin,
        who=Who.MEMBER if member else Who.OUTSIDER, listed=home is not None and home.lists(user),
    )  # fmt: skip
