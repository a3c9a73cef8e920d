"""Who somebody is on Slack: name, time zone, rights. Read by users.info (scope users:read) and kept for a while."""

import asyncio
import logging
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

FRESH_SECONDS = 600.0
# A press has three seconds for its form; a name is not worth more than one of them.
PATIENCE_SECONDS = 1.0
PEOPLE = 20_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in a workspace. `zone` is an IANA name, "" where Slack does not know it; `admin` admin or owner."""

    name: str
    zone: str = ""
    admin: bool = False


class People:
    """Asks Slack once for each person and remembers the answer for ten minutes."""

    def __init__(self, client: AsyncWebClient, *, patience: float = PATIENCE_SECONDS) -> None:
        self._client, self._patience = client, patience
        self._known: OrderedDict[str, tuple[float, Person]] = OrderedDict()
        self._asking: dict[str, asyncio.Task[Person | None]] = {}

    async def person(self, user_id: str, name: str) -> Person:
        """Who that is; when Slack does not say so in time, somebody of that name without rights."""
        known = self._known.get(user_id)
        if known and known[0] > time.monotonic():
            return known[1]
        asking = self._asking.get(user_id) or self._ask(user_id)
        done, _ = await asyncio.wait({asking}, timeout=self._patience)
        found = asking.result() if done else None
        return found or (known[1] if known else Person(name=name or user_id))

    def _ask(self, user_id: str) -> "asyncio.Task[Person | None]":
        asking = asyncio.create_task(self._fetch(user_id), name=f"users.info {user_id}")
        self._asking[user_id] = asking
        asking.add_done_callback(lambda _: self._asking.pop(user_id, None))
        return asking

    async def _fetch(self, user_id: str) -> Person | None:
        try:
            answer = await self._client.users_info(user=user_id)
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            _log.warning("users.info did not tell who somebody is: %s", type(error).__name__)
            return None
        person = _person(answer["user"])
        self._known[user_id] = time.monotonic() + FRESH_SECONDS, person
        while len(self._known) > PEOPLE:
            self._known.popitem(last=False)
        return person


def _person(user: dict[str, Any]) -> Person:
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name")
    admin = bool(user.get("is_admin") or user.get("is_owner") or user.get("is_primary_owner"))
    return Person(name=str(name or user.get("id")), zone=str(user.get("tz") or ""), admin=admin)
