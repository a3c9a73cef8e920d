"""An import says what is not done in the transcript's language."""

import pytest

from bot.wording.imports import language_limits


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("en", []),
        ("", []),
        ("de", ["The language is German: only rules and items that need no English are used"]),
        (
            "nl",
            [
                "The language is Dutch: only rules and items that need no English are used; typed answers are judged by "
                "their letters, endings and number words are not covered"
            ],
        ),
    ],
)
def test_what_a_language_lacks(code: str, told: list[str]) -> None:
    """Nothing for English; endings and numbers are covered in German, French and Spanish."""
    assert language_limits(code) == told
