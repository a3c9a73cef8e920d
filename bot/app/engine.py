"""The one thing adapters hold: Request or Press in, Reply out; a refusal is a Reply too."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter

from bot.app import adoption
from bot.app.catalogue import PRESSES, REGISTRY
from bot.app.due_work import DueWork
from bot.app.restraint import PublicAnswerLimit
from bot.app.slots import Slots
from bot.app.suggestions import suggestions
from bot.app.whereabouts import Whereabouts
from bot.chat.commands import Answers, Command, Urgency
from bot.chat.drafts import is_taken
from bot.chat.forms import Form
from bot.chat.identity import Who
from bot.chat.incoming import Incoming, Place, Press, PressId, Problem, Request, Suggestion
from bot.chat.messages import Notice, Reply, is_refusal
from bot.chat.plain import plainly
from bot.chat.refusal_wording import refusal, without_database
from bot.chat.refusals import PressIsStale
from bot.daily.refusals import DailyIsOver
from bot.daily.wording import GUESS, PLAY, RESULT, TYPE_GUESS, TYPED_GUESS
from bot.errors import Refusal, StorageError
from bot.games.refusals import AlreadyAnswered, EndingsFull, NoGame, NotTheHost, RoundIsClosed, WritingIsOver
from bot.games.verbs import ANSWER, HINT, JOIN, TYPE, TYPED
from bot.library import pack_absence
from bot.library.bringing_wording import BRING_THIS, BROUGHT, TAKE_IN
from bot.library.services import Services
from bot.library.wording import CONTEXT, DOWN, MORE, SHOW, UP
from bot.metrics import Outcome, Way
from bot.workspace import menu, permission
from bot.workspace.refusals import NotAManager, NotKnown

# Answering asks for no rights, and a rush of answers for no read that they do not need.
_FOR_EVERYBODY = frozenset(
    {
        ANSWER, TYPE, TYPED, HINT, JOIN, CONTEXT, SHOW, MORE, GUESS, TYPE_GUESS, TYPED_GUESS, PLAY, RESULT, UP, DOWN,
    }
)  # fmt: skip


# What a button asks for and takes its time elsewhere.
LONG = frozenset({BROUGHT, BRING_THIS, TAKE_IN})
# A platform that does not say in time whether it can be posted somewhere keeps nobody waiting: the post will tell.
CHECK_SECONDS = 2.0
# After that nobody looks at suggestions any more.
SUGGEST_SECONDS = 2.0


ANSWERING = "quiz answer"
# The name under which is counted what is no command or button of ours.
UNKNOWN = "unknown"


def is_answer(meant: PressId) -> bool:
    """Whether that press answers a round, or a daily guess or quiz."""
    if meant.verb == menu.ASKED:
        return meant.subject in menu.ENTRIES and menu.ENTRIES[meant.subject].command == ANSWERING
    return meant.verb in (ANSWER, TYPED, GUESS, TYPED_GUESS)


# What a form was about that nobody can fill in any more.
_GONE = (PressIsStale, NoGame, RoundIsClosed, AlreadyAnswered, WritingIsOver, EndingsFull, DailyIsOver)


async def _unchecked(place: Place) -> Problem | None:
    return None


class Engine:
    """Dispatches by the registry. Safe to use from many tasks at once; what it keeps itself is who has to wait.

    `changed` is called after whatever may have written something that is to be sent or waited for. `check` tells what
    stands against posting in a place; `patience` is how long what ends by itself waits for what other processes heard.
    `due` is what happens by itself, `whereabouts` in which workspaces the bot is.
    """

    def __init__(
        self,
        services: Services,
        *,
        changed: Callable[[], None] = lambda: None,
        check: Callable[[Place], Awaitable[Problem | None]] = _unchecked,
        patience: timedelta = timedelta(),
    ) -> None:
        self.services = services
        self.registry = REGISTRY
        self._changed, self._check = changed, check
        self._slots, self._restraint = Slots(), PublicAnswerLimit()
        self.due, self.whereabouts = DueWork(services, patience), Whereabouts(services)

    def expect(self, key: str, place: Place, at: datetime, *, command: str = "", press: str = "") -> None:
        """That request or press came in. If it is an answer, its round waits for it: `let_go` must follow.

        An adapter says so before anything has to be waited for; handling it lets go by itself.
        """
        meant = PressId.parse(press)
        if command == ANSWERING or (meant is not None and is_answer(meant)):
            self.services.arrivals.note(key, place, at)

    def let_go(self, key: str) -> None:
        """That request or press will not be worked on any more."""
        self.services.arrivals.let_go(key)

    async def handle(self, request: Request) -> Reply:
        """Do what was asked for. Never raises a Refusal or a StorageError: it answers with it."""
        request = plainly(request)
        self.expect(request.key, request.place, request.at, command=request.command)
        began, outcome = perf_counter(), Outcome.FAILED
        try:
            await self.services.attendance.note(request)
            command = self.registry.get(request.command)
            reply = await self._command(command, request, command.urgency)
            outcome = Outcome.DONE
            if isinstance(reply, Form):
                return self.services.drafts.opened(request, reply)
        except Refusal as refused:
            outcome = Outcome.REFUSED
            return refusal(await self._honest(refused, request))
        except StorageError as trouble:
            outcome = Outcome.AWAY
            return without_database(trouble)
        else:
            return reply
        finally:
            self._count(request, Way.REQUEST, request.command, outcome, began)
            self.let_go(request.key)
            self._changed()

    async def press(self, press: Press) -> Reply:
        """Do what a button means. An id that is not ours, old or foreign is refused like everything else."""
        press = plainly(press)
        self.expect(press.key, press.place, press.at, press=press.id)
        began, outcome, meant = perf_counter(), Outcome.FAILED, PressId.parse(press.id)
        drafts = self.services.drafts
        drafts.keep(press)
        try:
            await self.services.attendance.note(press)
            if meant is None or meant.verb not in PRESSES:
                raise PressIsStale
            if meant.verb not in _FOR_EVERYBODY:
                press = await permission.entitle(self.services, press)
            reply = await self._meant(press, meant)
            outcome = Outcome.DONE
            if isinstance(reply, Form):
                return drafts.opened(press, reply)
            if is_taken(reply, press):
                drafts.forget(press)
        except Refusal as refused:
            outcome = Outcome.REFUSED
            return self.refused(press, await self._honest(refused, press))
        except StorageError as trouble:
            outcome = Outcome.AWAY
            return drafts.given_back(press, without_database(trouble))
        else:
            return drafts.given_back(press, reply) if is_refusal(reply) else reply
        finally:
            self._count(press, Way.PRESS, meant.verb if meant else "", outcome, began)
            self.let_go(press.key)
            self._changed()

    async def _honest(self, refused: Refusal, asked: Incoming) -> Refusal:
        """Nobody is told that they are no manager when the platform did not say who they are, nor that a pack is
        unknown which is only not in use.
        """
        if isinstance(refused, (NotAManager, NotTheHost)) and asked.who in (Who.LATE, Who.HIDDEN):
            return NotKnown(platform=asked.place.platform, who=asked.who)
        return await pack_absence.explained(self.services, refused, asked)

    def refused(self, press: Press, why: Refusal) -> Notice:
        """The reply to a press that is refused, with what was typed into its form."""
        self.services.drafts.keep(press)
        return self.services.drafts.given_back(press, refusal(why), gone=isinstance(why, _GONE))

    async def _meant(self, press: Press, meant: PressId) -> Reply:
        """What a button of ours asks for, by somebody whose rights are known."""
        if meant.verb in (menu.DO, menu.ASKED):
            return await self._menu(press, meant)
        if stands_for := permission.COMMAND_OF_PRESS.get(meant.verb):
            command = self.registry.get(stands_for)
            await permission.check(self.services, command, press)
            if command.posts and not press.alone:
                press = replace(press, problem=await self._problem(press.place))
        answers = PRESSES[meant.verb][0]
        urgency = Urgency.LONG if meant.verb in LONG else Urgency.FIRST
        async with self._turn(press, answers, urgency):
            reply = await self._pressed(press, meant)
        return await self._shown(press, answers, reply)

    def _count(self, asked: Incoming, way: Way, name: str, outcome: Outcome, began: float) -> None:
        """What somebody made up is not a name of ours, and is counted without one."""
        known = name in PRESSES if way is Way.PRESS else name in self.registry
        seconds = perf_counter() - began
        self.services.metrics.answered(asked.place.platform, way, name if known else UNKNOWN, outcome, seconds)

    async def _menu(self, press: Press, meant: PressId) -> Reply:
        """A command by a button, as urgent as one; nobody is given a form who may not send it."""
        asked = menu.meant(self.registry, press, meant)
        command, request = self.registry.get(asked.command), asked.request
        if asked.form is not None:
            await permission.check(self.services, command, press)
            return asked.form
        if command.posts and not request.alone:
            request = replace(request, problem=await self._problem(request.place))
        urgency = Urgency.FIRST if command.urgency is Urgency.USUAL else command.urgency
        return await self._command(command, request, urgency)

    async def _command(self, command: Command[Services], request: Request, urgency: Urgency) -> Reply:
        """What may be asked of the platform is asked before a slot is held."""
        request = await permission.entitle(self.services, request)
        await permission.check(self.services, command, request)
        if command.posts_later and request.problem is None:
            request = replace(request, problem=await self._problem(request.place))
        answers = command.answers_to(request.options)
        async with self._turn(request, answers, urgency):
            reply = await command.handler(self.services, replace(request, options=command.check(request.options)))
        return await self._shown(request, answers, reply)

    async def _shown(self, asked: Incoming, answers: Answers, reply: Reply) -> Reply:
        """The reply as whoever asked may use it, where nobody else sees it."""
        return (
            reply if answers is Answers.PUBLIC else await permission.usable(self.services, self.registry, asked, reply)
        )

    @asynccontextmanager
    async def _turn(self, asked: Incoming, answers: Answers, urgency: Urgency) -> AsyncIterator[None]:
        """While something is worked out: at its turn, and counted where everybody sees the answer."""
        with ExitStack() as counted:
            if answers is Answers.PUBLIC and not asked.alone:
                at = self.services.clock.now()
                counted.enter_context(self._restraint.counted(asked.place, asked.user.id, at))
            async with self._slots.held(urgency, asked.place.workspace_id, asked.user.id):
                yield

    async def _problem(self, place: Place) -> Problem | None:
        """What stands against posting there. The platform is asked while no slot is held, and not for long."""
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                return await self._check(place)
        except TimeoutError:
            return None

    def answers_now(self, answers: Answers, place: Place, user_id: str, *, alone: bool) -> Answers:
        """How a reply is shown that is usually shown like this: privately if it can only be a request for patience."""
        if answers is not Answers.PUBLIC or alone:
            return answers
        refused = self._restraint.refusal_for(place, user_id, self.services.clock.now())
        return Answers.PRIVATE if refused else answers

    async def _pressed(self, press: Press, meant: PressId) -> Reply:
        handler = PRESSES[meant.verb][1]
        try:
            return await handler(self.services, press, meant)
        except adoption.DOUBTFUL as refused:
            if not await adoption.adopt(self.services, press, meant, refused):
                raise
        return await handler(self.services, press, meant)

    def press_answers(self, press_id: str) -> Answers:
        """How the reply to a press is shown."""
        meant = PressId.parse(press_id)
        if meant and meant.verb in (menu.DO, menu.ASKED):
            return menu.answers(self.registry, meant)
        return PRESSES[meant.verb][0] if meant and meant.verb in PRESSES else Answers.PRIVATE

    async def complete(self, request: Request, option: str, typed: str) -> tuple[Suggestion, ...]:
        """What that option of the request's command may be, best first; nothing for one that takes any text.

        Nothing either where so much else is to be done that nobody would look at them any more.
        """
        try:
            await self.services.attendance.note(request)
            wanted = next((o for o in self.registry.get(request.command).options if o.name == option), None)
            if wanted is None or wanted.completes is None:
                return ()
            async with (
                asyncio.timeout(SUGGEST_SECONDS),
                self._slots.held(Urgency.TYPING, request.place.workspace_id, request.user.id),
            ):
                return await suggestions(self.services, self.registry, wanted.completes, request, typed)
        except (Refusal, StorageError, TimeoutError):
            return ()
