"""Bolt's listeners: acknowledge by the registry's `answers`, then work. No rule and no sentence lives here."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from functools import partial
from secrets import token_hex
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters import stopwatch
from adapters.slack import incoming
from adapters.slack.admission import takes_away_the_bot
from adapters.slack.conversation import now
from adapters.slack.incoming import PLATFORM, Origin, Payload, SubmittedForm
from adapters.slack.names import renamed
from adapters.slack.presence import Presence, Presences
from adapters.slack.tasks import Tasks
from bot.chat.commands import Answers, Registry
from bot.chat.incoming import PressId
from bot.chat.messages import Notice, is_refusal
from bot.chat.parser import Parsed, parse
from bot.chat.refusal_wording import failed, refusal, without_database
from bot.errors import Refusal, StorageError
from bot.library.bringing_wording import BRING_THIS
from bot.metrics import Metrics

# A form stays open for what is wrong with it, if that is known well before Slack's three seconds are over.
FORM_SECONDS = 1.5
# So many other workspaces are told of in the log, each once.
STRANGERS = 100
MEANT = "meant"
ANYTHING = re.compile(r".*", re.DOTALL)
_log = logging.getLogger(__name__)


def bolt(
    authorize: Callable[..., Awaitable[AuthorizeResult | None]], client: AsyncWebClient, signing_secret: str
) -> AsyncApp:
    """Bolt, quiet: at INFO it writes whole bodies. Signatures are checked where requests are signed."""
    logger = logging.getLogger("slack_bolt")
    for named in (logger, logging.getLogger("slack_sdk")):
        named.setLevel(max(logging.WARNING, named.level))
    quiet = logger.level
    # It would warn about a token in the environment that it is right not to use.
    logger.setLevel(logging.ERROR)
    app = AsyncApp(
        logger=logger, client=client, authorize=authorize,  # type: ignore[arg-type]
        signing_secret=signing_secret or None, request_verification_enabled=bool(signing_secret),
        ssl_check_enabled=bool(signing_secret),
    )  # fmt: skip
    logger.setLevel(quiet)
    app.logger.setLevel(quiet)
    return app


class Listeners:
    """What Slack sends, each with its acknowledgement."""

    def __init__(
        self, registry: Registry[Any], presences: Presences, tasks: Tasks, metrics: Metrics
    ) -> None:  # fmt: skip
        self._registry, self._presences, self._tasks, self._metrics = registry, presences, tasks, metrics
        self._strangers: set[str] = set()
        self._roots = sorted({c.name.split()[0] for c in registry})

    def listen(self, app: AsyncApp) -> None:
        """Hear everything, so that nothing is left to Bolt's own words."""
        app.middleware(self.ours_alone)
        app.command(ANYTHING)(self.command)
        app.action(ANYTHING)(self.press)
        app.view(ANYTHING)(self.filled)
        app.shortcut(ANYTHING)(self.shortcut)
        app.event("app_home_opened")(self.home)
        app.event("member_joined_channel")(self.arrived)
        app.event("app_uninstalled")(self.sent_away)
        app.event("tokens_revoked")(self.sent_away)
        app.event(ANYTHING)(self.ignored)

    async def ours_alone(
        self, body: dict[str, Any], context: dict[str, Any], next_: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """What is for another workspace is acknowledged, so that Slack does not repeat it, and has no effect.

        Bolt's context names the installation a payload is for, which in shared channels is not where its user is from.
        """
        team_id, enterprise_id = context.get("team_id"), context.get("enterprise_id")
        stopwatch.start()
        try:
            context[MEANT] = await self._presences.meant(team_id, enterprise_id)
        except StorageError as trouble:
            told = without_database(trouble).text if "command" in body else ""
            return BoltResponse(status=200 if told else 503, body=told)
        if context[MEANT] is not None:
            return await next_()
        if team_id not in self._strangers and len(self._strangers) < STRANGERS:
            self._strangers.add(str(team_id))
            _log.warning("%s", self._presences.stranger(str(team_id or "that it does not name")))
        return BoltResponse(status=200, body=self._presences.elsewhere if "command" in body else "")

    async def command(self, ack: AsyncAck, body: dict[str, Any], context: Payload) -> None:
        """A slash command. What is answered to everybody shows who asked for it."""
        meant = _meant(context)
        came = incoming.command(body, meant.workspace, now())
        prefix = incoming.prefix_of(body, self._roots)
        if prefix is not None and prefix != meant.names.prefix:
            self._tasks.start(f"prefix by {came.key}", partial(meant.names.hear, came.place.workspace_id, prefix))
        try:
            parsed = parse(incoming.command_line(body, self._roots), self._registry)
            parsed = incoming.said(parsed, self._registry.get(parsed.command))
        except Refusal as refused:
            await self._acknowledge(ack)
            self._start(meant, came, partial(meant.conversation.say, came, Answers.PRIVATE, refusal(refused)))
            return
        if meant.conversation.answers_now(came, self._answers(parsed)) is Answers.PUBLIC:
            await self._acknowledge(ack, response_type="in_channel")
        else:
            await self._acknowledge(ack)
        self._start(meant, came, partial(meant.conversation.command, came, parsed), command=parsed.command)

    async def press(self, ack: AsyncAck, body: dict[str, Any], context: Payload) -> None:
        """A button in a message or in the App Home."""
        await self._acknowledge(ack)
        meant = _meant(context)
        came = incoming.press(body, meant.workspace, now())
        press_id = incoming.pressed_id(body)
        pressed = partial(self._pressed, meant, came, press_id, in_home="view" in body)
        self._start(meant, came, pressed, press=press_id)

    async def filled(self, ack: AsyncAck, body: dict[str, Any], context: Payload) -> None:
        """A form that was sent. What is wrong with it is said in the form, and what was typed stays."""
        meant = _meant(context)
        came, filled = incoming.submission(body, meant.workspace, now())
        told: asyncio.Future[Notice | None] = asyncio.get_running_loop().create_future()
        if self._start(meant, came, partial(self._fill, meant, came, filled, told), press=filled.id):
            await asyncio.wait({told}, timeout=FORM_SECONDS)
        if told.done() and (refused := told.result()) is not None:
            about = incoming.field_of(body, refused.field)
            await self._acknowledge(
                ack, response_action="errors", errors={about: renamed(refused.text, meant.names.prefix)}
            )
            return
        told.cancel()
        await self._acknowledge(ack)

    async def shortcut(self, ack: AsyncAck, body: dict[str, Any], context: Payload) -> None:
        """A shortcut on a message, which works in threads as well: everything that can be done there, or with it."""
        await self._acknowledge(ack)
        meant = _meant(context)
        came, own = incoming.shortcut(body, meant.workspace, now()), meant.identity
        assert own is not None
        ids = frozenset(filter(None, (own.bot_user_id, own.bot_id, body.get("api_app_id"))))
        about = incoming.pointed_at(body, ids, now())
        press_id = str(PressId(str(body["callback_id"]), "here"))
        files = incoming.attached(body) if body["callback_id"] == BRING_THIS else []
        self._start(meant, came, partial(meant.conversation.press, came, press_id, about, files))

    async def home(self, body: dict[str, Any], context: Payload) -> None:
        """Somebody looks at the App Home."""
        meant = _meant(context)
        if came := incoming.opened_home(body, meant.workspace, now()):
            self._start(meant, came, partial(meant.homes.publish, came))

    async def arrived(self, body: dict[str, Any], context: Payload) -> None:
        """Somebody came into a channel; when it is the bot itself, it says hello once."""
        meant = _meant(context)
        assert meant.identity is not None
        if body["event"].get("user") == meant.identity.bot_user_id:
            came = incoming.invited(body, meant.workspace, now())
            self._start(meant, came, partial(meant.conversation.greet, came))

    async def sent_away(self, body: dict[str, Any], context: Payload) -> None:
        """The app was uninstalled, or its token taken back."""
        if takes_away_the_bot(body["event"]):
            gone = partial(self._presences.sent_away, _meant(context), str(body["event"]["type"]))
            self._tasks.start(incoming.key_of(body), gone)

    async def ignored(self) -> None:
        """Events nobody asked for; Bolt has acknowledged them."""

    async def _acknowledge(self, ack: AsyncAck, **how: Any) -> None:
        await ack(**how)
        self._metrics.acknowledged(PLATFORM, stopwatch.seconds())

    def _start(
        self, meant: Presence, came: Origin, work: Callable[[], Awaitable[None]], *, command: str = "", press: str = ""
    ) -> bool:
        """Work on it soon; False for what was worked on before. A round waits for an answer from here on."""
        started = self._tasks.start(came.key, partial(self._told_when_it_fails, meant, came, work))
        if started:
            meant.conversation.expect(came, command=command, press=press)
        return started

    async def _told_when_it_fails(self, meant: Presence, came: Origin, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
            self._metrics.told(PLATFORM, stopwatch.seconds())
        except StorageError as trouble:
            await meant.conversation.say(came, Answers.PRIVATE, without_database(trouble))
            raise
        except Exception as error:
            reference = token_hex(3)
            # It stands in the log below the error.
            error.add_note(f"reference {reference}")
            await meant.conversation.say(came, Answers.PRIVATE, failed(reference))
            raise
        finally:
            meant.conversation.let_go(came)

    async def _pressed(self, meant: Presence, came: Origin, press_id: str, *, in_home: bool) -> None:
        await meant.conversation.press(came, press_id)
        if in_home:
            await meant.homes.publish(came)

    async def _fill(
        self, meant: Presence, came: Origin, filled: SubmittedForm, told: "asyncio.Future[Notice | None]"
    ) -> None:
        reply = await meant.conversation.filled(came, filled)
        if not told.done():
            refused = reply if is_refusal(reply) else None
            told.set_result(refused)
            if refused is not None:
                return
        await meant.conversation.say(came, meant.conversation.answers_to(filled.id), reply)

    def _answers(self, parsed: Parsed) -> Answers:
        return self._registry.get(parsed.command).answers_to(parsed.options)


def _meant(context: Payload) -> Presence:
    """That of the team whose installation Slack speaks to, not the one a guest comes from."""
    meant: Presence = context[MEANT]
    return meant
