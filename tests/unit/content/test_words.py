"""missing-word and true-or-swapped: which words can be asked for, and what could stand in their place."""

import pytest

from content.items import Bank, make_item
from content.items.gaps import typed_places
from content.items.kin import KIND, SIBLINGS
from content.items.rules import SWAPPED, TRUE
from content.items.words import alternatives, fitting_places, swaps
from content.model import Item, Pack
from content.text import words
from tests.builders import quote


def test_a_missing_word_fills_the_gap(items: list[Item], round_table: Pack) -> None:
    """The key, and only the key, restores the quote."""
    said = {q.id: q.text for q in round_table.quotes}
    for item in (i for i in items if i.kind == "missing-word"):
        assert item.stimulus.replace("_____", item.key) == said[item.quote_id or ""]
        assert not set(words(said[item.quote_id or ""])) & (set(item.options) - {item.key})


def test_a_word_that_is_typed_is_told_by_its_first_letter_and_its_length() -> None:
    """It stands in another quote too, and no other word of the pack begins, ends and is as long."""
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
    assert made.stem == "Which word is missing? It begins with “k” and has 6 letters."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The lanterns and the lantern hung from the ceiling.", "another word of its family"),
        ("Lantern oil is never cheap.", "at the beginning, where every word is written large"),
        ("We read by lantern-light until noon.", "half of a word"),
        ("Something was wrong, probably somewhere else.", "words that tell nothing"),
        ("They were bloody shitty and brave.", "not in company"),
        ("What would you call the lantern, the lamp?", "said better at once"),
        ("I know about the oil, but the lantern of them!", "nobody can see of what"),
    ],
)
def test_words_that_are_not_typed(text: str, why: str) -> None:
    """Though another quote holds them."""
    again = "Lantern, shitty, wrong, probably, somewhere: I shout lantern and shitty at nobody in the light."

    assert [p.word for p in typed_places(Bank([quote(text), quote(again)], []), text)] == [], why


def test_what_is_swapped_in_is_no_near_synonym() -> None:
    """Nobody remembers whether it was "often" or "usually"."""
    bank = Bank([quote("Our boats usually come home with nobody in the fog.")], [])
    place = next(p for p in fitting_places(bank, bank.quotes[0].text) if p.word == "usually")

    assert set(swaps(bank, bank.quotes[0], place, "true-or-swapped")) == {"sometimes", "rarely"}


def test_a_sibling_is_about_as_frequent() -> None:
    """Beside a common word a rare one would look odd, however well the pack knows it."""
    text = "Nobody told the doctor and nobody told the cat."
    bank = Bank([quote(text), quote("A pharmacist met a pharmacist."), quote("The surgeon slept.")], [])
    place = next(p for p in fitting_places(bank, text) if p.word == "doctor")

    assert alternatives(bank, bank.quotes[0], place, "missing-word")[-1] == "pharmacist"


def test_a_swapped_word_is_of_the_same_kind(items: list[Item], round_table: Pack) -> None:
    """What is shown differs from what was said in one word, or in none; the reveal tells which."""
    said = {q.id: q.text for q in round_table.quotes}
    shown = [i for i in items if i.kind == "true-or-swapped"]
    assert 0.3 < sum(i.key == TRUE for i in shown) / len(shown) < 0.7
    for item in shown:
        pairs = zip(words(item.stimulus), words(said[item.quote_id or ""]), strict=True)
        changed = [pair for pair in pairs if pair[0] != pair[1]]
        assert len(changed) == (item.key == SWAPPED)
        assert all(KIND[a] == KIND[b] and a in item.explanation for a, b in changed if a.islower() and a in KIND)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The captain polished the brass lamp before breakfast.", {"breakfast"}),
        ("She reads Python Weekly and lives in South Africa.", set()),
        ("She was able to notice that nobody wrote.", set()),
        ("My pencil engine helped the train station.", set()),
        ("Nobody can exaggerate a storm twice.", {"storm"}),
        ("The nurse and the doctor agreed on a Tuesday.", {"Tuesday"}),
        ("We need two or three boxes.", set()),
        ("The lift took three things: a kettle, a rug, me.", set()),
        ("Even a large dog barks in the long run.", set()),
        ("My lawyer asked about the lawsuit.", set()),
        ("You never meet anybody here, and you rarely ask.", set()),
        ("The year was over, and the director of the bank left.", set()),
    ],
)
def test_which_words_can_be_asked_for(text: str, asked: set[str]) -> None:
    """Words with kin, where their kin could stand as well and nothing near tells them apart."""
    assert {p.word for p in fitting_places(Bank([], []), text)} == asked


def test_kin_have_one_home() -> None:
    """A word stands in one set, and every word of a set has its kin in it."""
    assert all(word in SIBLINGS[other] for word, others in SIBLINGS.items() for other in others)
    assert all(len(set(others)) == len(others) for others in SIBLINGS.values())
