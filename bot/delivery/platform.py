"""A chat service: the way in and the way out."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.chat.directories import Directory
from bot.chat.incoming import MessageRef, Place, Problem
from bot.chat.messages import Mark, Reply


class Messenger(Protocol):
    """The way out for posts, one a platform."""

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Send a message; the same nonce never stands twice where the platform can tell.

        Raises DeliveryError; DeliveryUnknown if it may stand all the same.
        """
        ...

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """Show something else in a message that stands. Raises DeliveryError; MessageGone if somebody deleted it."""
        ...

    async def delete(self, ref: MessageRef) -> None:
        """Take a message of ours away. Raises DeliveryError; MessageGone if it is away already."""
        ...

    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        """The message that was sent with that nonce; None if there is none, or if sending again is harmless.

        Raises DeliveryUnknown where it cannot be looked up, DeliveryError where it cannot be looked up now.
        """
        ...

    async def open_thread(self, ref: MessageRef, name: str) -> None:
        """Let a thread of that name hang on a message that stands, whose id it has; harmless where there is one.

        Raises DeliveryError.
        """
        ...

    async def close_thread(self, place: Place) -> None:
        """Put a thread of ours away where the platform knows that, and may: it can be read and found as before.

        Harmless where it is closed. Raises DeliveryError where it was not done and may be tried again.
        """
        ...

    async def check(self, place: Place) -> Problem | None:
        """What stands against posting there."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """What a mounted path answers."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def _anything(_: Mapping[str, str]) -> HttpAnswer | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """A path of the HTTP server that belongs to a platform: POST bodies up to `limit` bytes, whole; of a GET its query.

    `screen` answers by its head alone what need not be read any further.
    """

    path: str
    handle: Callable[[Mapping[str, str], bytes], Awaitable[HttpAnswer]]
    limit: int
    screen: Callable[[Mapping[str, str]], HttpAnswer | None] = _anything
    method: Literal["GET", "POST"] = "POST"


class Access(Protocol):
    """What being on a chat service gives."""

    @property
    def messenger(self) -> Messenger:
        """The way out for posts."""
        ...

    @property
    def directory(self) -> Directory:
        """Who is there."""
        ...

    @property
    def mounts(self) -> Sequence[Mount]:
        """The paths it wants on the HTTP server."""
        ...


class Platform(Access, Protocol):
    """A chat service the bot is on."""

    @property
    def name(self) -> str:
        """The first part of its places: "discord", "slack"."""
        ...

    async def serve(self, ready: Callable[[], None]) -> None:
        """Be there until closed; calls `ready` whenever it is connected. Raises PlatformRefused."""
        ...

    def is_ready(self) -> bool:
        """Whether people there are heard right now."""
        ...

    def standing_by(self) -> str:
        """Why nobody need be heard by this process, as long as others hear them all; else ""."""
        return ""

    def is_admitted(self) -> bool:
        """False once the platform sent the bot away: then nothing is due there until it may be there again."""
        ...

    async def close(self) -> None:
        """Take nothing in any more and let what was taken in end; `serve` returns."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What an examination of the set-up found: RIGHT, WRONG, or PLAIN for what is not set up, in one sentence."""

    mark: Mark
    sentence: str
