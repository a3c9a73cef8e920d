"""closest: what counts as a number, and what nearness is worth. The table is unit/cases/guesses.tsv."""

import csv
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TypeGuard

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.games import rules as play
from bot.games.judging import Verdict
from bot.games.judging.nearness import EXACT, NEAR, Wrong, nearness, read_guess
from bot.games.model import Answer, GameSnapshot, MarkKind, RoundMark, RoundState
from bot.games.number_wording import NearGuess, nearest
from bot.games.refusals import NotANumber
from bot.games.round_wording import hint
from bot.games.rules.awards import Record
from content.model import Item
from tests.builders import ALICE, BOB, game, later, opened, player, seat_at

CASES = Path(__file__).parents[1] / "cases" / "guesses.tsv"
with CASES.open(encoding="utf-8", newline="") as file:
    ROWS = [tuple(row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
TELEGRAMS = Item(
    id="i", kind="closest", stimulus="We had _____ telegrams outside the door.", stem="Which number was it?",
    key="20,000", number=20000, unit="telegrams", quote_id="q1",
)  # fmt: skip


@pytest.mark.parametrize(("language", "typed", "number", "expected"), ROWS)
def test_the_table(language: str, typed: str, number: str, expected: str) -> None:
    """In digits and words of four languages; what is no single number is refused by its reason."""
    guess = read_guess(typed, language)
    told = guess.value if isinstance(guess, Wrong) else str(nearness(float(number), guess))

    assert told == expected


@given(st.integers(min_value=1, max_value=10**12), st.fractions(min_value=0, max_value=10**12))
def test_points_fall_with_distance(number: int, guess: Fraction) -> None:
    """150 for the number alone; as many for twice too much as for half as much; never below 0."""
    won = nearness(number, guess)

    assert 0 <= won <= EXACT
    assert (won == EXACT) == (guess == number) or abs(guess / number - 1) < Fraction(1, 10**8)
    if guess and won < EXACT:
        assert abs(nearness(number, Fraction(number) ** 2 / guess) - won) <= 1
        assert won <= NEAR


@given(st.text())
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    """Whatever it is, it is a number or a reason."""
    assert isinstance(read_guess(text), Fraction | Wrong)


def test_what_is_no_number_changes_nothing() -> None:
    """The player is told, and may answer still."""
    with pytest.raises(NotANumber):
        play.answer(seat_at(laid(), ALICE), ALICE, "10 to 20", later(3))


def test_the_nearest_win_the_most_whenever_they_came() -> None:
    """No points for speed and none for a streak; a hint halves them."""
    given = (_answer(ALICE.id, "about 20,000", 20), _answer(BOB.id, "15k", 1))
    hint = RoundMark(round_id="r1", user_id=BOB.id, kind=MarkKind.HINT)
    players = (player(streak=7), player(BOB))
    fair, hinted = (
        next(e for e in play.close(replace(laid(*given), players=players, marks=marks), later(30)) if _is_closed(e))
        for marks in ((), (hint,))
    )

    assert {s.user_id: s.points for s in fair.scores} == {ALICE.id: 150, BOB.id: 58}
    assert {s.user_id: s.points for s in hinted.scores} == {ALICE.id: 150, BOB.id: 29}


def test_nobody_over_rules_a_distance() -> None:
    """How near a number is, is no matter of opinion."""
    far = replace(laid(_answer(ALICE.id, "5", 3)), round=replace(opened(about=TELEGRAMS), state=RoundState.CLOSED))

    assert play.refused_players(far, ALICE, manager=False) == []


@pytest.mark.parametrize(
    ("guess", "verdict"), [("20,000", Verdict.ACCEPT), ("39,000", Verdict.NEAR), ("40,000", Verdict.REJECT)]
)
def test_the_number_alone_is_right(guess: str, verdict: Verdict) -> None:
    """What is near makes points and is no right answer; twice as much is worth nothing, and nobody is named for it."""
    assert play.judge_answer(TELEGRAMS, guess).verdict is verdict


def test_a_near_guess_neither_lengthens_nor_ends_a_streak() -> None:
    """It makes its points; one that is far ends it."""
    near = replace(_answer(ALICE.id, "19,000", 3), verdict=Verdict.NEAR)
    far = replace(_answer(BOB.id, "5", 3), verdict=Verdict.REJECT)
    before = replace(laid(near, far), players=(player(ALICE, streak=2), player(BOB, streak=2)))
    after = {e.player.user_id: e.player for e in play.close(before, later(5)) if isinstance(e, play.PlayerChanged)}

    assert (after[ALICE.id].streak, after[ALICE.id].points) == (2, 93)
    assert (after[BOB.id].streak, after[BOB.id].points) == (0, 0)
    record = Record(before.players, [replace(opened(about=TELEGRAMS), state=RoundState.CLOSED)], [near, far])
    assert record.right(ALICE.id) == [False]


def test_the_hint_tells_how_long_the_number_is() -> None:
    """No letters of it."""
    assert "5 digits" in hint(opened(about=TELEGRAMS)).text
    assert "below ten" in hint(opened(about=replace(TELEGRAMS, number=7))).text


def laid(*answers: Answer) -> GameSnapshot:
    """A table at which the telegrams are counted."""
    return GameSnapshot(game=game(), players=(player(),), round=opened(about=TELEGRAMS), answers=answers)


@pytest.mark.parametrize(
    ("guesses", "told"),
    [
        ([("Ada", 20000), ("Ben", 30000)], "Right: Ada with 20,000. Near: Ben with 30,000."),
        # Whoever makes more points is nearer, though 11,000 is 9,000 away and 30,000 is 10,000.
        ([("Ada", 11000), ("Ben", 30000)], "Nearest: Ben with 30,000. Near: Ada with 11,000."),
        ([("Ada", 25000), ("Ben", 16000)], "Nearest: Ada with 25,000 and Ben with 16,000."),
    ],
)  # fmt: skip
def test_who_was_nearest(guesses: list[tuple[str, int]], told: str) -> None:
    """Told as points are made."""
    assert nearest(20000, [NearGuess(name, Fraction(guess)) for name, guess in guesses]) == told


def _answer(user_id: str, text: str, seconds: float) -> Answer:
    return Answer(round_id="r1", user_id=user_id, text=text, verdict=Verdict.ACCEPT, at=later(seconds))


def _is_closed(event: play.Event) -> TypeGuard[play.RoundClosed]:
    return isinstance(event, play.RoundClosed)
