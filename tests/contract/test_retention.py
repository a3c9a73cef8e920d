"""What is over goes, in small steps, as far as the clock can be believed; streaks look back as far as before."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.app import retention
from bot.app.retention import PERIODS, STEP, Retention
from bot.chat.incoming import MessageRef, Press
from bot.daily.rows import DailyRows
from bot.daily.rules.model import DAILY, DeliveryState, Guess, Style
from bot.daily.use_cases.deliveries import HISTORY
from bot.delivery.clock import VirtualClock
from bot.delivery.rows import PostRows
from bot.library.refusals import AlreadyShared
from bot.library.rows.shown import ShownRows
from bot.library.services import share_once
from bot.storage.inbox import SHARED, InboxRows
from bot.storage.tables.base import inbox
from bot.storage.tables.daily import delivery as deliveries
from bot.storage.tables.daily import guess
from bot.storage.tables.delivery import post
from bot.storage.tables.games import answer, rating_step, round_, score_event
from bot.storage.tables.library import shown
from bot.storage.transaction import Transaction
from tests.builders import ALICE, HERE, NOON, THERE, delivery, subscription
from tests.contract.retained import DAY, believing, play, rows_of
from tests.world import World

pytestmark = pytest.mark.usefixtures("at_once")


async def test_requests_and_posts_go_when_nobody_can_need_them(world: World) -> None:
    """A post that is still to be sent stays; what stands young enough is edited as before."""
    store = world.services.store

    def write(tx: Transaction) -> None:
        for n, days in enumerate([500, 100, 100, 50, 1]):
            at = NOON - days * DAY
            tx[InboxRows].admit("terminal", f"k{n}", at)
            tx[PostRows].add(f"daily:{n}", HERE, "daily", str(n), not_before=at)
            tx[PostRows].add(f"set:{n}", THERE, "set", str(n), not_before=at)

    await store.write(write)

    def send(tx: Transaction) -> int:
        claimed = tx[PostRows].claim(["terminal"], NOON, lease=60, limit=20)
        for each in claimed:
            if each.key != "daily:2":
                tx[PostRows].settle(each, MessageRef(place=each.place, id=each.key))
            else:
                tx[PostRows].release(each, not_before=NOON + DAY)
        return len(claimed)

    while await store.write(send):
        pass
    await believing(world).run()
    keys = set(await store.read(lambda tx: tx._connection.execute(select(post.c.key)).scalars().all()))
    # Posts of one place go out one after the other: those behind the one that waits were not sent.
    assert keys >= {"daily:2", "daily:3", "daily:4", "set:1", "set:2", "set:3", "set:4"}
    assert not keys & {"daily:0", "daily:1", "set:0"}
    assert await rows_of(store, inbox) == [1]
    assert not await store.write(lambda tx: tx[InboxRows].admit("terminal", "k4", NOON))


class Machine:
    """A retention, its clock, and what counts seconds beside it."""

    def __init__(self, world: World) -> None:
        assert isinstance(world.services.clock, VirtualClock)
        self._store, self._clock, self._seconds = world.services.store, world.services.clock, 0.0
        self._retention = Retention(world.services, steady=lambda: self._seconds)

    async def run(self, passed: timedelta, put: timedelta = timedelta()) -> int:
        """After that long, the clock being put forward too; returns how many requests are left."""
        self._seconds += passed.total_seconds()
        self._clock.advance(passed + put)
        await self._retention.run()
        return (await rows_of(self._store, inbox))[0]


async def test_a_clock_that_jumps_ahead_deletes_nothing(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """However long it stays there; one that goes as it should deletes what is over."""
    await world.services.store.write(lambda tx: tx[InboxRows].admit("terminal", "k", NOON))
    machine = Machine(world)
    assert await machine.run(timedelta(hours=1), timedelta(minutes=50)) == 1
    assert await machine.run(timedelta(hours=1), 5000 * DAY) == 1
    assert "start quoth anew" in caplog.text
    assert await machine.run(20 * DAY) == 1
    assert await Machine(world).run(timedelta(hours=1)) == 0


async def test_a_clock_that_was_ahead_at_the_start_has_an_hour_to_be_put_right(world: World) -> None:
    """What comes in by that clock makes it no more believable."""
    store = world.services.store
    await store.write(lambda tx: tx[InboxRows].admit("terminal", "old", NOON - 20 * DAY))
    machine = Machine(world)
    await store.write(lambda tx: tx[InboxRows].admit("terminal", "new", NOON + timedelta(seconds=1)))
    assert await machine.run(timedelta(seconds=1)) == 2
    assert await machine.run(timedelta(minutes=59)) == 2
    assert await machine.run(timedelta(minutes=1)) == 1


async def test_a_clock_by_which_something_happened_lately_is_believed_at_once(world: World) -> None:
    """A process that is started anew every half hour deletes too."""
    store = world.services.store
    for key, days in (("old", 20), ("new", 1)):
        await store.write(lambda tx, key=key, days=days: tx[InboxRows].admit("terminal", key, NOON - days * DAY))  # type: ignore[misc]
    assert await Machine(world).run(timedelta(seconds=1)) == 1


async def test_who_shared_by_a_button_is_known_for_longer(world: World) -> None:
    """Its key is no request's."""
    store = world.services.store

    def press(tx: Transaction, days: int) -> None:
        share_once(tx, Press(key="k", place=HERE, user=ALICE, at=NOON - days * DAY, id=f"share {days}"))

    for days in (500, 300, 20):
        await store.write(lambda tx, days=days: press(tx, days))  # type: ignore[misc]
    await believing(world).run()
    keys = await store.read(lambda tx: tx._connection.execute(select(inbox.c.request_key)).scalars().all())
    assert sorted(key.split()[1] for key in keys if key.startswith(SHARED)) == ["20", "300"]
    with pytest.raises(AlreadyShared):
        await store.write(lambda tx: press(tx, 300))


async def test_deliveries_stay_as_long_as_streaks_look_back(world: World) -> None:
    """Of a daily guess for years the newest stay, with what was guessed; of a weekly one none goes."""
    store, many = world.services.store, 2 * HISTORY + 700

    def years(tx: Transaction) -> None:
        for name, place, count, apart in (("s1", HERE, many, 1), ("s2", THERE, 300, 7)):
            tx[DailyRows].put(subscription(name, place=place, style=Style.GUESS))
            for n in range(count):
                at = NOON - n * apart * DAY
                new = replace(
                    delivery(f"{name}-{n}", day=at.date()), subscription_id=name, style=Style.GUESS, due_at=at,
                    state=DeliveryState.SENT,
                )  # fmt: skip
                tx[DailyRows].add_delivery(place, new)
                tx[DailyRows].put_guess(
                    Guess(delivery_id=new.id, position=0, user_id="alice", name="Alice", choice="A", right=True, at=at)
                )

    await store.write(years)
    played = await store.read(lambda tx: tx[DailyRows].played("s1", "alice", HISTORY))
    assert len(played) == HISTORY
    await believing(world).run()
    assert await store.read(lambda tx: tx[DailyRows].played("s1", "alice", HISTORY)) == played
    assert await rows_of(store, deliveries, guess) == [2 * HISTORY + 300] * 2
    # What was entered is entered: its date does not come again.
    assert await store.read(lambda tx: tx[DailyRows].entered("s1", NOON.date(), DAILY)) is not None


async def test_what_was_shown_is_known_by_its_last_time(world: World) -> None:
    """The order in which a place saw its quotes stays."""
    store = world.services.store

    def show(tx: Transaction) -> None:
        for n in range(700):
            tx[ShownRows].add(HERE if n % 3 else THERE, n % 40, NOON - timedelta(days=100, minutes=-n))
        for n in range(20):
            tx[ShownRows].add(HERE, n, NOON - timedelta(hours=n))

    await store.write(show)
    before = await store.read(lambda tx: [tx[ShownRows].recent(p, 100) for p in (HERE, THERE)])
    await believing(world).run()
    assert await store.read(lambda tx: [tx[ShownRows].recent(p, 100) for p in (HERE, THERE)]) == before
    assert (await rows_of(store, shown))[0] == 20 + 20 + 40


async def test_it_goes_in_small_steps(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """No transaction deletes more than STEP rows, and others have their turn between two of them."""
    store = world.services.store
    many = [{"platform": "terminal", "request_key": f"r{n}", "received_at": NOON - 30 * DAY} for n in range(1800)]

    def fill(tx: Transaction) -> None:
        tx._connection.execute(insert(inbox), many)
        play(tx, "big", HERE, NOON - 50 * DAY, {"alice": [True] * 300, "bob": [True] * 300})
        play(tx, "last", HERE, NOON - 49 * DAY, {"alice": [True], "bob": [True]})

    await store.write(fill)
    sizes, write = [], store.write

    async def counted(work: Any) -> Any:
        before = sum(await rows_of(store, *_ALL))
        done = await write(work)
        sizes.append(before - sum(await rows_of(store, *_ALL)))
        return done

    monkeypatch.setattr(store, "write", counted)
    gone = await believing(world).run()
    assert gone > 1800 + 300 * 7
    assert 0 < max(sizes) <= STEP
    assert sum(sizes) >= 1800


_ALL = (inbox, round_, answer, score_event, rating_step, post, deliveries, guess, shown)


def test_the_readme_has_the_same_table() -> None:
    """Printed here when it differs."""
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
    assert readme.split("<!-- retention -->\n")[1].split("<!-- /retention -->")[0].strip() == retention.table()
    assert len({p.what for p in PERIODS}) == len(PERIODS)
