"""Who is in a workspace: each platform answers for its own."""

from typing import Protocol

from typing_extensions import override

from bot.chat.incoming import Place
from bot.chat.places import owner
from bot.chat.plain import line
from bot.chat.principals import Principal

_EVERYBODY = frozenset({"everyone", "here", "channel", "all"})


class Directory(Protocol):
    """Who is in a workspace, as far as its platform tells."""

    async def find(self, place: Place, word: str) -> Principal | None:
        """Whom a mention, an id or a group's handle means there; None for nobody, and for everybody at once."""
        ...

    async def groups_of(self, place: Place, user_id: str) -> frozenset[str]:
        """The ids of the groups somebody is in; nothing where the platform does not say."""
        ...

    async def confines(self, place: Place) -> str:
        """The channel or thread in which everything stays that is said there, "" where all members may read it.

        Where nobody can tell, it stays.
        """
        ...

    async def is_shared(self, place: Place) -> bool | None:
        """Whether people of other companies read there, or may soon; None where nobody can tell right now."""
        ...

    async def is_there(self, place: Place, user_id: str) -> bool | None:
        """Whether somebody is a member of that place's workspace still; None where nobody can tell."""
        ...

    async def link_to(self, place: Place, message: str) -> str | None:
        """The address at which a message can be read, "" where it has none; None where it is gone."""
        ...


class TypedNames(Directory):
    """The directory of a place where people are who they say they are, as in the terminal."""

    @override
    async def find(self, place: Place, word: str) -> Principal | None:
        """Whoever is called so; a name that means everybody means nobody."""
        bare = line(word.strip("<@!>").partition("|")[0])
        known = bare and not bare.startswith("&") and bare.casefold() not in _EVERYBODY
        return Principal(bare.casefold(), bare) if known else None

    @override
    async def groups_of(self, place: Place, user_id: str) -> frozenset[str]:
        """There are none."""
        return frozenset()

    @override
    async def confines(self, place: Place) -> str:
        """Everybody hears everything."""
        return ""

    @override
    async def is_shared(self, place: Place) -> bool | None:
        """There is nobody else."""
        return False

    @override
    async def is_there(self, place: Place, user_id: str) -> bool | None:
        """Nobody leaves for good."""
        return True

    @override
    async def link_to(self, place: Place, message: str) -> str | None:
        """There is none."""
        return ""


class Directories(Directory):
    """The directories of all platforms in one."""

    def __init__(self) -> None:
        self._typed = TypedNames()
        self._by_platform: dict[str, Directory] = {}

    def add(self, platform: str, directory: Directory) -> None:
        """Ask that one about the places of that platform."""
        self._by_platform[platform] = directory

    @override
    async def find(self, place: Place, word: str) -> Principal | None:
        """What `Directory.find` tells."""
        return await self._of(place).find(place, word)

    @override
    async def groups_of(self, place: Place, user_id: str) -> frozenset[str]:
        """What `Directory.groups_of` tells."""
        return await self._of(place).groups_of(place, user_id)

    @override
    async def confines(self, place: Place) -> str:
        """What `Directory.confines` tells; who writes to the bot alone speaks for the whole workspace."""
        return "" if place.user_id or owner(place) else await self._of(place).confines(place)

    @override
    async def is_shared(self, place: Place) -> bool | None:
        """What `Directory.is_shared` tells; nobody else reads what one person is written to."""
        return False if place.user_id or owner(place) else await self._of(place).is_shared(place)

    @override
    async def is_there(self, place: Place, user_id: str) -> bool | None:
        """What `Directory.is_there` tells; in a place of their own everybody is."""
        return True if owner(place) else await self._of(place).is_there(place, user_id)

    @override
    async def link_to(self, place: Place, message: str) -> str | None:
        """What `Directory.link_to` tells."""
        return await self._of(place).link_to(place, message)

    def _of(self, place: Place) -> Directory:
        return self._by_platform.get(place.platform, self._typed)
