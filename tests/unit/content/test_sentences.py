"""Where sentences end in English talks."""

import pytest

from content.quotes.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We rented J.D. Ferryman's yard. It rained.", ["We rented J.D. Ferryman's yard.", "It rained."]),
        ("That was C.S. Quill, not me.", ["That was C.S. Quill, not me."]),
        ("We moved to the U.S. Then it rained.", ["We moved to the U.S.", "Then it rained."]),
        ("It was J.R. The end.", ["It was J.R.", "The end."]),
        ("Nobody saw J.D.", ["Nobody saw J.D."]),
    ],
)  # fmt: skip
def test_initials_are_not_cut_from_their_name(text: str, parts: list[str]) -> None:
    """A place's do end a sentence, and what begins one is no name."""
    assert sentences(text) == parts
