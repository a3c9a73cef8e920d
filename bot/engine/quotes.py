"""Looking quotes up: /quote, /whosaid and the buttons of a quote."""

import re

from bot.core.library import Library, View
from bot.core.lookup import Found, NotFound, Result, Unsure
from bot.core.packs import NumberedQuote
from bot.core.refusals import PressIsStale
from bot.engine import settings
from bot.engine.services import Services, admit
from bot.messages import Notice, Press, PressId, Reply, Request
from bot.ports import Transaction
from bot.wording import quotes as wording
from bot.wording.variants import NOT_FOUND, pick

CONTEXT_TURNS = 1
CANDIDATES = 3
_NUMBER = re.compile(r"#?([0-9]{1,9})")


async def quote(services: Services, request: Request) -> Reply:
    """A random quote; or the one meant by a number, a speaker's name or words."""
    search = request.options.get("search", "").strip()
    library = await services.shelf.library(request.place.workspace_id)
    if not search:
        return await _random(services, request, library, lead="")
    view = library.without(await _withheld(services, request))
    if number := _NUMBER.fullmatch(search):
        return wording.card(view.number(int(number[1])), library, private=True)
    if speaker := view.by_speaker(search):
        return wording.card(view.draw(services.rng, speaker=speaker), library, private=True)
    return await _searched(services, view, search)


async def who_said(services: Services, request: Request) -> Reply:
    """Find the quote of half-remembered words and say who said it."""
    library = await services.shelf.library(request.place.workspace_id)
    view = library.without(await _withheld(services, request))
    return await _searched(services, view, request.options["words"])


async def look_up(services: Services, workspace_id: str, words: str, limit: int) -> tuple[Library, Result]:
    """What a search finds in a workspace, for programs; withheld quotes stay withheld."""
    library = await services.shelf.library(workspace_id)
    withheld = await services.store.read(lambda tx: tx.games.open_quotes(workspace_id))
    return library, await services.shelf.search(library.without(withheld), words, limit)


async def press_context(services: Services, press: Press, meant: PressId) -> Reply:
    """What was said before and after a quote."""
    library = await services.shelf.library(press.place.workspace_id)
    withheld = await _withheld(services, press)
    numbered = _subject(library.without(withheld), meant)
    turn, info = numbered.quote.turn, library.info(numbered)
    hidden = {q.quote.turn for q in library.packs[info.id].quotes if q.quote.id in withheld}
    turns = await services.store.read(lambda tx: tx.packs.turns(info.id, turn - CONTEXT_TURNS, turn + CONTEXT_TURNS))
    first = max(0, turn - CONTEXT_TURNS)
    return wording.passage([t for i, t in enumerate(turns, first) if i not in hidden], numbered, info)


async def press_another(services: Services, press: Press, meant: PressId) -> Reply:
    """One more random quote."""
    library = await services.shelf.library(press.place.workspace_id)
    return await _random(services, press, library, lead="")


async def press_show(services: Services, press: Press, meant: PressId) -> Reply:
    """The candidate that was meant, privately."""
    library = await services.shelf.library(press.place.workspace_id)
    return wording.card(_subject(library.without(await _withheld(services, press)), meant), library, private=True)


async def press_share(services: Services, press: Press, meant: PressId) -> Reply:
    """A quote found privately, shown to the channel."""
    library = await services.shelf.library(press.place.workspace_id)

    def share(tx: Transaction) -> NumberedQuote:
        admit(tx, press)
        withheld = tx.games.open_quotes(press.place.workspace_id, press.user.id)
        numbered = _subject(library.without(withheld), meant)
        tx.shown.add(press.place, numbered.number, press.at)
        return numbered

    return wording.card(await services.store.write(share), library)


async def _random(services: Services, incoming: Request | Press, library: Library, *, lead: str) -> Reply:
    pack = incoming.options.get("pack", "") if isinstance(incoming, Request) else ""

    def draw(tx: Transaction) -> NumberedQuote:
        admit(tx, incoming)
        view = library.without(tx.games.open_quotes(incoming.place.workspace_id, incoming.user.id))
        seen = tx.shown.recent(incoming.place, settings.cooldown(tx, incoming.place))
        numbered = view.draw(services.rng, seen=seen, pack=pack)
        tx.shown.add(incoming.place, numbered.number, incoming.at)
        return numbered

    return wording.card(await services.store.write(draw), library, lead=lead)


async def _withheld(services: Services, incoming: Request | Press) -> frozenset[str]:
    return await services.store.read(lambda tx: tx.games.open_quotes(incoming.place.workspace_id, incoming.user.id))


async def _searched(services: Services, view: View, words: str) -> Reply:
    library = view.library
    match await services.shelf.search(view, words, CANDIDATES):
        case Found(match=match):
            lead = wording.found_lead(match.confidence)
            return wording.card(library.quotes[match.key], library, lead=lead, private=True)
        case Unsure(matches=matches):
            return wording.candidates([library.quotes[m.key] for m in matches[:CANDIDATES]])
        case NotFound():
            return Notice(text=pick(NOT_FOUND, services.rng))


def _subject(view: View, meant: PressId) -> NumberedQuote:
    if not meant.subject.isdigit():
        raise PressIsStale
    return view.number(int(meant.subject[:9]))
