"""Games whose process is killed at random moments: what was acknowledged stays, nothing happens twice, it goes on."""

import asyncio
import json
import os
import random
import signal
import time
from asyncio.subprocess import PIPE
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.chat.variants import RECORDED
from bot.delivery.clock import SystemClock
from bot.games.rows.games import GameRows
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.services import Services
from bot.storage.database import open_store
from tests import warm
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
PLAYERS = ("ann", "bea", "cy", "dee", "eve", "fay", "gil", "hal", "ida", "jon")
ROUNDS = 6
SKIPS = 0.12
# A process lives so many seconds at most; longer by this factor after each that died before it got anything done.
LIFE, LONGER = 0.35, 1.5


@dataclass
class Outcome:
    """What was seen: kills, answers acknowledged and in doubt (killed before the reply) a player, recoveries in s."""

    kills: int = 0
    games: int = 0
    acknowledged: Counter[str] = field(default_factory=Counter)
    in_doubt: Counter[str] = field(default_factory=Counter)
    recoveries: list[float] = field(default_factory=list)


class Worker:
    """A playing process that can be killed and started again."""

    def __init__(self, database_url: str, journal: Path) -> None:
        self._arguments = (database_url, str(journal))
        self._process: warm.Forked | None = None

    async def start(self, ahead: float = 0.0) -> None:
        """Start it, with a clock that is so many seconds ahead, and wait until it is ready."""
        environ = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._process = await warm.start(
            "tests.faults.worker", *self._arguments, str(ahead), stdin=PIPE, stdout=PIPE, cwd=ROOT, env=environ
        )
        assert self._process.stdout is not None
        assert (await self._process.stdout.readline()).strip() == b"ready"

    async def kill(self) -> None:
        """kill -9."""
        assert self._process is not None
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The reply to a request. Raises ConnectionError when the process died before it."""
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write((json.dumps(request) + "\n").encode())
        await self._process.stdin.drain()
        line = await self._process.stdout.readline()
        if not line:
            raise ConnectionError
        reply: dict[str, Any] = json.loads(line)
        return reply


async def play(database_url: str, journal: Path, *, kills: int, seed: int, answers: int = 20) -> Outcome:
    """Play games until the process was killed that often at random moments and took so many answers."""
    await _prepare(database_url)
    rng, outcome, worker = random.Random(seed), Outcome(), Worker(database_url, journal)
    await worker.start()
    life, served = LIFE, 0
    killer = asyncio.create_task(_kill_at_random(worker, rng, life))
    serial, last = 0, ""
    try:
        while outcome.kills < kills or outcome.acknowledged.total() < answers:
            serial += 1
            request = _request(outcome, rng, serial, last)
            while True:
                try:
                    reply = await worker.ask(request)
                    served += 1
                    break
                except ConnectionError:
                    outcome.kills += 1
                    outcome.in_doubt[request["user"]] += 1
                    await worker.start()
                    await _goes_on(worker, journal, outcome, rng)
                    life, served = LIFE if served else LONGER * life, 0
                    killer = asyncio.create_task(_kill_at_random(worker, rng, life))
            _acknowledge(outcome, request, reply)
            last = reply["text"]
            await asyncio.sleep(rng.uniform(0, 0.02))
    finally:
        killer.cancel()
        await worker.kill()
    return outcome


async def _kill_at_random(worker: Worker, rng: random.Random, life: float) -> None:
    await asyncio.sleep(rng.uniform(0.0, life))
    await worker.kill()


async def _goes_on(worker: Worker, journal: Path, outcome: Outcome, rng: random.Random) -> None:
    """How long after being ready an open round stands again that takes an answer, or no game is left."""
    start = time.monotonic()
    while True:
        probe = {"key": f"probe-{rng.random()}", "user": "ann", "command": "quiz scores"}
        try:
            text = (await worker.ask(probe))["text"]
        except ConnectionError:
            return
        if "No game" in text or _stands(journal):
            outcome.recoveries.append(time.monotonic() - start)
            return
        assert time.monotonic() - start < PATIENCE, "the game is stuck"
        await asyncio.sleep(0.01)


def _stands(journal: Path) -> bool:
    """Whether the newest in the journal is an open round, or the final board: scores are told after a game too."""
    told = [line for line in read(journal) if line["kind"] in ("open", "closed", "board")]
    return bool(told) and (told[-1]["kind"] == "open" or bool(told[-1].get("final")))


def read(journal: Path) -> list[dict[str, Any]]:
    """The lines of a journal."""
    return [json.loads(line) for line in journal.read_text().splitlines() if line.endswith("}")]


def _request(outcome: Outcome, rng: random.Random, serial: int, last: str) -> dict[str, Any]:
    """A start when no game runs; else mostly answers, and the host skips now and then."""
    if serial == 1 or "No game" in last:
        outcome.games += 1
        options = {"rounds": str(ROUNDS), "mode": "who-said", "begin": "now"}
        return {"key": f"k{serial}", "user": "ann", "command": "quiz start", "options": options}
    if rng.random() < SKIPS:
        return {"key": f"k{serial}", "user": "ann", "command": "quiz skip"}
    options = {"text": rng.choice("ABCD")}
    return {"key": f"k{serial}", "user": rng.choice(PLAYERS), "command": "quiz answer", "options": options}


_TAKEN = tuple(said.partition("{")[0] for said in RECORDED)


def _acknowledge(outcome: Outcome, request: dict[str, Any], reply: dict[str, Any]) -> None:
    if request["command"] == "quiz answer" and reply["text"].startswith(_TAKEN):
        outcome.acknowledged[request["user"]] += 1


@dataclass(frozen=True)
class Damage:
    """What must be nothing: acknowledged answers that are gone; answers, scores or messages that are there twice."""

    lost: int
    twice: int


async def verify(database_url: str, journal: Path, outcome: Outcome) -> Damage:
    """Count what was lost or happened twice; points that do not add up are an AssertionError."""
    from sqlalchemy import Connection, func, select

    from bot.storage.tables import games as t

    store = await open_store(database_url)

    def look(tx: Any) -> dict[str, Any]:
        rows: GameRows = tx[GameRows]
        connection: Connection = rows._connection
        run = connection.execute
        answers = run(select(t.answer.c.round_id, t.answer.c.user_id, t.answer.c.verdict)).all()
        scores = run(select(t.score_event.c.round_id, t.score_event.c.user_id)).all()
        closed = set(run(select(t.round_.c.id).where(t.round_.c.state == "closed")).scalars())
        points = dict(
            run(
                select(t.score_event.c.game_id, func.sum(t.score_event.c.points)).group_by(t.score_event.c.game_id)
            ).all()
        )
        kept = dict(run(select(t.player.c.game_id, func.sum(t.player.c.points)).group_by(t.player.c.game_id)).all())
        return {"answers": answers, "scores": scores, "closed": closed, "points": points, "kept": kept}

    seen = await store.read(look)
    await store.close()
    kept = Counter(a.user_id for a in seen["answers"])
    lost = sum((outcome.acknowledged - kept).values())
    surplus = sum((kept - outcome.acknowledged - outcome.in_doubt).values())
    accepted = {(a.round_id, a.user_id) for a in seen["answers"] if a.verdict == "accept"}
    scored = [(s.round_id, s.user_id) for s in seen["scores"]]
    assert set(scored) <= accepted
    assert all(seen["kept"].get(g, 0) == p for g, p in seen["points"].items()), "points do not add up"
    posts = Counter(line["nonce"] for line in read(journal) if line["do"] == "post")
    scored_twice, posted_twice = len(scored) - len(set(scored)), sum(n - 1 for n in posts.values())
    return Damage(lost=lost, twice=surplus + scored_twice + posted_twice)


async def _prepare(database_url: str) -> None:
    """A database with the sample packs in it."""
    store = await open_store(database_url)
    await store_samples(Services(store=store, libraries=LibraryCache(store), clock=SystemClock(), rng=random.Random(1)))
    await store.close()
