"""Everything that can be done in a place, by buttons: for places where commands cannot be typed, such as threads.

A button of the menu is a command of the registry, with its options set or asked for in a form; who may use it is
decided as for the command. The themes bring their entries.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.chat import titles
from bot.chat.commands import Answers, Command, Option, Registry
from bot.chat.entries import Entry, When
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Button, Reply
from bot.chat.refusals import PressIsStale
from bot.daily import menu as daily
from bot.games import menu as games
from bot.games.model import GameSnapshot, GameState
from bot.games.rows.games import GameRows
from bot.games.verbs import MENU_ENTRY
from bot.library import menu as library
from bot.library.services import Services
from bot.people import menu as people
from bot.workspace import menu_wording as wording
from bot.workspace import permission

MENU, DO, ASKED = "menu", MENU_ENTRY, "asked"
MOST_FIELDS = 5


_PAGES = (
    Entry(key="home", label="My page", command="quoth home"),
    Entry(key="help", label="Help", command="quoth help", when=When.ALWAYS),
)
# In the order in which the menu shows them.
ENTRIES: Mapping[str, Entry] = {
    entry.key: entry
    for entry in (
        *games.ENTRIES,
        *people.REPORTS,
        *library.LOOKUPS,
        *people.BOARDS,
        *daily.ENTRIES,
        *library.PACKS,
        *_PAGES,
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuAction:
    """What an entry's button or filled form stands for: a form to open first, or the request itself."""

    request: Request
    form: Form | None = None

    @property
    def command(self) -> str:
        """The registry name of the command."""
        return self.request.command


def button(key: str) -> Button:
    """The button of an entry, for any reply."""
    return Button(id=str(PressId(DO, key)), label=ENTRIES[key].label)


async def page(services: Services, incoming: Incoming, _: PressId | None = None) -> Reply:
    """What can be done here now."""
    table = await services.store.read(lambda tx: tx[GameRows].running(incoming.place))
    now, hosting = state_of(table), hosts(table, incoming)
    keys = [entry.key for entry in ENTRIES.values() if now in entry.when and (hosting or not entry.host)]
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


def state_of(table: GameSnapshot | None) -> When:
    """What goes on where that is played; None for nothing."""
    if table is None:
        return When.IDLE
    if table.game.state is GameState.LOBBY:
        return When.LOBBY
    return When.PAUSED if table.game.state is GameState.PAUSED else When.RUNNING


def hosts(table: GameSnapshot | None, incoming: Incoming) -> bool:
    """Whether whoever asks may do what a host does."""
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
