"""What a message says and who said it: nobody is given words that somebody else only repeats."""

import pytest

from bot.library.cited import has_words, said_in

TEA = "Tea first, decisions later."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TEA, (TEA, "Maya")),
        ("Tea first,\ndecisions later.", ("Tea first,\ndecisions later.", "Maya")),
        (f"> {TEA}", (TEA, "")),
        (f"&gt; {TEA}", (TEA, "")),
        (f"> {TEA}\n> — Hugo Prinz", (TEA, "Hugo Prinz")),
        (f"> {TEA}\n— Hugo Prinz", (TEA, "Hugo Prinz")),
        (f"> “{TEA}” — Hugo Prinz", (TEA, "Hugo Prinz")),
        (f"“{TEA}” — Hugo Prinz", (TEA, "Hugo Prinz")),
        (f"“{TEA}”", (f"“{TEA}”", "Maya")),
        (f"> {TEA}\nI love this line.", ("I love this line.", "Maya")),
        (f"Hear, hear.\n> {TEA}\nI love it.", ("Hear, hear.\nI love it.", "Maya")),
        (f"> {TEA}\n- fair point", ("- fair point", "Maya")),
        (f"> {TEA}\n🎉", (TEA, "")),
        (f"> {TEA}\n:tada: :tada:", (TEA, "")),
        (">>> Tea first,\ndecisions later.", ("Tea first,\ndecisions later.", "")),
        ("> 🎉\nTea first.", ("Tea first.", "Maya")),
        ("> We stand by Ann", ("We stand by Ann", "")),
        ("We were 3 > 2 then.", ("We were 3 > 2 then.", "Maya")),
    ],
)
def test_words_are_told_with_who_said_them(text: str, told: tuple[str, str]) -> None:
    """Quoted lines are nobody's unless a name stands with them; beside own words they are left out."""
    assert said_in(text, "Maya") == told


@pytest.mark.parametrize(
    ("text", "is_so"), [("Tea.", True), ("…", False), (":tada: :+1:", False), ("4:30 or 5:15?", True)]
)
def test_what_are_words(text: str, is_so: bool) -> None:
    """Emoji are none, however a platform writes them."""
    assert has_words(text) is is_so
