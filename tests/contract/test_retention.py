"""What is over goes, in small steps; what boards, statistics, streaks and choosing tell stays as it is."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text, update

from bot.app import retention
from bot.app.retention import PERIODS, STEP, Retention
from bot.chat.messages import MessageRef, Place, Press, PressId
from bot.daily.rows import DailyRows
from bot.daily.rules.model import DAILY, DeliveryState, Guess, Style
from bot.daily.use_cases.making import HISTORY
from bot.delivery.clock import VirtualClock
from bot.delivery.rows import PostRows
from bot.games.judging import Verdict
from bot.games.model import Answer, Ending, GameState, Pace, RoundState, Rules, ScoreEvent, ScoreKind
from bot.games.rating import RatingStep
from bot.games.rows.games import GameRows
from bot.games.rows.items import ItemRows
from bot.games.use_cases import afterwards
from bot.library.refusals import AlreadyShared
from bot.library.rows.shown import ShownRows
from bot.library.services import share_once
from bot.people.rows import PeopleRows
from bot.storage.careful import tell
from bot.storage.inbox import SHARED, InboxRows
from bot.storage.rows import SOLO
from bot.storage.store import Store
from bot.storage.tables.base import inbox
from bot.storage.tables.daily import delivery as deliveries
from bot.storage.tables.daily import guess
from bot.storage.tables.delivery import post
from bot.storage.tables.games import answer, rating_step, round_, score_event
from bot.storage.tables.games import game as games
from bot.storage.tables.library import shown
from bot.storage.transaction import Transaction
from tests.builders import ALICE, BOB, ELSEWHERE, HERE, NOON, THERE, delivery, item, player, subscription
from tests.builders import asked as asked_round
from tests.builders import game as new_game
from tests.world import World, opened_on, words

WORKSPACE = HERE.workspace_id
ALONE = replace(HERE, channel=f"{SOLO}alice")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "PAUSE_SECONDS", 0)


@pytest.fixture
async def world(fresh_url: str) -> AsyncIterator[World]:
    """An engine at noon of a day."""
    async with opened_on(fresh_url) as made:
        yield made


def believing(world: World, ends: Callable[[], bool] = lambda: False) -> Retention:
    """One that began an hour ago: it believes its clock, though nothing happened in the last days."""
    hours = iter([0.0])
    return Retention(world.services, ends, lambda: next(hours, 3600.0))


def play(
    tx: Transaction, name: str, place: Place, at: datetime, rights: dict[str, list[bool]], *, kind: str = "who-said",
    void: frozenset[int] = frozenset(), overrule: bool = False, running: bool = False,
) -> None:  # fmt: skip
    """A game of some rounds, a minute each; who was right got 100 points."""
    rules = Rules(pace=Pace.SOLO) if place.channel.startswith(SOLO) else Rules()
    begun = replace(new_game(name, place=place, rules=rules), started_at=at)
    tx[GameRows].add(begun)
    for user in (ALICE, BOB):
        if user.id in rights:
            tx[GameRows].put_player(name, replace(player(user), points=100 * sum(rights[user.id])))
    for number in range(1, max(map(len, rights.values())) + 1):
        round_id, moment = f"{name}-{number}", at + timedelta(minutes=number)
        about = replace(
            item(), id=f"{kind}-{number}", kind=kind, quote_id=f"q-{name}-{number}", quote_ids=(f"{name}-2",)
        )
        tx[GameRows].add_round(
            replace(asked_round(round_id, game_id=name, number=number, about=about), quote_number=number)
        )
        tx[GameRows].open_round(
            replace(
                asked_round(round_id, game_id=name, number=number), state=RoundState.OPEN, opens_at=moment,
                closes_at=moment,
            )
        )  # fmt: skip
        for user_id, right in rights.items():
            verdict = Verdict.ACCEPT if right[number - 1] else Verdict.REJECT
            tx[GameRows].put_answer(Answer(round_id=round_id, user_id=user_id, text="A", verdict=verdict, at=moment))
            if right[number - 1]:
                kind_ = ScoreKind.OVERRULE if overrule else ScoreKind.ROUND
                scored = ScoreEvent(game_id=name, round_id=round_id, user_id=user_id, points=100, at=moment, kind=kind_)
                tx[GameRows].add_scores([scored])
        step = RatingStep(user_id="alice", right=True, item=1.0, player=1.0, strength=1.0)
        tx[ItemRows].keep_steps(round_id, [step])
        if not (running and number == max(map(len, rights.values()))):
            tx[GameRows].close_round(round_id)
        if number in void:
            stands = tx[GameRows].table_of_round(round_id)
            assert stands is not None
            assert stands.round is not None
            tx[GameRows].change_round(replace(stands.round, void=True))
        tx[PostRows].add(f"round:{round_id}", place, "round", round_id, not_before=at)
    tx[PostRows].add(f"board:{name}:final", place, "board", name, not_before=at)
    tx._connection.execute(update(post).values(shown=post.c.version))
    if not running:
        tx[GameRows].update(replace(begun, state=GameState.OVER, ending=Ending.PLAYED))


def history(tx: Transaction) -> None:
    """Three months of games in two channels and alone, with everything that could be counted wrongly."""
    scenes: list[tuple[datetime, str, Place, dict[str, list[bool]], dict[str, Any]]] = []

    def scene(name: str, place: Place, at: datetime, rights: dict[str, list[bool]], **more: Any) -> None:
        scenes.append((at, name, place, rights, more))

    both = {"alice": [True, False, True], "bob": [False, True, True]}
    scene("solo", ALONE, NOON - 90 * DAY, {"alice": [True, False]}, kind="missing-word")
    scene("a1", HERE, NOON - 80 * DAY, both)
    scene("a2", HERE, NOON - 70 * DAY, both, kind="missing-word")
    scene("a3", HERE, NOON - 60 * DAY, both, void=frozenset({2}))
    scene("a4", HERE, NOON - 50 * DAY, {"alice": [True, True, True]})
    scene("a5", HERE, NOON - 40 * DAY, both, overrule=True)
    scene("a6", HERE, NOON - 30 * DAY, both)
    scene("a7", HERE, NOON - 5 * DAY, both)
    scene("b1", THERE, NOON - 75 * DAY, both)
    scene("b2", THERE, NOON - 20 * DAY, {"alice": [False, False], "bob": [True, True]}, kind="closest")
    scene("other", ELSEWHERE, NOON - 75 * DAY, both)
    scene("other2", ELSEWHERE, NOON - 74 * DAY, both)
    # Nights in which a week ended: no one moment tells on which boards such a game counts.
    for name, monday in (("night", NOON.replace(month=2, day=9)), ("old-night", NOON.replace(month=1, day=12))):
        begun = monday.replace(hour=0, minute=0) - timedelta(seconds=90)
        scene(name, replace(HERE, channel=name), begun, both)
        scene(f"{name}-2", replace(HERE, channel=name), begun + DAY, both)
    # A new game begins after every one that was begun before it.
    for at, name, place, rights, more in sorted(scenes, key=itemgetter(0)):
        play(tx, name, place, at, rights, **more)


def told(tx: Transaction) -> dict[str, Any]:
    """Everything that somebody may see of games that are over."""
    found: dict[str, Any] = {}
    for ago in (None, 1, 6, 12, 20, 29, 45, 62, 85):
        since = None if ago is None else NOON - ago * DAY
        for place in (HERE, THERE, None):
            points = tx[PeopleRows].points(WORKSPACE, place, since)
            found[f"points {ago} {place and place.channel}"] = sorted(points)
    for user in (ALICE, BOB):
        found[f"answers {user.id}"] = tx[PeopleRows].answers(WORKSPACE, user.id, 100)
        found[f"few answers {user.id}"] = tx[PeopleRows].answers(WORKSPACE, user.id, 7)
        found[f"played {user.id}"] = tx[PeopleRows].played(WORKSPACE, user.id, 100)
    for place in (HERE, THERE, ALONE, ELSEWHERE):
        found[f"asked {place.channel}"] = tx[GameRows].asked_in_order(place)
        found[f"revealed {place.channel}"] = tx[GameRows].revealed_quotes(place)
        newest = tx[GameRows].newest(place)
        found[f"newest {place.channel}"] = newest
        found[f"scores {place.channel}"] = newest and tx[GameRows].scores(newest.game.id)
        found[f"rounds {place.channel}"] = newest and tx[GameRows].rounds(newest.game.id)
    for name in ("a1", "a4", "solo", "b1"):
        table = tx[GameRows].table(name)
        found[f"game {name}"] = table and (table.game, table.players)
    return found


async def rows_of(store: Store, *tables: Any) -> list[int]:
    """How many there are."""
    return await store.read(
        lambda tx: [tx._connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables]
    )


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
