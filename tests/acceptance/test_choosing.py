"""However people come to a round, little of what it is chosen from is made while the database's writer is held."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.library import beforehand
from bot.library.beforehand import MOST_MADE
from bot.library.imports import store
from content import items
from content.items.bank import Bank
from content.model import Pack, Quote, Speaker
from tests.builders import ALICE, BOB, HERE, pack
from tests.cheating import channel
from tests.world import World, opened

PEOPLE = ("Ada Novak", "Ben Osei", "Ines Moreau", "Tobias Renn")
BEASTS = "heron otter badger walrus lemur gecko ferret marten osprey bittern".split()
SIZE, DAY = 120, 86_400


def talk(name: str) -> Pack:
    """Four people who speak in turn."""
    lines = [f"The {BEASTS[n % 10]} of {name} {n} waits longer than any committee in {1200 + n}." for n in range(SIZE)]
    made = pack(name, *lines)
    quotes = tuple(replace(q, speaker=PEOPLE[n % len(PEOPLE)]) for n, q in enumerate(made.quotes))
    return replace(made, quotes=quotes, speakers=tuple(Speaker(name=n) for n in PEOPLE))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A workspace with one talk."""
    async with opened(tmp_path) as made:
        await store(made.services, talk("plans"), workspace_id=HERE.workspace_id)
        yield made


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How much was made in each transaction that writes, by its number; 0 stands for outside."""
    found, now = Counter[int](), [0, 0]
    before, spared = items._offers_about, beforehand.sparing

    def counted(bank: Bank, kind: items.Kind, quote: Quote) -> object:
        found[now[0]] += 1
        return before(bank, kind, quote)

    @contextmanager
    def numbered(rng: random.Random, most: int = MOST_MADE) -> Iterator[None]:
        now[1] += 1
        now[0] = now[1]
        try:
            with spared(rng, most):
                yield
        finally:
            now[0] = 0

    monkeypatch.setattr(items, "_offers_about", counted)
    monkeypatch.setattr(beforehand, "sparing", numbered)
    # What these lines give is asked, whatever it is worth; nothing was looked through when the game began.
    for least in ("LEAST", "FAIR", "LAST"):
        monkeypatch.setattr(f"bot.games.choice.{least}", 0.0)
    monkeypatch.setattr("content.items.LAST", 0.0)
    monkeypatch.setattr("bot.games.use_cases.supply.look_through", lambda *_: None)
    monkeypatch.setattr("bot.games.use_cases.supply.how_many", lambda _view, rules, *_: rules.rounds)
    monkeypatch.setattr("bot.daily.use_cases.tick.look_through", lambda *_: None)
    return found


def settled(made: Counter[int]) -> None:
    """Hardly anything was made while the writer was held."""
    assert max((count for number, count in made.items() if number), default=0) <= MOST_MADE


@pytest.mark.parametrize("mode", ["mixed", "who-said", "bluff", "who-said,missing-word"])
async def test_the_rounds_of_a_game(world: World, made: Counter[int], mode: str) -> None:
    """Of a mix, of one kind, of a party kind; after a new import, and on another day."""
    begin = "" if mode == "bluff" else "now"
    await world.ask(ALICE, "quiz start", mode=mode, pace="relaxed", rounds="10", begin=begin)
    for user in (BOB, replace(BOB, id="carol", name="Carol")):
        await world.ask(user, "quiz join")
    if mode == "bluff":
        await world.ask(ALICE, "quiz begin")
    settled(made)
    assert made[0] > MOST_MADE
    await store(world.services, talk("ideas"), workspace_id=HERE.workspace_id)
    await world.ask(ALICE, "quiz skip")
    await world.at(DAY)
    await world.ask(ALICE, "quiz skip")
    assert (await world.table()).round is not None
    settled(made)


@pytest.mark.parametrize("style", ["quiz", "guess"])
async def test_what_is_posted_daily(world: World, made: Counter[int], style: str) -> None:
    """When it is due, and at once."""
    here = channel("daily")
    await world.ask(
        ALICE, "daily set", place=here, manager=True, time="13:00", timezone="UTC", style=style, pack="plans"
    )
    await world.ask(ALICE, "daily now", place=here, manager=True)
    inside = max((count for number, count in made.items() if number), default=0)
    assert inside <= MOST_MADE
    await world.at(2 * 3600)
    assert max((count for number, count in made.items() if number), default=0) <= MOST_MADE


async def test_alone(world: World, made: Counter[int]) -> None:
    """A solo game."""
    await world.ask(BOB, "quiz start", pace="solo", rounds="5")
    await world.ask(BOB, "quiz answer", text="A")
    await world.ask(BOB, "quiz start", pace="solo")
    assert made[0] > MOST_MADE
    settled(made)
