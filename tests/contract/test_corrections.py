"""An undone round was never played, an over-ruled answer was right from the start: every effect of an answer, on both
engines."""

import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot.chat.incoming import Place, User
from bot.delivery.clock import VirtualClock
from bot.games.model import Round
from bot.games.rating import ItemStat, Strength, first_rating
from bot.games.rows.games import GameRows
from bot.games.rows.items import ItemRows
from bot.games.rows.strengths import StrengthRows
from bot.library.cache import LibraryCache
from bot.library.imports import store as keep
from bot.library.services import Services
from bot.people.rows import PeopleRows
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from content.packs import read_file
from tests.builders import ALICE, BOB, HERE, NOON, later
from tests.world import Silent, World, refused, words

CAROL = User(id="carol", name="Carol")
EVERYBODY = (ALICE, BOB, CAROL)
WORKSPACE = HERE.workspace_id
KETTLE = Path(__file__).parents[1] / "acceptance" / "conversations" / "kettle.toml"


@dataclass(frozen=True)
class Effects:
    """Everything that answers have changed. What was shown stays asked, for its answer was told."""

    players: dict[str, tuple[int, int]]
    silent: int
    board: list[tuple[str, str, int]]
    statistics: dict[str, list[Any]]
    strengths: dict[str, Strength]
    items: dict[str, ItemStat]
    learned: dict[str, tuple[str, ...]]


async def effects(world: World) -> Effects:
    """As they are now."""
    ids = [u.id for u in EVERYBODY]

    def look(tx: Transaction) -> Effects:
        table = tx[GameRows].newest(HERE)
        assert table is not None
        assert table.round is not None
        asked = [r.item.id for r in tx[GameRows].rounds(table.game.id)]
        return Effects(
            players={p.user_id: (p.points, p.streak) for p in table.players},
            silent=table.game.silent,
            board=sorted(tx[PeopleRows].points(WORKSPACE, None, None)),
            statistics={u: tx[PeopleRows].answers(WORKSPACE, u, 100) for u in ids},
            strengths=tx[StrengthRows].strengths(WORKSPACE, ids),
            items={i: s for i, s in tx[ItemRows].stats(WORKSPACE).items() if s.answers},
            learned=tx[ItemRows].learned(WORKSPACE, asked),
        )

    return await world.services.store.read(look)


def same(left: Effects, right: Effects) -> bool:
    """Equal, ratings as far as they can be added and taken away again."""
    near = pytest.approx
    return (
        (left.players, left.silent, left.board, left.statistics, left.learned)
        == (right.players, right.silent, right.board, right.statistics, right.learned)
        and {u: s.answers for u, s in left.strengths.items()} == {u: s.answers for u, s in right.strengths.items()}
        and {u: s.rating for u, s in left.strengths.items()} == near({u: s.rating for u, s in right.strengths.items()})
        and {i: (s.answers, s.right, s.review) for i, s in left.items.items()}
        == {i: (s.answers, s.right, s.review) for i, s in right.items.items()}
        and {i: s.rating for i, s in left.items.items()} == near({i: s.rating for i, s in right.items.items()})
    )


@pytest.fixture
async def world(store: Store) -> World:
    """The kettle's questions, which are typed, and nobody playing."""
    services = Services(store=store, libraries=LibraryCache(store), clock=VirtualClock(NOON), rng=random.Random(5))
    await keep(services, read_file(KETTLE), workspace_id=WORKSPACE)
    return World(services, Silent())


async def now_asked(world: World, place: Place = HERE) -> Round:
    """The round that is open."""
    asked = (await world.table(place)).round
    assert asked is not None
    return asked


async def play(world: World, *answers: str | None) -> Round:
    """A round in which everybody answers so (the key for "!", nothing for None), until it is skipped."""
    asked = await now_asked(world)
    for user, text in zip(EVERYBODY, answers, strict=True):
        if text is not None:
            await world.ask(user, "quiz answer", text=asked.item.key if text == "!" else text)
    await world.ask(ALICE, "quiz skip")
    return asked


async def test_an_undone_round_was_never_played(world: World) -> None:
    """One in which a streak went on, one broke, one was saved by an over-rule that taught a form; the next is open."""
    await world.ask(ALICE, "quiz start", pack="kettle", rounds="3", seconds="100")
    await play(world, "!", "!", "nonsense")
    before = await effects(world)
    await play(world, "!", "rubbish", "a brew of sorts")
    await world.ask(ALICE, "quiz accept", player="<@carol>")
    played = await effects(world)
    assert played.learned
    assert not same(played, before)

    await world.ask(ALICE, "quiz void")
    after = await effects(world)
    assert same(after, before)
    assert after.players == {"alice": (150, 1), "bob": (150, 1), "carol": (0, 0)}
    assert "is undone" in refused(await world.ask(ALICE, "quiz void"))
    await play(world, "!", "!", None)
    assert (await effects(world)).players == {"alice": (300, 2), "bob": (300, 2), "carol": (0, 0)}


async def test_an_undone_round_is_on_no_board_of_a_later_month(world: World) -> None:
    """Points of January that are taken back in February leave both months as they were."""
    await world.ask(ALICE, "quiz start", pack="kettle", rounds="2", seconds="100")
    await play(world, "!", "!", None)
    assert isinstance(world.services.clock, VirtualClock)
    world.services.clock.move_to(later(40 * 86400))
    await world.ask(ALICE, "quiz void")
    lately = await world.services.store.read(lambda tx: tx[PeopleRows].points(WORKSPACE, None, later(86400)))
    ever = await world.services.store.read(lambda tx: tx[PeopleRows].points(WORKSPACE, None, None))

    assert lately == ever == []


async def test_an_over_ruled_answer_was_right_from_the_start(world: World) -> None:
    """Everything but the points' kind is as in a game in which the judge had known better."""
    told = []
    for second in ("!", "a brew of sorts"):
        world.services.rng.seed(5)
        await world.ask(ALICE, "quiz start", pack="kettle", rounds="3", seconds="100")
        await play(world, "!", "!", "!")
        await play(world, second, "rubbish", None)
        if second != "!":
            await world.ask(ALICE, "quiz accept", player="Alice")
        seen = await effects(world)
        told.append((seen.players, {u: s.answers for u, s in seen.strengths.items()}))
        await world.ask(ALICE, "quiz stop")

    assert told[0][0] == told[1][0] == {"alice": (300, 2), "bob": (150, 0), "carol": (150, 0)}


async def test_a_rating_step_is_taken_back_from_what_came_meanwhile(world: World) -> None:
    """The item was answered elsewhere since: those answers stay."""
    await world.ask(ALICE, "quiz start", pack="kettle", rounds="2", seconds="100")
    asked = await play(world, "!", "nonsense", None)
    extra = ItemStat(item_id=asked.item.id, rating=1.0, answers=9, right=4)

    def elsewhere(tx: Transaction) -> None:
        tx[ItemRows].put_stat(WORKSPACE, extra)
        tx[StrengthRows].put_strength(WORKSPACE, Strength(user_id="bob", rating=0.5, answers=12))

    await world.services.store.write(elsewhere)
    await world.ask(ALICE, "quiz void")
    stat = (await world.services.store.read(lambda tx: tx[ItemRows].stats(WORKSPACE)))[asked.item.id]
    bob = (await world.services.store.read(lambda tx: tx[StrengthRows].strengths(WORKSPACE, ["bob"])))["bob"]

    assert (stat.answers, stat.right, bob.answers) == (7, 3, 11)
    assert stat.rating != extra.rating


async def test_a_form_stays_learned_where_another_over_rule_says_so(world: World) -> None:
    """Two channels asked the same, one after the other, and taught the same; one takes it back."""
    there = replace(HERE, channel="elsewhere")
    asked: list[str] = []

    for place in (HERE, there):
        await world.ask(ALICE, "quiz start", place=place, pack="kettle", rounds="6", seconds="100")
        for _ in range(6):
            item = (await now_asked(world, place)).item.id
            if not asked or item == asked[0]:
                break
            await world.ask(ALICE, "quiz skip", place=place)
        asked.append(item)
        await world.ask(BOB, "quiz answer", place=place, text="a brew of sorts")
        await world.ask(ALICE, "quiz skip", place=place)
    for place in (HERE, there):
        await world.ask(ALICE, "quiz accept", place=place, player="Bob")
    form = asked[0]
    assert asked == [form, form]
    learned = []
    for place in (HERE, there):
        await world.ask(ALICE, "quiz void", place=place)
        learned.append(await world.services.store.read(lambda tx: tx[ItemRows].learned(WORKSPACE, [form])))

    assert learned == [{form: ("a brew of sorts",)}, {}]


async def test_a_solo_round_is_undone_too(world: World) -> None:
    """It leaves the streak on one's own page and is met no more."""
    await world.ask(BOB, "quiz start", pack="kettle", pace="solo", rounds="3")
    asked = await now_asked(world, replace(HERE, channel="solo:bob"))
    await world.ask(BOB, "quiz answer", text=asked.item.key)
    assert "1 right in a row" in words(await world.ask(BOB, "quoth home"))
    await world.ask(BOB, "quiz void")

    assert "No answers yet" in words(await world.ask(BOB, "quoth home"))
    stat = (await world.services.store.read(lambda tx: tx[ItemRows].stats(WORKSPACE)))[asked.item.id]
    assert stat.answers == 0
    assert stat.rating == pytest.approx(first_rating(asked.item))


async def test_what_is_open_tells_nothing_by_statistics(world: World) -> None:
    """An answer counts on one's page once it is revealed."""
    await world.ask(ALICE, "quiz start", pack="kettle", rounds="2", seconds="100")
    asked = await now_asked(world)
    await world.ask(BOB, "quiz answer", text=asked.item.key)
    assert "No answers yet" in words(await world.ask(BOB, "quoth home"))
    await world.ask(ALICE, "quiz skip")
    assert "1 right in a row" in words(await world.ask(BOB, "quoth home"))
