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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We sat at Harbour.Space in the rain. It was cold.", ["We sat at Harbour.Space in the rain.", "It was cold."]),
        ("I write ASP.NET by the sea.", ["I write ASP.NET by the sea."]),
        ("I met Jane.Then it rained.", ["I met Jane.", "Then it rained."]),
        ("I was done.Jane left.", ["I was done.", "Jane left."]),
        ("Yes.Maybe it rains.", ["Yes.", "Maybe it rains."]),
    ],
)  # fmt: skip
def test_a_name_with_a_point_in_it_is_not_cut(text: str, parts: list[str]) -> None:
    """Where only the space is missing between two sentences, these are two."""
    assert sentences(text) == parts
