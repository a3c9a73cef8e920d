"""How long a process keeps its shards that cannot renew them: no longer than nobody else may have them."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from typing_extensions import override

from bot.delivery.rows.shards import Standing
from bot.delivery.shards import SPARE, ShardsLost, Tenure
from bot.errors import StorageAway
from bot.storage.store import Store
from tests import virtual

LEASE = 10.0
# The last time it could be renewed, as the database went away after three seconds.
RENEWED = 2.5


class Holders:
    """Rows of a process that holds two shards, while others are there or nobody else is."""

    def __init__(self, *, alone: bool) -> None:
        self._alone = alone

    def join(self, me: str, lease: float) -> None:
        """It is there."""

    def renew(self, me: str, lease: float) -> Standing:
        """It holds what it held."""
        return Standing(numbers=(0, 1), count=2, alone=self._alone)


class Database(Store):
    """One that is silent, away, or there."""

    def __init__(self, *, alone: bool) -> None:
        self._holders, self.how = Holders(alone=alone), ""

    @override
    async def write(self, work: Callable[[Any], Any]) -> Any:
        if self.how == "silent":
            await asyncio.Event().wait()
        if self.how == "away":
            raise StorageAway("the database does not answer")
        holders = self._holders

        class Rows:
            def __getitem__(self, _: object) -> Holders:
                return holders

        return work(Rows())

    @override
    async def read(self, work: Callable[[Any], Any]) -> Any:
        raise NotImplementedError

    @override
    async def check(self) -> None:
        """Nobody asks."""

    @override
    async def close(self) -> None:
        """Nothing is open."""


async def kept(database: Database, how: str, *, most: float) -> float:
    """When its shards were given up, of which the database hears nothing after three seconds; `most` if never."""
    tenure = Tenure(database, lease=LEASE)
    await tenure.begin()
    keeping = asyncio.ensure_future(tenure.keep())
    await asyncio.sleep(3)
    database.how = how
    try:
        async with asyncio.timeout(most - 3):
            await keeping
    except ShardsLost:
        pass
    except TimeoutError:
        assert tenure.holds
    return asyncio.get_running_loop().time()


@pytest.mark.parametrize("how", ["silent", "away"])
def test_who_cannot_renew_lets_go_before_another_may_take(how: str) -> None:
    """A fifth of the lease before, whether the database says nothing or at once that it is away."""
    let_go = virtual.run(kept(Database(alone=False), how, most=100))

    assert let_go == pytest.approx(RENEWED + LEASE - SPARE * LEASE)


@pytest.mark.parametrize("how", ["silent", "away"])
def test_who_is_alone_keeps_them(how: str) -> None:
    """Nobody else could be heard then."""
    assert virtual.run(kept(Database(alone=True), how, most=1000)) == pytest.approx(1000)


def test_who_can_renew_keeps_them() -> None:
    """However long."""
    assert virtual.run(kept(Database(alone=False), "", most=1000)) == pytest.approx(1000)
