"""The one thing adapters hold: Request or Press in, Reply out; a refusal is a Reply too."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.commands import Answers, Command
from bot.core.refusals import PressIsStale
from bot.engine import answering, completing, hosting, menu, packs, quiz, quotes, settings, timing
from bot.engine.catalogue import REGISTRY
from bot.engine.daily import guessing, ticking, zonedata
from bot.engine.services import Services
from bot.errors import Refusal, StorageError
from bot.messages import Form, Place, Press, PressId, Problem, Reply, Request, Suggestion
from bot.wording.bringing import BRING, BROUGHT
from bot.wording.daily import GUESS, PLAY, RESULT
from bot.wording.games import ANSWER, BEGIN, HINT, JOIN, NEXT, SKIP, TYPE, TYPED
from bot.wording.quotes import ANOTHER, CONTEXT, SHARE, SHOW
from bot.wording.refusals import refusal, without_database

PressHandler = Callable[[Services, Press, PressId], Awaitable[Reply]]

PRESSES: Mapping[str, tuple[Answers, PressHandler]] = {
    ANSWER: (Answers.UPDATE, answering.press_answer),
    TYPE: (Answers.FORM, answering.press_type),
    TYPED: (Answers.UPDATE, answering.press_typed),
    HINT: (Answers.PRIVATE, answering.press_hint),
    SKIP: (Answers.PRIVATE, hosting.press_skip),
    JOIN: (Answers.PRIVATE, quiz.press_join),
    BEGIN: (Answers.PRIVATE, quiz.press_begin),
    NEXT: (Answers.UPDATE, hosting.press_next),
    CONTEXT: (Answers.PRIVATE, quotes.press_context),
    ANOTHER: (Answers.PUBLIC, quotes.press_another),
    SHOW: (Answers.PRIVATE, quotes.press_show),
    SHARE: (Answers.PUBLIC, quotes.press_share),
    GUESS: (Answers.UPDATE, guessing.press_guess),
    PLAY: (Answers.PRIVATE, guessing.press_play),
    RESULT: (Answers.PUBLIC, guessing.press_result),
    BRING: (Answers.FORM, packs.press_bring),
    BROUGHT: (Answers.PRIVATE, packs.press_brought),
    menu.MENU: (Answers.PRIVATE, menu.page),
    # A command of the registry: it answers as that does.
    menu.DO: (Answers.PRIVATE, menu.page),
    menu.ASKED: (Answers.PRIVATE, menu.page),
}


async def _unchecked(place: Place) -> Problem | None:
    return None


class Engine:
    """Dispatches by the registry. Safe to use from many tasks at once; keeps no state of its own.

    `changed` is called after whatever may have written something that is to be sent or waited for. `check` tells what
    stands against posting in a place.
    """

    def __init__(self, services: Services) -> None:
        self.services = services
        self.registry = REGISTRY
        self.changed: Callable[[], None] = lambda: None
        self.check: Callable[[Place], Awaitable[Problem | None]] = _unchecked

    async def handle(self, request: Request) -> Reply:
        """Do what was asked for. Never raises a Refusal or a StorageError: it answers with it."""
        try:
            command = self.registry.get(request.command)
            request = await settings.entitle(self.services, command, request)
            checked = replace(request, options=command.check(request.options))
            return await command.handler(self.services, await self._checked(command, checked))
        except Refusal as refused:
            return refusal(refused)
        except StorageError as trouble:
            return without_database(trouble)
        finally:
            self.changed()

    async def _checked(self, command: Command[Services], request: Request) -> Request:
        """The request with what stands against posting here, for commands that arrange a later post."""
        if not command.posts_later or request.problem is not None:
            return request
        return replace(request, problem=await self.check(request.place))

    async def press(self, press: Press) -> Reply:
        """Do what a button means. An id that is not ours, old or foreign is refused like everything else."""
        try:
            meant = PressId.parse(press.id)
            if meant is None or meant.verb not in PRESSES:
                raise PressIsStale
            if meant.verb in (menu.DO, menu.ASKED):
                asked = menu.meant(self.registry, press, meant)
                return asked if isinstance(asked, Form) else await self.handle(await self._looked(asked))
            return await PRESSES[meant.verb][1](self.services, press, meant)
        except Refusal as refused:
            return refusal(refused)
        except StorageError as trouble:
            return without_database(trouble)
        finally:
            self.changed()

    async def _looked(self, request: Request) -> Request:
        """A request that came by a button: what stands against posting here was not looked at by the platform."""
        if request.alone or not self.registry.get(request.command).posts:
            return request
        return replace(request, problem=await self.check(request.place))

    def press_answers(self, press_id: str) -> Answers:
        """How the reply to a press is shown."""
        meant = PressId.parse(press_id)
        if meant and meant.verb in (menu.DO, menu.ASKED):
            return menu.answers(self.registry, meant)
        return PRESSES[meant.verb][0] if meant and meant.verb in PRESSES else Answers.PRIVATE

    async def complete(self, request: Request, option: str, typed: str) -> tuple[Suggestion, ...]:
        """What that option of the request's command may be, best first; nothing for one that takes any text."""
        try:
            wanted = next((o for o in self.registry.get(request.command).options if o.name == option), None)
            if wanted is None or wanted.completes is None:
                return ()
            return await completing.suggestions(self.services, self.registry, wanted.completes, request, typed)
        except (Refusal, StorageError):
            return ()

    async def catch_up(self, platforms: list[str]) -> None:
        """Do everything in games whose time has come: begin after lobbies, close rounds."""
        at = self.services.clock.now()
        lobbies = await self.services.store.read(lambda tx: tx.games.due_lobbies(platforms, at))
        rounds = await self.services.store.read(lambda tx: tx.games.due_rounds(platforms, at))
        for game_id in lobbies:
            await timing.begin_due(self.services, game_id, at)
        for round_id in rounds:
            await timing.close_due(self.services, round_id, at)

    async def tick(self, platforms: list[str]) -> int:
        """Make the daily posts that are due; returns how many rows were worked on."""
        return await ticking.tick(self.services, platforms, self.services.clock.now())

    async def follow_zones(self) -> int:
        """Recompute every next post if the rules of time zones changed since the last time; returns how many moved."""
        return await zonedata.follow(self.services, zonedata.version())

    async def next_due(self, platforms: list[str]) -> datetime | None:
        """When something happens by itself next: a round closes, a lobby ends, a daily post or its answer is due."""
        games, daily = await self.services.store.read(
            lambda tx: (tx.games.next_due(platforms), tx.daily.next_due(platforms))
        )
        return min((moment for moment in (games, daily) if moment is not None), default=None)
