"""What was pressed in time counts, however late and in whatever order it is worked on."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app.due_work import DueWork
from bot.app.roles import Role
from bot.chat.incoming import Press, PressId, User
from bot.delivery.clock import VirtualClock
from bot.games.model import GameState, Round, RoundState
from bot.library.arrivals import PATIENCE_SECONDS, Arrivals
from bot.library.imports import store
from content.model import Item
from tests.builders import ALICE, BOB, HERE, NOON, THERE, later, pack
from tests.world import World, opened, refused, words

CAROL = User(id="carol", name="Carol")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A game of Alice's whose first round is open for 20 seconds."""
    async with opened(tmp_path) as made:
        await made.ask(ALICE, "quiz start", mode="who-said", rounds="3", seconds="20")
        yield made


async def now_asked(world: World) -> Round:
    """The newest round."""
    asked = (await world.table()).round
    assert asked is not None
    return asked


def pressed(asked: Round, user: User, at: datetime, *, right: bool = True, key: str = "") -> Press:
    """A press of an option with that stamp."""
    place = asked.item.options.index(asked.item.key)
    choice = place if right else (place + 1) % len(asked.item.options)
    press_id = str(PressId("answer", asked.id, choice))
    return Press(key=key or f"{user.id} {at} {right}", place=HERE, user=user, at=at, id=press_id)


def arrived(world: World, press: Press) -> Press:
    """It came in, and waits for its turn."""
    world.engine.expect(press.key, press.place, press.at, press=press.id)
    return press


def move(world: World, seconds: float) -> None:
    """Time passes, and nothing is looked at."""
    assert isinstance(world.services.clock, VirtualClock)
    world.services.clock.move_to(later(seconds))


async def test_a_deadline_waits_for_what_arrived_before_it(world: World) -> None:
    """The answer is worth what it was when it was pressed; what is stamped later is too late and holds nothing up."""
    asked = await now_asked(world)
    in_time = arrived(world, pressed(asked, BOB, later(8)))
    too_late = arrived(world, pressed(asked, CAROL, later(20.01)))
    await world.at(26)
    assert (await now_asked(world)).state is RoundState.OPEN
    assert "closed" in refused(await world.engine.press(too_late))
    assert "·" in words(await world.engine.press(in_time))
    await world.at(26)

    table = await world.table()
    assert table.round is not None
    assert table.round.number == 2
    assert {p.user_id: p.points for p in table.players} == {"alice": 0, "bob": 130}


async def test_what_is_said_elsewhere_or_is_no_answer_holds_nothing_up(world: World) -> None:
    """A look-up, a hint, a press in another channel."""
    asked = await now_asked(world)
    arrived(world, replace(pressed(asked, BOB, later(8)), place=THERE))
    for verb in ("hint", "skip", "join"):
        arrived(world, replace(pressed(asked, BOB, later(8), key=verb), id=str(PressId(verb, asked.id))))
    world.engine.expect("search", HERE, later(8), command="whosaid")
    await world.at(20)

    assert (await now_asked(world)).number == 2


async def test_a_skipped_round_takes_what_arrived_before(world: World) -> None:
    """The host skips while Bob's press waits for its turn; a press after the skip is too late."""
    asked = await now_asked(world)
    move(world, 5)
    waiting = arrived(world, pressed(asked, BOB, later(4.9)))
    assert "Skipped" in words(await world.ask(ALICE, "quiz skip"))
    assert (await now_asked(world)).state is RoundState.OPEN
    move(world, 6)
    assert "closed" in refused(await world.engine.press(pressed(asked, CAROL, later(5.5))))
    await world.engine.press(waiting)
    await world.at(6)

    table = await world.table()
    assert table.round is not None
    assert table.round.number == 2
    assert [p.points > 100 for p in table.players if p.user_id == "bob"] == [True]


async def test_of_two_presses_the_platform_s_stamp_decides(tmp_path: Path) -> None:
    """Ten milliseconds apart, worked on in the other order; also where one answer is enough to close the round."""
    async with opened(tmp_path) as world:
        start = replace(world.request(ALICE, "quiz start", mode="who-said", rounds="2", seconds="20"), alone=True)
        await world.engine.handle(start)
        await world.outbox.flush()
        asked = await now_asked(world)
        first, second = (pressed(asked, ALICE, later(s), right=r) for s, r in ((3, True), (3.01, False)))
        move(world, 4)
        for press in (first, second):
            arrived(world, press)
        await world.engine.press(replace(second, alone=True))
        assert (await now_asked(world)).number == 1
        told = words(await world.engine.press(replace(first, alone=True)))
        await world.at(4)

        assert asked.item.key.rstrip(".") in told
        table = await world.table()
        assert table.round is not None
        assert table.round.number == 2
        assert [p.points for p in table.players] == [143]


async def test_a_press_before_the_pause_counts_in_it(world: World) -> None:
    """The clock had not been stopped; a press in the pause is refused, and the pause gives nobody points."""
    asked = await now_asked(world)
    move(world, 5)
    await world.ask(ALICE, "quiz pause")
    move(world, 9)
    assert "paused" in refused(await world.engine.press(pressed(asked, CAROL, later(6))))
    await world.engine.press(pressed(asked, BOB, later(4)))
    move(world, 100)
    await world.ask(ALICE, "quiz resume")
    await world.at(115)

    assert {p.user_id: p.points for p in (await world.table()).players} == {"alice": 0, "bob": 140}


async def test_an_answer_that_is_never_worked_on_holds_nothing_up_for_long(world: World) -> None:
    """Something went wrong with it."""
    passed = 0.0
    object.__setattr__(world.services, "arrivals", Arrivals(lambda: passed))
    arrived(world, pressed(await now_asked(world), BOB, later(8)))
    await world.at(21)
    assert (await now_asked(world)).number == 1
    passed = PATIENCE_SECONDS
    await world.at(22)

    assert (await now_asked(world)).number == 2


@pytest.mark.parametrize("back", [3600, 86400])
async def test_a_clock_that_is_set_back_holds_up_no_game(world: World, back: float) -> None:
    """Its round closes with the answers that are in, and the next one lasts as long as ever; a lobby ends too."""
    await world.ask(ALICE, "quiz start", place=THERE, begin="")
    move(world, 5)
    assert "·" in words(await world.engine.press(pressed(await now_asked(world), BOB, later(5))))
    clock = world.services.clock
    clock._now = later(5 - back)  # type: ignore[attr-defined]
    await world.at(6 - back)

    table = await world.table()
    assert table.round is not None
    assert table.round.number == 2
    assert [p.points > 0 for p in table.players if p.user_id == "bob"] == [True]
    assert table.round.closes_at is not None
    assert timedelta(seconds=20) <= table.round.closes_at - clock.now() < timedelta(minutes=1)
    assert (await world.table(THERE)).game.state is GameState.RUNNING


def test_an_arrival_is_noted_once_and_let_go_once() -> None:
    """A redelivery is the same one."""
    arrivals = Arrivals()
    for _ in range(2):
        arrivals.note("a", HERE, NOON)
    assert arrivals.outstanding(HERE, NOON)
    assert not arrivals.outstanding(HERE, NOON, but="a")
    assert not arrivals.outstanding(HERE, later(-1))
    for _ in range(2):
        arrivals.let_go("a")
    assert not arrivals.outstanding(HERE, NOON)


async def test_what_is_typed_while_the_reveal_is_read_is_not_taken_for_the_next_round(tmp_path: Path) -> None:
    """The very answer that was just told: it says so at once, and the next round is still open to whoever typed it."""
    async with opened(tmp_path) as world:
        cups = [Item(id=f"cups-{n}", kind="hand-written", stimulus="", stem=f"Who has cup {n}?", key=key)
                for n, key in enumerate(("Ines Moreau", "Hugo Prinz"))]  # fmt: skip
        made = replace(pack("cups"), quotes=(), turns=(), speakers=(), items=tuple(cups), fingerprint="cups")
        await store(world.services, made, workspace_id=HERE.workspace_id)
        await world.ask(ALICE, "quiz start", pack="cups", seconds="20")
        key = (await now_asked(world)).item.key
        await world.at(20)
        following = await now_asked(world)
        assert following.number == 2
        told = refused(await world.ask(BOB, "quiz answer", text=key.lower()))
        assert told == f"That round is closed; the answer was {key}. The next one takes answers."
        assert following.item.key in words(await world.ask(BOB, "quiz answer", text=following.item.key))
        await world.at(100)
        assert {p.user_id: p.points > 0 for p in (await world.table()).players}["bob"]


async def test_who_only_works_leaves_a_second_for_what_others_heard(world: World) -> None:
    """An answer of the last moment, which another process works on, counts though this one knows nothing of it."""
    worker = DueWork(world.services, Role.WORKER.patience)
    asked = await now_asked(world)
    assert asked.closes_at is not None
    ends = (asked.closes_at - NOON).total_seconds()
    move(world, ends + 0.5)
    await worker.catch_up(["terminal"])
    assert await worker.next_in_games(["terminal"]) == later(ends + 1)
    assert "·" in words(await world.engine.press(pressed(asked, BOB, later(ends - 0.1))))
    move(world, ends + 1)
    await worker.catch_up(["terminal"])

    table = await world.table()
    assert (await now_asked(world)).number == 2
    assert [p.points > 0 for p in table.players if p.user_id == "bob"] == [True]
