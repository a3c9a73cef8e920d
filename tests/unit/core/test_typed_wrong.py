"""What a reveal shows of the wrong answers that were typed: a few, each once, shortened, by nobody's name."""

from dataclasses import replace

import pytest

from bot.chat.incoming import User
from bot.games.judging import Verdict
from bot.games.model import Answer, GameSnapshot, Phase, ScoreEvent
from bot.games.round_wording import closed_round
from bot.games.typed_wording import also_typed, has_typed, wrong_answers
from content.model import Item
from tests.builders import game, later, opened, player

KEY = Item(
    id="kettle", kind="hand-written", stimulus="", stem="What did they buy?", key="a kettle", accept=("kettles",)
)
NAMES = ("Ada", "Ben", "Ines", "Leo")


def table(*typed: tuple[str, Verdict], players: int = 4, about: Item = KEY) -> GameSnapshot:
    """So many at a round, the first of whom typed that."""
    people = [User(id=name, name=name) for name in NAMES[:players]]
    given = tuple(
        Answer(round_id="r1", user_id=who.id, text=text, verdict=verdict, at=later(n))
        for n, (who, (text, verdict)) in enumerate(zip(people, typed, strict=False))
    )
    return GameSnapshot(game=game(), players=tuple(map(player, people)), round=opened(about=about), answers=given)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ([], ""),
        (["Redis", "the pot", "Bob's cat"], "Also typed: Bob's cat, the pot, Redis."),
        # The same but for case, marks and light words is one, and what most typed comes first.
        (["a pot", "Ada's grandmother", "The POT!", "pot"], "Also typed: pot, Ada's grandmother."),
        ([f"answer {n}" for n in range(9)], "Also typed: answer 0, answer 1, answer 2, answer 3, answer 4."),
        (["a\n b\tc."], "Also typed: a b c."),
        (["what?", "which?!"], "Also typed: which, what."),
        (["see https://example.org", "<@U1> knows", "discord.gg/x", "tea"], "Also typed: tea."),
        (["so many words that nobody reads them all to the end"], "Also typed: so many words that nobody reads them …"),
        ([" ", "..."], ""),
        # Who gives no answer says nothing to laugh at.
        (["dunno", "No idea!", "pass", "I don't know.", "tea"], "Also typed: tea."),
    ],
)  # fmt: skip
def test_what_was_typed_stands_in_a_line(typed: list[str], told: str) -> None:
    """Five at most."""
    assert also_typed(typed) == told


def test_what_was_right_for_anybody_is_not_among_it() -> None:
    """Nor what is the key but for its spelling."""
    laid = table(
        ("Kettle!", Verdict.REJECT), ("tea pot", Verdict.ACCEPT), ("Tea Pot", Verdict.REJECT), ("pan", Verdict.PROMPT)
    )
    assert [a.text for a in wrong_answers(laid)] == ["pan"]


@pytest.mark.parametrize(("players", "shown"), [(2, ""), (3, ""), (4, "Also typed: pan.")])
def test_of_a_few_players_everybody_could_tell_whose_it_was(players: int, shown: str) -> None:
    """So nothing is shown, as with votes; nor of a reveal that was given none."""
    laid = table(("pan", Verdict.REJECT), players=players)
    assert closed_round(laid, list[ScoreEvent](), None, typed=["pan"]).typed == shown
    assert closed_round(laid, list[ScoreEvent](), None).typed == ""


def test_only_where_words_are_typed_that_can_be_wrong() -> None:
    """Not where there are options or a number is asked for, nor in a round that was undone or has made-up endings."""
    asked = opened(about=KEY)
    assert has_typed(asked)
    assert not has_typed(replace(asked, void=True))
    assert not has_typed(replace(asked, phase=Phase.CHOOSING))
    assert not has_typed(replace(asked, item=replace(KEY, options=("a kettle", "tea"))))
    assert not has_typed(replace(asked, item=replace(KEY, kind="closest", key="12", number=12.0)))
