"""The neutral vocabulary between engine and adapters: Request and Press come in, one Reply goes out.

A Reply says what is shown, never how: each adapter renders each kind as natively as its platform allows. Its
strings are finished sentences (each theme's wording) or the words of a transcript; escaping is the adapter's duty.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.chat.forms import Form
from bot.chat.identity import Who

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
    before the reply, privately, where that can be done.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Incoming):
    """One command as somebody gave it: `command` is a registry name ("quiz start").

    `problem` is what stands against posting here, as far as the platform said so, `lacking` the rights that are
    missing, as people there call them, `no_thread` those that are missing to open a thread.
    """

    command: str
    options: Mapping[str, str] = field(default_factory=dict)
    problem: "Problem | None" = None
    lacking: tuple[str, ...] = ()
    no_thread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Press(Incoming):
    """One press of a button: `id` is what Button.id was when it was shown, possibly long ago and anywhere.

    `fields` and `uploads` are what was filled into a Form that was sent with this id, by the names of its fields.
    `message` is the platform's id of the message it stands on, as a MessageRef has it; "" where that is not known, or
    seen by this user alone.
    """

    id: str
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


class Mark(StrEnum):
    """What a line is about, for a sign beside the words (never instead of them)."""

    PLAIN = "plain"
    RIGHT = "right"
    WRONG = "wrong"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something to press. `label` is short enough for every platform (at most 75 characters)."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCard:
    """A quote with its attribution. `credit` is the line under it, `note` what must be known about it (a sample).

    `more` is seldom pressed, and stands apart where a platform has room for that.
    """

    number: int
    text: str
    verbatim: bool
    speaker: str
    credit: str
    lead: str = ""
    note: str = ""
    link: str = ""
    buttons: tuple[Button, ...] = ()
    more: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One of several quotes that may be meant; the press of `button` shows it whole."""

    text: str
    verbatim: bool
    credit: str
    button: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """ "Did you mean": at most a handful, best first; `more` shows the next."""

    intro: str
    candidates: tuple[Candidate, ...]
    more: Button | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a transcript: (speaker or nothing, text) lines in their order, with the quote's place in it."""

    title: str
    lines: tuple[tuple[str, str], ...]
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of a round's possible answers: `letter` A–D, its text, and the button that gives it."""

    letter: str
    text: str
    button: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Lobby:
    """Players gather before a team game: (team, its members) in order, how to join, when it begins by itself."""

    heading: str
    teams: tuple[tuple[str, tuple[str, ...]], ...]
    prompt: str
    begins_at: datetime | None
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound:
    """A round that takes answers. `closes_at` None: not opened yet, or no limit.

    No `options` means a typed answer: `form` opens the Form for it where a platform has forms. `lead` goes before it.
    `for_days`: it may close on another day.
    """

    round_id: str
    heading: str
    stem: str
    stimulus: str
    options: tuple[Option, ...]
    prompt: str
    closes_at: datetime | None
    answered: str = ""
    lead: str = ""
    for_days: bool = False
    form: Button | None = None
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRound:
    """The reveal: the key, who was right with points, the whole quote and where it comes from.

    `notes`, one for each option where there are any, tell whose it was and how many chose it.
    """

    round_id: str
    heading: str
    stem: str
    stimulus: str
    options: tuple[tuple[str, str, bool], ...]
    answer: str
    right: tuple[str, ...]
    summary: str
    explanation: str
    quote: QuoteCard | None
    notes: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One line of a board: competition rank (1-2-2-4), name of a player or team, points."""

    rank: int
    name: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoreboard:
    """Who stands where in this game; `final` when it is over. `teams` come first where there are any.

    `lines` stand below, awards for example; `closing` is the last line.
    """

    title: str
    standings: tuple[Standing, ...]
    teams: tuple[Standing, ...] = ()
    final: bool = False
    lines: tuple[str, ...] = ()
    closing: str = ""
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpEntry:
    """One command in the help: how to write it, what it does, one example."""

    usage: str
    summary: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Help with one example a command."""

    title: str
    intro: str
    entries: tuple[HelpEntry, ...]
    closing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list on pages: a title, lines, and what to do next."""

    title: str
    lines: tuple[str, ...]
    closing: str = ""
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page: a title, lines, and what can be done there."""

    title: str
    lines: tuple[str, ...]
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Somebody's own page in a workspace."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One or two plain sentences: a receipt, a refusal, an answer that needs no form.

    A `moment` ends the last sentence: it is shown behind the text by the reader's own clock, as far as the platform
    knows it, and a full stop follows. `field` is the option, or the field of a form, that a refusal is about.
    """

    text: str
    mark: Mark = Mark.PLAIN
    buttons: tuple[Button, ...] = ()
    moment: datetime | None = None
    field: str = ""


Reply = (
    QuoteCard
    | Candidates
    | Passage
    | Lobby
    | OpenRound
    | ClosedRound
    | Scoreboard
    | Help
    | Listing
    | Home
    | Form
    | Notice
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRef:
    """A message that stands on a platform, so that it can be edited: the platform's own id for it."""

    place: Place
    id: str
