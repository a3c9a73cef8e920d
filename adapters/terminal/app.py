"""`quoth play`: a session at the terminal in real time, or over a pipe in virtual time."""

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TextIO

from adapters.terminal.keyboard import Keyboard, prompt_again
from adapters.terminal.screen import Screen
from adapters.terminal.session import HERE, Session
from bot.clock import SystemClock, VirtualClock
from bot.engine.engine import Engine
from bot.engine.welcome import welcome
from bot.messages import Reply
from bot.ports import Clock


def clock_for(source: TextIO) -> Clock:
    """Real time for people, virtual time for a pipe."""
    return SystemClock() if source.isatty() else VirtualClock(datetime.now(UTC))


async def play(engine: Engine, *, first: Sequence[Reply] = (), pack: str = "") -> None:
    """Greet, then converse until the input ends. `first` is shown before the greeting."""
    screen = Screen(sys.stdout)
    session = Session(engine, screen)
    for reply in [*first, *await welcome(engine.services, HERE, pack=pack)]:
        screen.show(reply)
    await session.settle()
    if sys.stdin.isatty():
        await _converse(session)
    else:
        await _read(session, sys.stdin)


async def _read(session: Session, source: TextIO) -> None:
    """Everything in a pipe, line by line: nothing else happens meanwhile, so reading may block."""
    while line := source.readline():
        await session.take(line)
        sys.stdout.flush()


async def _converse(session: Session) -> None:
    """A person at the prompt; rounds close on time while they think."""
    keyboard = Keyboard()
    asked = keyboard.ask()
    while True:
        done, _ = await asyncio.wait({asked}, timeout=await _patience(session))
        if not done:
            if await session.due():
                sys.stdout.write("\r\033[K")
                await session.settle()
                sys.stdout.write(prompt_again())
                sys.stdout.flush()
            continue
        line = asked.result()
        if line is None:
            sys.stdout.write("\n")
            return
        await session.take(line)
        asked = keyboard.ask()


async def _patience(session: Session) -> float | None:
    """Seconds until something happens by itself; None if nothing will."""
    due = await session.next_due()
    return None if due is None else max(0.0, (due - datetime.now(UTC)).total_seconds()) + 0.01
