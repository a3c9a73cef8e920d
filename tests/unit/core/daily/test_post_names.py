"""How one of several daily posts of a place is named, and which are meant."""

import pytest

from bot.daily.names import is_everything, is_named, named

QUOTE, GUESS = "quote", "guess"


@pytest.mark.parametrize(
    ("pack", "style", "known", "options"),
    [
        ("", QUOTE, [("", QUOTE)], "style=quote"),
        ("", QUOTE, [("", QUOTE), ("talk", GUESS)], "style=quote"),
        # Another of that style: from which pack has to be said, and that of none too.
        ("", QUOTE, [("", QUOTE), ("talk", QUOTE)], "style=quote pack=none"),
        ("talk", QUOTE, [("talk", QUOTE)], "style=quote pack=talk"),
        ("two words", QUOTE, [], 'style=quote pack="two words"'),
    ],
)
def test_the_options_that_mean_one_alone(pack: str, style: str, known: list[tuple[str, str]], options: str) -> None:
    """No more than has to be said."""
    assert named(pack, style, known) == options


@pytest.mark.parametrize(
    ("pack", "said", "packs", "meant"),
    [
        ("talk", None, ["talk"], True),
        ("", None, ["talk"], True),
        ("talk", "TALK", ["talk", "show"], True),
        ("show", "talk", ["talk", "show"], False),
        ("show", "elsewhere", ["talk", "show"], False),
        ("talk", "all", ["talk", "show"], True),
        ("", "Everything", ["talk"], True),
        ("", "none", ["talk", ""], True),
        ("talk", "none", ["talk", ""], False),
        # A pack may be called so.
        ("none", "none", ["none", ""], True),
        ("", "none", ["none", ""], False),
        ("all", "all", ["all", "talk"], True),
        ("talk", "all", ["all", "talk"], False),
    ],
)
def test_which_posts_a_word_names(pack: str, said: str | None, packs: list[str], meant: bool) -> None:
    """By a pack's name; none for those of no pack, all for every one, unless a pack has that name."""
    assert is_named(pack, said, packs) is meant


@pytest.mark.parametrize(
    ("said", "packs", "all_"),
    [
        (None, [], False),
        ("both", ["talk"], True),
        ("ALL", [], True),
        ("all", ["All"], False),
        ("talk", ["talk"], False),
    ],
)
def test_a_word_for_all_of_them(said: str | None, packs: list[str], all_: bool) -> None:
    """Nothing said is not said to be all."""
    assert is_everything(said, packs) is all_
