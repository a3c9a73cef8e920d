"""Games that were over long ago are folded; boards, statistics and choosing tell what they told before."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from bot.chat.incoming import Press, PressId
from bot.games.rows.games import GameRows
from bot.games.use_cases import afterwards
from bot.library.rows.shown import ShownRows
from bot.people.rows import PeopleRows
from bot.storage.careful import tell
from bot.storage.tables.delivery import post
from bot.storage.tables.games import answer, rating_step, round_, score_event
from bot.storage.tables.games import game as games
from bot.storage.tables.library import shown
from bot.storage.transaction import Transaction
from tests.builders import ALICE, HERE, NOON
from tests.contract.retained import ALONE, DAY, WORKSPACE, believing, history, play, rows_of, told
from tests.world import World, words

pytestmark = pytest.mark.usefixtures("at_once")


async def test_old_games_are_folded_and_nobody_notices(world: World) -> None:
    """Boards, statistics, what was asked and the newest games tell the same; the rows of rounds are gone."""
    store = world.services.store
    await store.write(history)
    before = await store.read(told)
    assert len({str(v) for v in before.values()}) > 15
    (count,) = await rows_of(store, round_)
    await believing(world).run()
    assert await store.read(told) == before
    left, answers, scores, steps = await rows_of(store, round_, answer, score_event, rating_step)
    whole = {"a5": 3, "a7": 3, "b2": 2, "other2": 3, "solo": 2, "night": 3, "night-2": 3, "old-night-2": 3}
    assert left == sum(whole.values())
    assert answers == sum(whole.values()) * 2 - whole["solo"]
    assert 0 < scores < answers
    assert steps == left < count
    folded = await store.read(lambda tx: tx._connection.execute(select(games.c.id).where(games.c.gone)).scalars().all())
    assert set(folded) == {"a1", "a2", "a3", "a4", "a6", "b1", "other", "old-night"}


async def test_what_was_met_alone_counts_on_no_board_after_it_was_folded_either(world: World) -> None:
    """The game alone is summed up, and so is the item that was met in it."""
    store = world.services.store

    def met(tx: Transaction) -> None:
        play(tx, "solo", ALONE, NOON - 90 * DAY, {"alice": [True, False]}, kind="missing-word")
        play(tx, "solo2", ALONE, NOON - 80 * DAY, {"alice": [True]}, kind="closest")

    await store.write(met)
    await believing(world).run()
    assert (await rows_of(store, round_)) == [1]
    both = {"alice": [True, False, True], "bob": [True, True, True]}
    await store.write(lambda tx: play(tx, "now", HERE, NOON - DAY, both, kind="missing-word"))
    points = await store.read(lambda tx: tx[PeopleRows].points(WORKSPACE, HERE, None))
    assert sorted(points) == [("alice", "Alice", 100), ("bob", "Bob", 300)]


async def test_a_game_that_goes_on_stays(world: World) -> None:
    """However long ago it began."""
    both = {"alice": [True, False], "bob": [True, True]}

    def begin(tx: Transaction) -> None:
        play(tx, "slow", HERE, NOON - 90 * DAY, both, running=True)
        play(tx, "later", replace(HERE, thread="t"), NOON - 80 * DAY, both)

    await world.services.store.write(begin)
    await believing(world).run()
    assert await rows_of(world.services.store, round_) == [4]
    assert (await world.table()).game.id == "slow"


async def test_who_died_in_between_is_followed_by_the_next(world: World) -> None:
    """A game that was folded and not cleared counts once."""
    store = world.services.store
    await store.write(history)
    before = await store.read(told)
    ends = iter([False] * 7 + [True] * 1000)
    await believing(world, lambda: next(ends)).run()
    assert await store.read(told) == before
    (half,) = await rows_of(store, round_)
    await believing(world).run()
    assert await store.read(told) == before
    assert (await rows_of(store, round_))[0] < half


async def test_a_game_counts_by_itself(world: World) -> None:
    """Points of one game ask whether two answered in that one."""
    both = {"alice": [True, False], "bob": [True, True]}

    def begin(tx: Transaction) -> None:
        play(tx, "two", HERE, NOON - 3 * DAY, both)
        play(tx, "one", HERE, NOON - 2 * DAY, {"alice": [True, True]})

    await world.services.store.write(begin)
    points = await world.services.store.read(lambda tx: [tx[PeopleRows].points_of(name) for name in ("two", "one")])
    assert [sorted(of) for of in points] == [[("alice", "Alice", 100), ("bob", "Bob", 200)], []]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE round SET frozen = '[' WHERE game_id = 'a1'",
        "UPDATE round SET frozen = '{}' WHERE game_id = 'a1'",
        "UPDATE round SET frozen = '[]' WHERE game_id = 'a1'",
        "UPDATE game SET rules = '[]' WHERE id = 'a1'",
    ],
)
async def test_a_damaged_game_stays_and_all_others_go(
    world: World, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told; what is found once a day is pruned all the same."""
    store = world.services.store
    tell.cache_clear()

    def write(tx: Transaction) -> None:
        history(tx)
        tx._connection.execute(text(damage))
        for hours in (900, 600):
            tx[ShownRows].add(HERE, 1, NOON - timedelta(hours=hours))

    await store.write(write)
    await believing(world).run()
    folded = await store.read(lambda tx: tx._connection.execute(select(games.c.id).where(games.c.gone)).scalars().all())
    assert set(folded) == {"a2", "a3", "a4", "a6", "b1", "other", "old-night"}
    assert await rows_of(store, shown) == [1]
    assert "game a1 is left out" in caplog.text


async def test_a_game_stays_while_a_post_of_it_is_to_be_sent(world: World) -> None:
    """One that never will be sent holds up nothing."""
    store, both = world.services.store, {"alice": [True, False], "bob": [True, True]}

    def begin(tx: Transaction) -> None:
        for days, name in ((50, "edited"), (49, "failed"), (20, "last")):
            play(tx, name, HERE, NOON - days * DAY, both)
        for name, status in (("edited", "sent"), ("failed", "failed")):
            changed = {"version": post.c.version + 1, "status": status}
            tx._connection.execute(update(post).where(post.c.key == f"round:{name}-1").values(changed))

    await store.write(begin)
    await believing(world).run()
    assert await rows_of(store, round_, post) == [4, 6]
    await store.write(lambda tx: tx._connection.execute(update(post).values(shown=post.c.version)))
    await believing(world).run()
    assert await rows_of(store, round_, post) == [2, 3]


@pytest.mark.parametrize("damage", ["[", "{}", "[1]", "[[]]", "7", '[["item",1]]'])
async def test_a_damaged_list_of_what_was_asked_is_left_out(world: World, damage: str) -> None:
    """New rounds of its place are chosen all the same."""
    store = world.services.store
    await store.write(history)
    await believing(world).run()
    everything = await store.read(lambda tx: tx[GameRows].revealed_quotes(HERE))
    await store.write(
        lambda tx: tx._connection.execute(text("UPDATE game SET asked = :a WHERE id = 'a1'"), {"a": damage})
    )
    assert await store.read(lambda tx: tx[GameRows].asked_in_order(HERE))
    left = await store.read(lambda tx: tx[GameRows].revealed_quotes(HERE))
    assert everything - left == {"q-a1-1", "q-a1-2", "q-a1-3", "a1-2"}


async def test_old_boards_tell_place_and_points_of_a_folded_game(world: World) -> None:
    """How many were right is known no more."""
    store = world.services.store
    await store.write(history)
    await believing(world).run()
    press = Press(key="k", place=HERE, user=ALICE, at=NOON, id="")
    mine = await afterwards.press_mine(world.services, press, PressId("mine", "a1"))
    told_ = await afterwards.press_tell(world.services, press, PressId("tell", "a1"))
    assert words(mine).splitlines()[0] == "You were 1st of 2 with 200 points."
    assert words(told_).splitlines()[0] == "Alice was 1st of 2 with 200 points."


async def test_two_processes_may_do_it_at_once(world: World) -> None:
    """What one has in hand the other waits for, and nothing is left."""
    store = world.services.store
    await store.write(history)
    before = await store.read(told)
    await asyncio.gather(*(believing(world).run() for _ in range(3)))
    assert await store.read(told) == before
    (left,) = await rows_of(store, round_)
    await believing(world).run()
    assert await rows_of(store, round_) == [left]
