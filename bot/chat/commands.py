"""Commands as data: one registry from which every platform's commands, the help and the README's table derive."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Generic, TypeVar

from bot.chat import choices as chosen
from bot.chat.incoming import Request
from bot.chat.messages import Reply
from bot.chat.refusals import BadOption, NoSuchCommand, TooLong
from content.text import keyed

Desk = TypeVar("Desk")
# The largest number that is asked for where there is no most.
MOST = 999_999_999
# How alike two words are, from 0 to 1, before one is offered for the other.
ALIKE = 0.5


class Answers(StrEnum):
    """How a command's reply is shown. Adapters acknowledge by this alone, before the engine runs."""

    PUBLIC = "public"
    PRIVATE = "private"
    # A form is opened, or a refusal said privately.
    FORM = "form"
    # Privately; pressed on a private message, that message changes.
    UPDATE = "update"


class Urgency(IntEnum):
    """What is worked on first where much comes in at once. LONG takes its time elsewhere and keeps nobody waiting."""

    # Presses, forms, and commands that a running round waits for.
    FIRST = 0
    USUAL = 1
    # What is suggested while somebody types.
    TYPING = 2
    LONG = 3


class Completes(StrEnum):
    """What is suggested while an option is typed, where a platform can do that."""

    QUOTE = "quote"
    PACK = "pack"
    PLAYER = "player"
    TOPIC = "topic"
    ZONE = "zone"
    MODE = "mode"
    PRESET = "preset"


class Permission(StrEnum):
    """Who may use a command; HOST is checked against the running game."""

    ANYONE = "anyone"
    HOST = "host"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One argument. `rest` takes all remaining words; `choices` or the number range are checked before the handler.

    `limit` is in characters; with `upload` the option takes a file, which is in the request's uploads, and it is in
    bytes. With `mentions` people are mentioned in it, and stay the platform's mentions; with `person` it takes one of
    the people there: a mention (`<@id>`) where the platform has them, else a name.
    `several`: of its choices it takes more than one, with commas between them.
    `reads` tells whether a word written without a name can be its value, for what has no list of choices.
    `checks` raises a Refusal for a text that is none of its values. `also` are other words for its name, where it is
    typed. `phrase`: typed without its name it takes the words behind it too that are nothing else. `told` are values
    that sentences of ours name without its name; `elsewhere` says where what it does not take is chosen.
    """

    name: str
    summary: str
    required: bool = False
    rest: bool = False
    choices: tuple[str, ...] = ()
    several: bool = False
    minimum: int | None = None
    maximum: int | None = None
    limit: int = 200
    completes: Completes | None = None
    upload: bool = False
    mentions: bool = False
    reads: Callable[[str], bool] | None = None
    person: bool = False
    checks: Callable[[str], object] | None = None
    also: tuple[str, ...] = ()
    phrase: bool = False
    told: tuple[str, ...] = ()
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_number(self) -> bool:
        """Whether its value is a whole number."""
        return self.minimum is not None

    @property
    def takes_words(self) -> bool:
        """Whether any words are a value of it, and whoever they mention is only spoken of."""
        return not (self.choices or self.is_number or self.upload or self.mentions or self.person)

    @property
    def expected(self) -> str:
        """What a right value looks like, in a few words."""
        if self.choices:
            return ", ".join(self.choices) + (" or several with commas between them" if self.several else "")
        if self.is_number and self.maximum == MOST:
            return "a number such as 12"
        return f"a whole number from {self.minimum} to {self.maximum}" if self.is_number else "text"

    def check(self, value: str) -> str:
        """The value as the handler gets it. Raises BadOption or TooLong."""
        if len(value) > self.limit:
            raise TooLong(limit=self.limit, what=self.name, option=self.name)
        if self.choices or self.is_number or self.reads:
            value = keyed(value).strip()
        if self.checks:
            self.checks(value)
        if self.is_number:
            return self._number(value)
        return ",".join(dict.fromkeys(map(self._choice, self.parts(value)))) if self.choices else value

    def parts(self, value: str) -> list[str]:
        """What was chosen, one by one."""
        return [p.strip() for p in value.casefold().split(",")] if self.several else [value.casefold()]

    def takes(self, value: str, *, whole: bool = True) -> bool:
        """Whether that is one of its choices, or several where it takes them; else one may begin so."""
        read = chosen.exact if whole else chosen.meant
        return bool(self.choices) and all(read(self.name, part, self.choices) for part in self.parts(value))

    def _choice(self, value: str) -> str:
        found = chosen.meant(self.name, value, self.choices)
        if not found:
            near = nearest(value, self.choices, ALIKE)
            raise BadOption(
                option=self.name, value=value, expected=self.expected, choices=self.choices, nearest=near,
                several=self.several, elsewhere=self.elsewhere.get(value, ""),
            )  # fmt: skip
        return found

    def _number(self, value: str) -> str:
        digits = chosen.whole_number(value.removeprefix("#"))
        if not digits or len(digits) > 9 or not (self.minimum or 0) <= int(digits) <= (self.maximum or 0):
            raise BadOption(option=self.name, value=value, expected=self.expected)
        return digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Generic[Desk]):
    """One command. `answers_with` says how it answers instead when that option is given.

    `posts`: something is posted in the place because of it, so an adapter looks beforehand whether that is possible.
    `posts_later`: what it arranges is posted here while nobody waits, so it is refused at once where that is barred.
    `urgency`: when it is worked on; pressed as a button, USUAL is as urgent as any press.
    `examples`: others than `example`, by a value that was given already.
    `reads_plain`: how words that are typed without names are read together, where not one by one. `reads_line`: how
    all that is typed behind its name is read, as it was typed.
    """

    name: str
    summary: str
    example: str
    answers: Answers
    handler: Callable[[Desk, Request], Awaitable[Reply]]
    options: tuple[Option, ...] = ()
    permission: Permission = Permission.ANYONE
    answers_with: Mapping[str, Answers] = field(default_factory=dict)
    posts: bool = False
    posts_later: bool = False
    urgency: Urgency = Urgency.USUAL
    reads_plain: Callable[[Sequence[str]], dict[str, str]] | None = None
    reads_line: Callable[[str], dict[str, str]] | None = None
    examples: Mapping[str, str] = field(default_factory=dict)

    @property
    def usage(self) -> str:
        """How to write it: `<needed>`, `[possible]`."""
        marks = (f"<{o.name}>" if o.required else f"[{o.name}]" for o in self.options)
        return " ".join(("/" + self.name, *marks))

    def answers_to(self, options: Mapping[str, str]) -> Answers:
        """How the reply to a request with these options is shown."""
        return next((how for name, how in self.answers_with.items() if options.get(name)), self.answers)

    def check(self, options: Mapping[str, str]) -> dict[str, str]:
        """Options as the handler gets them. Raises BadOption or TooLong for the first that is wrong."""
        known = {o.name: o for o in self.options}
        for name in options:
            if name not in known:
                meant = nearest(name, list(known), ALIKE)
                raise BadOption(option=name, value=options[name], expected=self.usage, nearest=meant)
        for option in self.options:
            if option.required and not option.upload and not options.get(option.name, "").strip():
                expected = self._fitting(options, known)
                raise BadOption(option=option.name, value="", expected=expected, choices=option.choices)
        return {name: known[name].check(value) for name, value in options.items() if value != ""}

    def _fitting(self, options: Mapping[str, str], known: Mapping[str, Option]) -> str:
        """The example that fits what was given already."""
        given = (chosen.meant(name, value, known[name].choices) for name, value in options.items())
        return next((self.examples[value] for value in given if value in self.examples), self.example)


class Registry(Generic[Desk]):
    """All commands by name."""

    def __init__(self, commands: Iterable[Command[Desk]]) -> None:
        self._by_name = {c.name: c for c in commands}

    def __iter__(self) -> Iterator[Command[Desk]]:
        return iter(self._by_name.values())

    def get(self, name: str) -> Command[Desk]:
        """The command of that name. Raises NoSuchCommand with the nearest one."""
        if name not in self._by_name:
            raise NoSuchCommand(word=name, nearest=self.nearest(name))
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def group(self, name: str) -> tuple[Command[Desk], ...]:
        """The commands that begin with that word ("quiz")."""
        return tuple(c for c in self._by_name.values() if c.name.split()[0] == name)

    def under(self, words: str) -> tuple[Command[Desk], ...]:
        """The commands whose names go on behind these words ("quiz preset")."""
        return tuple(c for c in self._by_name.values() if c.name.startswith(f"{words} "))

    @property
    def largest_upload(self) -> int:
        """The bytes of the largest file that any option takes."""
        return max((o.limit for c in self for o in c.options if o.upload), default=0)

    def nearest(self, name: str) -> str:
        """The known command that looks most like it, "" when none does."""
        return nearest(name, list(self._by_name), ALIKE)


def nearest(word: str, known: Sequence[str], least: float) -> str:
    """The known word that looks most like it, "" when none does at least so much (0 to 1)."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    best = process.extractOne(word, known, scorer=OSA.normalized_similarity, score_cutoff=least)
    return best[0] if best else ""
