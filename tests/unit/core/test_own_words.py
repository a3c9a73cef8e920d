"""What somebody said, known in other texts, and taken out of what was asked about it."""

from dataclasses import asdict, replace

import pytest

from bot.chat.identity import TEAMMATE
from bot.library.own_words import TAKEN_OUT, OwnWords, scrubbed
from content.model import Item
from tests.builders import item

TEA = "Tea first, decisions later, regrets in the minutes."
ADA = OwnWords(names=frozenset({"Ada Novak"}), numbers=frozenset({1}), ids=frozenset({"q1"}), texts=frozenset({TEA}))


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        (TEA, True),
        (f"She said: “{TEA.lower()}”", True),
        ("Was it Ada Novak?", True),
        ("was it ADA NOVAK", True),
        ("Was it Ada?", False),
        ("Nobody reads the plan until it is on fire.", False),
        ("", False),
    ],
)
def test_a_text_that_says_or_names_them(text: str, theirs: bool) -> None:
    """However it is written."""
    assert ADA.is_in(text) is theirs


@pytest.mark.parametrize(
    ("asked", "theirs"),
    [
        (item(quote_id="q1"), True),
        (replace(item(quote_id="q2"), quote_ids=("q2", "q1")), True),
        (replace(item(quote_id="q2"), explanation=TEA), True),
        (item(quote_id="q2"), False),
        (item(quote_id=None), False),
    ],
)
def test_an_item_about_their_words(asked: Item, theirs: bool) -> None:
    """By its quotes, or by what it shows."""
    assert ADA.asks(asked) is theirs


def test_of_an_item_about_their_words_nothing_is_left_but_what_it_was() -> None:
    """Its id, kind and quotes stay; every other text is taken out."""
    frozen = asdict(item(quote_id="q1"))
    left = scrubbed(frozen, ADA)

    assert {name: left[name] for name in ("id", "kind", "quote_id")} == {
        "id": "item-tea", "kind": "missing-word", "quote_id": "q1"
    }  # fmt: skip
    assert (left["stem"], left["key"], left["options"]) == (TAKEN_OUT, TAKEN_OUT, [TAKEN_OUT] * 3)
    assert left["explanation"] == ""


def test_an_item_that_names_them_names_a_teammate() -> None:
    """What others said stays."""
    named = replace(item("Ben Osei", options=("Ben Osei", "Ada Novak", "Ines Moreau"), quote_id="q2"), explanation=TEA)
    left = scrubbed(asdict(named), ADA)

    assert left["options"] == ["Ben Osei", TEAMMATE, "Ines Moreau"]
    assert (left["stem"], left["key"], left["explanation"]) == (named.stem, "Ben Osei", TAKEN_OUT)


def test_an_item_without_them_is_left_alone() -> None:
    """As it was kept."""
    frozen = asdict(item(quote_id="q2"))
    assert scrubbed(frozen, ADA) is frozen
