"""Everything that can be done in a place, by buttons: for places where commands cannot be typed, such as threads.

A button of the menu is a command of the registry, with its options set or asked for in a form; who may use it is
decided as for the command.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.chat import titles
from bot.chat.commands import Answers, Command, Option, Registry
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.messages import Button, Incoming, Press, PressId, Reply, Request
from bot.chat.refusals import PressIsStale
from bot.games.model import GameSnapshot, GameState
from bot.games.rows.games import GameRows
from bot.library.services import Services
from bot.workspace import menu_wording as wording
from bot.workspace import permission

MENU, DO, ASKED = "menu", "do", "asked"
MOST_FIELDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A button: the command it means, options that are set, and those (at most five) that a form asks for."""

    label: str
    command: str
    options: Mapping[str, str] = field(default_factory=dict)
    ask: tuple[str, ...] = ()


ENTRIES: Mapping[str, Entry] = {
    "start": Entry(label="Start a quiz", command="quiz start"),
    "short": Entry(label="Three rounds", command="quiz start", options={"rounds": "3"}),
    "as-i-like": Entry(
        label="A quiz as I like it…", command="quiz start", ask=("mode", "rounds", "seconds", "teams", "pace")
    ),
    "alone": Entry(label="Play alone", command="quiz start", options={"pace": "solo"}),
    "quote": Entry(label="A quote", command="quote"),
    "find": Entry(label="Who said…", command="whosaid", ask=("words",)),
    "join": Entry(label="Join", command="quiz join"),
    "begin": Entry(label="Begin", command="quiz begin"),
    "answer": Entry(label="Answer…", command="quiz answer", ask=("text",)),
    "hint": Entry(label="Hint", command="quiz hint"),
    "skip": Entry(label="Skip", command="quiz skip"),
    "pause": Entry(label="Pause", command="quiz pause"),
    "resume": Entry(label="Go on", command="quiz resume"),
    "scores": Entry(label="Scores", command="quiz scores"),
    "stop": Entry(label="Stop", command="quiz stop"),
    "accept": Entry(label="That was right…", command="quiz accept"),
    "void": Entry(label="Undo the round", command="quiz void"),
    "report": Entry(label="Bad question", command="quiz report"),
    "board": Entry(label="Leaderboard", command="quiz leaderboard"),
    "stats": Entry(label="My stats", command="quiz stats"),
    "packs": Entry(label="Packs", command="quotes packs"),
    "daily": Entry(label="Daily posts", command="daily show"),
    "daily-set": Entry(
        label="Post daily…", command="daily set", ask=("time", "timezone", "days", "style", "pack")
    ),
    "home": Entry(label="My page", command="quoth home"),
    "help": Entry(label="Help", command="quoth help"),
}  # fmt: skip
_IDLE = (
    "start", "short", "as-i-like", "alone", "quote", "find", "board", "stats", "daily", "daily-set", "packs", "help",
)  # fmt: skip
_LOBBY = ("join", "begin", "scores", "stop", "find", "help")
_GAME = ("join", "answer", "hint", "skip", "scores", "pause", "stop", "accept", "void", "report", "find", "help")


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuAction:
    """What an entry's button or filled form stands for: a form to open first, or the request itself."""

    request: Request
    form: Form | None = None

    @property
    def command(self) -> str:
        """The registry name of the command."""
        return self.request.command


_FOR_HOSTS = frozenset(f"quiz {word}" for word in ("begin", "pause", "resume", "stop", "accept", "void"))


def button(key: str) -> Button:
    """The button of an entry, for any reply."""
    return Button(id=str(PressId(DO, key)), label=ENTRIES[key].label)


async def page(services: Services, incoming: Incoming, _: PressId | None = None) -> Reply:
    """What can be done here now."""
    table = await services.store.read(lambda tx: tx[GameRows].running(incoming.place))
    keys = [key for key in _keys(table) if _hosts(table, incoming) or ENTRIES[key].command not in _FOR_HOSTS]
    return wording.menu(table, await open_to(services, incoming, keys))


async def open_to(services: Services, incoming: Incoming, keys: Iterable[str]) -> tuple[Button, ...]:
    """The buttons of those entries that whoever asks may use here."""
    barred = await permission.barred(services, incoming)
    return tuple(button(key) for key in keys if ENTRIES[key].command not in barred)


def answers(registry: Registry[Any], meant: PressId) -> Answers:
    """How the reply to an entry's button, or to its filled form, is shown."""
    entry = ENTRIES.get(meant.subject)
    if entry is None:
        return Answers.PRIVATE
    return Answers.FORM if meant.verb == DO and entry.ask else registry.get(entry.command).answers_to(entry.options)


def meant(registry: Registry[Any], press: Press, meant: PressId) -> MenuAction:
    """What an entry's button or filled form stands for. Raises PressIsStale."""
    entry = ENTRIES.get(meant.subject)
    if entry is None:
        raise PressIsStale
    command = registry.get(entry.command)
    form = _form(meant.subject, entry, command) if meant.verb == DO and entry.ask else None
    filled = {name: press.fields[name] for name in entry.ask if press.fields.get(name, "").strip()}
    request = Request(
        key=press.key, place=press.place, user=press.user, at=press.at, command=entry.command,
        options={**entry.options, **filled}, alone=press.alone, manager=press.manager, groups=press.groups,
        who=press.who, zone=press.zone,
    )  # fmt: skip
    return MenuAction(request=request, form=form)


def _keys(table: GameSnapshot | None) -> tuple[str, ...]:
    if table is None:
        return _IDLE
    if table.game.state is GameState.LOBBY:
        return _LOBBY
    paused = table.game.state is GameState.PAUSED
    return tuple("resume" if paused and key == "pause" else key for key in _GAME)


def _hosts(table: GameSnapshot | None, incoming: Incoming) -> bool:
    return table is not None and (incoming.manager or incoming.user.id == table.game.host)


def _form(key: str, entry: Entry, command: Command[Any]) -> Form:
    known = {o.name: o for o in command.options}
    return Form(
        id=str(PressId(ASKED, key)),
        title=entry.label.rstrip("…"),
        fields=tuple(_field(known[name]) for name in entry.ask),
        instead=command.usage,
    )


def _field(option: Option) -> Field:
    hint = option.expected if option.is_number else ""
    return Field(
        name=option.name, label=wording.field_label(option.name, option.summary), limit=option.limit,
        kind=FieldKind.LINE, required=option.required, hint=wording.cut(titles.capital(hint)), choices=option.choices,
        titles=tuple(titles.value(option.name, choice) for choice in option.choices),
    )  # fmt: skip
