"""A quote that cannot stand alone."""

import pytest

from content.completeness import has_dangling_reference
from content.items import MADE, Bank, Refused
from content.items.features.line import Line, line
from tests.builders import offered, quote, refused


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Once they encounter a storm, the boats turn round.", True),
        ("Is this reasonable? Nobody in the harbour thinks so.", True),
        ("How much of it is paint and how much of it is rust?", True),
        ("Is it fair to say that nobody reads the plan?", False),
        ("People who say they can swim have never met a seal.", False),
        ("The boats turn round once they encounter a storm.", False),
    ],
)
def test_a_quote_that_points_back(bank: Bank, text: str, back: bool) -> None:
    """What it points at is out of sight; how much that takes from a round its worth tells."""
    assert has_dangling_reference(text) is back
    assert dict(line(bank, Line(text)))["leans"] is back


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Every morning I -- we count the boats in the harbour.", True),
        ("You count the boats in the harbour, and then...", True),
        ("What do you call that...? The boats in the harbour.", True),
        ("“Who counts the boats in the harbour?”", True),
        ("Is, by the way, what we call a harbour without boats.", True),
        ("Is it late? We count them.", False),
        ("We count the boats... Nobody counts the gulls...", False),
    ],
)
def test_what_was_not_said_to_its_end_is_not_asked_about(bank: Bank, text: str, broken: bool) -> None:
    """And its ending is no option either."""
    rules = {refused(made) for k in MADE if isinstance(made := offered(bank, k, quote(text)), Refused)}

    assert ("broken-speech" in rules) is broken
    assert not Bank([quote(text)], []).cuts
