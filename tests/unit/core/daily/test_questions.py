"""What a daily guess or quiz asks: with options, mild, not asked here before, about quotes that may be posted."""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.chat.refusals import NoItems
from bot.daily.rules.draw import QuotePool
from bot.daily.rules.model import AskedItem
from bot.daily.rules.questions import pick_guess, pick_quiz
from bot.library.library import Library, View
from bot.library.withheld import NOTHING
from content.items import KINDS, known_kind
from content.model import Item, Pack
from content.packs import read_file
from content.shipped import shipped_folder
from tests.builders import pack
from tests.builders import stored as kept
from tests.positions import stored

FIXTURES = Path(__file__).parents[2] / "content" / "fixtures"
NEW: frozenset[str] = frozenset()
WRITTEN = Item(
    id="boils", kind="hand-written", stimulus="", stem="What boils?", key="the kettle",
    options=("the kettle", "the lamp", "the sea"),
)  # fmt: skip
TYPED = replace(WRITTEN, id="typed", options=())


@cache
def round_table() -> Pack:
    """Five voices: who said it can be asked of most quotes, and which line is somebody else's of a few."""
    return read_file(shipped_folder() / "the-round-table.md")


def table_talk(*items: Item) -> View:
    """That talk, with these written items."""
    return Library([stored(replace(round_table(), items=items), 1)]).without(NOTHING)


def office(*items: Item) -> View:
    """Two voices, whom nobody could tell apart: who said it is not asked."""
    return Library([stored(replace(read_file(FIXTURES / "harbour-office.md"), items=items), 1)]).without(NOTHING)


def silent(*items: Item, sample: bool = False) -> View:
    """One voice in two lines, of which nothing can be asked; a sample beside it that is not in use."""
    said = kept(1, replace(pack(), items=items))
    return Library([said, kept(2, pack("evening", sample=True), first=9)] if sample else [said]).without(NOTHING)


def found(view: View, numbers: Sequence[int] = (), chosen: int | None = None) -> QuotePool:
    """These quotes in this order, or all that there are."""
    packs = view.library.in_use
    return QuotePool(packs, tuple(numbers or (number for number, _ in view.numbers(packs))), 1, chosen)


def guesses(view: View, numbers: Sequence[int] = (), known: frozenset[str] = NEW, seeds: int = 8) -> list[AskedItem]:
    """What chance asks."""
    return [pick_guess(view, found(view, numbers), known, random.Random(seed)) for seed in range(seeds)]


def test_a_guess_asks_who_said_the_first_quote() -> None:
    """Whatever else could be asked about it, and the right one stands anywhere."""
    view = table_talk()
    asked = guesses(view, [1006, 1003, 1004])

    assert {(a.number, a.item.kind, a.item.id) for a in asked} == {(1006, "who-said", asked[0].item.id)}
    assert len({a.item.options.index(a.item.key) for a in asked}) > 1
    assert len({frozenset(a.item.options) for a in asked}) == 1


def test_a_quote_that_gives_none_is_passed_over() -> None:
    """So is one whose item was asked here before."""
    view = table_talk()
    first, second, third = (guesses(view, [n], seeds=1)[0].item.id for n in (1006, 1003, 1004))

    assert {a.number for a in guesses(view, [1000, 1006])} == {1006}
    assert {a.number for a in guesses(view, [1006, 1003, 1004], frozenset({first}))} == {1003}
    assert {a.number for a in guesses(view, [1006, 1003, 1004], frozenset({first, second}))} == {1004}
    # Who said any of them was asked: another kind is.
    asked = guesses(view, [1006, 1003, 1004], frozenset({first, second, third}))
    assert "who-said" not in {a.item.kind for a in asked}


def test_without_voices_another_kind_is_asked() -> None:
    """Any that daily posts ask, of the first quote that gives one; none that is typed."""
    asked = guesses(office(), seeds=30)
    kinds = {a.item.kind for a in asked}

    assert len(kinds) > 1
    assert all(KINDS[kind].daily and kind != "who-said" for kind in kinds)
    assert all(a.item.options and a.item.key in a.item.options for a in asked)
    assert len({a.number for a in asked if a.item.kind == "true-or-swapped"}) <= 1


@pytest.mark.parametrize(
    ("items", "known", "asked"),
    [
        ([WRITTEN], NEW, {"boils"}),
        ([TYPED, WRITTEN], NEW, {"boils"}),
        ([WRITTEN, replace(WRITTEN, id="sinks")], NEW, {"boils", "sinks"}),
        ([WRITTEN, replace(WRITTEN, id="sinks")], frozenset({"boils"}), {"sinks"}),
        # All were asked: any comes again.
        ([WRITTEN, replace(WRITTEN, id="sinks")], frozenset({"boils", "sinks"}), {"boils", "sinks"}),
    ],
)
def test_where_no_quote_gives_one_a_written_item_is_asked(
    items: Sequence[Item], known: frozenset[str], asked: set[str]
) -> None:
    """One with options, and one that is new here as long as there is one."""
    told = guesses(silent(*items), known=known)

    assert {a.item.id for a in told} == asked
    assert {a.number for a in told} == {None}
    assert len({a.item.options.index(a.item.key) for a in told}) > 1


def test_a_written_item_about_a_quote_keeps_its_number() -> None:
    """Its reveal shows it."""
    about = replace(WRITTEN, quote_id=pack().quotes[1].id)

    assert {a.number for a in guesses(silent(about))} == {2}


@pytest.mark.parametrize("items", [(), (TYPED,)])
def test_where_there_is_nothing_to_guess_that_is_said(items: Sequence[Item]) -> None:
    """With the style that was wanted and the samples that could be asked about."""
    for style, picked in (("guess", guesses), ("quiz", quiz)):
        with pytest.raises(NoItems) as refused:
            picked(silent(*items, sample=True))
        facts = refused.value.facts
        assert (facts["mode"], facts["pack"], facts["style"], facts["samples"]) == ("mixed", "", style, ("evening",))


def quiz(
    view: View, rounds: int = 4, known: frozenset[str] = NEW, allowed: frozenset[int] | None = None, pack: str = "",
    seed: int = 1,
) -> tuple[AskedItem, ...]:  # fmt: skip
    """What a quiz asks."""
    return pick_quiz(view, pack, rounds, known, random.Random(seed), allowed)


def test_a_quiz_asks_as_many_as_were_wanted() -> None:
    """Kinds mixed, no quote and no item twice, each with options and the number of its quote."""
    asked = quiz(table_talk(WRITTEN, TYPED), rounds=5)

    assert len(asked) == len({a.item.id for a in asked}) == 5
    assert len({a.item.kind for a in asked}) > 1
    assert all(a.item.options for a in asked)
    assert all((a.number is None) == (known_kind(a.item) == "hand-written") for a in asked)
    quotes = [a.number for a in asked if a.number]
    assert len(set(quotes)) == len(quotes)


def test_a_quiz_asks_what_is_new_here_first() -> None:
    """Three written ones, of which two were asked; where there are no more it ends."""
    three = [replace(WRITTEN, id=name, stem=f"What {name}?") for name in ("boils", "sinks", "sings")]
    view, known = silent(*three, TYPED), frozenset({"boils", "sings"})

    assert {quiz(view, 1, known, seed=seed)[0].item.id for seed in range(9)} == {"sinks"}
    assert {a.item.id for a in quiz(view, 9, known)} == {"boils", "sinks", "sings"}


def test_a_quiz_asks_about_the_quotes_that_are_allowed() -> None:
    """And what is about no quote; of all packs in use, or of the one that was chosen."""
    view = table_talk(WRITTEN)
    few = frozenset({1003, 1006, 1007})

    for seed in range(4):
        asked = quiz(view, 6, allowed=few, seed=seed)
        assert {a.number for a in asked} <= {None, *few}
        assert {a.item.id for a in asked if a.number is None} == {"boils"}
    assert len(quiz(view, pack="the-round-table")) == 4
    with pytest.raises(NoItems) as refused:
        quiz(silent(), pack="talk")
    assert refused.value.facts["pack"] == "talk"


def telling(place: int, word: str, *items: Item) -> View:
    """The same, with a word more in the quote at that place."""
    talk = round_table()
    first, rest = talk.quotes[place].text.split(" ", 1)
    said = f"{first} {word} {rest}"
    quotes = tuple(replace(q, text=said, original=said) if n == place else q for n, q in enumerate(talk.quotes))
    return Library([stored(replace(talk, quotes=quotes, items=items), 1)]).without(NOTHING)


def beside(number: int) -> int:
    """The place of a line that is shown beside that quote where it is asked which is the odd one out."""
    talk = round_table()
    item = Library([stored(replace(talk, items=()), 1)]).without(NOTHING).make("odd-one-out", number)
    assert isinstance(item, Item)
    return next(n for n, q in enumerate(talk.quotes) if q.text in item.options and q.text != item.key)


@pytest.mark.parametrize(("word", "asked"), [("always", "odd-one-out"), ("shitty", "hand-written")])
def test_a_line_that_carries_a_warning_is_nobodys_option(word: str, asked: str) -> None:
    """As it is no daily quote: everybody would read it unasked."""
    place = beside(1029)
    view = telling(place, word, WRITTEN)
    who_said = guesses(view, [1029], seeds=1)[0].item.id

    assert {a.item.kind for a in guesses(view, [1029], frozenset({who_said}))} == {asked}
    (only,) = quiz(telling(place, word), 1, known=frozenset({who_said}), allowed=frozenset({1029}))
    assert only.item.kind == "who-said"


def test_nobody_guesses_whose_it_is_either() -> None:
    """A guess passes over it unless it was chosen for this post, a quiz always does."""
    view, number = telling(6, "fucking"), 1006
    assert view.is_delicate(number)

    assert pick_guess(view, found(view, [number, 1003]), NEW, random.Random(1)).number == 1003
    assert pick_guess(view, found(view, [number, 1003], chosen=number), NEW, random.Random(1)).number == number
    with pytest.raises(NoItems):
        quiz(view, 1, allowed=frozenset({number}))


@pytest.mark.parametrize("kind", ["mash-up", "in-order", "odd-one-out", "agree", "hand-written"])
def test_a_guess_asks_of_the_kinds_that_were_chosen_alone(kind: str) -> None:
    """An opinion has for before against, whatever chance says."""
    view = table_talk(WRITTEN, TYPED)
    asked = [pick_guess(view, found(view), NEW, random.Random(seed), kind).item for seed in range(4)]

    assert {known_kind(item) for item in asked} == {kind}
    assert all(item.options for item in asked)
    if KINDS[kind].poll:
        assert {item.options[0] for item in asked} == {"I agree"}


def test_of_several_kinds_each_is_asked() -> None:
    """By chance, and none besides."""
    view = table_talk()
    asked = [pick_guess(view, found(view), NEW, random.Random(seed), "mash-up,in-order") for seed in range(12)]

    assert {a.item.kind for a in asked} == {"mash-up", "in-order"}


def test_a_quiz_asks_of_the_kinds_that_were_chosen_alone() -> None:
    """One after the other."""
    asked = pick_quiz(table_talk(), "", 4, NEW, random.Random(1), mode="mash-up,in-order")

    assert [a.item.kind for a in asked].count("mash-up") == [a.item.kind for a in asked].count("in-order") == 2


def test_where_there_is_nothing_of_a_kind_that_is_said() -> None:
    """With the kind that was chosen, and no sample in its place."""
    with pytest.raises(NoItems) as refused:
        pick_guess(silent(sample=True), found(silent(sample=True)), NEW, random.Random(1), "two-truths")
    assert (refused.value.facts["mode"], refused.value.facts["samples"]) == ("two-truths", ())
    with pytest.raises(NoItems):
        pick_quiz(silent(sample=True), "", 2, NEW, random.Random(1), mode="two-truths")
