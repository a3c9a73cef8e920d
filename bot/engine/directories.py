"""Who is in a workspace: each platform answers for its own."""

from bot.core.permission import Principal
from bot.messages import Place
from bot.ports import Directory

_EVERYBODY = frozenset({"everyone", "here", "channel", "all"})


class TypedNames:
    """The directory of a place where people are who they say they are, as in the terminal."""

    async def find(self, place: Place, word: str) -> Principal | None:
        """See the port."""
        bare = word.strip("<@!>").partition("|")[0].strip()
        known = bare and not bare.startswith("&") and bare.casefold() not in _EVERYBODY
        return Principal(bare.casefold(), bare) if known else None

    async def groups_of(self, place: Place, user_id: str) -> frozenset[str]:
        """See the port: there are none."""
        return frozenset()


class Directories:
    """The directories of all platforms in one."""

    def __init__(self) -> None:
        self._typed = TypedNames()
        self._by_platform: dict[str, Directory] = {}

    def add(self, platform: str, directory: Directory) -> None:
        """Ask that one about the places of that platform."""
        self._by_platform[platform] = directory

    async def find(self, place: Place, word: str) -> Principal | None:
        """See the port."""
        return await self._of(place).find(place, word)

    async def groups_of(self, place: Place, user_id: str) -> frozenset[str]:
        """See the port."""
        return await self._of(place).groups_of(place, user_id)

    def _of(self, place: Place) -> Directory:
        return self._by_platform.get(place.platform, self._typed)
