"""`quoth play`: a session at the terminal in real time, or over a pipe in virtual time."""

import asyncio
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TextIO

from adapters.terminal.keyboard import Keyboard, prompt_again
from adapters.terminal.screen import Screen
from adapters.terminal.session import HERE, Session
from bot.app.engine import Engine
from bot.chat.messages import Reply
from bot.delivery.clock import SystemClock, VirtualClock
from bot.library.import_wording import dropped
from bot.library.watched import LOOK_SECONDS, WatchedFolder
from bot.storage.store import Clock
from bot.workspace.welcome import is_overdue, welcome


def clock_for(source: TextIO) -> Clock:
    """Real time for people, virtual time for a pipe."""
    return SystemClock() if source.isatty() else VirtualClock(datetime.now(UTC))


async def play(
    engine: Engine, *, first: Sequence[Reply] = (), pack: str = "", folders: Sequence[WatchedFolder] = ()
) -> None:
    """Greet, then converse until the input ends. `first` is shown before the greeting.

    A person at the prompt is told what comes in by the drop folders meanwhile; in a pipe they are
    looked at once, before it is read.
    """
    screen = Screen(sys.stdout)
    session = Session(engine, screen)
    drops = _Drops(engine, folders)
    if not sys.stdin.isatty() and (brought := await drops.look()):
        screen.show(dropped(brought))
    overdue = await is_overdue(engine.services, HERE)
    for reply in [*first, *await welcome(engine.services, HERE, pack=pack)]:
        screen.show(reply)
    await session.begin(overdue=overdue)
    if sys.stdin.isatty():
        await _converse(session, screen, drops)
    else:
        await _read(session, sys.stdin)


async def _read(session: Session, source: TextIO) -> None:
    """Everything in a pipe, line by line: nothing else happens meanwhile, so reading may block."""
    while line := source.readline():
        await session.take(line)
        sys.stdout.flush()
        if session.over:
            return


async def _converse(session: Session, screen: Screen, drops: "_Drops") -> None:
    """A person at the prompt; rounds close on time while they think."""
    keyboard = Keyboard()
    asked = keyboard.ask()
    while True:
        done, _ = await asyncio.wait({asked}, timeout=await _patience(session, drops))
        if not done:
            brought = await drops.look()
            if brought or await session.due():
                sys.stdout.write("\r\033[K")
                if brought:
                    screen.show(dropped(brought))
                await session.settle()
                sys.stdout.write(prompt_again())
                sys.stdout.flush()
            continue
        line = asked.result()
        if line is None:
            sys.stdout.write("\n")
            return
        await session.take(line)
        if session.over:
            return
        asked = keyboard.ask()


async def _patience(session: Session, drops: "_Drops") -> float | None:
    """Seconds until something happens by itself or a folder is looked at; None if neither will."""
    due = await session.next_due()
    soon = None if due is None else max(0.0, (due - datetime.now(UTC)).total_seconds()) + 0.01
    return min((seconds for seconds in (soon, drops.seconds) if seconds is not None), default=None)


class _Drops:
    """The drop folders, looked at while a person thinks."""

    def __init__(self, engine: Engine, folders: Sequence[WatchedFolder]) -> None:
        self._engine, self._folders = engine, folders
        self.seconds = LOOK_SECONDS if folders else None
        self._next = 0.0

    async def look(self) -> int:
        """How many packs came in; looked up no more often than every few seconds."""
        now = time.monotonic()
        if self.seconds is None or now < self._next:
            return 0
        self._next = now + self.seconds / 2
        return sum([await folder.poll(self._engine.services) for folder in self._folders])
