"""missing-word and true-or-swapped: which names and words can be asked for, and what could stand in their place."""

import csv
from pathlib import Path

import pytest

from content.items import Bank, Refused, make_item
from content.items.gaps import typed_places
from content.items.known import tells_own
from content.items.named import can_be_typed, is_told, named_places, rivals
from content.items.names import MAKES, makes_of, names_in
from content.items.rules import SWAPPED, TRUE
from content.items.siblings import SIBLINGS, thing_places
from content.items.words import Place
from content.model import Item, Pack, Speaker
from content.text import words
from tests.builders import quote

CASES = Path(__file__).parents[1] / "cases" / "gaps.tsv"
with CASES.open(encoding="utf-8", newline="") as file:
    ROWS = [tuple(row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
ADA = Speaker(name="Ada Novak")


@pytest.mark.parametrize(("language", "text", "word", "expected"), ROWS)
def test_what_is_asked_for(language: str, text: str, word: str, expected: str) -> None:
    """The table of sentences, a word in each, and whether it can be asked for: pressed, typed, or not at all."""
    again = f"Nobody here ever forgot that {word.strip()} was so far away from everything."
    bank = Bank([quote(text), quote(again)], [ADA], language, title="The Lighthouse Talk")
    names = [p.word for p in named_places(bank, text)]
    pressed = [n for n in names if len(rivals(bank, bank.quotes[0], _place(bank, text, n), "missing-word")) >= 3]
    pressed += [p.word for p in thing_places(bank, text)]
    typed = [p.word for p in named_places(bank, text) if can_be_typed(bank, text, p)]
    found = "pressed" if word in pressed else "typed" if word in (*typed, *_typed(bank, text)) else "no"

    assert found == expected


def test_a_missing_word_fills_the_gap(items: list[Item], round_table: Pack) -> None:
    """The key, and only the key, restores the quote."""
    said = {q.id: q.text for q in round_table.quotes}
    for item in (i for i in items if i.kind == "missing-word"):
        assert item.stimulus.replace("_____", item.key) == said[item.quote_id or ""]
        assert not set(words(said[item.quote_id or ""])) & (set(item.options) - {item.key})


def test_a_word_that_is_typed_is_asked_for_without_its_letters() -> None:
    """They are the hint, which costs; no other word of the pack begins, ends and is as long."""
    said = "Nobody asked the captain why the kettle was green."
    bank = Bank([quote(said), quote("A kettle is all that the captain needs."), quote("The curtain is green.")], [])
    made = make_item(bank, "missing-word", bank.quotes[0])

    assert [p.word for p in typed_places(bank, said)] == ["kettle"]  # "captain" might be "curtain"
    assert isinstance(made, Item)
    assert (made.stimulus, made.key, made.options) == (
        "Nobody asked the captain why the _____ was green.",
        "kettle",
        (),
    )
    assert made.stem == "Which word is missing?"


def test_a_stranger_is_not_asked_what_they_would_type() -> None:
    """What other talks say in such a place a hundred times is no question."""
    bank = Bank([quote("We deployed it to production and then we all went home to sleep on it on GitHub.")], [])

    assert make_item(bank, "missing-word", bank.quotes[0]) != Refused("no-telling-word", bank.quotes[0].id)


@pytest.mark.parametrize(
    ("said", "name", "make"),
    [
        ("We tried Redis, Minio and SQLite for the letters.", "Minio", MAKES["Redis"]),
        ("My boats are called Wanda, Igor, Perle and Tinka.", "Tinka", ("Igor", "Perle", "Tinka", "Wanda")),
        ("We tried Redis, Kafka and Python for the letters.", "Minio", ()),
        ("I met Ada, Ben and two others in the harbour.", "Ben", ()),
    ],
)
def test_what_is_listed_with_names_is_of_their_make(said: str, name: str, make: tuple[str, ...]) -> None:
    """Four are enough; a list of two makes says nothing."""
    assert set(make) <= set(makes_of([said]).get(name, ()))
    assert bool(make) == (name in makes_of([said]))


def test_a_name_has_one_make() -> None:
    """Of at least four, so that three others can be told; and it is found in a sentence as it is written."""
    for name, held in MAKES.items():
        assert len(held) >= 4
        assert name in held
        assert [n.text for n in names_in(f"And I said {name} to them.")] == [name]


def test_a_thing_has_one_make_and_no_word_is_among_them_twice() -> None:
    """Of at least four; several of a thing have several of the others."""
    for thing, held in SIBLINGS.items():
        assert len(set(held)) == len(held) >= 4
        assert thing in held


def test_the_bank_does_not_offer_what_is_told(round_table: Pack) -> None:
    """Neither the title nor the speakers are asked for, nor what is named all the time."""
    text = "We moved the letters of the harbour office to Postgres last summer."
    told = Bank([quote(text)], [], title="All about Postgres")
    often = Bank([quote(text), *(quote(f"In year {n} they spoke of Postgres again.") for n in range(9))], [])

    assert named_places(told, text) == []
    assert named_places(often, text) == []
    assert [p.word for p in named_places(Bank([quote(text)], []), text)] == ["Postgres"]


def test_what_is_swapped_in_is_a_name_of_the_same_make_or_another_number(items: list[Item], round_table: Pack) -> None:
    """What is shown differs from what was said in one place, or in none; the reveal tells which."""
    said = {q.id: q.text for q in round_table.quotes}
    for item in (i for i in items if i.kind == "true-or-swapped"):
        text = said[item.quote_id or ""]
        assert (item.stimulus != text) == (item.key == SWAPPED)
        if item.key == SWAPPED:
            assert all(part in item.explanation for part in _changed(item.stimulus, text))


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("My aunt kept 180 people busy with the lighthouse.", {"90", "360"}),
        ("We lost 20,000 telegrams outside the door of the harbour office.", {"10,000", "40,000"}),
        ("We moved the whole harbour office to Postgres in one weekend.", set(MAKES["Postgres"]) - {"Postgres"}),
    ],
)
def test_a_swap_changes_the_meaning(text: str, swapped: set[str]) -> None:
    """About twice or half as much; a rival's name."""
    made = [make_item(Bank([one], []), "true-or-swapped", one) for one in (quote(text), quote(f"{text} Really so."))]
    shown = {i.stimulus: i for i in made if isinstance(i, Item)}

    assert shown
    for stimulus, item in shown.items():
        assert item.key == TRUE or any(other in stimulus for other in swapped)


def _place(bank: Bank, text: str, name: str) -> Place:
    return next(p for p in named_places(bank, text) if p.word == name)


def _typed(bank: Bank, text: str) -> list[str]:
    return [p.word for p in typed_places(bank, text)]


def _changed(shown: str, said: str) -> list[str]:
    """The words that only what is shown has."""
    return [w for w in shown.split() if w not in said.split() and w.strip(".,") == w]


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("My aunt bought her first iPad from Apple for a lighthouse.", "Apple", True),
        ("My aunt sold her first boat to Apple for a lighthouse.", "Apple", False),
        ("My brother went to Boston, where Harvard keeps the boats.", "Boston", True),
        ("My uncle rowed from the bay to San Francisco in the rain.", "San Francisco", True),
        ("My uncle rowed from the harbour to San Francisco in the rain.", "San Francisco", False),
    ],
)
def test_what_everybody_connects_with_a_name_tells_it(text: str, name: str, told: bool) -> None:
    """No more is needed to know it."""
    assert is_told(text, name) is told


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("My uncle moved to Portland for the boats.", True),
        ("We moved the whole harbour office to Portland.", True),
        ("I do like it. They say that it rains in Portland.", False),
        ("I think that it rains in Portland all year.", False),
        ("We all know that it rains in Portland all year.", False),
        ("I row at night; in the morning it rains in Portland.", False),
    ],
)
def test_somebody_does_something_in_the_clause_of_the_gap(text: str, own: bool) -> None:
    """What they only think, or do in another clause, makes it no story of theirs."""
    assert tells_own(text, text.index("Portland")) is own


def test_only_where_somebody_speaks_of_themselves_a_name_is_pressed() -> None:
    """What is so in general is known to strangers; and nobody remembers what was read out to them."""
    own, general, read = (
        quote(text)
        for text in (
            "My uncle moved to Portland for the boats alone.",
            "Whoever loves boats will move to Portland for the boats alone.",
            "Number two, my uncle moved to Portland for the boats alone.",
        )
    )
    made = [make_item(Bank([one], []), "missing-word", one) for one in (own, general, read)]

    assert isinstance(made[0], Item)
    assert made[0].options
    assert not isinstance(made[1], Item) or not made[1].options
    assert made[2] == Refused("read-out", read.id)


def test_a_word_that_is_spelt_in_the_line_is_told() -> None:
    """Letter by letter as well."""
    line = quote("It is called W-A-N-D-A, all one boat, and my uncle rows that Wanda at night.")
    made = make_item(Bank([line, quote("My aunt rows the Wanda by day.")], []), "missing-word", line)

    assert not isinstance(made, Item)


def test_in_a_long_talk_a_word_is_typed_that_it_comes_back_to() -> None:
    """Often, and far more often than others say it."""
    said = "Nobody ever asked the captain why his kettle was green and his boat was not."
    filled = [quote(f"My aunt number {n} rows across the harbour at night.", turn=n) for n in range(110)]
    again = [quote(f"The kettle of my aunt number {n} whistles at night.", turn=n) for n in range(4)]

    assert _typed(Bank([quote(said), *filled, *again], []), said) == ["kettle"]
    assert _typed(Bank([quote(said), *filled, *again[:3]], []), said) == []


def test_names_are_few_beside_the_one_that_is_typed() -> None:
    """Among others any of them could be meant; of its make not one may stand there, and it is no misspelling."""
    again = [quote(f"My uncle rowed the Firecrawl home {word}.") for word in ("alone", "again", "at night")]
    alone = "Our boat was called the Firecrawl, and nobody had painted it for years."
    listed = "Our boats are called the Firecrawl, the Wanda, the Perle and the Tinka, and nobody paints them."
    spelt = quote("My aunt rowed the Firecrawls home with the whole harbour.")
    misspelt = quote("My aunt rowed the Firecrowl home with the whole harbour.")

    assert _can_be_typed(Bank([quote(alone), *again, spelt], []), alone)
    assert not _can_be_typed(Bank([quote(listed), *again], []), listed)
    assert not _can_be_typed(Bank([quote(alone), *again, misspelt], []), alone)
    assert not _can_be_typed(Bank([quote(alone), *again, quote("They firecrawl the harbour.")], []), alone)


def _can_be_typed(bank: Bank, text: str) -> bool:
    return any(can_be_typed(bank, text, p) for p in named_places(bank, text) if p.word == "Firecrawl")
