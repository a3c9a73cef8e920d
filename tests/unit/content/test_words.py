"""missing-word and true-or-swapped: which names and words can be asked for, and what could stand in their place."""

import csv
from pathlib import Path

import pytest

from content.items import Bank
from content.items.gaps import typed_places
from content.items.known import tells_own
from content.items.named import can_be_typed, is_told, named_places, rivals
from content.items.names import MAKES, makes_of, names_in
from content.items.rules import SWAPPED, TRUE
from content.items.words import Place
from content.model import Item, Pack, Speaker
from content.text import is_balanced, readable_title, words
from tests.builders import offered, quote

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
    typed = [p.word for p in named_places(bank, text) if can_be_typed(bank, text, p)]
    typed += [] if bank.weighed else _typed(bank, text)
    found = "pressed" if word in pressed else "typed" if word in typed else "no"

    assert found == expected


def test_a_missing_word_fills_the_gap(items: list[Item], round_table: Pack) -> None:
    """The key, and only the key, restores the quote."""
    said = {q.id: q.text for q in round_table.quotes}
    for item in (i for i in items if i.kind == "missing-word"):
        assert item.stimulus.replace("_____", item.key) == said[item.quote_id or ""]
        assert not set(words(said[item.quote_id or ""])) & (set(item.options) - {item.key})


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
    made = [offered(Bank([one], []), "true-or-swapped", one) for one in (quote(text), quote(f"{text} Really so."))]
    shown = {i.stimulus: i for i in made if isinstance(i, Item)}

    assert shown
    for stimulus, item in shown.items():
        assert item.key == TRUE or any(other in stimulus for other in swapped)


@pytest.mark.parametrize(
    ("text", "was", "mark"),
    [
        ("My aunt paid $180 for the lamp of the lighthouse.", "“$180”", "$"),
        ("My aunt paid €20,000 for the lamp of the lighthouse.", "“€20,000”", "€"),
        ("Only 24% of the telegrams came back to the harbour office.", "“24%”", "%"),
    ],
)
@pytest.mark.parametrize("kind", ["true-or-swapped", "two-truths"])
def test_an_amount_is_told_with_its_sign(text: str, was: str, mark: str, kind: str) -> None:
    """Both that was said, and that stands in its place."""
    others = [quote(t) for t in ("Nobody there sold 90 carts in one winter.", "Somebody lost 46 boats near that pier.")]
    lines = [quote(text + more) for more in ("", " So it was.", " Really.", " She told us.")]
    made = [offered(Bank([one, *others], []), kind, one) for one in lines]
    told = [i.explanation for i in made if isinstance(i, Item) and i.key != TRUE]

    assert told
    for explanation in told:
        other = explanation.split("”")[0]
        assert mark in other
        assert explanation.endswith(f"was swapped in for {was}.")


def _place(bank: Bank, text: str, name: str) -> Place:
    return next(p for p in named_places(bank, text) if p.word == name)


def _typed(bank: Bank, text: str) -> list[str]:
    return [p.word for p in typed_places(bank, text)]


def _changed(shown: str, said: str) -> list[str]:
    """The words that only what is shown has; of money its number."""
    return [w.strip("$€£%") for w in shown.split() if w not in said.split() and w.strip(".,") == w]


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


def test_a_word_that_is_spelt_in_the_line_is_told() -> None:
    """Letter by letter as well."""
    line = quote("It is called W-A-N-D-A, all one boat, and my uncle rows that Wanda at night.")
    made = offered(Bank([line, quote("My aunt rows the Wanda by day.")], []), "missing-word", line)

    assert not isinstance(made, Item)


def test_a_name_that_is_typed_is_written_so_that_it_can_be() -> None:
    """Neither several of them, nor somebody's, nor one that is spelt out beside it."""
    for text in (
        "Our boats were the Firecrawls, and nobody had painted them for years.",
        "That boat was the Firecrawl's, and nobody had painted it for years.",
        "Our boat was the Firecrawl (FC), and nobody had painted it for years.",
    ):
        assert not _can_be_typed(Bank([quote(text), quote("My uncle rowed the Firecrawl home.")], []), text)
    alone = "Our boat was called the Firecrawl, and nobody had painted it for years."
    assert _can_be_typed(Bank([quote(alone)], []), alone)


def _can_be_typed(bank: Bank, text: str) -> bool:
    return any(can_be_typed(bank, text, p) for p in named_places(bank, text) if p.word.startswith("Firecrawl"))


@pytest.mark.parametrize(
    ("text", "name", "asked"),
    [
        ("My aunt rowed to the Harbour Fair of Lanterns in her own boat.", "Harbour Fair", False),
        ("My aunt rowed to the Harbour Fair in the rain with her own boat.", "Harbour Fair", True),
        ("My aunt wrote to Ostend and Malmo about her own boat.", "Ostend", True),
        ("My aunt has her own take on KTV, kettle tea version, at night.", "KTV", False),
        ("My aunt has her own take on KTV, and drinks her tea at night.", "KTV", True),
    ],
)
def test_a_name_is_asked_whole_and_not_where_its_letters_are_spelt_out(text: str, name: str, *, asked: bool) -> None:
    """What always goes on in the same way is the beginning of a longer name."""
    again = "My uncle never saw the Harbour Fair of Lanterns by day." if "Fair of" in text else f"My uncle saw {name}."
    bank = Bank([quote(text), quote(again)], [])

    assert any(p.word == name for p in named_places(bank, text)) is asked


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("go-time-314", "Go Time 314"), ("changelog--friends-105", "Changelog Friends 105"), ("talk", "Talk"),
        ("the_state_of_the_API", "The State of the API"), ("2024-03-01-standup", "2024-03-01 Standup"),
        ("release-v1.2", "Release V1.2"), ("überfällige-dinge", "Überfällige Dinge"), ("-", "-"), ("", ""),
        # What somebody wrote as a title is left alone.
        ("The round table", "The round table"), ("on plans", "on plans"), ("E-Mail", "E-Mail"), ("GoTime", "GoTime"),
    ],
)  # fmt: skip
def test_a_title_that_is_the_name_of_a_file_is_read_in_words(title: str, read: str) -> None:
    """The name itself stays what people type."""
    assert readable_title(title) == read


def test_two_names_beside_each_other_are_no_third_one() -> None:
    """“The Emacs Vim wars” ask for no “Emacs Vim”; what is always said in two words is one name."""
    said = ("My uncle taught me Zorbix in the harbour.", "My aunt taught me Quillo in the bakery.")
    both = "My whole family fought the long Zorbix Quillo wars in the burning harbour."
    town = "My whole family fought the long Puerto Quillo wars in the burning harbour."
    others = [quote(text, turn=n) for n, text in enumerate(said * 3)]

    def asked(text: str) -> set[str]:
        bank = Bank([quote(text, turn=20), *others], [])
        return {p.word for p in named_places(bank, text) if can_be_typed(bank, text, p)}

    assert "Zorbix Quillo" not in asked(both)
    assert "Zorbix Quillo" in {p.word for p in named_places(Bank([quote(both), *others], []), both)}
    assert "Puerto Quillo" in asked(town)


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ('He said "no" and then "yes".', True),
        ('"No," he said, "yes."', True),
        ("A boat (of paper) [laughter] sank.", True),
        ('We are the best harbour", however small. I was like, "No.', False),
        ('The harbour "of the "small" boats" sank.', False),
        ("The boats” of paper “sank.", False),
        ("The boats) of paper (sank.", False),
        ("The boats (of paper sank.", False),
    ],
)
def test_what_is_closed_was_opened(text: str, *, balanced: bool) -> None:
    """A part of a quotation is none, though its marks are as many as a whole one's."""
    assert is_balanced(text) is balanced
