"""An interaction from its acknowledgement to its reply.

The acknowledgement goes out first, by what the registry says of the command alone. Without it nothing is done: it comes
too late (the person was told so, and will ask again) or another process answered already.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from secrets import token_hex
from typing import Any

import discord
from discord import Interaction, InteractionType

from adapters import stopwatch
from adapters.discord import wire
from adapters.discord.cards import Receipts
from adapters.discord.files import fetch
from adapters.discord.forms import modal
from adapters.discord.incoming import Attached, attached_to, press_of, request_of, taken_of, typed_in
from adapters.discord.layout import EPHEMERAL
from adapters.discord.markdown import unread
from adapters.discord.outgoing import render, with_file
from adapters.discord.payload import Payload
from adapters.discord.places import PLATFORM
from adapters.discord.wording import NOT_TAKEN
from bot.app.catalogue import MESSAGE_MENUS
from bot.app.engine import Engine
from bot.chat.commands import Answers
from bot.chat.forms import Form
from bot.chat.incoming import Press, PressId, Request
from bot.chat.messages import File, Notice, Reply, is_refusal
from bot.chat.refusal_wording import failed, refusal
from bot.chat.refusals import NoSuchCommand
from bot.errors import Refusal, lack_of_descriptors
from bot.library.bringing_wording import BRING_THIS

MESSAGE, THINKING, UPDATE_LATER, CHOICES, MODAL = 4, 5, 6, 8, 9
# A form is the first answer itself, which Discord takes for three seconds.
FORM_SECONDS = 2.0
CHOICE = 100
_log = logging.getLogger(__name__)


class InteractionHandler:
    """Answers interactions, any number at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._metrics = engine, engine.services.metrics
        self._cards = Receipts()
        self._told_of_another = False

    async def serve(self, interaction: Interaction) -> None:
        """Answer one; whatever fails, the person hears of it."""
        stopwatch.start()
        match interaction.type:
            case InteractionType.application_command:
                await self._command(interaction)
            case InteractionType.component | InteractionType.modal_submit:
                await self._press(interaction)
            case InteractionType.autocomplete:
                await self._suggest(interaction)
            case _:
                pass

    async def _command(self, interaction: Interaction) -> None:
        taken = taken_of(interaction, MESSAGE_MENUS, self._engine.services.clock.now())
        if taken is not None:
            brings = taken.id == str(PressId(BRING_THIS, "here"))
            files = attached_to(interaction, self._engine.registry.largest_upload) if brings else ()
            await self._answer(interaction, self._engine.press_answers(taken.id), taken, files)
            return
        request, attached = request_of(interaction, self._engine.registry, self._engine.services.clock.now())
        try:
            answers = self._engine.registry.get(request.command).answers_to(request.options)
        except NoSuchCommand:
            answers = Answers.PRIVATE
        self._engine.expect(request.key, request.place, request.at, command=request.command)
        try:
            await self._answer(interaction, answers, request, attached)
        finally:
            self._engine.let_go(request.key)

    async def _press(self, interaction: Interaction) -> None:
        press, attached = press_of(interaction, self._engine.registry, self._engine.services.clock.now())
        self._engine.expect(press.key, press.place, press.at, press=press.id)
        try:
            await self._answer(interaction, self._engine.press_answers(press.id), press, attached)
        finally:
            self._engine.let_go(press.key)

    async def _answer(
        self, interaction: Interaction, answers: Answers, incoming: Request | Press, attached: Sequence[Attached]
    ) -> None:
        if answers is Answers.FORM:
            await self._open(interaction, incoming)
            return
        answers = self._engine.answers_now(answers, incoming.place, incoming.user.id, alone=incoming.alone)
        former = self._receipt(interaction) if answers is Answers.UPDATE else None
        if not await self._acknowledge(interaction, answers, quietly=former is not None):
            return
        if answers is Answers.PRIVATE:
            incoming = replace(incoming, meanwhile=partial(_meanwhile, interaction))
        reply = await self._reply(incoming, attached, interaction)
        shown, to = render(reply), wire.answered(interaction)
        try:
            if former is not None:
                await self._instead(former, to, shown, interaction)
                self._metrics.told(PLATFORM, stopwatch.seconds())
                return
            await self._complete(to, reply, shown)
            if answers is Answers.PUBLIC and is_refusal(reply):
                # Whose acknowledgement was public cannot be answered privately before that is completed.
                await wire.follow(to, _private(shown))
                await wire.withdraw(to)
            if answers is Answers.UPDATE:
                await self._keep(to, interaction)
            self._metrics.told(PLATFORM, stopwatch.seconds())
        except (discord.HTTPException, OSError) as error:
            _log.warning("the reply to interaction %s was not shown: %s", interaction.id, _short(error))

    async def _complete(self, to: wire.AnsweredInteraction, reply: Reply, shown: Payload) -> None:
        """Show the reply, a file with it; where Discord does not take that one, it is said so."""
        if not isinstance(reply, File):
            await wire.complete(to, shown)
            return
        try:
            await wire.complete(to, with_file(shown, reply), reply.data)
        except discord.HTTPException as refused:
            _log.warning("a file was not taken by Discord: %s", _short(refused))
            await wire.complete(to, render(NOT_TAKEN))

    def _receipt(self, interaction: Interaction) -> wire.AnsweredInteraction | None:
        """The receipt this person has already about the message, which everybody sees, that they pressed."""
        pressed = interaction.message
        if pressed is None or pressed.flags.ephemeral:
            return None
        return self._cards.about(interaction.user.id, interaction.channel_id, pressed.id)

    async def _instead(
        self, former: wire.AnsweredInteraction, to: wire.AnsweredInteraction, shown: Payload, interaction: Interaction
    ) -> None:
        """In the place of that receipt; as one more where it cannot be edited any more."""
        try:
            await wire.complete(former, shown)
        except (discord.HTTPException, OSError):
            self._cards.take(interaction.user.id, interaction.channel_id)
            await wire.follow(to, _private(shown))

    async def _keep(self, to: wire.AnsweredInteraction, interaction: Interaction) -> None:
        """One receipt is enough: what a command answers takes the last one away, wherever it stood in the channel."""
        who, where, pressed = interaction.user.id, interaction.channel_id, interaction.message
        if pressed is not None and pressed.flags.ephemeral:
            return
        last = self._cards.take(who, where)
        self._cards.keep(who, where, pressed.id if pressed else None, to)
        if last is not None and pressed is None:
            with suppress(discord.HTTPException, OSError):
                await wire.withdraw(last)

    async def _open(self, interaction: Interaction, incoming: Request | Press) -> None:
        """A form, or at once the refusal to open one."""
        try:
            async with asyncio.timeout(FORM_SECONDS):
                reply = await self._reply(incoming, (), interaction)
        except TimeoutError:
            reference = token_hex(3)
            _log.error("a form was not ready in time (reference %s)", reference)
            reply = failed(reference)
        if isinstance(reply, Form):
            await self._first(interaction, MODAL, modal(reply))
        else:
            await self._first(interaction, MESSAGE, _private(render(reply)))

    async def _reply(self, incoming: Request | Press, attached: Sequence[Attached], interaction: Interaction) -> Reply:
        try:
            uploads = {a.option: await fetch(interaction.client, a) for a in attached}
            incoming = replace(incoming, uploads=uploads)
            return await (
                self._engine.press(incoming) if isinstance(incoming, Press) else self._engine.handle(incoming)
            )
        except Refusal as refused:
            return self._engine.refused(incoming, refused) if isinstance(incoming, Press) else refusal(refused)
        except Exception as error:  # noqa: BLE001 - whatever it was, the person must not be left waiting
            reference, lacking = token_hex(3), lack_of_descriptors(error)
            _log.error(
                "interaction %s could not be answered%s (reference %s)", interaction.id, lacking and f": {lacking}",
                reference, exc_info=not lacking,
            )  # fmt: skip
            return failed(reference)

    async def _suggest(self, interaction: Interaction) -> None:
        typed = typed_in(interaction, self._engine.registry, self._engine.services.clock.now())
        found = await self._engine.complete(typed.request, typed.option, typed.text) if typed else ()
        choices = [{"name": unread(s.label, CHOICE), "value": s.value[:CHOICE]} for s in found]
        await self._first(interaction, CHOICES, {"choices": choices})

    async def _acknowledge(self, interaction: Interaction, answers: Answers, *, quietly: bool) -> bool:
        """Tell Discord that a reply will come, and who will see it; `quietly` where it comes into another message."""
        if answers is Answers.PUBLIC:
            return await self._first(interaction, THINKING)
        if quietly:
            return await self._first(interaction, UPDATE_LATER)
        if answers is Answers.UPDATE and interaction.message is not None and interaction.message.flags.ephemeral:
            return await self._first(interaction, UPDATE_LATER)
        return await self._first(interaction, THINKING, {"flags": EPHEMERAL})

    async def _first(self, interaction: Interaction, kind: int, data: Payload | None = None) -> bool:
        try:
            await wire.respond(interaction, kind, data)
        except (discord.HTTPException, OSError) as error:
            if isinstance(error, discord.HTTPException) and error.code == wire.TAKEN:
                self._tell_of_another()
                return False
            _log.warning("interaction %s could not be acknowledged: %s", interaction.id, _short(error))
            return False
        self._metrics.acknowledged(PLATFORM, stopwatch.seconds())
        return True

    def _tell_of_another(self) -> None:
        """Once: in a rolling start it is no trouble, and a line for each interaction would be."""
        if not self._told_of_another:
            _log.warning(
                "an interaction was acknowledged already: another process has this token, or Discord sent it twice"
            )
        self._told_of_another = True


async def _meanwhile(interaction: Interaction, notice: Notice) -> None:
    """Where the reply will stand."""
    with suppress(discord.HTTPException, OSError):
        await wire.complete(wire.answered(interaction), render(notice))


def _private(message: Payload) -> Payload:
    return {**message, "flags": message["flags"] | EPHEMERAL}


def _short(error: Exception) -> Any:
    """A status and a code; the text of an error could repeat what people wrote."""
    if isinstance(error, discord.HTTPException):
        return f"{error.status} (code {error.code})"
    return type(error).__name__
