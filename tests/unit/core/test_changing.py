"""Answers that may be changed until the round closes: the last one counts, its time too."""

from dataclasses import replace

import pytest

from bot.games import rules as play
from bot.games.judging import Verdict
from bot.games.model import Answer, PlayerView, RoundState, Rules
from bot.games.refusals import AlreadyAnswered, RoundIsClosed
from tests.builders import ALICE, game, item, later, opened, player


def seat(before: Answer | None = None, *, changes: bool = True, typed: bool = False) -> PlayerView:
    """Alice at an open round."""
    about = item(options=()) if typed else item()
    return PlayerView(
        game=game(rules=Rules(changes=changes)), round=opened(about=about), player=player(), answer=before
    )


def held(text: str = "jam", seconds: float = 5, verdict: Verdict = Verdict.REJECT, tries: int = 1) -> Answer:
    """What she answered before."""
    return Answer(round_id="r1", user_id="alice", text=text, verdict=verdict, at=later(seconds), tries=tries)


def test_a_later_answer_takes_the_place_of_the_earlier_one() -> None:
    """Right or wrong, with its own time."""
    [given] = play.answer(seat(held()), ALICE, "tea", later(9))
    assert given == play.AnswerGiven(held("tea", 9, Verdict.ACCEPT), change=True)
    [worse] = play.answer(seat(held("tea", 5, Verdict.ACCEPT)), ALICE, "ink", later(9))
    assert worse == play.AnswerGiven(held("ink", 9), change=True)


@pytest.mark.parametrize(
    ("before", "text", "seconds"),
    [(held(), "jam", 9), (held(seconds=9), "tea", 5)],
    ids=["the same", "overtaken"],
)
def test_what_changes_nothing_is_refused(before: Answer, text: str, seconds: float) -> None:
    """The same again, which would only cost time, and what was given before the one that stands."""
    with pytest.raises(AlreadyAnswered):
        play.answer(seat(before), ALICE, text, later(seconds))


def test_a_second_try_is_one_as_ever() -> None:
    """After a PROMPT, which is no answer yet."""
    [second] = play.answer(seat(held("te", 5, Verdict.PROMPT), typed=True), ALICE, "tea", later(9))

    assert isinstance(second, play.AnswerGiven)
    assert (second.answer.tries, second.change) == (2, False)


def test_without_the_choice_the_first_one_counts() -> None:
    """As ever."""
    with pytest.raises(AlreadyAnswered):
        play.answer(seat(held(), changes=False), ALICE, "tea", later(9))


def test_nothing_changes_after_the_close() -> None:
    """Whatever was chosen."""
    closed = replace(seat(held()), round=replace(opened(), state=RoundState.CLOSED))
    with pytest.raises(RoundIsClosed):
        play.answer(closed, ALICE, "tea", later(9))
