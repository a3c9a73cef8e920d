"""Nothing of a workspace that removed the bot is due; what waited goes on when it is back."""

from datetime import timedelta
from functools import partial

from bot.app.rows.admin import AdminRows
from bot.chat.incoming import Place
from bot.daily.rows import DailyRows
from bot.delivery.rows import PostRows
from bot.games.rows.games import GameRows
from bot.library.rows.feeds import FeedRows
from bot.privacy.rows.departures import DepartureRows
from bot.storage.transaction import Transaction
from tests.builders import ALICE, HERE
from tests.contract.test_feeds import one
from tests.world import World

OTHER = Place(platform="terminal", workspace="far-away", channel="general")


async def test_what_is_of_a_workspace_that_left_waits(world: World) -> None:
    """Schedules, rounds, lobbies and posts; the other workspace's go on."""
    for place in (HERE, OTHER):
        await world.ask(ALICE, "daily set", place=place, manager=True, time="09:00", timezone="UTC")
        await world.ask(ALICE, "quiz start", place=place, mode="who-said", rounds="2", seconds="30")
    await world.services.store.write(lambda tx: tx[FeedRows].follow(one(workspace_id=OTHER.workspace_id), lease=0))
    later = world.services.clock.now() + timedelta(days=2)

    def add(tx: Transaction) -> None:
        for place in (HERE, OTHER):
            tx[PostRows].add(f"told:{place.workspace}", place, "welcome", "", not_before=later)

    await world.services.store.write(add)

    def due(tx: Transaction) -> list[set[str]]:
        platforms = ["terminal"]
        posts = tx[PostRows].claim(platforms, later, lease=30, limit=50)
        for claimed in posts:
            tx[PostRows].release(claimed, not_before=later)
        games = [*tx[GameRows].due_rounds(platforms, later), *tx[GameRows].due_lobbies(platforms, later)]
        return [
            {s.place.workspace for s in tx[DailyRows].due(platforms, later, limit=9)},
            {p.place.workspace for p in posts},
            {str(len(games))},
        ]

    store = world.services.store
    before = await store.write(due)
    assert before[0] == before[1] == {HERE.workspace, "far-away"}
    await store.write(lambda tx: tx[DepartureRows].leave(OTHER.workspace_id, later))
    left = await store.write(due)
    assert left[0] == left[1] == {HERE.workspace}
    assert int(left[2].pop()) * 2 == int(before[2].pop())

    await store.write(lambda tx: tx[DepartureRows].leave(HERE.workspace_id, later))
    far = later + timedelta(days=1)
    figures, jobs, places = await store.read(
        lambda tx: (tx[AdminRows].figures(far), tx[AdminRows].jobs(far), tx[DailyRows].places(limit=9))
    )
    assert (figures.posts, figures.deliveries, figures.feeds["due"], places) == ({}, {}, 0, ())
    assert {job["job"]: job["due"] for job in jobs} == dict.fromkeys(
        ("post", "daily post", "reveal", "lobby", "round", "feed", "token"), 0
    )
    ends = await store.read(lambda tx: (tx[GameRows].next_due(["terminal"]), tx[DailyRows].next_due(["terminal"])))
    assert ends == (None, None)
    for place in (HERE, OTHER):
        await store.write(partial(_come_back, place))
    back = await store.write(due)
    assert back[0] == back[1] == {HERE.workspace, "far-away"}
    figures, jobs = await store.read(lambda tx: (tx[AdminRows].figures(far), tx[AdminRows].jobs(far)))
    assert (figures.posts["terminal"].count, figures.deliveries["terminal"].count, figures.feeds["due"]) == (2, 2, 1)
    assert {job["job"]: job["due"] for job in jobs}["feed"] == 1


async def test_what_waits_for_a_workspace_s_return_is_not_late(world: World) -> None:
    """No figure or list counts it as due, so that nobody is alarmed; the doctor does not look at its places."""
    await world.ask(ALICE, "daily set", place=OTHER, manager=True, time="09:00", timezone="UTC")
    await world.ask(ALICE, "quiz start", place=OTHER, mode="who-said", rounds="2", seconds="30", thread="yes")
    at = world.services.clock.now()
    store, later = world.services.store, at + timedelta(days=9)
    await store.write(lambda tx: tx[PostRows].add("told", OTHER, "welcome", "", not_before=at))

    def waits(tx: Transaction) -> tuple[object, ...]:
        told = tx[AdminRows].figures(later)
        due = {each["job"]: each["due"] for each in tx[AdminRows].jobs(later)}
        places = tx[DailyRows].places(limit=9)
        return bool(told.posts), bool(told.deliveries), told.games, told.schedules, due["daily post"], places

    assert await store.read(waits) == (True, True, {"terminal": 1}, {"terminal": 1}, 1, (OTHER,))
    await store.write(lambda tx: tx[DepartureRows].leave(OTHER.workspace_id, at))

    assert await store.read(waits) == (False, False, {}, {}, 0, ())
    assert {each["due"] for each in await store.read(lambda tx: tx[AdminRows].jobs(later))} == {0}


def _come_back(place: Place, tx: Transaction) -> None:
    tx[DepartureRows].come_back(place.workspace_id)
