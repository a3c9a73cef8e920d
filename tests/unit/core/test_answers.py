"""Answers in a round: which are taken, which stand, which are refused."""

from dataclasses import replace

import pytest

from bot.errors import Refusal
from bot.games import rules as play
from bot.games.judging import Verdict
from bot.games.model import (
    GameSnapshot,
    GameState,
    Pace,
    Phase,
    Round,
    RoundState,
    Rules,
)
from bot.games.refusals import (
    AlreadyAnswered,
    GamePaused,
    LobbyOpen,
    NoGame,
    NotAnAnswer,
    RoundIsClosed,
    RoundNotOpen,
)
from bot.games.rules.answers import removed_option
from content.model import Item
from tests.builders import ALICE, BOB, asked, game, item, later, opened, player, seat_at
from tests.unit.core.laid import answered, paused, table


def test_a_right_and_a_wrong_answer_are_both_recorded() -> None:
    """What it is worth is hidden until the reveal."""
    (right,) = play.answer(seat_at(table(), ALICE), ALICE, "tea", later(3))
    (wrong,) = play.answer(seat_at(table(), ALICE), ALICE, "jam", later(3))

    assert right == play.AnswerGiven(answered(ALICE, seconds=3))
    assert wrong == play.AnswerGiven(answered(ALICE, "jam", seconds=3, verdict=Verdict.REJECT))


def test_whoever_answers_becomes_a_player() -> None:
    """Without being waited for in this round."""
    first, _ = play.answer(seat_at(table(), BOB), BOB, "tea", later(3))

    assert first == play.PlayerChanged("g1", player(BOB, joined=False))


def test_the_time_of_an_answer_is_never_before_the_round() -> None:
    """A platform's clock may be ahead of ours."""
    (given,) = play.answer(seat_at(table(), ALICE), ALICE, "tea", later(-3))

    assert isinstance(given, play.AnswerGiven)
    assert given.answer.at == later(0)


@pytest.mark.parametrize(
    ("laid", "at", "refusal"),
    [
        (table(answered(ALICE)), 6, AlreadyAnswered),
        (table(), 20.1, RoundIsClosed),
        (replace(table(), round=asked()), 5, RoundNotOpen),
        (replace(table(), round=replace(opened(), state=RoundState.CLOSED)), 5, RoundIsClosed),
        (replace(table(), round=None), 5, NoGame),
        (replace(table(), game=replace(game(), state=GameState.OVER)), 5, NoGame),
        (replace(table(), game=replace(game(), state=GameState.LOBBY)), 5, LobbyOpen),
        # In a pause what came before it counts: nothing does in a round that was announced while it lasted.
        (paused(left=12), 8.1, GamePaused), (paused(left=20), 0, GamePaused), (paused(left=None), 0, GamePaused),
    ],
)  # fmt: skip
def test_answers_that_are_refused(laid: GameSnapshot, at: float, refusal: type[Refusal]) -> None:
    """Twice, too late, too early, in no game."""
    with pytest.raises(refusal):
        play.answer(seat_at(laid, ALICE), ALICE, "tea", later(at))


def test_what_says_nothing_uses_up_no_try() -> None:
    """Unless the answer is a sign itself, or there is something to choose from."""
    typed = replace(table(), round=opened(about=item(options=())))
    for text in ("...", "  ", "🙂"):
        with pytest.raises(NotAnAnswer) as refused:
            play.answer(seat_at(typed, ALICE), ALICE, text, later(5))
        assert refused.value.facts == {"value": text}
    (given,) = play.answer(
        seat_at(replace(table(), round=opened(about=item("!=", options=()))), ALICE), ALICE, "!=", later(5)
    )
    assert isinstance(given, play.AnswerGiven)
    assert given.answer.verdict is Verdict.ACCEPT


@pytest.mark.parametrize(("pace", "alone"), [(Pace.SOLO, True), (Pace.NORMAL, False)])
def test_who_comes_too_late_is_told_what_to_do(pace: Pace, alone: bool) -> None:
    """Alone there is a button for the next round; in a game it comes by itself."""
    with pytest.raises(RoundIsClosed) as refused:
        play.answer(seat_at(table(rules=Rules(pace=pace)), ALICE), ALICE, "tea", later(21))
    assert refused.value.facts == {"alone": alone, "answer": ""}


@pytest.mark.parametrize(
    ("closed", "at", "told"),
    [
        (opened(), 5, "tea"), (opened(), 79, "tea"),
        # Long after it, of a round that was undone, and where players write what is asked.
        (opened(), 81, ""), (replace(opened(), void=True), 5, ""), (replace(opened(), phase=Phase.CHOOSING), 5, ""),
    ],
)  # fmt: skip
def test_who_comes_a_moment_too_late_is_told_the_answer(closed: Round, at: float, told: str) -> None:
    """The reveal tells it as well; after the last round too."""
    shut = replace(table(), round=replace(closed, state=RoundState.CLOSED))
    over = replace(shut, game=replace(game(), state=GameState.OVER))
    for laid, refusal in ((shut, RoundIsClosed), (over, NoGame)):
        with pytest.raises(refusal) as refused:
            play.answer(seat_at(laid, ALICE), ALICE, "jam", later(at))
        assert refused.value.facts["answer"] == told
        assert ("the answer was tea." in refused.value.sentence()) is bool(told)


def test_a_deadline_that_has_passed_tells_nothing_while_answers_may_be_on_their_way() -> None:
    """The round is not closed yet: somebody's answer in time waits for its turn."""
    with pytest.raises(RoundIsClosed) as refused:
        play.answer(seat_at(table(), ALICE), ALICE, "jam", later(20.1))
    assert refused.value.facts["answer"] == ""


def test_what_a_hint_took_away_is_no_answer_any_more() -> None:
    """For whoever took it, also where answers may be changed; the try is not used up."""
    shown = opened()
    wrong = shown.item.options[removed_option(shown)]
    hinted = replace(seat_at(table(), ALICE), hinted=True)
    changed = replace(seat_at(table(answered(ALICE), rules=Rules(changes=True)), ALICE), hinted=True)
    for seat in (hinted, changed):
        with pytest.raises(NotAnAnswer) as refused:
            play.answer(seat, ALICE, wrong, later(5))
    assert refused.value.sentence().startswith("The hint told you that it is not ")
    assert play.answer(hinted, ALICE, shown.item.key, later(5))
    assert play.answer(seat_at(table(), BOB), BOB, wrong, later(5))


@pytest.mark.parametrize("text", ["c", "C", "b)", "(a)", "x."])
def test_a_letter_is_no_answer_where_words_are_asked_for(text: str) -> None:
    """Somebody took the round for one with answers to choose from: the try is not used up."""
    typed = replace(table(), round=opened(about=item(options=())))
    with pytest.raises(NotAnAnswer) as refused:
        play.answer(seat_at(typed, ALICE), ALICE, text, later(5))
    assert "wants a word or a name" in refused.value.sentence()


def test_a_letter_is_an_answer_where_something_is_called_by_one() -> None:
    """C is a language; so is R beside it."""
    for about in (item("C", options=()), replace(item(options=()), rivals=("R",))):
        assert play.answer(seat_at(replace(table(), round=opened(about=about)), ALICE), ALICE, "c", later(5))


@pytest.mark.parametrize(
    ("about", "text", "meant"),
    [
        (replace(item(), options=()), "tea", True), (replace(item(), options=()), "jam", False),
        (item(), "Tea", True), (item(), "B", False), (item(), "jam", False),
    ],
)  # fmt: skip
def test_what_is_typed_while_a_reveal_is_read_may_be_meant_for_that_round(about: Item, text: str, meant: bool) -> None:
    """The very answer of it; a letter, and anything else, is for the next one."""
    assert play.is_meant_for(opened(about=about), text) is meant


def test_what_came_before_a_pause_counts_in_it() -> None:
    """It is worked on while the clock stands."""
    assert play.answer(seat_at(paused(left=12), ALICE), ALICE, "tea", later(8))


def test_a_prompt_is_finished_by_one_more_try() -> None:
    """The second try stands, whatever it is."""
    prompted = replace(answered(ALICE, "te", verdict=Verdict.PROMPT), tries=1)
    (second,) = play.answer(seat_at(table(prompted), ALICE), ALICE, "jam", later(6))
    assert isinstance(second, play.AnswerGiven)
    assert (second.answer.tries, second.answer.verdict) == (2, Verdict.REJECT)

    with pytest.raises(AlreadyAnswered):
        play.answer(seat_at(table(replace(prompted, tries=2)), ALICE), ALICE, "tea", later(7))


def test_the_earlier_of_two_presses_counts_though_it_arrives_later() -> None:
    """The platform's stamp decides, as long as the round is open; of two at one moment the first to arrive."""
    later_one = answered(ALICE, "jam", seconds=3.01, verdict=Verdict.REJECT)
    (earlier,) = play.answer(seat_at(table(later_one), ALICE), ALICE, "tea", later(3))

    assert earlier == play.AnswerGiven(answered(ALICE, seconds=3))
    with pytest.raises(AlreadyAnswered):
        play.answer(seat_at(table(later_one), ALICE), ALICE, "tea", later(3.01))
    shut = replace(table(later_one), round=replace(opened(), state=RoundState.CLOSED))
    with pytest.raises(RoundIsClosed):
        play.answer(seat_at(shut, ALICE), ALICE, "tea", later(3))


TYPED = replace(item(), options=(), key="tea", accept=(), prompts=(("leaf", "Which leaf?"),))


# (tries and text that stand, what arrives with an earlier stamp, tries and text that stand then)
OVERTAKEN = [
    (1, "jam", "leaf", None),
    (1, "leaf", "tea", (2, "tea")),
    (1, "leaf", "leaf", (2, "leaf")),
    (2, "jam", "tea", (2, "tea")),
    (2, "jam", "leaf", None),
]


@pytest.mark.parametrize(("tries", "stands", "arrives", "kept"), OVERTAKEN)
def test_a_prompt_that_arrives_late_makes_the_other_the_second_try(
    tries: int, stands: str, arrives: str, kept: tuple[int, str] | None
) -> None:
    """Whatever the order of arrival, what counts is what would have counted in the order of the stamps."""
    verdict = play.judge_answer(TYPED, stands).verdict
    before = replace(answered(ALICE, stands, seconds=5, verdict=verdict), tries=tries)
    seat = seat_at(replace(table(before), round=replace(opened(), item=TYPED)), ALICE)
    if kept is None:
        with pytest.raises(AlreadyAnswered):
            play.answer(seat, ALICE, arrives, later(4))
        return
    (given,) = play.answer(seat, ALICE, arrives, later(4))
    assert isinstance(given, play.AnswerGiven)
    assert (given.answer.tries, given.answer.text) == kept
