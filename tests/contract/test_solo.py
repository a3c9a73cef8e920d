"""Who plays alone is asked nothing that was resolved before their eyes, as long as there is something else."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.chat.incoming import Place, User
from bot.games.rows.games import GameRows
from bot.games.use_cases.solo import place_of
from bot.library.imports import store as keep
from content.model import Item
from tests.builders import ALICE, BOB, HERE, pack
from tests.cheating import channel
from tests.world import World

CAROL = User(id="carol", name="Carol")
ASKED, EVERY = 3, 6
ELSEWHERE, THREAD = channel("elsewhere"), replace(HERE, thread="t1")


@pytest.fixture
async def world(world: World) -> World:
    """Six questions that somebody wrote."""
    items = tuple(
        Item(id=f"i{n}", kind="hand-written", stimulus="", stem=f"Which is {n}?", key=f"Ort {n}",
             options=(f"Ort {n}", "Ada", "Ben", "Eva"))
        for n in range(EVERY)
    )  # fmt: skip
    await keep(world.services, replace(pack("birds"), items=items, quotes=(), turns=()), workspace_id=HERE.workspace_id)
    return world


async def play(world: World, place: Place, answers: Sequence[User] = (BOB,)) -> list[str]:
    """Three rounds in a channel, the first of them answered; the ids of what was asked."""
    options: dict[str, Any] = {"mode": "hand-written", "pack": "birds", "pace": "relaxed", "rounds": str(ASKED)}
    await world.ask(ALICE, "quiz start", place=place, **options)
    for user in answers:
        await world.ask(user, "quiz answer", place=place, text="A")
    for _ in range(ASKED):
        await world.ask(ALICE, "quiz skip", place=place)
    await world.ask(ALICE, "quiz stop", place=place)
    return await asked_in(world, place)


async def alone(world: World, user: User, *, rounds: int = ASKED, place: Place = HERE) -> list[str]:
    """The ids of what is asked of somebody who plays alone."""
    options: dict[str, Any] = {"mode": "hand-written", "pack": "birds", "pace": "solo", "rounds": str(rounds)}
    await world.ask(user, "quiz start", place=place, **options)
    for _ in range(rounds - 1):
        await world.ask(user, "quiz answer", place=place, text="A")
        await world.ask(user, "quiz start", place=place, **options)
    return await asked_in(world, place_of(place, user))


async def asked_in(world: World, place: Place) -> list[str]:
    """The ids of what the newest game of a place asked."""
    game = (await world.table(place)).game
    rounds = await world.services.store.read(lambda tx: tx[GameRows].rounds(game.id))
    return [r.item.id for r in rounds]


@pytest.mark.parametrize("place", [HERE, ELSEWHERE, THREAD], ids=["here", "another channel", "a thread"])
async def test_what_they_saw_revealed_comes_last(world: World, place: Place) -> None:
    """They answered one round, and read the others; all that is left of the pack comes first, then it comes again."""
    seen = await play(world, place)
    asked = await alone(world, BOB, rounds=EVERY)

    assert len(set(seen)) == ASKED
    assert set(asked[:ASKED]) == {f"i{n}" for n in range(EVERY)} - set(seen)
    assert set(asked) >= set(seen)


async def test_who_never_played_there_may_be_asked_the_same(world: World) -> None:
    """What others saw is nothing to them."""
    seen = await play(world, HERE)

    found = await world.services.store.read(
        lambda tx: (tx[GameRows].revealed_to(HERE, CAROL.id), tx[GameRows].revealed_to(HERE, BOB.id))
    )

    assert found[0] == (frozenset(), frozenset())
    assert found[1][0] == frozenset(seen)


async def test_a_place_where_they_played_once_tells_of_all_its_rounds(world: World) -> None:
    """Another game there, which they did not play, was revealed before them too; another workspace tells nothing."""
    first, second = await play(world, HERE), await play(world, HERE, answers=(CAROL,))

    items, _ = await world.services.store.read(lambda tx: tx[GameRows].revealed_to(ELSEWHERE, BOB.id))
    other = await world.services.store.read(
        lambda tx: tx[GameRows].revealed_to(replace(HERE, workspace="another"), BOB.id)
    )

    assert items == frozenset(first) | frozenset(second)
    assert other == (frozenset(), frozenset())


async def test_what_a_player_read_alone_comes_last_in_their_channel(world: World) -> None:
    """They would know the answers; who plays with nobody who read them is asked them like all others."""
    seen = await alone(world, BOB, rounds=ASKED)
    await world.ask(BOB, "quiz answer", place=HERE, text="A")

    options: dict[str, Any] = {"mode": "hand-written", "pack": "birds", "pace": "relaxed", "rounds": str(ASKED)}
    await world.ask(BOB, "quiz start", place=HERE, **options)
    for _ in range(ASKED):
        await world.ask(BOB, "quiz skip", place=HERE)
    assert set(await asked_in(world, HERE)).isdisjoint(seen)

    found = await world.services.store.read(
        lambda tx: [tx[GameRows].revealed_alone(HERE, who) for who in ([CAROL.id], [BOB.id, CAROL.id], [])]
    )
    assert found == [frozenset(), frozenset(seen), frozenset()]


@pytest.mark.parametrize("seed", range(4))
async def test_a_rematch_asks_for_no_name_that_the_game_before_revealed(world: World, seed: int) -> None:
    """As long as it can ask for another one."""
    told = [("the goat", "Gulliver"), ("the ferry", "Gulliver"), ("the lamp", "Gulliver"), ("the drum", "Oslo")]
    items = tuple(
        Item(
            id=f"g{n}", kind="missing-word", stimulus=f"We called {what} _____ for a year.", stem="Which name?", key=key
        )
        for n, (what, key) in enumerate(told)
    )
    await keep(world.services, replace(pack("names"), items=items, quotes=(), turns=()), workspace_id=HERE.workspace_id)
    world.services.rng.seed(seed)
    keys = {item.id: item.key for item in items}
    options: dict[str, Any] = {"mode": "missing-word", "pack": "names", "pace": "relaxed", "rounds": "1"}
    asked = []
    for _ in range(2):
        await world.ask(ALICE, "quiz start", place=HERE, **options)
        await world.ask(ALICE, "quiz skip", place=HERE)
        asked += [keys[one] for one in await asked_in(world, HERE)]
    assert set(asked) == {"Gulliver", "Oslo"}
