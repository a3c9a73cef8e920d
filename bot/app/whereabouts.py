"""In which workspaces the bot is, as a platform tells: what is of one that it left is due to nobody."""

from collections.abc import Callable, Collection

from bot.library.services import Services
from bot.privacy.rows.departures import DepartureRows


class Whereabouts:
    """What an adapter tells of the bot's comings and goings."""

    def __init__(self, services: Services) -> None:
        self._store, self._clock = services.store, services.clock

    async def left(self, workspace_id: str) -> None:
        """The bot was removed from that workspace."""
        at = self._clock.now()
        await self._store.write(lambda tx: tx[DepartureRows].leave(workspace_id, at))

    async def is_back(self, workspace_id: str) -> None:
        """The bot is in that workspace, as it was not for a while."""
        await self._store.write(lambda tx: tx[DepartureRows].come_back(workspace_id))

    async def is_installed(self, workspace_id: str) -> None:
        """The bot has tokens of that workspace, unless another process takes them away this moment."""
        await self._store.write(lambda tx: tx[DepartureRows].come_back_if_installed(workspace_id))

    async def is_in(
        self, platform: str, workspaces: Collection[str], among: Callable[[int], bool] = lambda _: True
    ) -> None:
        """The bot is in these workspaces of a platform and in no others of `among` those whose names are numbers,
        whatever happened while nobody listened.
        """
        at = self._clock.now()
        await self._store.write(lambda tx: tx[DepartureRows].align(platform, workspaces, at, among))
