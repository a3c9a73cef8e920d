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
from adapters.slack import incoming, wording
from adapters.slack.admission import Admission, takes_away_the_bot
from adapters.slack.conversation import Conversation, now
from adapters.slack.home import HomePages
from adapters.slack.incoming import PLATFORM, Origin, Payload, SubmittedForm
from adapters.slack.membership import Installation
from adapters.slack.names import Names, renamed
from adapters.slack.tasks import Tasks
from bot.chat.commands import Answers, Registry
from bot.chat.incoming import PressId
from bot.chat.messages import Notice, is_refusal
from bot.chat.parsing import Parsed, parse
from bot.chat.refusal_wording import failed, refusal, without_database
from bot.errors import Refusal, StorageError

# A form stays open for what is wrong with it, if that is known well before Slack's three seconds are over.
FORM_SECONDS = 1.5
# So many other workspaces are told of in the log, each once.
STRANGERS = 100
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
        self, registry: Registry[Any], conversation: Conversation, homes: HomePages, tasks: Tasks, names: Names,
        admission: Admission, installation: Callable[[], Installation | None],
    ) -> None:  # fmt: skip
        self._registry, self._conversation, self._homes, self._tasks = registry, conversation, homes, tasks
        self._names, self._admission, self._installation = names, admission, installation
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
        self, body: dict[str, Any], context: Payload, next_: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """What is for another workspace is acknowledged, so that Slack does not repeat it, and has no effect.

        Bolt's context names the installation a payload is for, which in shared channels is not where its user is from.
        """
        team_id, enterprise_id = context.get("team_id"), context.get("enterprise_id")
        stopwatch.start()
        home = self._installation()
        if home is None or home.is_meant(team_id, enterprise_id):
            return await next_()
        if team_id not in self._strangers and len(self._strangers) < STRANGERS:
            self._strangers.add(str(team_id))
            _log.warning("%s", wording.stranger(str(team_id or "that it does not name")))
        return BoltResponse(status=200, body=wording.NOT_HERE if "command" in body else "")

    async def command(self, ack: AsyncAck, body: dict[str, Any], context: Payload) -> None:
        """A slash command. What is answered to everybody shows who asked for it."""
        came = incoming.command(body, _workspace(context), now())
        prefix = incoming.prefix_of(body, self._roots)
        if prefix is not None and prefix != self._names.prefix:
            self._tasks.start(f"prefix by {came.key}", partial(self._names.hear, came.place.workspace_id, prefix))
        try:
            parsed = parse(incoming.command_line(body, self._roots), self._registry)
            parsed = incoming.said(parsed, self._registry.get(parsed.command))
        except Refusal as refused:
            await self._acknowledge(ack)
            self._start(came, partial(self._conversation.say, came, Answers.PRIVATE, refusal(refused)))
            return
        if self._conversation.answers_now(came, self._answers(parsed)) is Answers.PUBLIC:
            await self._acknowledge(ack, response_type="in_channel")
        else:
            await self._acknowledge(ack)
        self._start(came, partial(self._conversation.command, came, parsed), command=parsed.command)

    async def press(self, ack: AsyncAck, body: dict[str, Any], context: Payload) -> None:
        """A button in a message or in the App Home."""
        await self._acknowledge(ack)
        came = incoming.press(body, _workspace(context), now())
        press_id = incoming.pressed_id(body)
        self._start(came, partial(self._pressed, came, press_id, in_home="view" in body), press=press_id)

    async def filled(self, ack: AsyncAck, body: dict[str, Any], context: Payload) -> None:
        """A form that was sent. What is wrong with it is said in the form, and what was typed stays."""
        came, filled = incoming.submission(body, _workspace(context), now())
        told: asyncio.Future[Notice | None] = asyncio.get_running_loop().create_future()
        if self._start(came, partial(self._fill, came, filled, told), press=filled.id):
            await asyncio.wait({told}, timeout=FORM_SECONDS)
        if told.done() and (refused := told.result()) is not None:
            about = incoming.field_of(body, refused.field)
            await self._acknowledge(
                ack, response_action="errors", errors={about: renamed(refused.text, self._names.prefix)}
            )
            return
        told.cancel()
        await self._acknowledge(ack)

    async def shortcut(self, ack: AsyncAck, body: dict[str, Any], context: Payload) -> None:
        """A shortcut on a message, which works in threads as well: everything that can be done there, or with it."""
        await self._acknowledge(ack)
        came = incoming.shortcut(body, _workspace(context), now())
        own = context["authorize_result"]
        ids = frozenset(filter(None, (own.bot_user_id, own.bot_id, body.get("api_app_id"))))
        about = incoming.pointed_at(body, ids, now())
        press_id = str(PressId(str(body["callback_id"]), "here"))
        self._start(came, partial(self._conversation.press, came, press_id, about))

    async def home(self, body: dict[str, Any], context: Payload) -> None:
        """Somebody looks at the App Home."""
        if came := incoming.opened_home(body, _workspace(context), now()):
            self._start(came, partial(self._homes.publish, came))

    async def arrived(self, body: dict[str, Any], context: Payload) -> None:
        """Somebody came into a channel; when it is the bot itself, it says hello once."""
        if body["event"].get("user") == context["authorize_result"].bot_user_id:
            came = incoming.invited(body, _workspace(context), now())
            self._start(came, partial(self._conversation.greet, came))

    async def sent_away(self, body: dict[str, Any], context: Payload) -> None:
        """The app was uninstalled, or its token taken back."""
        if takes_away_the_bot(body["event"]):
            self._admission.lose(str(body["event"]["type"]))
            await self._conversation.left(_workspace(context))

    async def ignored(self) -> None:
        """Events nobody asked for; Bolt has acknowledged them."""

    async def _acknowledge(self, ack: AsyncAck, **how: Any) -> None:
        await ack(**how)
        self._conversation.metrics.acknowledged(PLATFORM, stopwatch.seconds())

    def _start(self, came: Origin, work: Callable[[], Awaitable[None]], *, command: str = "", press: str = "") -> bool:
        """Work on it soon; False for what was worked on before. A round waits for an answer from here on."""
        started = self._tasks.start(came.key, partial(self._told_when_it_fails, came, work))
        if started:
            self._conversation.expect(came, command=command, press=press)
        return started

    async def _told_when_it_fails(self, came: Origin, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
            self._conversation.metrics.told(PLATFORM, stopwatch.seconds())
        except StorageError as trouble:
            await self._conversation.say(came, Answers.PRIVATE, without_database(trouble))
            raise
        except Exception as error:
            reference = token_hex(3)
            # It stands in the log below the error.
            error.add_note(f"reference {reference}")
            await self._conversation.say(came, Answers.PRIVATE, failed(reference))
            raise
        finally:
            self._conversation.let_go(came)

    async def _pressed(self, came: Origin, press_id: str, *, in_home: bool) -> None:
        await self._conversation.press(came, press_id)
        if in_home:
            await self._homes.publish(came)

    async def _fill(self, came: Origin, filled: SubmittedForm, told: "asyncio.Future[Notice | None]") -> None:
        reply = await self._conversation.filled(came, filled)
        if not told.done():
            refused = reply if is_refusal(reply) else None
            told.set_result(refused)
            if refused is not None:
                return
        await self._conversation.say(came, self._conversation.answers_to(filled.id), reply)

    def _answers(self, parsed: Parsed) -> Answers:
        return self._registry.get(parsed.command).answers_to(parsed.options)


def _workspace(context: Payload) -> str:
    """The team whose installation Slack speaks to, not the one a guest comes from."""
    return str(context["authorize_result"].team_id)
