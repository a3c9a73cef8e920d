"""An import says what is not done in the transcript's language."""

import pytest

from bot.library.import_wording import language_limits

LIMITED = "only rules and items that need no English are used"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("en", []),
        ("", []),
        ("de", [f"The language is German: {LIMITED}"]),
        ("fr", [f"The language is French: {LIMITED}"]),
        ("es", [f"The language is Spanish: {LIMITED}"]),
        *(
            (code, [f"The language is {name}: {LIMITED}; typed answers are judged by their letters alone"])
            for code, name in (("nl", "Dutch"), ("it", "Italian"), ("pt", "Portuguese"), ("ja", "Japanese"))
        ),
    ],
)
def test_what_a_language_lacks(code: str, told: list[str]) -> None:
    """Nothing for English; endings and numbers are covered in German, French and Spanish."""
    assert language_limits(code) == told
