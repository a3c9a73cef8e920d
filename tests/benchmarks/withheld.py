"""What it costs to keep a secret: requests while nothing is open, and while a hundred rounds are."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.chat.incoming import Place
from bot.games.rows.games import GameRows
from bot.library.imports import store as keep
from bot.storage.transaction import Transaction
from content.items import make_items
from content.items.bank import Bank
from tests.benchmarks import corpus
from tests.builders import BOB, HERE, asked, game, pack
from tests.cheating import MINE, channel
from tests.world import World, opened

QUOTES, OPEN, TIMES = 10_000, 100, 200


def main() -> None:
    """Print a line for each kind of request: median milliseconds before and while."""
    asyncio.run(measure())


async def measure() -> None:
    """On SQLite, in a library of ten thousand quotes."""
    print(f"keeping secrets: {QUOTES:,} quotes, median of {TIMES} requests")
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder)) as world:
            made = pack("many", *corpus.filled_up(corpus.sentences(), QUOTES))
            await keep(world.services, made, workspace_id=None)
            quiet = await every(world)
            bank = Bank(made.quotes, made.speakers, "en")
            items = [i for q in made.quotes[:2000] for i in make_items(bank, q)[:1]]

            def open_all(tx: Transaction) -> None:
                for n, item in enumerate(items[:OPEN]):
                    tx[GameRows].add(game(f"g{n}", place=channel(f"c{n}")))
                    tx[GameRows].add_round(asked(f"r{n}", game_id=f"g{n}", about=item))

            await world.services.store.write(open_all)
            first = await timed(_ask(world, HERE, "quote", search="#300"), 1)
            busy = await every(world)
            print(f"  the first request after {min(OPEN, len(items))} rounds were opened: {first:.2f} ms")
            for name, before in quiet.items():
                print(f"  {name:<28} nothing open {before:6.2f} ms, {OPEN} rounds open {busy[name]:6.2f} ms")


async def every(world: World) -> dict[str, float]:
    """Median milliseconds of each kind of request."""
    typed = "what nobody reads until it is on fire"
    found: dict[str, float] = {}
    for name, place in (("channel", HERE), ("direct messages", MINE)):
        found |= {
            f"number, {name}": await timed(_ask(world, place, "quote", search="#300")),
            f"search, {name}": await timed(_ask(world, place, "whosaid", words=typed)),
            f"at random, {name}": await timed(_ask(world, place, "quote")),
        }
    found["choosing a round"] = await timed(_game(world), 20)
    return found


def _ask(world: World, place: Place, command: str, **options: str) -> Callable[[], Awaitable[object]]:
    return lambda: world.engine.handle(world.request(BOB, command, place=place, manager=False, **options))


def _game(world: World) -> Callable[[], Awaitable[object]]:
    async def play() -> None:
        here = channel("bench")
        await world.engine.handle(world.request(BOB, "quiz start", place=here, manager=True))
        await world.engine.handle(world.request(BOB, "quiz stop", place=here, manager=True))

    return play


async def timed(work: Callable[[], Awaitable[object]], times: int = TIMES) -> float:
    """Median milliseconds; the first one warms up where there are several."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        await work()
        took.append(1000 * (time.perf_counter() - begun))
    return statistics.median(took[1:] or took)


if __name__ == "__main__":
    main()
