"""Looking quotes up: /quote, /whosaid and the buttons of a quote."""

import re

from bot.core.library import View
from bot.core.lookup import Found, NotFound, Result, Unsure
from bot.core.packs import NumberedQuote
from bot.core.refusals import PressIsStale
from bot.engine import settings, withholding
from bot.engine.services import Services, admit
from bot.messages import Notice, Press, PressId, Reply, Request
from bot.ports import Transaction
from bot.wording import quotes as wording
from bot.wording.variants import NOT_FOUND, pick
from content.text import keyed

CONTEXT_TURNS = 1
CANDIDATES = 3
# "/quote by Ines" asks for Ines.
_BY = re.compile(r"^(?:by|from|of)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"#?([0-9]{1,9})")


async def quote(services: Services, request: Request) -> Reply:
    """A random quote; or the one meant by a number, a pack's or a speaker's name, or words."""
    search = keyed(request.options.get("search", "")).strip()
    if not search:
        return await _random(services, request)
    view = await withholding.shown_to(services, request)
    if number := _NUMBER.fullmatch(search):
        return wording.card(view.number(int(number[1])), view.library, private=True)
    if pack := view.library.named(_BY.sub("", search)):
        return wording.card(view.draw(services.rng, pack=pack), view.library, private=True)
    if speaker := view.by_speaker(search) or view.by_speaker(_BY.sub("", search)):
        return wording.card(view.draw(services.rng, speaker=speaker), view.library, private=True)
    return await _searched(services, view, search)


async def who_said(services: Services, request: Request) -> Reply:
    """Find the quote of half-remembered words and say who said it."""
    return await _searched(services, await withholding.shown_to(services, request), request.options["words"])


async def look_up(services: Services, workspace_id: str, words: str, limit: int) -> tuple[View, Result]:
    """What a search finds in a workspace, for programs; withheld quotes stay withheld."""
    view = await withholding.shown_to_anybody(services, workspace_id)
    return view, await services.shelf.search(view, words, limit)


async def press_context(services: Services, press: Press, meant: PressId) -> Reply:
    """What was said before and after a quote."""
    view = await withholding.shown_to(services, press)
    numbered = subject(view, meant)
    turn, info = numbered.quote.turn, view.library.info(numbered)
    turns = await services.store.read(lambda tx: tx.packs.turns(info.id, turn - CONTEXT_TURNS, turn + CONTEXT_TURNS))
    return wording.passage([t for t in turns if not view.withheld.hides_text(t.text)], numbered, info)


async def press_another(services: Services, press: Press, meant: PressId) -> Reply:
    """One more random quote."""
    return await _random(services, press)


async def press_show(services: Services, press: Press, meant: PressId) -> Reply:
    """The candidate that was meant, privately."""
    view = await withholding.shown_to(services, press)
    return wording.card(subject(view, meant), view.library, private=True)


async def press_share(services: Services, press: Press, meant: PressId) -> Reply:
    """A quote found privately, shown to the channel."""
    library = await services.shelf.library(press.place.workspace_id)

    def share(tx: Transaction) -> NumberedQuote:
        admit(tx, press)
        numbered = subject(withholding.shown_to_in(tx, library, press), meant)
        tx.shown.add(press.place, numbered.number, press.at)
        return numbered

    return wording.card(await services.store.write(share), library)


async def _random(services: Services, incoming: Request | Press) -> Reply:
    library = await services.shelf.library(incoming.place.workspace_id)
    pack = incoming.options.get("pack", "") if isinstance(incoming, Request) else ""

    def draw(tx: Transaction) -> NumberedQuote:
        admit(tx, incoming)
        view = withholding.shown_to_in(tx, library, incoming)
        seen = tx.shown.recent(incoming.place, settings.cooldown(tx, incoming.place))
        numbered = view.draw(services.rng, seen=seen, pack=pack)
        tx.shown.add(incoming.place, numbered.number, incoming.at)
        return numbered

    return wording.card(await services.store.write(draw), library)


async def _searched(services: Services, view: View, words: str) -> Reply:
    library = view.library
    match await services.shelf.search(view, words, CANDIDATES):
        case Found(match=match):
            lead = wording.found_lead(match.confidence)
            return wording.card(view.number(match.key), library, lead=lead, private=True)
        case Unsure(matches=matches):
            return wording.candidates([view.number(m.key) for m in matches[:CANDIDATES]], library)
        case NotFound():
            return Notice(text=pick(NOT_FOUND, services.rng))


def subject(view: View, meant: PressId) -> NumberedQuote:
    """The quote that a press is about. Raises PressIsStale and what View.number does."""
    if not meant.subject.isdigit():
        raise PressIsStale
    return view.number(int(meant.subject[:9]))
