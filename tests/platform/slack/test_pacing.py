"""One message a second in a channel, each channel by itself, counted from the one before and from the start."""

import asyncio
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from typing_extensions import override

from adapters.slack.pacer import Pacer
from adapters.slack.trouble import seconds_asked
from bot.delivery.batons import Batons
from bot.errors import StorageAway
from bot.storage.database import open_store
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests import virtual

GAP = 0.08
T = TypeVar("T")


class Cut(Store):
    """A store whose database does not answer."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @override
    async def write(self, work: Callable[[Transaction], T]) -> T:
        raise StorageAway("the database does not answer")

    @override
    async def read(self, work: Callable[[Transaction], T]) -> T:
        raise StorageAway("the database does not answer")

    @override
    async def check(self) -> None:
        raise StorageAway("the database does not answer")

    @override
    async def close(self) -> None:
        await self._store.close()


async def sent(pacer: Pacer, channel: str, times: list[float]) -> None:
    """A message."""
    async with pacer.turn("T1", channel):
        times.append(asyncio.get_running_loop().time())


async def test_messages_to_a_channel_keep_their_distance() -> None:
    """Five at once in one channel, one in another; the first waits too: who sent before the start is not known."""
    begun = asyncio.get_running_loop().time()
    pacer, here, there = Pacer(GAP), list[float](), list[float]()
    await asyncio.gather(*(sent(pacer, "C1", here) for _ in range(5)), sent(pacer, "C2", there))
    gaps = [later - earlier for earlier, later in zip([begun, *here], here, strict=False)]

    assert min(gaps) >= GAP * 0.99
    assert there[0] < here[1]


async def test_slack_s_own_patience_is_kept() -> None:
    """A channel rests as long as Slack asked for."""
    pacer, times = Pacer(0.0), list[float]()
    begun = asyncio.get_running_loop().time()
    pacer.hold("T1", "C1", GAP)
    await sent(pacer, "C1", times)

    assert times[0] - begun >= GAP * 0.99


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("120", 120.0), ("0.2", 1.0), ("-5", 1.0), ("soon", 1.0), ("nan", 1.0), ("inf", 1.0), ("", 1.0), ("1e20", 3600.0)],
)
def test_how_long_slack_asks_to_wait(said: str, seconds: float) -> None:
    """Whatever stands in the header: a second at least, an hour at most."""
    assert seconds_asked({"Retry-After": said}) == seconds


def test_the_posts_of_games_go_before_answers() -> None:
    """Eight answers wait in a channel for their turns; a post comes after the one that is next."""

    async def busy() -> list[str]:
        pacer, order = Pacer(1.0), list[str]()

        async def say(what: str, *, answer: bool) -> None:
            async with pacer.turn("T1", "C1", answer=answer):
                order.append(what)

        answers = [asyncio.ensure_future(say(f"answer {n}", answer=True)) for n in range(8)]
        await asyncio.sleep(0.5)
        posts = [asyncio.ensure_future(say(f"post {n}", answer=False)) for n in range(2)]
        await asyncio.gather(*answers, *posts)
        return order

    rest = [f"answer {n}" for n in range(1, 8)]
    assert virtual.run(busy()) == ["answer 0", "post 0", "post 1", *rest]


async def test_processes_share_a_channel_s_pace(tmp_path: Path) -> None:
    """Two of them send three messages each; a rest that Slack asked one of them for is the other one's as well."""
    store = await open_store(f"sqlite:///{tmp_path}/quoth.db")
    pacers, here = [Pacer(GAP, batons=Batons(store)) for _ in range(2)], list[float]()
    await asyncio.gather(*(sent(pacer, "C1", here) for _ in range(3) for pacer in pacers))
    here.sort()
    assert min(later - earlier for earlier, later in itertools.pairwise(here)) >= GAP * 0.99

    async with pacers[0].turn("T1", "C1"):
        pacers[0].hold("T1", "C1", 4 * GAP)
        asked = asyncio.get_running_loop().time()
    await sent(pacers[1], "C1", here)
    assert here[-1] - asked >= 4 * GAP * 0.9
    await store.close()


async def test_each_keeps_its_own_pace_while_the_database_is_away(tmp_path: Path) -> None:
    """People are answered all the same."""
    store = await open_store(f"sqlite:///{tmp_path}/quoth.db")
    pacer, here = Pacer(GAP, batons=Batons(Cut(store))), list[float]()
    await asyncio.gather(*(sent(pacer, "C1", here) for _ in range(3)))
    assert min(later - earlier for earlier, later in itertools.pairwise(here)) >= GAP * 0.99
    await store.close()
