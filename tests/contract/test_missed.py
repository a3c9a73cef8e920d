"""What somebody got wrong is asked again: what is known of games long over, and what is not asked of anybody now."""

from dataclasses import replace

import pytest

from bot.chat.incoming import Place, PressId
from bot.chat.messages import OpenRound
from bot.games.missed import Met, missed
from bot.games.model import MISSED, RoundState, Rules
from bot.games.rows.games import GameRows
from bot.games.rows.missed import MissedRows
from bot.games.verbs import ANSWER
from bot.storage.transaction import Transaction
from tests.builders import ALICE, BOB, HERE, THERE, asked, game, later
from tests.contract.retained import believing
from tests.world import World, refused, words

WORKSPACE = HERE.workspace_id
WEEK = 7 * 86_400.0


async def wrong(world: World, place: Place = HERE, *, rounds: int = 4, **options: str) -> None:
    """A game in which Bob is always right and Alice never."""
    begun = await world.ask(BOB, "quiz start", place=place, rounds=str(rounds), **options)  # type: ignore[arg-type]
    assert "The game is on" in words(begun)
    await world.ask(ALICE, "quiz join", place=place)
    for _ in range(rounds):
        table = await world.table(place)
        assert table.round is not None
        if table.round.state is RoundState.CLOSED:
            break
        item = table.round.item
        if item.options:
            right = item.options.index(item.key)
            for user, choice in ((ALICE, (right + 1) % len(item.options)), (BOB, right)):
                await world.press(user, str(PressId(ANSWER, table.round.id, choice)), place=place)
        else:
            await world.ask(ALICE, "quiz answer", place=place, text="perfect nonsense")
            await world.ask(BOB, "quiz answer", place=place, text=item.key)
        await world.at((world.services.clock.now() - later(0)).total_seconds() + 60)


async def met(world: World, user_id: str = ALICE.id) -> list[Met]:
    """What that person answered, the moments to the second."""
    found = await world.services.store.read(lambda tx: tx[MissedRows].met(WORKSPACE, user_id))
    return sorted((replace(m, at=m.at.replace(microsecond=0)) for m in found), key=lambda m: (m.at, m.item_id))


async def missing(world: World, user_id: str = ALICE.id) -> list[str]:
    """The items that person got wrong, newest first."""
    return [m.item_id for m in missed(await met(world, user_id), Rules(mode=MISSED))]


@pytest.mark.usefixtures("at_once")
async def test_folded_games_tell_what_was_wrong_in_them(world: World) -> None:
    """Every item whose quote tells which it was, and the only one without a quote; before as after."""
    await wrong(world)
    await world.at(WEEK)
    await wrong(world, mode="hand-written", rounds=1, pack="interview-in-brief")
    await world.at(2 * WEEK)
    await wrong(world, THERE, mode="odd-one-out")
    await world.at(3 * WEEK)
    await wrong(world, rounds=1)
    await wrong(world, THERE, rounds=1)
    before = await met(world)
    assert len({m.item_id for m in before if not m.right}) > 8
    assert {"who-said", "hand-written", "odd-one-out"} <= {m.kind for m in before}

    await world.at(12 * WEEK)
    await wrong(world, rounds=1)
    await wrong(world, THERE, rounds=1)
    await believing(world).run()
    after = await met(world)

    assert await world.services.store.read(lambda tx: len(tx[MissedRows]._in_folded(WORKSPACE, ALICE.id))) > 5
    assert [(m.item_id, m.kind, m.number, m.right) for m in after[: len(before)]] == [
        (m.item_id, m.kind, m.number, m.right) for m in before
    ]
    shown = await world.ask(ALICE, "quiz start", mode=MISSED, rounds="50")
    assert isinstance(shown, OpenRound)
    assert "that you got wrong, the newest first" in words(shown)


async def test_what_was_got_right_since_is_not_asked_again(world: World) -> None:
    """Nor what is of another kind than was chosen; somebody else's mistakes never."""
    await wrong(world, mode="who-said", rounds=2)
    older, newer = reversed(await missing(world))
    assert (await missing(world, BOB.id)) == []

    shown = await world.ask(ALICE, "quiz start", mode=MISSED)
    assert isinstance(shown, OpenRound)
    table = await world.services.store.read(lambda tx: tx[GameRows].table_of_round(shown.round_id))
    assert table is not None
    assert table.round is not None
    assert table.round.item.id == newer
    right = table.round.item.options.index(table.round.item.key)
    await world.press(ALICE, str(PressId(ANSWER, shown.round_id, right)))

    assert await missing(world) == [older]
    await world.ask(ALICE, "quiz stop")
    assert "nothing of “Closest number”" in refused(await world.ask(ALICE, "quiz start", mode=f"{MISSED},closest"))


@pytest.mark.usefixtures("at_once")
async def test_what_was_written_by_hand_is_asked_again_whatever_its_kind(world: World) -> None:
    """Of a kind that is made of quotes as well."""
    await wrong(world, mode="two-truths", rounds=1, pack="interview-in-brief")
    (again,) = await missing(world)

    shown = await world.ask(ALICE, "quiz start", mode=MISSED)
    assert isinstance(shown, OpenRound)
    table = await world.services.store.read(lambda tx: tx[GameRows].table_of_round(shown.round_id))
    assert table is not None
    assert table.round is not None
    assert table.round.item.id == again


async def test_what_others_are_asked_now_is_not_asked(world: World) -> None:
    """It stands open in another channel; with the reveal it comes back."""
    await wrong(world, mode="who-said", rounds=1)
    table = await world.table()
    assert table.round is not None
    item, number = table.round.item, table.round.quote_number

    def open_elsewhere(tx: Transaction) -> None:
        tx[GameRows].add(game("open", place=THERE))
        tx[GameRows].add_round(replace(asked("open-1", game_id="open", about=item), quote_number=number))

    await world.services.store.write(open_elsewhere)
    refused(await world.ask(ALICE, "quiz start", mode=MISSED))

    await world.services.store.write(lambda tx: tx[GameRows].close_round("open-1"))
    assert isinstance(await world.ask(ALICE, "quiz start", mode=MISSED), OpenRound)


async def test_a_quote_that_was_taken_away_is_not_asked_again(world: World) -> None:
    """And that is said, with the way on."""
    await wrong(world, mode="who-said", rounds=1)
    await world.ask(ALICE, "quotes disable", manager=True, pack="the-round-table")

    told = refused(await world.ask(ALICE, "quiz start", mode=MISSED))

    assert "cannot be asked any more" in told
    assert "/quiz start pace=solo" in told
