"""What an option may be, suggested while it is typed. What is withheld is not suggested either."""

from collections.abc import Sequence
from typing import Any

from bot.chat.commands import Completes, Registry
from bot.chat.incoming import Request, Suggestion
from bot.daily.rules.zones import complete
from bot.games.choice import modes
from bot.games.control_wording import told_apart
from bot.games.model import GameSnapshot, RoundState
from bot.games.rows.games import GameRows
from bot.games.rows.presets import PresetRows
from bot.library import withholding, wording
from bot.library.library import View
from bot.library.lookup import Found, NotFound, Unsure
from bot.library.services import Services
from bot.library.speaker_names import match_speaker
from bot.library.threads import SERVING, within
from bot.storage.transaction import Transaction
from content.text import fold

LIMIT = 25


async def suggestions(
    services: Services, registry: Registry[Any], what: Completes, request: Request, typed: str
) -> tuple[Suggestion, ...]:
    """At most 25, best first."""
    match what:
        case Completes.QUOTE:
            found = await _quotes(services, request, typed[: wording.SEARCH_LIMIT])
        case Completes.PACK:
            library = await services.libraries.library_for(request.place)
            found = _beginning(typed, [p.info.name for p in library.packs.values()])
        case Completes.PLAYER:
            found = await _players(services, request, typed)
        case Completes.ZONE:
            found = [Suggestion(label=name, value=name) for name in complete(typed)[:LIMIT]]
        case Completes.MODE:
            found = _modes(typed)
        case Completes.PRESET:
            kept = await services.store.read(lambda tx: tx[PresetRows].all(request.place.workspace_id))
            found = _beginning(typed, [preset.name for preset in kept])
        case Completes.TOPIC:
            found = _beginning(typed.removeprefix("/"), [c.name for c in registry])
    return tuple(found[:LIMIT])


async def _quotes(services: Services, request: Request, typed: str) -> list[Suggestion]:
    """Speakers whose name begins like that, or is near it, then quotes with those words."""
    view = await withholding.shown_to(services, request)
    found = _beginning(typed, [s.name for s in view.speakers])
    if not typed.strip():
        return found
    found = found or _named(await within(SERVING, match_speaker, typed, view.speakers))
    match await services.libraries.search(view, typed, LIMIT):
        case NotFound(perhaps=perhaps):
            return [*found, *(_quote(view, m.key) for m in perhaps if m.key >= 0)]
        case Found(match=best, others=others):
            return [*found, *(_quote(view, m.key) for m in (best, *others) if m.key >= 0)]
        case Unsure(matches=matches):
            return [*found, *(_quote(view, m.key) for m in matches if m.key >= 0)]


async def _players(services: Services, request: Request, typed: str) -> list[Suggestion]:
    """Who plays here. The host is told what they answered; to others two of one name differ by who came first."""

    def look(tx: Transaction) -> GameSnapshot | None:
        newest = tx[GameRows].newest(request.place)
        return newest and tx[GameRows].last_closed(newest.game.id)

    table = await services.store.read(look)
    if table is None:
        return []
    hosts = request.manager or request.user.id == table.game.host
    closed = table.round is not None and table.round.state is RoundState.CLOSED
    labels = told_apart(table, table.players, answers=hosts and closed)
    wanted = fold(typed)
    return [
        Suggestion(label=label, value=f"<@{p.user_id}>")
        for p, label in zip(table.players, labels, strict=True)
        if not wanted or fold(p.name).startswith(wanted) or f" {wanted}" in fold(p.name)
    ]


def _quote(view: View, number: int) -> Suggestion:
    numbered = view.number(number)
    return Suggestion(label=wording.line(numbered, view.library.info(numbered)), value=f"#{number}")


def _modes(typed: str) -> list[Suggestion]:
    """What may stand after the last comma, behind the modes before it."""
    *before, last = fold(typed).replace(" ", "").split(",")
    if not set(before) <= set(modes()):
        return []
    free = [mode for mode in modes() if mode not in before and mode.startswith(last)]
    return _named([",".join((*before, mode)) for mode in free])


def _beginning(typed: str, names: list[str]) -> list[Suggestion]:
    """The names with a word that begins like that; all of them for nothing typed."""
    wanted = fold(typed)
    fitting = [n for n in names if not wanted or fold(n).startswith(wanted) or f" {wanted}" in fold(n)]
    return _named(fitting)


def _named(names: Sequence[str]) -> list[Suggestion]:
    return [Suggestion(label=name[:100], value=name[:100]) for name in names]
