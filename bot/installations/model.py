"""An installation: one workspace's tokens, and what is known of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What lets the bot into a workspace; `refresh` gets the next ones where these end at `expires_at`. Never shown."""

    bot: str
    refresh: str = ""
    expires_at: datetime | None = None

    def __repr__(self) -> str:
        return f"Tokens(expires_at={self.expires_at!r})"


@dataclass(frozen=True, slots=True)
class Seal:
    """Sealed tokens, and the mark of the key it was done with."""

    sealed: str
    key_mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A workspace, or the `whole` organisation whose id then stands for one, as the platform told of it.

    `bot_user` and `bot_id` are the bot's own there; `scopes` are its rights, with commas between.
    """

    workspace_id: str
    name: str
    team: str
    enterprise: str = ""
    whole: bool = False
    bot_user: str
    bot_id: str
    scopes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What is kept of it. `granted` rises with each set of tokens; `left_at` is when it was removed, and has none."""

    about: Installed
    sealed: str
    key_mark: str
    expires_at: datetime | None
    granted: int
    installed_by: str
    installed_at: datetime
    left_at: datetime | None

    @property
    def is_there(self) -> bool:
        """Whether the bot is there and has tokens."""
        return self.left_at is None and bool(self.sealed)

    def __repr__(self) -> str:
        return f"Installation({self.about.workspace_id!r}, granted={self.granted})"
