"""What carries a warning is asked in no game, alone or together, before a manager kept it: whatever the kind."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from bot.chat.refusals import NoItems
from bot.games.choice import choose
from bot.games.history import History
from bot.games.model import MIXED, Rules
from bot.library.library import Library, View
from bot.library.withheld import NOTHING
from content.decisions import Deciding
from content.delicate import TITLES, warnings
from content.items import KINDS, MADE
from content.items.closest import COUNT_STEM, TIMES
from content.model import Item, Pack, Quote
from content.packs import read_file
from content.shipped import shipped_folder
from tests.positions import stored

NUMBER = Item(
    id="pay", kind="closest", stimulus="My salary is _____ euros, and I tell everybody.", stem="Which number was it?",
    key="48,000", number=48_000, unit="euros",
)  # fmt: skip
COUNTED = replace(
    NUMBER, id="times", stimulus="", unit=TIMES,
    stem=COUNT_STEM.format(who="Ada", what="fucking", words="8,200", beside=""),
)  # fmt: skip
# That talk has none.
NEED_QUESTIONS = ("which-question", "who-answered")
OWN = Item(id="own", kind="hand-written", stimulus="", stem="Who got the salary of a captain?", key="Ada")


@cache
def talk() -> Pack:
    """Five voices, of whom everything can be asked."""
    return read_file(shipped_folder() / "the-round-table.md")


def library(change: Callable[[int, Quote], Quote], *items: Item) -> View:
    """That talk with its quotes changed, as somebody's own."""
    quotes = tuple(change(place, quote) for place, quote in enumerate(talk().quotes))
    return Library([stored(replace(talk(), quotes=quotes, items=items), 1)]).without(NOTHING)


def warned(place: int, quote: Quote) -> Quote:
    """Every second quote speaks strongly."""
    first, _, rest = quote.text.partition(" ")
    said = f"{first} fucking {rest}" if place % 2 else quote.text
    return replace(quote, text=said, original=said)


def kept(place: int, quote: Quote) -> Quote:
    """The same, and a manager kept it."""
    return replace(warned(place, quote), review=Deciding.KEEP)


def offered(view: View, kind: str) -> list[Item]:
    """Everything of a kind that could be asked."""
    return [item for item, _, _ in view.offers(kind, view.library.in_use, random.Random(1))]


def shown(item: Item) -> str:
    return " ".join((item.stimulus, item.stem, item.key, *item.options))


@pytest.mark.parametrize("kind", [kind for kind in MADE if kind != "mash-up"])
def test_nothing_that_carries_a_warning_is_offered(kind: str) -> None:
    """Neither as what it is about nor beside it; once it was kept it is."""
    assert not any("fucking" in shown(item) for item in offered(library(warned), kind))
    if kind not in NEED_QUESTIONS:
        assert any("fucking" in shown(item) for item in offered(library(kept), kind))


def test_no_kind_is_forgotten() -> None:
    """All that a mixed game offers goes the same road."""
    view = library(lambda place, quote: warned(2 * place + 1, quote))

    for mode in (MIXED, *MADE):
        with pytest.raises(NoItems):
            choose(view, Rules(mode=mode), History(players=4), random.Random(1))


def test_what_came_with_the_pack_waits_too_and_what_somebody_wrote_does_not() -> None:
    """A number that is asked for stands in a line; a question of one's own was looked at by who wrote it."""
    plain = library(lambda _, quote: quote, NUMBER, COUNTED, OWN)

    assert offered(plain, "closest") == []
    assert offered(plain, "hand-written") == [OWN]
    assert list(plain.written(plain.library.in_use)) == [(OWN, None)]
    assert {item.id for item, _ in plain.written(plain.library.in_use, whole=True)} == {"pay", "times", "own"}


@pytest.mark.parametrize("kind", ["who-said", "missing-word"])
def test_what_somebody_got_wrong_does_not_come_again_either(kind: str) -> None:
    """Asked before it was held back, it waits like the rest."""
    view, free = library(warned), library(kept)
    number, item = next(
        (number, item) for item, number, _ in free.offers(kind, free.library.in_use, random.Random(1))
        if number is not None and "fucking" in shown(item)
    )  # fmt: skip

    assert free.again(free.library.in_use, kind, item.id, number) == item
    assert view.again(view.library.in_use, kind, item.id, number) is None


def test_the_samples_were_looked_at() -> None:
    """What ships with Quoth is asked as it is."""
    quotes = tuple(warned(place, quote) for place, quote in enumerate(talk().quotes))
    held = stored(replace(talk(), quotes=quotes, items=(NUMBER,)), 1)
    view = Library([replace(held, info=replace(held.info, sample=True))]).without(NOTHING)

    assert any("fucking" in shown(item) for item in offered(view, "who-said"))
    assert offered(view, "closest") == [NUMBER]


def test_every_kind_of_warning_holds_a_quote_back() -> None:
    """Pay, health, layoffs, customers, strong language."""
    said = {
        "pay": "My salary is a number that I tell everybody who asks.",
        "health": "My cancer taught me to skip meetings.",
        "layoffs": "The layoffs were announced before the cake was cut.",
        "customer": "The customer Brockmann Steel wants to sue us, but first they want a discount.",
        "profanity": "The fucking printer is the only colleague who never lies.",
    }  # fmt: skip
    assert set(said) == set(TITLES)
    for kind, text in said.items():
        assert kind in warnings(text, "en")
        view = library(lambda _, quote, text=text: replace(quote, text=text, original=text))  # type: ignore[misc]
        assert not any(offered(view, name) for name in KINDS if KINDS[name].make is not None)
