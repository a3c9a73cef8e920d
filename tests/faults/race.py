"""Several processes on one PostgreSQL press the same buttons: every answer counts once, points as the model says.

`python -m tests.faults.race URL GAMES PLAYERS SEED` is one of the processes.
"""

import asyncio
import os
import random
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from bot.app.engine import Engine
from bot.chat.incoming import Place, Press, PressId, User
from bot.delivery.clock import VirtualClock
from bot.games.model import Round, RoundState, Rules
from bot.games.rows.games import GameRows
from bot.games.scores import points
from bot.games.use_cases import deadlines
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.services import Services
from bot.storage.database import open_store
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests import warm
from tests.builders import NOON, asked, game, item, player

ROOT = Path(__file__).resolve().parents[2]
PROCESSES, AT_ONCE, SECONDS = 4, 8, 20
LATE = NOON + timedelta(seconds=SECONDS + 1)


def place(number: int) -> Place:
    """Where a game is played."""
    return Place(platform="terminal", workspace="local", channel=f"c{number}")


def choice(number: int, who: int) -> int:
    """What a player presses in a game; 0 is the key."""
    return (number * 7 + who * 3) % 3


def moment(who: int) -> int:
    """When, in milliseconds after the round opened."""
    return who * 37 % (SECONDS * 1000)


def model(games: int, players: int) -> dict[str, Counter[str]]:
    """Points a player in each game."""
    won: dict[str, Counter[str]] = {f"g{n}": Counter() for n in range(games)}
    for number in range(games):
        for who in range(players):
            if choice(number, who) == 0:
                taken = Fraction(moment(who), SECONDS * 1000)
                won[f"g{number}"][f"p{who}"] = points(taken=taken, streak=1)
    return won


async def run(database_url: str, *, games: int, players: int) -> float:
    """Race; raises AssertionError unless every point is as the model says. Returns presses a second."""
    store = await open_store(database_url)
    await prepare(store, games)
    loop = asyncio.get_running_loop()
    start = loop.time()
    racers = [await _racer(database_url, games, players, seed) for seed in range(PROCESSES)]
    codes = [await racer.wait() for racer in racers]
    taken = loop.time() - start
    assert codes == [0] * PROCESSES
    expected = model(games, players)
    for number in range(games):
        scores = await store.read(lambda tx, n=number: tx[GameRows].scores(f"g{n}"))  # type: ignore[misc]
        assert len(scores) == len({s.user_id for s in scores if s.round_id == f"r{number}"}), "scored twice"
        assert Counter({s.user_id: s.points for s in scores}) == expected[f"g{number}"], "not as the model says"
        kept = await store.read(lambda tx, n=number: tx[GameRows].table(f"g{n}"))  # type: ignore[misc]
        assert {p.user_id: p.points for p in kept.players if p.points} == dict(expected[f"g{number}"])
    await store.close()
    return PROCESSES * games * players / taken


async def prepare(store: Store, games: int) -> None:
    """Every game with its last round open."""
    services = Services(store=store, libraries=LibraryCache(store), clock=VirtualClock(NOON), rng=random.Random(1))
    await store_samples(services)

    def begin(tx: Transaction) -> None:
        for number in range(games):
            tx[GameRows].add(game(f"g{number}", place=place(number), rules=Rules(rounds=1)))
            tx[GameRows].put_player(f"g{number}", player())
            new = replace(asked(f"r{number}", game_id=f"g{number}", about=item()), seconds=SECONDS)
            tx[GameRows].add_round(new)
            tx[GameRows].open_round(_open(new))

    await store.write(begin)


async def race(database_url: str, games: int, players: int, seed: int) -> None:
    """One process: press everything in an order of its own, then close everything."""
    store = await open_store(database_url)
    services = Services(store=store, libraries=LibraryCache(store), clock=VirtualClock(NOON), rng=random.Random(seed))
    engine = Engine(services)
    presses = [(number, who) for number in range(games) for who in range(players)]
    random.Random(seed).shuffle(presses)
    turns = asyncio.Semaphore(AT_ONCE)

    async def press(number: int, who: int) -> None:
        async with turns:
            await engine.press(
                Press(
                    key=f"{seed}-{number}-{who}", place=place(number), user=User(id=f"p{who}", name=f"p{who}"),
                    at=NOON + timedelta(milliseconds=moment(who)),
                    id=str(PressId("answer", f"r{number}", choice(number, who))),
                )
            )  # fmt: skip

    await asyncio.gather(*(press(number, who) for number, who in presses))
    await asyncio.gather(*(deadlines.close_due(services, f"r{number}", LATE) for number in range(games)))
    await store.close()


def _open(new: Round) -> Round:
    closes_at = NOON + timedelta(seconds=SECONDS)
    return replace(new, state=RoundState.OPEN, opens_at=NOON, closes_at=closes_at)


async def _racer(database_url: str, games: int, players: int, seed: int) -> warm.Forked:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    arguments = (database_url, str(games), str(players), str(seed))
    return await warm.start("tests.faults.race", *arguments, cwd=ROOT, env=environ)


if __name__ == "__main__":
    asyncio.run(race(sys.argv[1], *map(int, sys.argv[2:5])))
