"""What happens between a payload and its answer: who is it, what does the engine say, how is that shown."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import aiohttp

from adapters.slack.incoming import Came, Filled, SentFile
from adapters.slack.messenger import SlackMessenger
from adapters.slack.people import People, Person
from adapters.slack.replying import Replier
from bot.commands import Answers
from bot.engine.engine import Engine
from bot.engine.welcome import arrival
from bot.errors import DeliveryError
from bot.messages import Form, Mark, Notice, Press, Problem, Reply, Request, Upload, User
from bot.parsing import Parsed
from bot.wording import slack as wording

_log = logging.getLogger(__name__)


class Conversation:
    """Engine on one side, replies on the other. `files` fetches what was put into a form, up to so many bytes."""

    def __init__(
        self, engine: Engine, people: People, replier: Replier, messenger: SlackMessenger, files: "Files"
    ) -> None:
        self._engine, self._people, self._replier = engine, people, replier
        self._messenger, self._files = messenger, files

    async def command(self, came: Came, parsed: Parsed) -> None:
        """Do a command and answer it."""
        answers = self._engine.registry.get(parsed.command).answers_to(parsed.options)
        await self._answer(came, answers, await self._engine.handle(await self._request(came, parsed)))

    async def ask(self, came: Came, command: str) -> Reply:
        """What the engine says to a command without options; it is not yet sent."""
        return await self._engine.handle(await self._request(came, Parsed(command)))

    async def press(self, came: Came, press_id: str) -> None:
        """Do what a button means and answer it."""
        person = await self._person(came)
        await self._answer(
            came, self._engine.press_answers(press_id), await self._engine.press(_press(came, person, press_id))
        )

    async def greet(self, came: Came) -> None:
        """Say hello where the bot was invited."""
        hello = await arrival(self._engine.services, came.place)
        try:
            await self._messenger.post(came.place, hello, f"hello-{came.place.channel}"[:25])
        except DeliveryError as error:
            _log.warning("the greeting was not sent: %s", error)

    def answers_to(self, press_id: str) -> Answers:
        """How the reply to a press is shown."""
        return self._engine.press_answers(press_id)

    async def filled(self, came: Came, filled: Filled) -> Reply:
        """Do what a filled form means; the answer is not yet sent."""
        uploads = {name: await self._files.fetch(sent) for name, sent in filled.files.items()}
        person = await self._person(came)
        press = _press(came, person, filled.id, filled.fields, uploads)
        return await self._engine.press(replace(press, meanwhile=partial(self._replier.privately, came)))

    async def say(self, came: Came, answers: Answers, reply: Reply) -> None:
        """Show a reply that is there already."""
        await self._answer(came, answers, reply)

    async def _request(self, came: Came, parsed: Parsed) -> Request:
        person = await self._person(came)
        problem: Problem | None = None
        lacking: tuple[str, ...] = ()
        if self._engine.registry.get(parsed.command).posts and not came.direct:
            problem, lacking = await self._messenger.barred(came.place)
        return Request(
            key=came.key, place=came.place, user=User(id=came.user_id, name=person.name), at=came.at,
            command=parsed.command, options=parsed.options, alone=came.direct, manager=person.admin,
            zone=person.zone, problem=problem, lacking=tuple(map(wording.scope, lacking)),
            meanwhile=partial(self._replier.privately, came),
        )  # fmt: skip

    async def _person(self, came: Came) -> Person:
        return await self._people.person(came.user_id, came.user_name)

    async def _answer(self, came: Came, answers: Answers, reply: Reply) -> None:
        if isinstance(reply, Form):
            if not await self._replier.form(came, reply):
                await self._replier.privately(came, Notice(text=wording.TOO_LATE, mark=Mark.REFUSED))
        elif answers is Answers.PUBLIC and not is_refusal(reply):
            await self._replier.publicly(came, reply)
        else:
            await self._replier.privately(came, reply, instead=answers is Answers.UPDATE and came.private)


class Files:
    """Fetches files from Slack with the bot's token."""

    def __init__(self, http: aiohttp.ClientSession, token: str, limit: int) -> None:
        self._http, self._token, self._limit = http, token, limit

    async def fetch(self, sent: SentFile) -> Upload:
        """The file; without its data when it is larger than any option takes."""
        if sent.size > self._limit:
            return Upload(name=sent.name, size=sent.size, data=b"")
        headers = {"Authorization": f"Bearer {self._token}"}
        async with self._http.get(sent.url, headers=headers) as answer:
            answer.raise_for_status()
            data = await answer.content.read(self._limit + 1)
        if len(data) > self._limit:
            return Upload(name=sent.name, size=max(sent.size, len(data)), data=b"")
        return Upload(name=sent.name, size=len(data), data=data)


def now() -> datetime:
    """When something was received."""
    return datetime.now(UTC)


def _press(
    came: Came,
    person: Person,
    press_id: str,
    fields: Mapping[str, str] | None = None,
    uploads: Mapping[str, Upload] | None = None,
) -> Press:
    return Press(
        key=came.key, place=came.place, user=User(id=came.user_id, name=person.name), at=came.at, id=press_id,
        fields=fields or {}, uploads=uploads or {}, zone=person.zone, alone=came.direct, manager=person.admin,
    )  # fmt: skip


def is_refusal(reply: Reply) -> bool:
    """Whether somebody was told no: that is never said in front of others."""
    return isinstance(reply, Notice) and reply.mark is Mark.REFUSED
