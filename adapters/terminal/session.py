"""The loop: lines in, replies out, rounds closed when their time is over."""

import logging
import uuid
from collections.abc import Awaitable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from secrets import token_hex

from adapters.terminal import wording
from adapters.terminal.command_words import LEAVING_GAMES, CommandWords, is_way_out, is_way_out_of_form
from adapters.terminal.files import keep_file, read_upload, with_path
from adapters.terminal.forms import FormDialogue
from adapters.terminal.incoming import YOU, SpokenLine, WaitLine, is_wait, read_line
from adapters.terminal.screen import Screen
from bot.app.catalogue import POSTS
from bot.app.engine import Engine
from bot.chat.choices import meant
from bot.chat.commands import Answers
from bot.chat.forms import Form
from bot.chat.incoming import Place, Press, PressId, Request, User
from bot.chat.messages import File, Notice, OpenRound, Reply, is_refusal
from bot.chat.parser import parse
from bot.chat.refusal_wording import failed, refusal
from bot.chat.refusals import BadOption, NoSuchCommand
from bot.chat.sentences import as_command
from bot.delivery.clock import VirtualClock
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import Outbox
from bot.delivery.rows import PostRows
from bot.errors import Refusal
from bot.games.judging.nearness import Wrong, read_guess
from bot.games.rows.games import GameRows
from bot.games.use_cases.solo import place_of
from bot.games.verbs import AGAIN, REMATCH
from bot.storage.transaction import Transaction
from bot.workspace.menu import ASKED, ENTRIES

PLATFORM = "terminal"
ZONE = "UTC"
# There is one place only, which nothing else waits for: what is posted stands before the next line is read.
PATIENCE_SECONDS = 60
# What begins a game: commands, and the verbs of presses.
_BEGINNING = frozenset({"quiz start", "quiz preset use", AGAIN, REMATCH})
# What an answer to choose is called by.
ANSWERING = "abcdefgh"
# What is typed sooner after a question took another's place was typed before anybody can have read it.
GLANCE = timedelta(seconds=1)
_log = logging.getLogger(__name__)
HERE = Place(platform=PLATFORM, workspace="local", channel="terminal")


class Session:
    """People at one terminal, talking to one engine. Files go into `folder`, without one where it was started."""

    def __init__(self, engine: Engine, screen: Screen, folder: Path | None = None) -> None:
        self._engine, self._screen, self._folder = engine, screen, folder or Path()
        self._clock, self._words = engine.services.clock, CommandWords([c.name for c in engine.registry])
        self._outbox = Outbox(engine.services, POSTS, Messengers({PLATFORM: screen}), patience=PATIENCE_SECONDS)
        self._filling: FormDialogue | None = None
        # The question that took another's place last, and when.
        self._took_over, self._since = "", self._clock.now()
        # Who spoke here.
        self._voices = set[str]()
        # Somebody said goodbye.
        self.over = False

    async def take(self, line: str) -> None:
        """Do what one line says and everything that follows from it."""
        if self._filling is not None and await self._fill(line):
            await self.settle()
            return
        match read_line(line):
            case SpokenLine(name=name, text=""):
                self._screen.show(wording.nothing_said(name))
            case SpokenLine(name=name, text=text):
                await self._hear(User(id=name.casefold(), name=name), text)
                await self.settle()
            case WaitLine(seconds=seconds):
                await self._wait(timedelta(seconds=seconds))
            case _ if not line.strip():
                self._screen.turn_page()
            case _ if is_wait(line):
                self._screen.show(wording.no_wait(line.strip()))
            case _:
                return
        if isinstance(self._clock, VirtualClock):
            await self._read_on(self._clock)

    async def begin(self, *, overdue: bool) -> None:
        """Go on where everything was: what is due is done first. `overdue`: a round whose time is over stood here."""
        await self.settle(replaces=overdue)
        if not overdue and isinstance(self._clock, VirtualClock):
            await self._read_on(self._clock)

    async def settle(self, *, replaces: bool = False) -> None:
        """Send what is to be sent and close what is due, until nothing is left to do now.

        Where a question takes the place of another (`replaces`: of one that is not shown any more), that is noticed.
        """
        before = self._screen.asked_of_all
        await self._send_and_close()
        after = self._screen.asked_of_all
        if after and after != before and (before or replaces):
            self._took_over, self._since = after, self._clock.now()

    async def _send_and_close(self) -> None:
        platforms = self._outbox.platforms
        while True:
            await self._outbox.flush()
            await self._engine.due.catch_up(platforms)
            await self._engine.due.tick(platforms)
            at = self._clock.now()
            if not await self._engine.services.store.read(partial(_waiting, platforms, at)):
                return

    async def next_due(self) -> datetime | None:
        """When something happens by itself."""
        return await self._engine.due.next_due(self._outbox.platforms)

    async def due(self) -> bool:
        """Whether something happens by itself now."""
        due = await self.next_due()
        return due is not None and due <= self._clock.now()

    async def _hear(self, user: User, text: str) -> None:
        self._voices.add(user.id)
        word = text.strip().casefold().removeprefix("/")
        if is_way_out(text):
            self.over = True
            self._screen.show(wording.FAREWELL)
            return
        at = self._clock.now()
        button = self._screen.press_id(text, user, at)
        if button is not None:
            if self._is_for_the_last(button, at):
                self._screen.show(wording.took_over(self._screen.asked(user, at)), to=user.name)
            else:
                await self._press(user, button)
            return
        if word == "q" and self._screen.leave_pages():
            return
        asked = self._screen.asked(user, at)
        if asked is None and (label := self._screen.too_far(text, user)):
            self._screen.show(wording.too_far(text, label), to=user.name)
            return
        if self._words.ask_for_help(word) and not word.partition(" ")[2] and not text.startswith("/"):
            self._tell_place(user, asked)
        elif not text.startswith("/") and asked is not None and not asked.for_days and not self._asks(word, asked):
            named = bool(asked.options) and (f"quiz {word}" in self._engine.registry or word in LEAVING_GAMES)
            text = f"/quiz {'leave' if word in LEAVING_GAMES else word}" if named else f"/quiz answer {text}"
        if asked is not None and text.startswith("/quiz answer ") and self._is_for_the_last(asked.round_id, at):
            self._screen.show(wording.took_over(asked), to=user.name)
            return
        try:
            await self._command(user, text)
        except NoSuchCommand as unknown:
            await self._not_a_command(user, text, asked, unknown)
        except Refusal as refused:
            self._screen.show(refusal(refused), to=user.name)

    def _is_for_the_last(self, meant: str, at: datetime) -> bool:
        """Whether what answers a round, or presses a button of it, was typed while another stood in its place."""
        return bool(self._took_over) and self._took_over in meant and at < self._since + GLANCE

    def _asks(self, word: str, asked: OpenRound) -> bool:
        """Whether a line asks something itself: for help, or, where letters answer, what a sentence means."""
        means = self._words.look_up(word) or bool(as_command(word))
        return self._words.ask_for_help(word) or (bool(asked.options) and means)

    def _tell_place(self, user: User, asked: OpenRound | None) -> None:
        """What works right where that person is."""
        if asked is not None:
            self._screen.show(wording.about_round(asked), to=user.name)
        elif at_hand := self._screen.at_hand(user):
            self._screen.show(wording.about_buttons(at_hand), to=user.name)

    async def _not_a_command(self, user: User, text: str, asked: OpenRound | None, unknown: NoSuchCommand) -> None:
        """What is no command may be an answer, at a wrong moment or to what is answered by letters alone."""
        if text.startswith("/"):
            self._screen.show(refusal(unknown), to=user.name)
        elif (form := self._screen.typed(user, self._clock.now())) and read_guess(text) is not Wrong.NONE:
            await self._type(user, form, text)
        elif asked is not None:
            self._screen.show(wording.waits(asked), to=user.name)
        elif await self._late(text) or (await self._plays(user) and not self._words.are_near(text)):
            await self._command(user, f"/quiz answer {text}")
        elif self._words.take_down(text):
            self._screen.show(wording.NO_TAKING_DOWN, to=user.name)
        elif self._words.are_done(text):
            self._screen.show(wording.NOTHING_OPEN, to=user.name)
        elif self._words.press_nothing(text) and (at_hand := self._screen.at_hand(user)):
            self._screen.show(wording.pressed_nothing(text, at_hand), to=user.name)
        else:
            self._screen.show(refusal(unknown), to=user.name)

    async def _type(self, user: User, button: str, text: str) -> None:
        """Fill the one field of the form that a button opens."""
        at = self._clock.now()
        opens = Press(key=_new_key(), place=HERE, user=user, at=at, id=button, alone=True, manager=True)
        reply = await self._worked_on(self._engine.press(opens))
        if isinstance(reply, Form):
            fields = {reply.fields[0].name: text}
            given = replace(opens, key=_new_key(), id=reply.id, fields=fields)
            reply = await self._worked_on(self._engine.press(given))
        if not is_refusal(reply):
            self._screen.answered(button, user)
        self._screen.show(reply, to=user.name)

    async def _late(self, text: str) -> bool:
        """Whether it is an answer's letter or a number where a round was closed just now: it comes too late."""
        word = text.strip().strip(".)").casefold()
        if not (word.isdecimal() or (len(word) == 1 and word in ANSWERING)):
            return False
        table = await self._engine.services.store.read(lambda tx: tx[GameRows].newest(HERE))
        return table is not None and self._screen.just_closed

    def _begins_alone(self) -> bool:
        """Whether who begins a game has nobody to wait for: one person alone speaks, who needs no name for it. Where
        time is virtual nobody waits.
        """
        return isinstance(self._clock, VirtualClock) or self._voices <= {YOU}

    async def _plays(self, user: User) -> bool:
        """Whether a game goes on here, or one that this person plays alone."""
        places = HERE, place_of(HERE, user)
        running = await self._engine.services.store.read(lambda tx: [tx[GameRows].running(p) for p in places])
        return any(running)

    async def _command(self, user: User, text: str) -> None:
        registry = self._engine.registry
        parsed = parse(with_path(text, registry), registry)
        command = registry.get(parsed.command)
        options, uploads = dict(parsed.options), {}
        for option in (o for o in command.options if o.upload and o.name in options):
            uploads[option.name] = read_upload(options.pop(option.name), option.limit)
        alone = parsed.command not in _BEGINNING or self._begins_alone()
        request = Request(
            key=_new_key(), place=HERE, user=user, at=self._clock.now(), command=parsed.command,
            options=options, uploads=uploads, alone=alone, manager=True, zone=ZONE,
        )  # fmt: skip
        answers = command.answers_to(options)
        self._answer(user, answers, await self._worked_on(self._engine.handle(request)))

    async def _press(self, user: User, button: str, filled: FormDialogue | None = None) -> None:
        pressed = PressId.parse(button)
        alone = pressed is None or pressed.verb not in _BEGINNING or self._begins_alone()
        press = Press(
            key=_new_key(), place=HERE, user=user, at=self._clock.now(), id=button, alone=alone, manager=True,
            fields=filled.fields if filled else {}, uploads=filled.uploads if filled else {},
        )  # fmt: skip
        answers = self._engine.press_answers(button)
        reply = await self._worked_on(self._engine.press(press))
        self._screen.answered(button, user)
        self._answer(user, answers, reply)

    def _answer(self, user: User, answers: Answers, reply: Reply) -> None:
        if isinstance(reply, Form):
            open_ = self._filling
            if open_ is not None and open_.holds_something:
                self._screen.show(wording.somebody_fills(open_.user.name), to=user.name)
                return
            self._filling = FormDialogue(reply, user, partial(self._check, reply))
            self._screen.show(Notice(text=reply.title), to=user.name)
            self._screen.show(self._filling.ask(), to=user.name)
            return
        if isinstance(reply, File):
            reply = keep_file(reply, self._folder)
        # Nobody is told no in front of others.
        self._screen.show(reply, to="" if answers is Answers.PUBLIC and not is_refusal(reply) else user.name)

    async def _worked_on(self, answer: Awaitable[Reply]) -> Reply:
        """What is answered; whatever fails, the person hears of it."""
        try:
            return await answer
        except Exception:  # noqa: BLE001 - whatever it was, the session goes on
            reference = token_hex(3)
            _log.exception("a line could not be answered (reference %s)", reference)
            return failed(reference)

    async def _fill(self, line: str) -> bool:
        """Put a line into the form that waits; False for one that is no part of it."""
        filling = self._filling
        assert filling is not None
        text = _said_by(filling.user, line)
        if text is None or (line.lstrip().startswith("#") and not filling.takes_lines):
            return False
        if await self._beside(filling, text):
            return True
        empty = not filling.holds_something and is_way_out_of_form(text)
        if empty or self._words.leave_form(text, path=filling.takes_path, among_lines=filling.takes_lines):
            self._filling = None
            self._screen.show(wording.LEFT, to=filling.user.name)
            # A way out leaves the form alone; a command is done as well.
            return is_way_out_of_form(text)
        wrong = filling.take(text)
        if wrong is not None:
            self._screen.show(wrong, to=filling.user.name)
        elif filling.done:
            self._filling = None
            await self._press(filling.user, filling.form.id, filling)
        elif not filling.takes_lines or filling.begins:
            self._screen.show(filling.ask(), to=filling.user.name)
        return True

    async def _beside(self, filling: FormDialogue, text: str) -> bool:
        """Whether a line is no part of the form and leaves it as it is: help, or a command that would lose it."""
        word = text.strip().casefold()
        if self._words.ask_for_help(word) and (word == "help" or not filling.takes_lines):
            if word == "help":
                self._screen.show(wording.about_form(filling.form, filling.waits_for), to=filling.user.name)
            else:
                await self._command(filling.user, text)
            return True
        if filling.takes_lines and filling.holds_something and self._words.are_meant(text):
            self._screen.show(wording.kept_out(text), to=filling.user.name)
            return True
        if not filling.holds_something:
            return False
        if is_way_out_of_form(text):
            self._filling = None
            self._screen.show(wording.LEFT_FULL, to=filling.user.name)
            return True
        if self._words.leave_form(text, path=filling.takes_path, among_lines=filling.takes_lines):
            self._screen.show(wording.still_open(text, filling.waits_for), to=filling.user.name)
            return True
        return False

    def _check(self, shown: Form, name: str, value: str) -> None:
        """What is filled into a form of a command is checked as the command will be, what is chosen from a list by the
        list. Raises a Refusal.
        """
        form = PressId.parse(shown.id)
        entry = ENTRIES.get(form.subject) if form is not None and form.verb == ASKED else None
        listed = next((f.choices for f in shown.fields if f.name == name), ())
        if entry is None and listed and not meant(name, value, listed):
            raise BadOption(option=name, value=value, expected="", choices=listed)
        options = self._engine.registry.get(entry.command).options if entry is not None else ()
        for option in options:
            if option.name == name:
                option.check(value)

    async def _read_on(self, clock: VirtualClock) -> None:
        """Reading takes no virtual time: a round's clock begins as soon as it stands, and the next line answers it."""
        self._took_over = ""
        table = await self._engine.services.store.read(lambda tx: tx[GameRows].running(HERE))
        if table is not None and table.round is not None and table.round.opens_at is not None:
            clock.move_to(table.round.opens_at)

    async def _wait(self, time: timedelta) -> None:
        if not isinstance(self._clock, VirtualClock):
            self._screen.show(wording.NO_VIRTUAL_TIME)
            return
        until = self._clock.now() + time
        while (due := await self.next_due()) is not None and due <= until:
            self._clock.move_to(due)
            await self.settle()
        self._clock.move_to(until)
        await self.settle()


def _said_by(user: User, line: str) -> str | None:
    """What that person's line says, as it was typed, with their name or without any; None for somebody else's."""
    said = read_line(line)
    if not isinstance(said, SpokenLine) or said.name == YOU or not said.name[0].isalnum():
        return line
    return said.text if said.name.casefold() == user.id else None


def _waiting(platforms: list[str], at: datetime, tx: Transaction) -> bool:
    return tx[PostRows].waiting(platforms, at)


def _new_key() -> str:
    return uuid.uuid4().hex
