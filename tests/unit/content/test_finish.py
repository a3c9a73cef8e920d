"""finish-the-quote: where a quote can be cut, and which endings go on in the same way."""

import pytest

from content.items import Bank
from content.items.stems import stems
from content.items.tails import cuts
from content.model import Item
from tests.builders import offered, quote

WANTED = (
    "I went down to the harbour every morning to watch the ships.",
    "My brother learned to swim in one summer to impress the neighbours.",
    "We closed the museum for a whole week to repair the ceilings.",
    "My aunt bought the oldest bicycle in the village to annoy the landlord.",
    "The monks rang the church bells at midnight to celebrate the winter.",
)


def test_a_finished_quote_is_the_quote() -> None:
    """Beginning and key together are the words that were said; the other endings are about something else."""
    bank = Bank([quote(text) for text in WANTED], [])
    made = [i for q in bank.quotes if isinstance(i := offered(bank, "finish-the-quote", q), Item)]

    assert len(made) == len(WANTED)
    for item, text in zip(made, WANTED, strict=True):
        assert f"{item.stimulus.removesuffix(' …')} {item.key}" == text
        assert all(any(text.endswith(option) for text in WANTED) for option in item.options)
        assert all(not stems(a) & stems(b) for a in item.options for b in item.options if a != b)


@pytest.mark.parametrize(
    "text",
    [
        "The plumber lost his favourite hammer and came back to look for that hammer.",
        "My sister painted the whole kitchen and asked me to look at it.",
        "The two pumps in the cellar failed and nobody wanted to repair both pumps.",
        "Everybody in the village agreed that the captain had promised to be there.",
        "We counted the boats in the harbour twice and decided to count to 40.",
    ],
)
def test_an_ending_that_goes_with_its_beginning_only_is_not_asked_for(text: str) -> None:
    """It says a word again, points back, agrees with it, or looks like no other."""
    assert not [cut for cut in cuts(text) if cut.tail.startswith("to ")]


def test_a_cut_never_tears_a_bracket() -> None:
    """Half a bracket tells which ending belongs to which beginning."""
    text = "We were able to see the coast (and with it the whole of the harbour) from up there."

    assert all(cut.head.count("(") == cut.head.count(")") for cut in cuts(text))


@pytest.mark.parametrize(
    "text",
    [
        "Nobody reads plans.",
        "One two three four five six seven eight nine.",
    ],
)
def test_quotes_that_cannot_be_cut(text: str) -> None:
    """Too short, or without a place where it would not feel torn."""
    assert cuts(text) == []
