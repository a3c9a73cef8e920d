"""Somebody's own page: on Slack the App Home, elsewhere /quoth home. A new section is one more maker in SECTIONS."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.chat.incoming import Request
from bot.chat.messages import Home, Reply, Section
from bot.daily.rows import DailyRows
from bot.games.own_questions import QuestionState
from bot.games.rows.games import GameRows
from bot.games.rows.questions import QuestionRows
from bot.library.rows.book import BookRows
from bot.library.services import Services
from bot.people.boards import streaks
from bot.people.rows import PeopleRows
from bot.workspace import home_wording as wording
from bot.workspace import menu, settings, settings_wording

GAMES, ANSWERS = 5, 1000
Maker = Callable[[Services, Request], Awaitable[Section | None]]


async def page(services: Services, request: Request) -> Reply:
    """Everything that concerns whoever asks, section by section."""
    made = [await maker(services, request) for maker in SECTIONS]
    return Home(title=wording.TITLE, sections=tuple(s for s in made if s is not None))


async def _you(services: Services, request: Request) -> Section:
    workspace_id, user_id = request.place.workspace_id, request.user.id
    answers = await services.store.read(lambda tx: tx[PeopleRows].answers(workspace_id, user_id, ANSWERS))
    section = wording.you(len(answers), sum(a.right for a in answers), *streaks(answers))
    return replace(section, buttons=await menu.open_to(services, request, ("alone", "stats")))


async def _games(services: Services, request: Request) -> Section | None:
    workspace_id, user_id = request.place.workspace_id, request.user.id
    played = await services.store.read(lambda tx: tx[PeopleRows].played(workspace_id, user_id, GAMES))
    return wording.games(played, user_id) if played else None


async def _packs(services: Services, request: Request) -> Section:
    section = wording.packs(await services.libraries.library(request.place.workspace_id), manager=request.manager)
    return replace(section, buttons=(*section.buttons, *await menu.open_to(services, request, ("quote", "find"))))


async def _daily(services: Services, request: Request) -> Section | None:
    """What this person has posted daily; what others set in their channels is theirs to know."""
    workspace_id, user_id = request.place.workspace_id, request.user.id
    mine = await services.store.read(lambda tx: tx[DailyRows].set_by(workspace_id, user_id))
    return wording.daily(mine) if mine else None


async def _waiting(services: Services, request: Request) -> Section | None:
    """What members suggested and no manager looked at, for managers."""
    if not request.manager:
        return None
    whose = request.place.workspace_id
    quotes = await services.store.read(lambda tx: len(tx[BookRows].waiting(whose)))
    questions = await services.store.read(lambda tx: tx[QuestionRows].count(whose, [QuestionState.WAITING]))
    return wording.waiting(quotes, questions) if quotes or questions else None


async def _settings(services: Services, request: Request) -> Section | None:
    """What managers chose otherwise than it was, for them."""
    chosen = await settings.chosen(services, request) if request.manager else {}
    return wording.settings(settings_wording.brief(chosen)) if chosen else None


async def _checklist(services: Services, request: Request) -> Section | None:
    """What is left to do before people have everything; for those who may do it."""
    if not request.manager:
        return None
    library = await services.libraries.library(request.place.workspace_id)
    own = any(not pack.info.sample for pack in library.packs.values())
    played = await services.store.read(lambda tx: tx[GameRows].any_in(request.place.workspace_id))
    daily = await services.store.read(lambda tx: bool(tx[DailyRows].any_in(request.place.workspace_id)))
    return wording.checklist(own=own, played=played, daily=daily)


SECTIONS: tuple[Maker, ...] = (_you, _games, _daily, _waiting, _packs, _settings, _checklist)
