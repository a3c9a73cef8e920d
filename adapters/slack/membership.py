"""Which workspace the installation is for, and who is one of its own.

In a channel shared by Slack Connect people of other workspaces press the same buttons, with their own rights at home;
and whoever installs the same app elsewhere has Slack sign requests with the same secret.
https://docs.slack.dev/apis/slack-connect
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """One workspace; or `whole` organisation, whose id then stands for a workspace."""

    team_id: str
    enterprise_id: str = ""
    whole: bool = False

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Installation":
        """What auth.test says of a token."""
        enterprise_id, whole = str(told.get("enterprise_id") or ""), bool(told.get("is_enterprise_install"))
        return cls(team_id=str(told.get("team_id") or enterprise_id), enterprise_id=enterprise_id, whole=whole)

    def is_meant(self, team_id: str | None, enterprise_id: str | None) -> bool:
        """Whether a payload that names these as its installation is for this one."""
        if self.whole and self.enterprise_id in (team_id, enterprise_id):
            return True
        return team_id == self.team_id

    def has(self, user: Mapping[str, Any]) -> bool:
        """Whether somebody, in the words of users.info, is a member."""
        if user.get("is_stranger"):
            return False
        if self.lists(user):
            return True
        if self.whole:
            organisation = user.get("enterprise_user") or {}
            return self.enterprise_id in (organisation.get("enterprise_id"), user.get("enterprise_id"))
        return not user.get("team_id") or user["team_id"] == self.team_id

    def lists(self, user: Mapping[str, Any]) -> bool:
        """Whether this workspace is among those of the organisation that the user is in."""
        return self.team_id in ((user.get("enterprise_user") or {}).get("teams") or ())

    def may_be_of(self, team_id: str) -> bool:
        """Whether somebody whom a payload calls one of that workspace may be a member, as far as that tells."""
        return self.whole or not team_id or team_id == self.team_id
