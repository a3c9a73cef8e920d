"""What comes in from a chat: who, where, and the Request or the Press."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.chat.identity import Who

if TYPE_CHECKING:
    from bot.chat.messages import Notice

_DIRECT = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is said: platform, workspace (Slack team, Discord guild), channel and, inside it, a thread."""

    platform: str
    workspace: str
    channel: str
    thread: str = ""

    @property
    def workspace_id(self) -> str:
        """The workspace's name across platforms, the owner of packs, players and settings."""
        return f"{self.platform}:{self.workspace}"

    @classmethod
    def of_user(cls, platform: str, workspace: str, user_id: str) -> "Place":
        """Where one user is written to directly; the Messenger opens that conversation."""
        return cls(platform=platform, workspace=workspace, channel=_DIRECT + user_id)

    @property
    def user_id(self) -> str:
        """Whose direct messages this place means, "" for a channel."""
        return self.channel.removeprefix(_DIRECT) if self.channel.startswith(_DIRECT) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who speaks to the bot; `id` is the platform's, unique in its workspace."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file somebody handed over. `size` is in bytes; `data` is empty where the file is over its option's limit.

    `typed` is its path where somebody typed that.
    """

    name: str
    size: int
    data: bytes
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What somebody did in a chat: a Request or a Press.

    `key` is equal for every delivery of the same, so that it has one effect. `at` is the platform's own stamp, UTC.
    `alone` marks a direct message or a terminal, where one player is enough and nobody else has to be waited for.
    `manager` is the platform's word on rights, `who` how sure it is, `groups` the ids of their roles, where the payload
    says so. `zone` is the user's IANA time zone if known, `uploads` the files. `meanwhile` tells that user something
    before the reply, privately, where that can be done. `problem` is what stands against posting here, as far as the
    platform said so.
    """

    key: str
    place: Place
    user: User
    at: datetime
    alone: bool = False
    manager: bool = False
    groups: frozenset[str] = frozenset()
    who: Who = Who.MEMBER
    zone: str = ""
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    meanwhile: "Callable[[Notice], Awaitable[None]] | None" = field(default=None, compare=False, repr=False)
    problem: "Problem | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Incoming):
    """One command as somebody gave it: `command` is a registry name ("quiz start").

    `lacking` are the rights that are missing to post, as people there call them, `no_thread` those to open a thread.
    """

    command: str
    options: Mapping[str, str] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()
    no_thread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMessage:
    """A message of a chat that somebody pointed at: the platform's id of it, what it says in plain words, by whom.

    `own`: the bot wrote it, `by_bot`: this or another one did. `hidden`: nobody else sees it. `files`: something is
    attached. `buttons` are the ids of those of ours that stand on it.
    """

    id: str
    text: str
    author: User
    at: datetime
    own: bool = False
    by_bot: bool = False
    hidden: bool = False
    files: bool = False
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Press(Incoming):
    """One press of a button: `id` is what Button.id was when it was shown, possibly long ago and anywhere.

    `fields` and `uploads` are what was filled into a Form that was sent with this id, by the names of its fields.
    `message` is the platform's id of the message it stands on, as a MessageRef has it; "" where that is not known, or
    seen by this user alone. `about` is the message whose menu it was taken from.
    """

    id: str
    about: ChatMessage | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    message: str = ""


class Problem(StrEnum):
    """Why nothing can be posted: it is gone, rights are missing, the bot is no member there, or never can be one."""

    GONE = "gone"
    NOT_ALLOWED = "not allowed"
    NOT_HERE = "not here"
    BETWEEN_PEOPLE = "between people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What an option's value may be: `label` is read (at most 100 characters), `value` is what is sent."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class PressId:
    """`q1.<verb>.<subject>.<choice>`: what a press means. The subject is opaque; rights are read from the database."""

    verb: str
    subject: str
    choice: int = 0

    def __str__(self) -> str:
        return f"q1.{self.verb}.{self.subject}.{self.choice}"

    @classmethod
    def parse(cls, text: str) -> "PressId | None":
        """The parts of an id of ours; None for anything else."""
        match text.split("."):
            case ["q1", verb, subject, choice] if verb and subject and choice.isascii() and choice.isdigit():
                return cls(verb, subject, int(choice[:4]))
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRef:
    """A message that stands on a platform, so that it can be edited: the platform's own id for it."""

    place: Place
    id: str
