"""What happens between a payload and its answer: who is it, what does the engine say, how is that shown."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from adapters.slack import wording
from adapters.slack.directs import Directs, is_direct
from adapters.slack.files import Files
from adapters.slack.incoming import PLATFORM, Origin, SentFile, SubmittedForm
from adapters.slack.messenger import SlackMessenger
from adapters.slack.people import People, Person
from adapters.slack.references import References
from adapters.slack.replier import Replier
from bot.app.engine import CHECK_SECONDS, Engine
from bot.chat.commands import Answers
from bot.chat.forms import Form
from bot.chat.incoming import ChatMessage, Place, Press, Problem, Request, Upload, User
from bot.chat.messages import File, Mark, Notice, Reply, is_refusal
from bot.chat.parser import Parsed
from bot.errors import DeliveryError, Refusal, StorageError
from bot.library.bringing_wording import FILE, likeliest
from bot.workspace.welcome import arrival

_log = logging.getLogger(__name__)


class Conversation:
    """Engine on one side, replies on the other. `files` fetches what was put into a form, up to so many bytes."""

    def __init__(
        self, engine: Engine, people: People, directs: Directs, replier: Replier, messenger: SlackMessenger,
        files: Files, references: References,
    ) -> None:  # fmt: skip
        self._engine, self._people, self._directs, self._replier = engine, people, directs, replier
        self._messenger, self._files, self._references = messenger, files, references
        self.metrics = engine.services.metrics

    def expect(self, came: Origin, *, command: str = "", press: str = "") -> None:
        """It came in, and is worked on when its turn comes."""
        self._engine.expect(came.key, came.place, came.at, command=command, press=press)

    def let_go(self, came: Origin) -> None:
        """It was worked on, whatever came of it."""
        self._engine.let_go(came.key)

    async def command(self, came: Origin, parsed: Parsed) -> None:
        """Do a command and answer it."""
        answers = self._engine.registry.get(parsed.command).answers_to(parsed.options)
        await self._answer(came, answers, await self._engine.handle(await self._request(came, parsed)))

    async def ask(self, came: Origin, command: str) -> Reply:
        """What the engine says to a command without options; it is not yet sent."""
        return await self._engine.handle(await self._request(came, Parsed(command)))

    async def press(
        self, came: Origin, press_id: str, about: ChatMessage | None = None, files: Sequence[SentFile] = ()
    ) -> None:
        """Do what a button means, or the menu of a message with one of its files, and answer it."""
        (came, person), about = await asyncio.gather(self._met(came), self._spelled(about, came.place))
        press = replace(_press(came, person, press_id), about=about)
        if files:
            press = replace(press, meanwhile=partial(self._replier.privately, came))
        await self._answer(came, self._engine.press_answers(press_id), await self._with_file(press, files))

    async def _spelled(self, about: ChatMessage | None, place: Place) -> ChatMessage | None:
        return None if about is None else await self._references.named(about, place)

    async def _with_file(self, press: Press, files: Sequence[SentFile]) -> Reply:
        """What the engine says, once the transcript among these files is here."""
        if not files:
            return await self._engine.press(press)
        try:
            upload = await self._files.fetch(files[likeliest([sent.name for sent in files])])
        except Refusal as refused:
            return self._engine.refused(press, refused)
        return await self._engine.press(replace(press, uploads={FILE: upload}))

    async def greet(self, came: Origin) -> None:
        """Say hello where the bot was invited."""
        hello = await arrival(self._engine.services, came.place)
        try:
            await self._messenger.post(came.place, hello, f"hello-{came.place.channel}"[:25])
        except DeliveryError as error:
            _log.warning("the greeting was not sent: %s", error)

    async def left(self, workspace: str) -> None:
        """The app is no more in that workspace."""
        try:
            await self._engine.whereabouts.left(f"{PLATFORM}:{workspace}")
        except StorageError as trouble:
            _log.warning("that the app was removed could not be written down: %s", trouble)

    async def is_back(self, workspace: str) -> None:
        """It is in that workspace."""
        try:
            await self._engine.whereabouts.is_back(f"{PLATFORM}:{workspace}")
        except StorageError as trouble:
            _log.warning("that the app is there could not be written down: %s", trouble)

    def answers_now(self, came: Origin, answers: Answers) -> Answers:
        """How a reply is shown that is usually shown like this: privately where so much was answered just now."""
        return self._engine.answers_now(answers, came.place, came.user_id, alone=came.direct)

    def answers_to(self, press_id: str) -> Answers:
        """How the reply to a press is shown."""
        return self._engine.press_answers(press_id)

    async def filled(self, came: Origin, filled: SubmittedForm) -> Reply:
        """Do what a filled form means; the answer is not yet sent."""
        came, person = await self._met(came)
        press = _press(came, person, filled.id, filled.fields)
        try:
            uploads = {name: await self._files.fetch(sent) for name, sent in filled.files.items()}
        except Refusal as refused:
            return self._engine.refused(press, refused)
        press = replace(press, uploads=uploads, meanwhile=partial(self._replier.privately, came))
        return await self._engine.press(press)

    async def say(self, came: Origin, answers: Answers, reply: Reply) -> None:
        """Show a reply that is there already."""
        await self._answer(came, answers, reply)

    async def _request(self, came: Origin, parsed: Parsed) -> Request:
        came, person = await self._met(came)
        problem: Problem | None = None
        lacking: tuple[str, ...] = ()
        if self._engine.registry.get(parsed.command).posts and not came.direct:
            problem, lacking = await self._barred(came.place)
        return Request(
            key=came.key, place=came.place, user=User(id=came.user_id, name=person.name), at=came.at,
            command=parsed.command, options=parsed.options, alone=came.direct, manager=person.admin,
            who=person.who, zone=person.zone, problem=problem, lacking=tuple(map(wording.scope, lacking)),
            meanwhile=partial(self._replier.privately, came),
        )  # fmt: skip

    async def _met(self, came: Origin) -> tuple[Origin, Person]:
        """Who that is, and whether they are alone with the bot."""
        person, alone = await asyncio.gather(
            self._people.person(came.user_id, came.user_name, came.user_team), self._is_alone(came)
        )
        return replace(came, direct=alone), person

    async def _is_alone(self, came: Origin) -> bool:
        return came.direct and (not is_direct(came.place.channel) or await self._directs.is_own(came.place.channel))

    async def _barred(self, place: Place) -> tuple[Problem | None, tuple[str, ...]]:
        """What stands against posting there; nothing known of, where Slack does not say so in time."""
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                return await self._messenger.barred(place)
        except TimeoutError:
            return None, ()

    async def _answer(self, came: Origin, answers: Answers, reply: Reply) -> None:
        if isinstance(reply, Form):
            if not await self._replier.form(came, reply):
                await self._replier.privately(came, Notice(text=wording.TOO_LATE, mark=Mark.REFUSED))
        elif isinstance(reply, File):
            await self._replier.hand_over(came, reply)
        elif answers is Answers.PUBLIC and not is_refusal(reply):
            await self._replier.publicly(came, reply)
        else:
            await self._replier.privately(came, reply, instead=answers is Answers.UPDATE and came.private)


def now() -> datetime:
    """When something was received."""
    return datetime.now(UTC)


def _press(
    came: Origin,
    person: Person,
    press_id: str,
    fields: Mapping[str, str] | None = None,
    uploads: Mapping[str, Upload] | None = None,
) -> Press:
    return Press(
        key=came.key, place=came.place, user=User(id=came.user_id, name=person.name), at=came.at, id=press_id,
        fields=fields or {}, uploads=uploads or {}, zone=person.zone, alone=came.direct, manager=person.admin,
        who=person.who, message=came.message,
    )  # fmt: skip
