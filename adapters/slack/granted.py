"""What Slack grants when somebody adds the app: oauth.v2.access's answer → Grant. Pure.

https://docs.slack.dev/reference/methods/oauth.v2.access
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack import page_wording as wording
from bot.errors import QuothError


class NotGranted(QuothError):
    """The bot is not added, and why, as the page says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Access to a workspace, or to a `whole` organisation; `seconds` is how long, 0 for good. Never shown."""

    token: str
    refresh: str
    seconds: int
    scopes: tuple[str, ...]
    team: str
    enterprise: str
    whole: bool
    name: str
    user: str

    @property
    def workspace(self) -> str:
        """What its places are called by."""
        return self.enterprise if self.whole else self.team

    def __repr__(self) -> str:
        return f"Grant({self.workspace!r})"


def grant_of(answer: Mapping[str, Any]) -> Grant:
    """What was granted. Raises NotGranted where no bot was, or to no workspace."""
    token = str(answer.get("access_token") or "")
    if answer.get("token_type") != "bot" or not token:
        raise NotGranted(wording.NO_BOT)
    team, enterprise = answer.get("team") or {}, answer.get("enterprise") or {}
    whole = bool(answer.get("is_enterprise_install"))
    where = enterprise if whole else team
    if not where.get("id"):
        raise NotGranted(wording.NO_TEAM)
    scopes = (scope.strip() for scope in str(answer.get("scope") or "").split(","))
    return Grant(
        token=token, refresh=str(answer.get("refresh_token") or ""), seconds=_seconds(answer.get("expires_in")),
        scopes=tuple(filter(None, scopes)), team=str(team.get("id") or ""), enterprise=str(enterprise.get("id") or ""),
        whole=whole, name=str(where.get("name") or ""), user=str((answer.get("authed_user") or {}).get("id") or ""),
    )  # fmt: skip


def _seconds(told: object) -> int:
    return told if isinstance(told, int) and told > 0 else 0
