"""Choosing makes little while the writer is held: what is missing is made first, and the same is chosen then."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from bot.games import choice
from bot.games.choice import choose, look_through
from bot.games.history import History
from bot.games.model import Rules
from bot.games.offers import Choice
from bot.library.beforehand import MOST_MADE, TRIES, NotLookedThrough, sparing
from bot.library.library import Library
from bot.library.model import StoredPack
from bot.library.withheld import NOTHING
from content import items
from content.items.bank import Bank
from content.model import Item, Quote, Speaker
from tests.builders import pack, stored

BEASTS = "heron otter badger walrus lemur gecko ferret marten osprey bittern".split()
PATIENCE = 80
PEOPLE = ("Ada Novak", "Ben Osei", "Ines Moreau", "Tobias Renn")


def talk(size: int, name: str = "talk", number: int = 1) -> Library:
    """A pack of so many lines."""
    return Library([one(size, name, number)])


def one(size: int, name: str, number: int) -> StoredPack:
    """The same as it is kept, its quotes numbered from there; four people speak in turn."""
    lines = [
        f"The {BEASTS[n % 10]} of {name} {n} waits longer than any marmalade volcano my uncle painted in {1200 + n}."
        for n in range(size)
    ]
    made = pack(name, *lines)
    quotes = tuple(replace(q, speaker=PEOPLE[n % len(PEOPLE)]) for n, q in enumerate(made.quotes))
    return stored(number, replace(made, quotes=quotes, speakers=tuple(Speaker(name=n) for n in PEOPLE)), number)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less is looked through than elsewhere, so that it takes less time."""
    monkeypatch.setattr(choice, "PATIENCE", PATIENCE)
    monkeypatch.setattr(choice, "WAITED", PATIENCE)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which quotes anything was made of, in their order."""
    found: list[str] = []
    before = items._offers_about

    def counted(bank: Bank, kind: items.Kind, quote: Quote) -> object:
        found.append(quote.id)
        return before(bank, kind, quote)

    monkeypatch.setattr(items, "_offers_about", counted)
    return found


def written(made: list[str], rng: random.Random, choosing: Callable[[], Choice]) -> tuple[Item, int]:
    """What is chosen, and how many were made at most while it was."""
    most = 0
    for _ in range(TRIES):
        before = len(made)
        try:
            with sparing(rng):
                found = choosing().item
        except NotLookedThrough as first:
            most = max(most, len(made) - before)
            first.prepare()
        else:
            return found, max(most, len(made) - before)
    raise AssertionError("it never was looked through")


@pytest.mark.parametrize("mode", ["mixed", "who-said", "bluff", "who-said,bluff"])
@pytest.mark.parametrize("sample", ["today", ""], ids=["a sample", "no sample"])
def test_little_is_made_while_the_writer_is_held(made: list[str], mode: str, sample: str) -> None:
    """A talk that nobody looked through, of any kind, is chosen from as if it had been."""
    rules, history = Rules(mode=mode), History(sample=sample, players=4)
    rng, other = random.Random(7), random.Random(7)
    library = talk(PATIENCE + 50)

    found, most = written(made, rng, partial(choose, library.without(NOTHING), rules, history, rng))

    assert most <= MOST_MADE
    assert made
    assert found == choose(talk(PATIENCE + 50).without(NOTHING), rules, history, other).item
    assert rng.getstate() == other.getstate()


def test_packs_beyond_those_that_people_wait_for_are_looked_through_first_too(made: list[str]) -> None:
    """What was looked through when the game began leaves most of three packs."""
    library = Library([one(PATIENCE, f"talk{n}", n * 10_000 + 1) for n in range(3)])
    look_through(library.without(NOTHING), Rules(), "today")

    for seed in range(4):
        rng = random.Random(seed)
        choosing_it = partial(choose, library.without(NOTHING), Rules(), History(sample="today"), rng)
        _, most = written(made, rng, choosing_it)
        assert most <= MOST_MADE


def test_when_a_sample_is_used_up_another_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large pack of which today's lines were all read goes on with lines that were not, whatever they are worth."""
    for name in ("bot.games.choice.LEAST", "bot.games.choice.LAST", "content.items.LAST"):
        monkeypatch.setattr(name, 0.0)
    library = talk(3 * PATIENCE)
    view, rng, read = library.without(NOTHING), random.Random(3), set[str]()
    for _ in range(2 * PATIENCE):
        history = History(sample="today", read_here=frozenset(read))
        item = choose(view, Rules(), history, rng).item
        quotes = {id_ for id_ in (item.quote_id, *item.quote_ids) if id_}
        assert not quotes & read
        read |= quotes
    assert len(read) > PATIENCE


def test_outside_a_transaction_as_much_is_made_as_is_wanted(made: list[str]) -> None:
    """Nothing is put off."""
    choose(talk(PATIENCE).without(NOTHING), Rules(mode="who-said"), History(), random.Random(1))

    assert len(made) > MOST_MADE


def test_what_is_spared_ends_with_the_transaction(made: list[str]) -> None:
    """Also where it failed."""
    rng = random.Random(1)
    library = talk(PATIENCE)
    with pytest.raises(NotLookedThrough), sparing(rng):
        choose(library.without(NOTHING), Rules(), History(sample="x"), rng)

    assert choose(library.without(NOTHING), Rules(), History(sample="x"), rng).item.id
