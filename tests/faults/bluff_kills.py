"""Bluffs whose process is killed in either phase: no ending is lost, a round turns once, truth and lies score once."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.delivery.clock import SystemClock
from bot.games.model import GameSnapshot, Phase, RoundState
from bot.games.rows.games import GameRows
from bot.games.scores import bluffed, fooled
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.services import Services
from bot.storage.database import open_store
from bot.storage.transaction import Transaction
from tests.faults.kills import _TAKEN, LIFE, LONGER, Worker, read

PLAYERS = ("ann", "bea", "cy")
LETTERS = "ABCD"
ROUNDS = 4
GATHERING = (("bea", "quiz join"), ("cy", "quiz join"), ("ann", "quiz begin"))


@dataclass
class Outcome:
    """Kills by what went on, and what was acknowledged or is in doubt (killed before the reply) a player."""

    kills: Counter[str] = field(default_factory=Counter)
    games: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    in_doubt: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Damage:
    """What must be nothing: endings and answers that are gone or there twice, rounds that do not add up."""

    lost: int
    twice: int
    wrong: int


# How often, and for how many seconds each time, the phase is looked at in which it is to die.
MOST_LOOKS, LOOK = 100, 0.05


async def play(database_url: str, journal: Path, *, kills: int, seed: int) -> Outcome:
    """Play bluffs until the process was killed that often in each of the two phases."""
    store = await open_store(database_url)
    await store_samples(Services(store=store, libraries=LibraryCache(store), clock=SystemClock(), rng=random.Random(1)))
    await store.close()
    rng, outcome, worker = random.Random(seed), Outcome(), Worker(database_url, journal)
    await worker.start()
    life, served, serial, waiting = LIFE, 0, 0, list[dict[str, Any]]()
    killer = asyncio.create_task(_kill(worker, rng, life, journal, outcome))
    last = "No game"
    try:
        while min(outcome.kills["writing"], outcome.kills["choosing"]) < kills:
            serial += 1
            if "No game" in last and not waiting:
                outcome.games += 1
                waiting = [_start(), *({"user": user, "command": command} for user, command in GATHERING)]
            request = {"key": f"k{serial}", **(waiting.pop(0) if waiting else _next(journal, rng, serial))}
            while True:
                try:
                    reply = await worker.ask(request)
                    served += 1
                    break
                except ConnectionError:
                    outcome.kills[phase(journal)] += 1
                    outcome.in_doubt[request["user"]] += 1
                    await worker.start()
                    life, served = LIFE if served else LONGER * life, 0
                    killer = asyncio.create_task(_kill(worker, rng, life, journal, outcome))
            last = reply["text"]
            _acknowledge(outcome, request, last)
            await asyncio.sleep(rng.uniform(0, 0.02))
    finally:
        killer.cancel()
        await worker.kill()
    return outcome


def phase(journal: Path) -> str:
    """What the newest round that stands asks for."""
    told = [line for line in read(journal) if line["kind"] in ("open", "closed", "board", "lobby")]
    if not told or told[-1]["kind"] != "open":
        return "between"
    return "choosing" if told[-1]["options"] else "writing"


async def _kill(worker: Worker, rng: random.Random, life: float, journal: Path, outcome: Outcome) -> None:
    """At any moment of some seconds; but not long before the phase in which it died less often."""
    await asyncio.sleep(rng.uniform(0.0, life))
    wanted = min(("writing", "choosing"), key=lambda name: outcome.kills[name])
    for _ in range(MOST_LOOKS):
        if phase(journal) == wanted:
            break
        await asyncio.sleep(LOOK)
    await asyncio.sleep(rng.uniform(0.0, LOOK))
    await worker.kill()


def _start() -> dict[str, Any]:
    options = {"rounds": str(ROUNDS), "mode": "bluff", "pack": "the-round-table", "seconds": "5"}
    return {"user": "ann", "command": "quiz start", "options": options}


def _next(journal: Path, rng: random.Random, serial: int) -> dict[str, Any]:
    """An ending or a choice, by what is asked for."""
    text = rng.choice(LETTERS) if phase(journal) == "choosing" else f"it was ending number {serial}"
    return {"user": rng.choice(PLAYERS), "command": "quiz answer", "options": {"text": text}}


def _acknowledge(outcome: Outcome, request: dict[str, Any], told: str) -> None:
    if told.startswith("Your ending is in") and "place of the one before" not in told:
        outcome.endings[request["user"]] += 1
    elif told.startswith(_TAKEN):
        outcome.answers[request["user"]] += 1


async def verify(database_url: str, journal: Path, outcome: Outcome) -> Damage:
    """Count what was lost, happened twice or was scored otherwise than the rows say."""
    store = await open_store(database_url)
    tables = await store.read(_rounds)
    scores = await store.read(lambda tx: [s for game in {t.game.id for t in tables} for s in tx[GameRows].scores(game)])
    await store.close()
    kept = Counter(fake.user_id for table in tables for fake in table.fakes)
    chosen = Counter(answer.user_id for table in tables for answer in table.answers)
    lost = sum((outcome.endings - kept).values()) + sum((outcome.answers - chosen).values())
    surplus = (kept + chosen) - outcome.endings - outcome.answers - outcome.in_doubt
    posts = Counter(line["nonce"] for line in read(journal) if line["do"] == "post")
    scored = Counter((s.round_id, s.user_id) for s in scores)
    twice = sum(surplus.values()) + sum(n - 1 for n in (*posts.values(), *scored.values()))
    won = {(s.round_id, s.user_id): s.points for s in scores}
    return Damage(lost=lost, twice=twice, wrong=sum(not _adds_up(table, won) for table in tables))


def _rounds(tx: Transaction) -> list[GameSnapshot]:
    from sqlalchemy import select

    from bot.storage.tables.games import round_

    ids = tx[GameRows]._connection.execute(select(round_.c.id)).scalars().all()
    return [table for one in ids if (table := tx[GameRows].table_of_round(one)) is not None]


def _adds_up(table: GameSnapshot, won: dict[tuple[str, str], int]) -> bool:
    """The options are the true ending and all that were written, and each player has what they earned."""
    asked = table.round
    assert asked is not None
    if asked.phase is Phase.WRITING:
        return not table.answers and not any(round_id == asked.id for round_id, _ in won)
    if sorted(asked.item.options) != sorted([asked.item.key, *(fake.text for fake in table.fakes)]):
        return False
    if asked.state is not RoundState.CLOSED:
        return True
    liars, right = fooled(table.answers, table.fakes), {a.user_id for a in table.answers if a.text == asked.item.key}
    earned = {u: bluffed(found=u in right, fooled=liars[u]) for u in PLAYERS}
    return {u: p for u, p in earned.items() if p} == {u: p for (r, u), p in won.items() if r == asked.id}
