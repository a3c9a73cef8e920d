"""A process that plays: commands come as JSON lines, replies go out when they are committed; it may be killed any time.

    → {"key": "k1", "user": "ann", "command": "quiz start", "options": {"rounds": "3"}}
    ← {"key": "k1", "text": "…"}

Posts go to a journal file, one line each with its nonce, as a platform would keep them: a message that stands can be
found by its nonce. `ready` is printed when everything runs.
"""

import asyncio
import json
import os
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from typing_extensions import override

from bot.app.catalogue import POSTS
from bot.app.engine import Engine
from bot.app.handlers import handlers
from bot.chat.incoming import MessageRef, Place, Problem, Request, User
from bot.chat.messages import ClosedRound, Lobby, OpenRound, Reply, Scoreboard
from bot.delivery.clock import SystemClock
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import Outbox
from bot.delivery.scheduler import EmbeddedJobs
from bot.games.rules import round_end
from bot.library.cache import LibraryCache
from bot.library.services import Services
from bot.storage.database import open_store
from bot.storage.store import Clock
from bot.storage.wakeups import DUE, POST

PLATFORM = "terminal"
# Nobody is there who would read a reveal.
round_end.READING_LEAST = round_end.READING_MOST = 1


class Journal:
    """A Messenger that appends to a file, durably, and looks there before anything is sent twice."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """One line for a new message."""
        self._append({"do": "post", "nonce": nonce, "channel": place.channel, **describe(reply)})
        return MessageRef(place=place, id=nonce)

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """One line for a change of a message."""
        self._append({"do": "edit", "nonce": ref.id, "channel": ref.place.channel, **describe(reply)})

    async def delete(self, ref: MessageRef) -> None:
        """One line for a message that is gone."""
        self._append({"do": "delete", "nonce": ref.id, "channel": ref.place.channel})

    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        """The message with that nonce, if it was posted."""
        found = any(f'"do": "post", "nonce": "{nonce}"' in line for line in self._path.open())
        return MessageRef(place=place, id=nonce) if found else None

    async def open_thread(self, ref: MessageRef, name: str) -> None:
        """Nothing hangs on anything here."""

    async def close_thread(self, place: Place) -> None:
        """Nor is put away."""

    async def check(self, place: Place) -> Problem | None:
        """A file takes everything."""
        return None

    def _append(self, line: dict[str, Any]) -> None:
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, (json.dumps(line) + "\n").encode())
        os.close(handle)


def describe(reply: Reply) -> dict[str, Any]:
    """What a test wants to know of a post."""
    match reply:
        case OpenRound():
            return {"kind": "open", "round": reply.round_id, "heading": reply.heading, "options": len(reply.options)}
        case ClosedRound():
            return {"kind": "closed", "round": reply.round_id, "right": list(reply.right)}
        case Scoreboard():
            return {"kind": "board", "final": reply.final, "points": {s.name: s.points for s in reply.standings}}
        case Lobby():
            return {"kind": "lobby"}
        case _:
            return {"kind": type(reply).__name__}


class ClockAhead(Clock):
    """The machine's clock, so many seconds ahead."""

    def __init__(self, seconds: float) -> None:
        self._ahead, self._clock = timedelta(seconds=seconds), SystemClock()

    @override
    def now(self) -> datetime:
        """That moment."""
        return self._clock.now() + self._ahead


async def main(database_url: str, journal: Path, ahead: float = 0.0) -> None:
    """Serve until the input ends."""
    journal.touch()
    store = await open_store(database_url)
    clock = ClockAhead(ahead)
    services = Services(store=store, libraries=LibraryCache(store), clock=clock, rng=random.Random())
    engine, jobs = Engine(services), EmbeddedJobs(clock)
    outbox = Outbox(services, POSTS, Messengers({PLATFORM: Journal(journal)}))
    serving = asyncio.create_task(jobs.run(handlers(engine, outbox, jobs)))
    jobs.wake(DUE, "", clock.now())
    print("ready", flush=True)
    async for line in lines():
        asked = json.loads(line)
        reply = await engine.handle(
            Request(
                key=asked["key"], place=Place(platform=PLATFORM, workspace="local", channel=asked.get("channel", "c")),
                user=User(id=asked["user"], name=asked["user"]), at=clock.now(), command=asked["command"],
                options=asked.get("options", {}),
            )
        )  # fmt: skip
        jobs.wake(POST, "", clock.now())
        jobs.wake(DUE, "", clock.now())
        print(json.dumps({"key": asked["key"], "text": getattr(reply, "text", "")}), flush=True)
    await jobs.drain(5)
    await serving
    await store.close()


async def lines() -> Any:
    """Lines of standard input as they come."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield line


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), *map(float, sys.argv[3:])))
