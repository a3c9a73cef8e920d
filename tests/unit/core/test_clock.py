"""How long a round takes: time to read what was told, and time to answer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.games import round_wording
from bot.games import rules as play
from bot.games.model import (
    RoundState,
    Rules,
)
from bot.games.refusals import (
    GamePaused,
)
from content.model import Item
from tests.builders import ALICE, BOB, NOON, item, later, opened, seat_at
from tests.unit.core.laid import BOTH, answered, early_close, table


def test_time_for_answers_grows_with_the_item() -> None:
    """15 seconds and 0.4 a word, unless the host set it."""
    assert play.seconds_for(item(), Rules()) == 20
    assert play.seconds_for(item(), Rules(seconds=60)) == 60


def told(key: str, explanation: str = "") -> Item:
    """An item that was just revealed."""
    return replace(item(key), explanation=explanation)


@pytest.mark.parametrize(
    ("revealed", "quote", "seconds"),
    [
        (told("tea"), "", 6),
        (told("tea"), " ".join(["word"] * 23), 6),
        (told("tea"), " ".join(["word"] * 24), 7),
        (told("tea", " ".join(["why"] * 10)), " ".join(["word"] * 24), 9),
        (told("tea"), " ".join(["word"] * 47), 12),
        (told("tea"), " ".join(["word"] * 400), 12),
    ],
)
def test_a_reveal_is_read_for_six_to_twelve_seconds(revealed: Item, quote: str, seconds: int) -> None:
    """By the words of the answer, its explanation and the whole quote."""
    assert play.reading_seconds(revealed, quote) == seconds


def test_the_clock_begins_when_the_last_reveal_is_read() -> None:
    """Answers are taken before, and are worth as much as those of its first second."""
    asked_ = replace(opened(), state=RoundState.PENDING, opens_at=None, closes_at=None, ready_at=later(8))
    stands = play.opened(asked_, later(1))
    assert (stands.opens_at, stands.closes_at) == (later(8), later(28))
    late = play.opened(asked_, later(10))
    assert (late.opens_at, late.closes_at) == (later(10), later(30))
    # Then there is nothing to wait for any more.
    assert (stands.ready_at, late.ready_at) == (later(8), None)

    laid = replace(table(), round=stands)
    _, given = [None, *play.answer(seat_at(laid, ALICE), ALICE, "tea", later(3))]
    assert isinstance(given, play.AnswerGiven)
    assert given.answer.at == later(8)


def test_a_pause_keeps_the_time_to_read() -> None:
    """What was left of it is left when the game goes on; what was answered before the pause counts."""
    laid = replace(table(), round=replace(opened(), ready_at=later(8), opens_at=later(8), closes_at=later(28)))
    paused, stopped = play.pause(laid, ALICE, later(3), manager=False)
    assert isinstance(paused, play.GameChanged)
    assert isinstance(stopped, play.RoundChanged)
    assert stopped.round.left == 25.0
    held = replace(laid, game=paused.game, round=stopped.round)
    assert play.answer(seat_at(held, ALICE), ALICE, "tea", later(2))
    with pytest.raises(GamePaused):
        play.answer(seat_at(held, ALICE), ALICE, "tea", later(4))
    _, again = play.resume(held, ALICE, later(100), manager=False)
    assert isinstance(again, play.RoundChanged)
    assert (again.round.opens_at, again.round.closes_at) == (later(105), later(125))
    running = replace(laid, round=replace(again.round, left=14.2))
    assert round_wording.open_round(running, later(125)).prompt.endswith(", 15 seconds left.")


def test_who_reads_and_answers_before_the_clock_begins_waits_no_longer_than_the_item_takes() -> None:
    """It stood for six seconds by then."""
    laid = table(answered(ALICE, seconds=0), answered(BOB, seconds=0), players=BOTH, number=2)
    assert laid.round is not None
    words_ = replace(laid.round.item, stimulus=" ".join(["word"] * 40))
    usual = early_close(replace(laid, round=replace(laid.round, item=words_)), 0)
    waited = early_close(replace(laid, round=replace(laid.round, item=words_, ready_at=NOON)), 0)

    assert usual is not None
    assert waited is not None
    assert usual - waited == timedelta(seconds=6)
    assert waited > NOON
