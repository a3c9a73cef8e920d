"""Who may do what: the one place that decides whether somebody manages a workspace and what is left to managers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from bot.chat.commands import Command, Permission, Registry
from bot.chat.identity import Who
from bot.chat.incoming import Incoming, Place, PressId, Request
from bot.chat.messages import Button, Passage, QuoteCard, Reply, Scoreboard
from bot.chat.principals import is_among, principals, restricted_commands, restricting
from bot.games.verbs import AGAIN, LEADERS, PRESET, QUESTIONS, REMATCH, REWRITE, UNWRITE, WRITE, WROTE
from bot.library import book_wording as book
from bot.library import desk_wording as desk
from bot.library.block_wording import SURE, UNBLOCK
from bot.library.bringing_wording import BACK, BRING, BRING_THIS, BROUGHT, LEAVE, TAKE_IN
from bot.library.services import Services
from bot.library.tidying_wording import PART
from bot.library.voices_wording import ONE, TWO
from bot.library.wording import ANOTHER, SAID_THIS, SHARE
from bot.settings.model import MANAGERS, RESTRICTED, default_restricted
from bot.settings.rows import ChoiceRows
from bot.workspace.refusals import NotAManager

# Presses that do what a command does, and ask for the same rights.
COMMAND_OF_PRESS: Mapping[str, str] = {
    AGAIN: "quiz start", REMATCH: "quiz start", LEADERS: "quiz leaderboard",
    ANOTHER: "quote", SHARE: "quote", BRING: "quotes import", BROUGHT: "quotes import",
    BRING_THIS: "quotes import", TAKE_IN: "quotes import", LEAVE: "quotes import",
    WRITE: "quiz add", WROTE: "quiz add", QUESTIONS: "quiz list", UNWRITE: "quiz delete", REWRITE: "quiz delete",
    UNBLOCK: "quotes unblock", SURE: "quotes block", PART: "quotes merge",
    BACK: "quotes remove", ONE: "quotes import", TWO: "quotes import", PRESET: "quiz start",
    **dict.fromkeys(
        (
            desk.PIN, desk.KEEP, desk.DROP, desk.WORDS, desk.WORDED, desk.VOICE, desk.VOICED, desk.NEW_VOICE,
            desk.LATER, desk.UNDO,
        ),
        desk.COMMAND,
    ),
    **dict.fromkeys((book.ADDED, book.SURE, book.QUOTE_THIS, book.QUOTED), "quotes add"),
    **dict.fromkeys((book.EDIT, book.EDITED), "quotes edit"), book.BACK: "quotes history",
    SAID_THIS: "whosaid",
}  # fmt: skip
# An option of several commands by which something comes again and again, and the command that is for that.
WEEKLY, SCHEDULING = "days", "daily set"
# Commands that do what another one does.
_LIKE: Mapping[str, str] = {"quiz preset use": "quiz start"}
Asked = TypeVar("Asked", bound=Incoming)


async def entitle(services: Services, incoming: Asked) -> Asked:
    """What came in with its manager's rights, if they were given by the settings."""
    if incoming.manager or incoming.who is Who.OUTSIDER:
        return incoming
    managers = principals((await _chosen(services, incoming.place)).get(MANAGERS, ""))
    if not managers:
        return incoming
    asked = any(p.is_group for p in managers) and not incoming.groups
    groups = await services.directories.groups_of(incoming.place, incoming.user.id) if asked else incoming.groups
    return replace(incoming, manager=is_among(managers, incoming.user.id, groups))


async def check(services: Services, command: Command[Services], incoming: Incoming) -> None:
    """Raises NotAManager where this command is left to managers and they are none; what it arranges for every week is
    arranged like a daily post.
    """
    weekly = isinstance(incoming, Request) and WEEKLY in incoming.options
    if weekly and SCHEDULING in await barred(services, incoming):
        again = command.name != SCHEDULING
        raise NotAManager(command=SCHEDULING, word=SCHEDULING.split(maxsplit=1)[0], again=again)
    if not await may(services, command, incoming):
        restricted = command.permission is not Permission.MANAGER
        raise NotAManager(command=command.name, word=restricting(command.name) if restricted else "")


async def may(services: Services, command: Command[Services], incoming: Incoming) -> bool:
    """Whether whoever asks may use that command here; what a host may is decided by the game."""
    if incoming.manager:
        return True
    if command.permission is Permission.MANAGER:
        return False
    return _LIKE.get(command.name, command.name) not in await barred(services, incoming)


async def barred(services: Services, incoming: Incoming) -> frozenset[str]:
    """The restricted commands that whoever asks may not use here."""
    if incoming.manager:
        return frozenset()
    chosen = await _chosen(services, incoming.place)
    return restricted_commands(chosen.get(RESTRICTED, default_restricted(incoming.place.platform)))


async def usable(services: Services, registry: Registry[Services], incoming: Incoming, reply: Reply) -> Reply:
    """A reply that whoever asks sees alone, without the buttons that they may not press."""
    match reply:
        case QuoteCard() | Scoreboard() | Passage():
            commands = {button.id: _command_of(button) for button in reply.buttons}
        case _:
            return reply
    if not any(commands.values()):
        return reply
    asked = await entitle(services, incoming)
    left = {name for name in commands.values() if name and not await may(services, registry.get(name), asked)}
    return replace(reply, buttons=tuple(b for b in reply.buttons if commands[b.id] not in left)) if left else reply


def _command_of(button: Button) -> str:
    """The command that a button stands for, "" for none."""
    meant = PressId.parse(button.id)
    return COMMAND_OF_PRESS.get(meant.verb, "") if meant else ""


async def _chosen(services: Services, place: Place) -> Mapping[str, str]:
    whose = place.workspace_id
    return await services.shared.read(whose, lambda tx: tx[ChoiceRows].all(whose))
