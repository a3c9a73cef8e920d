"""One row that cannot be read holds back nothing else: the other games, posts and channels go on, on both engines."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.chat.incoming import User
from bot.chat.messages import QuoteCard
from bot.games.model import GameState, RoundState
from bot.storage import careful
from tests.builders import ALICE, BOB, HERE
from tests.contract.test_schema import on
from tests.world import opened_on, words

THERE = replace(HERE, channel="elsewhere")
# What a damaged value may be: no JSON, JSON of another kind, a part of what was there.
WRONG = ["{", "[]", "{}", '{"accepu": 1}']


def spoil(url: str, table: str, column: str, value: str, where: str) -> None:
    """That value stands in one row now."""
    with on(url) as connection:
        connection.execute(text(f'UPDATE "{table}" SET "{column}" = :value WHERE {where}'), {"value": value})
        connection.commit()


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize(("table", "column"), [("round", "frozen"), ("game", "rules")])
async def test_other_games_go_on(
    fresh_url: str, caplog: pytest.LogCaptureFixture, table: str, column: str, wrong: str
) -> None:
    """Their rounds close in time, quotes are shown; the game with the row says one sentence."""
    careful.tell.cache_clear()
    async with opened_on(fresh_url) as world:
        for place in (HERE, THERE):
            await world.ask(ALICE, "quiz start", place=place, rounds="2", mode="who-said", seconds="30")
        broken = await world.table(HERE)
        assert broken.round is not None
        key = broken.round.id if table == "round" else broken.game.id
        spoil(fresh_url, table, column, wrong, f"id = '{key}'")

        assert isinstance(await world.ask(BOB, "quote", place=THERE), QuoteCard)
        assert "quoth doctor" in words(await world.ask(BOB, "quiz answer", text="A", place=HERE))
        await world.at(120)

        good = await world.table(THERE)
        assert good.round is not None
        assert good.round.state is not RoundState.OPEN or good.round.number > 1
    assert any(f"round {broken.round.id} is left out" in message for message in caplog.messages)


@pytest.mark.parametrize("wrong", ["{", '[{"item": {}}]', "[3]"])
async def test_other_channels_get_their_daily_posts(fresh_url: str, wrong: str) -> None:
    """A guess whose item is damaged is not resolved; the one elsewhere is, and look-ups go on."""
    async with opened_on(fresh_url) as world:
        for place in (HERE, THERE):
            asked = {"time": "12:05", "timezone": "UTC", "style": "guess", "reveal": "12:30"}
            await world.ask(ALICE, "daily set", place=place, manager=True, **asked)
        await world.at(600)
        with on(fresh_url) as connection:
            (first, *rest) = connection.execute(text("SELECT id FROM delivery WHERE about = ''")).scalars().all()
        assert rest
        spoil(fresh_url, "delivery", "items", wrong, f"id = '{first}'")

        assert isinstance(await world.ask(BOB, "quote", place=THERE), QuoteCard)
        await world.at(3600)

        with on(fresh_url) as connection:
            told = connection.execute(text("SELECT about FROM delivery WHERE about <> ''")).scalars().all()
        assert set(told) == set(rest)


@pytest.mark.parametrize("wrong", ["{", "{}", '{"mode": "no-such-kind", "rounds": 3}'])
async def test_other_channels_get_their_games_at_a_time(fresh_url: str, wrong: str) -> None:
    """One whose rules are damaged opens no lobby; the one elsewhere does."""
    async with opened_on(fresh_url) as world:
        for place in (HERE, THERE):
            wanted = {"at": "12:30", "timezone": "UTC", "begin": ""}
            await world.ask(ALICE, "quiz start", place=place, manager=True, **wanted)
        spoil(fresh_url, "subscription", "game", wrong, f"channel = '{HERE.channel}'")
        await world.at(1260)

        assert (await world.table(THERE)).game.state is GameState.LOBBY
        with on(fresh_url) as connection:
            assert connection.execute(text("SELECT channel FROM game")).scalars().all() == [THERE.channel]


async def test_no_typed_text_holds_what_an_engine_cannot_keep(fresh_url: str) -> None:
    """A NUL or half of a surrogate pair is taken out at the edge: of words, names and what is filled in."""
    odd = User(id="U7", name="Ada\0 Nov\udcffak")
    async with opened_on(fresh_url) as world:
        await world.ask(ALICE, "quiz start", rounds="2", mode="hand-written", seconds="60")
        await world.ask(odd, "quiz join")
        await world.ask(odd, "quiz answer", text="te\0a\udcff")
        await world.ask(odd, "settings set", manager=True, setting="managers", value="a\0b\udc80")
        await world.ask(odd, "whosaid", words="back\0ups can smell fear")

        table = await world.table()
        assert {p.name for p in table.players if p.user_id == "U7"} == {"Ada Novak"}
        assert [a.text for a in table.answers if a.user_id == "U7"] in ([], ["tea"])
