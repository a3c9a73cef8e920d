"""Which sentences with a question mark ask for more than a nod."""

import pytest

from content.items.question import is_asking


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Where did you leave the second kettle?", True), ("And what did she say, your sister?", True),
        ("“Is it the valve?”", True), ("Do you know what I mean?", True), ("It works, doesn't it? And why?", True),
        ("Right?", True), ("Is that right?", True), ("It rusts.", False),
        ("It would leak through the lid, you know what I mean?", False), ("We pay for four of them, right?", False),
        ("The valve is the problem, isn't it?", False), ("So you see... you know?", False),
        ("They were all asleep, were they?", False), ("The lid is on – okay?", False),
    ],
)  # fmt: skip
def test_a_nod_is_no_question(text: str, asks: bool) -> None:
    """A reveal tells what was asked only where something was."""
    assert is_asking(text) is asks
