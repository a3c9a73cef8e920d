"""One workspace, whose token is in the settings."""

from collections.abc import Sequence

from slack_bolt.authorization import AuthorizeResult
from typing_extensions import override

from adapters.slack import wording
from adapters.slack.presence import Presence, Presences, Shared
from bot.chat.directories import Directory
from bot.delivery.platform import Messenger, Mount


class OneWorkspace(Presences):
    """The bot in the workspace of SLACK_BOT_TOKEN."""

    elsewhere = wording.NOT_HERE

    def __init__(self, shared: Shared, token: str) -> None:
        self._presence = Presence(shared, token)

    @property
    @override
    def messenger(self) -> Messenger:
        return self._presence.messenger

    @property
    @override
    def directory(self) -> Directory:
        return self._presence.directory

    @property
    @override
    def mounts(self) -> Sequence[Mount]:
        return ()

    @override
    def is_open(self) -> bool:
        """Once it is known who we are: a token that is refused lets nobody in."""
        return self._presence.identity is not None

    @override
    def is_admitted(self) -> bool:
        return not self._presence.admission.lost

    @override
    async def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        return self._presence.identity

    @override
    async def begin(self) -> None:
        await self._presence.come_in()

    @override
    async def close(self, seconds: float) -> None:
        """There is nothing that could be torn."""

    @override
    async def check(self) -> bool:
        return self._presence.admission.lost and await self._presence.come_in()

    @override
    def lose(self, reason: str) -> None:
        self._presence.admission.lose(reason)

    @override
    def is_up(self) -> None:
        """Whether the token is good Slack says elsewhere."""

    @override
    async def meant(self, team_id: str | None, enterprise_id: str | None) -> Presence | None:
        home = self._presence.installation
        return self._presence if home is None or home.is_meant(team_id, enterprise_id) else None

    @override
    def stranger(self, team_id: str) -> str:
        return wording.stranger(team_id)

    @override
    async def sent_away(self, presence: Presence, reason: str) -> None:
        presence.admission.lose(reason)
        await presence.conversation.left(presence.workspace)
