"""What is typed in a round and meant as no answer."""

from dataclasses import replace

import pytest

from bot.games import rules as play
from bot.games.judging import Verdict
from bot.games.model import Answer, GameSnapshot, Rules
from bot.games.refusals import AlreadyAnswered, NotAnAnswer
from bot.games.rules.unmeant import comes_in, is_an_answer, is_shrug
from tests.builders import ALICE, game, item, later, opened, player, seat_at


@pytest.mark.parametrize(
    "text",
    [
        "im in", "I’m in!", "i am in", "me too", "Me 2", "count me in", "ok im in", "im in too", "count me in please",
        "deal me in", "i wanna play", "hey can i join", "me too im in", "ich bin dabei", "me as well",
    ],
)  # fmt: skip
def test_who_says_so_comes_in(text: str) -> None:
    """As people type what stands on the button."""
    assert comes_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "in",
        "me",
        "im in love",
        "im in Paris",
        "me too movement",
        "im Juni",
        "I join the army",
        "count me out",
        "join",
        "",
    ],
)
def test_other_words_are_none_of_it(text: str) -> None:
    """They are answers."""
    assert not comes_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "hmmm", "Hm…", "idk", "dunno", "I dunno", "no clue lol", "uhh no idea", "I don’t know", "not sure", "ok idk",
        "hmm hmm", "keine Ahnung", "mhm", "sorry, no idea",
    ],
)  # fmt: skip
def test_who_does_not_know_gives_no_answer(text: str) -> None:
    """Nor does who still thinks."""
    assert is_shrug(text)


@pytest.mark.parametrize(
    "text", ["idk tea", "hmm maybe tea", "nothing", "pass", "an idea", "home", "Sandra Oh", "hum", ""]
)
def test_who_guesses_answers(text: str) -> None:
    """Whatever sound comes before it; who passes has done with the round."""
    assert not is_shrug(text)


@pytest.mark.parametrize(("key", "text"), [("Me too", "me too!"), ("Hmm", "hmm…"), ("I’m in", "im in")])
def test_what_is_an_answer_stays_one(key: str, text: str) -> None:
    """Where the item has these words, or the judge takes them."""
    asked = replace(item(key, options=()), rivals=("Oh",))
    assert is_an_answer(asked, text) or play.judge_answer(asked, text).verdict is not Verdict.REJECT
    assert is_an_answer(asked, "oh")
    assert not is_an_answer(asked, "idk")


def table(*given: Answer, rules: Rules | None = None) -> GameSnapshot:
    """A typed round."""
    laid = game() if rules is None else replace(game(), rules=rules)
    return GameSnapshot(game=laid, players=(player(),), round=opened(about=item(options=())), answers=given)


@pytest.mark.parametrize("verdict", [None, Verdict.PROMPT])
def test_nothing_is_noted_of_it(verdict: Verdict | None) -> None:
    """Neither a first answer nor the second try is used up."""
    before = (
        () if verdict is None else (Answer(round_id="r1", user_id=ALICE.id, text="te", verdict=verdict, at=later(2)),)
    )
    with pytest.raises(NotAnAnswer) as refused:
        play.answer(seat_at(table(*before), ALICE), ALICE, "idk", later(5))
    assert refused.value.sentence() == "“idk” is no answer, so nothing was noted. You can still answer."


@pytest.mark.parametrize("changes", [False, True])
def test_it_takes_no_answer_back(changes: bool) -> None:
    """What stands is told."""
    before = Answer(round_id="r1", user_id=ALICE.id, text="jam", verdict=Verdict.REJECT, at=later(2))
    with pytest.raises(AlreadyAnswered) as refused:
        play.answer(seat_at(table(before, rules=Rules(changes=changes)), ALICE), ALICE, "idk", later(5))
    assert refused.value.sentence().startswith("Your answer stands: jam.")
