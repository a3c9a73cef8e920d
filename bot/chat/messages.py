"""What goes out to a chat: one Reply. With what comes in (bot.chat.incoming) it is the neutral vocabulary between
engine and adapters.

A Reply says what is shown, never how: each adapter renders each kind as natively as its platform allows. Its
strings are finished sentences (each theme's wording) or the words of a transcript; escaping is the adapter's duty.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeGuard

from bot.chat.forms import Form


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
    buttons: tuple[Button, ...] = ()


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

    No `options` means a typed answer: `form` opens the Form for it where a platform has forms. `lead` goes before it,
    `scene`, what was said right before, above the stimulus.
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
    scene: str = ""
    for_days: bool = False
    form: Button | None = None
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRound:
    """The reveal: the key, who was right with points, the whole quote and where it comes from.

    `notes`, one for each option where there are any, tell whose it was and how many chose it. `votes` are small buttons
    for what somebody thinks of it; `more` as a quote's, where there is no quote that has it. `typed` tells what
    else was typed, by nobody's name; `aside` how the talk went on, `so_far` who stands where.
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
    typed: str = ""
    aside: str = ""
    so_far: str = ""
    buttons: tuple[Button, ...] = ()
    votes: tuple[Button, ...] = ()
    more: tuple[Button, ...] = ()

    @property
    def tells_quote(self) -> bool:
        """Whether the quote's own words are the right answer, so that they need not be read twice."""
        return self.quote is not None and any(key and text == self.quote.text for _, text, key in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One line of a board: competition rank (1-2-2-4), name of a player or team, points."""

    rank: int
    name: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoreboard:
    """Who stands where in this game; `final` when it is over. `teams` come first where there are any.

    `lines` stand below, awards for example; `closing` is the last line; `more` is seldom pressed.
    """

    title: str
    standings: tuple[Standing, ...]
    teams: tuple[Standing, ...] = ()
    final: bool = False
    lines: tuple[str, ...] = ()
    closing: str = ""
    buttons: tuple[Button, ...] = ()
    more: tuple[Button, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file for the one person who asked: its name with its ending, what is in it, and a sentence about it.

    It is an answer and no post: an adapter hands it over with the reply, or says why it cannot.
    """

    name: str
    data: bytes
    text: str


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
    | File
    | Notice
)


def is_refusal(reply: Reply) -> TypeGuard[Notice]:
    """Whether somebody was told no: that is never said in front of others."""
    return isinstance(reply, Notice) and reply.mark is Mark.REFUSED
