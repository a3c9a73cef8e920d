"""What a passage owes to what was said before, by its form."""

import pytest

from content.quotes.features import Place, Shape
from content.quotes.independence import STANDING, standing
from content.quotes.measures import measure
from content.quotes.sentences import sentences
from content.quotes.talk import talk_of
from content.text import length
from content.worth import worth_of_pairs


def told(text: str, place: Place | None = None) -> dict[str, float]:
    """The features that are there."""
    shape = Shape(text, text, [length(s) for s in sentences(text)])
    found = standing(shape, measure(text, talk_of(())), place or Place())
    return {name: float(value) for name, value in zip(STANDING, found, strict=True)}


@pytest.mark.parametrize(
    ("name", "there", "missing"),
    [
        ("goes-on", "Then the plan burns in winter.", "The plan burns, and then it is winter."),
        ("goes-on", "“The other captain never read it.”", "The captain of the other harbour never read it."),
        ("for-all", "If you burn a plan, keep the ashes.", "I keep the ashes if you burn a plan."),
        ("for-all", "The best captain burns no plan.", "The captain burns the best plan."),
        ("introduces", "I work at the harbour of Brest.", "The harbour is where I work."),
        ("introduces", "We’re a small harbour in the north.", "A small harbour is what we are."),
        ("demonstrates", "Nobody burns those plans in winter.", "Nobody burns plans in those, or these."),
        ("demonstrates", "It was the end of that harbour.", "It was the end that the harbour feared."),
        ("recalls", "I can't remember who burnt it.", "I remember who burnt it."),
        ("and-so-on", "They burn plans, letters, or whatever.", "They burn plans and letters."),
        ("voice-first", "“Burn it!” is what the captain said.", "The captain said “Burn it!”"),
        ("short-end", "The harbour lost every plan. It burnt.", "It burnt. The harbour lost every plan it had."),
        ("untelling", "It is what it is, and so on.", "The captain burnt the harbour's drawer in winter."),
    ],
)
def test_a_form_is_told(name: str, there: str, missing: str) -> None:
    """And one that only looks like it is not."""
    assert told(there)[name] == 1.0
    assert told(missing)[name] == 0.0


def test_shares_and_places() -> None:
    """Of sentences that begin with oneself, of the last one; how long the turn is, and whether a host asks somebody."""
    found = told("I burnt it. My captain laughed. Nobody else did.", Place(turn=12, asks=0.5))
    assert found["self-sentences"] == pytest.approx(2 / 3)
    assert found["last-share"] == pytest.approx(3 / 9)
    assert (found["short-turn"], found["middling-turn"], found["asks-you"]) == (1.0, 0.0, 0.0)

    found = told("Did you burn your plan in winter?", Place(turn=30, asks=0.5))
    assert (found["short-turn"], found["middling-turn"]) == (0.0, 1.0)
    assert found["asks-you"] == pytest.approx(0.5 * 2 / 7)


def test_pairs_are_worth_what_the_table_says() -> None:
    """Only where the two follow each other; a text of one word has none."""
    assert worth_of_pairs(["kettlewatch"]) == worth_of_pairs([]) == 0.0
    assert worth_of_pairs(["zyx", "xyz"]) == 0.0
    assert worth_of_pairs(["i", "never"]) != 0.0
