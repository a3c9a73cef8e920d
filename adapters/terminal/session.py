"""The loop: lines in, replies out, rounds closed when their time is over."""

import uuid
from datetime import datetime, timedelta
from functools import partial

from adapters.terminal.incoming import Said, Wait, read_line
from adapters.terminal.screen import Screen
from bot.clock import VirtualClock
from bot.commands import Answers
from bot.engine.engine import Engine
from bot.engine.outbox import Outbox
from bot.errors import Refusal
from bot.messages import Mark, Notice, Place, Press, Reply, Request, User
from bot.parsing import parse
from bot.ports import Transaction
from bot.wording.refusals import refusal

PLATFORM = "terminal"
ZONE = "UTC"
# There is one place only, which nothing else waits for: what is posted stands before the next line is read.
PATIENCE_SECONDS = 60
HERE = Place(platform=PLATFORM, workspace="local", channel="terminal")


class Session:
    """People at one terminal, talking to one engine."""

    def __init__(self, engine: Engine, screen: Screen) -> None:
        self._engine, self._screen = engine, screen
        self._clock = engine.services.clock
        self._outbox = Outbox(engine.services, {PLATFORM: screen}, patience=PATIENCE_SECONDS)

    async def take(self, line: str) -> None:
        """Do what one line says and everything that follows from it."""
        match read_line(line):
            case Said(name=name, text=text) if text:
                await self._hear(User(id=name.casefold(), name=name), text)
                await self.settle()
            case Wait(seconds=seconds):
                await self._wait(timedelta(seconds=seconds))
            case _:
                return
        if isinstance(self._clock, VirtualClock):
            await self._read_on(self._clock)

    async def settle(self) -> None:
        """Send what is to be sent and close what is due, until nothing is left to do now."""
        platforms = self._outbox.platforms
        while True:
            await self._outbox.flush()
            await self._engine.catch_up(platforms)
            await self._engine.tick(platforms)
            at = self._clock.now()
            if not await self._engine.services.store.read(partial(_waiting, platforms, at)):
                return

    async def next_due(self) -> datetime | None:
        """When something happens by itself."""
        return await self._engine.next_due(self._outbox.platforms)

    async def due(self) -> bool:
        """Whether something happens by itself now."""
        due = await self.next_due()
        return due is not None and due <= self._clock.now()

    async def _hear(self, user: User, text: str) -> None:
        button = self._screen.press_id(text)
        if button is not None:
            await self._press(user, button)
            return
        if not text.startswith("/") and self._screen.round is not None:
            text = f"/quiz answer {text}"
        try:
            parsed = parse(text, self._engine.registry)
        except Refusal as refused:
            self._screen.show(refusal(refused), to=user.name)
            return
        request = Request(
            key=_new_key(), place=HERE, user=user, at=self._clock.now(), command=parsed.command,
            options=parsed.options, alone=True, manager=True, zone=ZONE,
        )  # fmt: skip
        answers = self._engine.registry.get(parsed.command).answers_to(parsed.options)
        self._answer(answers, await self._engine.handle(request), user)

    async def _press(self, user: User, button: str) -> None:
        press = Press(key=_new_key(), place=HERE, user=user, at=self._clock.now(), id=button, alone=True, manager=True)
        answers = self._engine.press_answers(button)
        self._answer(answers, await self._engine.press(press), user)

    def _answer(self, answers: Answers, reply: Reply, user: User) -> None:
        """To everybody or to who asked; nobody is told no in front of others."""
        refused = isinstance(reply, Notice) and reply.mark is Mark.REFUSED
        self._screen.show(reply, to="" if answers is Answers.PUBLIC and not refused else user.name)

    async def _read_on(self, clock: VirtualClock) -> None:
        """Nobody reads in virtual time: a round's clock begins as soon as it stands."""
        table = await self._engine.services.store.read(lambda tx: tx.games.running(HERE))
        if table is not None and table.round is not None and table.round.opens_at is not None:
            clock.move_to(table.round.opens_at)

    async def _wait(self, time: timedelta) -> None:
        assert isinstance(self._clock, VirtualClock)
        until = self._clock.now() + time
        while (due := await self.next_due()) is not None and due <= until:
            self._clock.move_to(due)
            await self.settle()
        self._clock.move_to(until)
        await self.settle()


def _waiting(platforms: list[str], at: datetime, tx: Transaction) -> bool:
    return tx.posts.waiting(platforms, at)


def _new_key() -> str:
    return uuid.uuid4().hex
