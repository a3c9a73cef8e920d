"""A workspace that removed the bot: kept for its days, then gone whole, and nobody else with it."""

from datetime import timedelta

import pytest
from sqlalchemy import Table

from bot.app.retention import LEFT, Retention
from bot.chat.incoming import Place
from bot.delivery.clock import VirtualClock
from bot.library.imports import store
from bot.privacy.rows.departures import ERASED, DepartureRows
from bot.storage.tables import metadata
from tests.builders import ALICE, BOB, HERE
from tests.contract.test_own_words import pack_of, talk
from tests.searched import places
from tests.world import World, refused, words

OTHER = Place(platform="terminal", workspace="far-away", channel="general")
# What is of no workspace: sequences, requests by platform and who is on the way to add the bot, which go by themselves.
OF_NOBODY = {"baton", "counter", "inbox", "install_state", "shard", "shard_holder"}


async def _lives(world: World, place: Place, seed: int) -> None:
    """A pack, a game, a daily post, votes, settings."""
    await store(world.services, pack_of(talk(seed), f"talk-{seed}"), workspace_id=place.workspace_id)
    await world.ask(ALICE, "quiz start", place=place, mode="who-said", rounds="2", pack=f"talk-{seed}")
    for user in (ALICE, BOB):
        await world.ask(user, "quiz answer", place=place, text="A")
    await world.ask(ALICE, "daily set", place=place, manager=True, time="09:00", timezone="UTC", style="guess")
    await world.ask(ALICE, "daily now", place=place, manager=True)
    await world.ask(ALICE, "settings set", place=place, manager=True, name="cooldown", value="10")
    await world.services.attendance.settle()


async def _pass(world: World, days: float) -> None:
    """So many days go by, and retention has its turn; its clock is the one that it believes."""
    clock = world.services.clock
    assert isinstance(clock, VirtualClock)
    began = clock.now()

    def passed() -> float:
        return (clock.now() - began).total_seconds()

    retention = Retention(world.services, steady=passed)
    clock.move_to(began + timedelta(days=days))
    await retention.run()


@pytest.mark.usefixtures("at_once")
async def test_where_nothing_was_brought_in_all_goes_too(world: World) -> None:
    """Games, schedules and settings of a workspace without a pack."""
    await world.ask(ALICE, "daily set", place=OTHER, manager=True, time="09:00", timezone="UTC")
    await world.ask(ALICE, "settings set", place=OTHER, manager=True, name="cooldown", value="10")
    await world.services.attendance.settle()
    await world.services.store.write(lambda tx: tx[DepartureRows].leave(OTHER.workspace_id, world.services.clock.now()))
    await _pass(world, LEFT.days + 1)

    assert not await places(world.services.store, "far-away")


@pytest.mark.usefixtures("at_once")
async def test_who_was_removed_is_gone_after_thirty_days_and_not_before(world: World) -> None:
    """Rows, words and numbers of that workspace; the other one keeps all of its own."""
    await _lives(world, HERE, 1)
    await _lives(world, OTHER, 2)
    await world.services.store.write(lambda tx: tx[DepartureRows].leave(OTHER.workspace_id, world.services.clock.now()))

    await _pass(world, LEFT.days - 1)
    assert await places(world.services.store, "far-away")
    await _pass(world, 2)

    assert await places(world.services.store, "far-away", "talk-2") == set()
    assert await places(world.services.store, "talk-1")
    assert "talk-1" in words(await world.ask(BOB, "quotes packs"))


@pytest.mark.usefixtures("at_once")
async def test_who_comes_back_loses_nothing(world: World) -> None:
    """Told by the platform, or seen by somebody who speaks there."""
    await _lives(world, OTHER, 2)
    for back in ("told", "spoken"):
        await world.services.store.write(
            lambda tx: tx[DepartureRows].leave(OTHER.workspace_id, world.services.clock.now())
        )
        await _pass(world, 5)
        if back == "told":
            await world.services.store.write(lambda tx: tx[DepartureRows].come_back(OTHER.workspace_id))
        else:
            await world.ask(BOB, "quote", place=OTHER)
            await world.services.attendance.settle()
        await _pass(world, LEFT.days)
        assert await places(world.services.store, "talk-2"), back


@pytest.mark.usefixtures("at_once")
async def test_who_comes_back_while_it_is_deleted_keeps_what_is_left(world: World) -> None:
    """Another process may be at it this moment."""
    await _lives(world, OTHER, 2)
    store, whose = world.services.store, OTHER.workspace_id
    await store.write(lambda tx: tx[DepartureRows].leave(whose, world.services.clock.now()))
    assert await store.write(lambda tx: tx[DepartureRows].erase_left(whose, 1)) == 1
    await store.write(lambda tx: tx[DepartureRows].come_back(whose))
    assert await store.write(lambda tx: tx[DepartureRows].erase_left(whose, 500)) == 0
    assert await places(store, "talk-2")

    await store.write(lambda tx: tx[DepartureRows].leave(whose, world.services.clock.now()))
    while await store.write(lambda tx: tx[DepartureRows].erase_left(whose, 500)):
        pass
    assert not await places(store, "far-away", "talk-2")


async def test_a_start_tells_what_happened_while_nobody_listened(world: World) -> None:
    """Guilds are known by numbers; a person's own place and another platform's are left alone."""
    names = ("discord:1", "discord:2", "discord:user-3", "slack:T1")
    for name in names:
        await world.services.libraries.library(name)
    at = world.services.clock.now()
    await world.engine.whereabouts.is_in("discord", {"2"})

    over = await world.services.store.read(lambda tx: tx[DepartureRows].over(at + timedelta(days=31)))
    assert over == ["discord:1"]
    await world.engine.whereabouts.is_in("discord", {"1", "2"})
    assert await world.services.store.read(lambda tx: tx[DepartureRows].over(at + timedelta(days=31))) == []


async def test_a_manager_deletes_everything_at_once(world: World) -> None:
    """After a word of warning; nobody else can."""
    await _lives(world, OTHER, 2)
    assert "Only a manager" in refused(await world.ask(BOB, "privacy forget", place=OTHER, what="workspace"))
    asked = await world.ask(ALICE, "privacy forget", place=OTHER, manager=True, what="workspace")
    button = asked.buttons[0].id  # type: ignore[union-attr]
    assert "Only a manager" in refused(await world.press(BOB, button, place=OTHER))
    assert await places(world.services.store, "talk-2")

    assert "everything of this place is deleted" in words(await world.press(ALICE, button, place=OTHER, manager=True))

    assert await places(world.services.store, "far-away", "talk-2") == set()
    assert "the-round-table" in words(await world.ask(ALICE, "quotes packs", place=OTHER))


@pytest.mark.parametrize("table", metadata.tables.values(), ids=lambda t: t.name)
def test_every_table_is_of_a_workspace_or_of_nobody(table: Table) -> None:
    """A new table fails here until it is told how its rows go with their workspace."""
    assert table.name in OF_NOBODY or table in {erased for erased, _ in ERASED}
