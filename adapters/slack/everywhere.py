"""The way out to many workspaces, and who is in them: whatever is asked, the one of its place answers."""

from collections.abc import Awaitable, Callable

from typing_extensions import override

from adapters.slack import wording
from adapters.slack.presence import Presence
from bot.chat.directories import Directory
from bot.chat.incoming import MessageRef, Place, Problem
from bot.chat.messages import Reply
from bot.chat.principals import Principal
from bot.delivery.platform import Messenger
from bot.errors import DeliveryError

# What is for a workspace whose tokens cannot be used is tried again after so long.
LATER_SECONDS = 60.0
At = Callable[[str], Awaitable[Presence | None]]


class EveryMessenger(Messenger):
    """Hands each message to the messenger of its workspace."""

    def __init__(self, at: At) -> None:
        self._at = at

    @override
    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        return await (await self._of(place)).post(place, reply, nonce)

    @override
    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        await (await self._of(ref.place)).edit(ref, reply)

    @override
    async def delete(self, ref: MessageRef) -> None:
        await (await self._of(ref.place)).delete(ref)

    @override
    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        return await (await self._of(place)).find(place, nonce)

    @override
    async def open_thread(self, ref: MessageRef, name: str) -> None:
        await (await self._of(ref.place)).open_thread(ref, name)

    @override
    async def close_thread(self, place: Place) -> None:
        await (await self._of(place)).close_thread(place)

    @override
    async def check(self, place: Place) -> Problem | None:
        presence = await self._at(place.workspace)
        return Problem.NOT_HERE if presence is None else await presence.messenger.check(place)

    async def _of(self, place: Place) -> Messenger:
        presence = await self._at(place.workspace)
        if presence is None:
            raise DeliveryError(wording.not_added(place.workspace), retry_after=LATER_SECONDS)
        return presence.messenger


class EveryDirectory(Directory):
    """Asks the directory of each place's workspace."""

    def __init__(self, at: At) -> None:
        self._at = at

    @override
    async def find(self, place: Place, word: str) -> Principal | None:
        presence = await self._at(place.workspace)
        return None if presence is None else await presence.directory.find(place, word)

    @override
    async def groups_of(self, place: Place, user_id: str) -> frozenset[str]:
        presence = await self._at(place.workspace)
        return frozenset() if presence is None else await presence.directory.groups_of(place, user_id)

    @override
    async def confines(self, place: Place) -> str:
        presence = await self._at(place.workspace)
        return place.channel if presence is None else await presence.directory.confines(place)

    @override
    async def is_shared(self, place: Place) -> bool | None:
        presence = await self._at(place.workspace)
        return None if presence is None else await presence.directory.is_shared(place)

    @override
    async def is_there(self, place: Place, user_id: str) -> bool | None:
        presence = await self._at(place.workspace)
        return None if presence is None else await presence.directory.is_there(place, user_id)

    @override
    async def link_to(self, place: Place, message: str) -> str | None:
        presence = await self._at(place.workspace)
        return "" if presence is None else await presence.directory.link_to(place, message)
