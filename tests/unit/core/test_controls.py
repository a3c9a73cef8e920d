"""What hosts and players do to a round: stop, pause, hint, skip, go on."""

from dataclasses import replace

import pytest

from bot.chat.incoming import User
from bot.games import rules as play
from bot.games.judging import Verdict
from bot.games.model import (
    Ending,
    GameSnapshot,
    GameState,
    MarkKind,
    Pace,
    RoundMark,
    RoundState,
    Rules,
    Turnout,
)
from bot.games.refusals import (
    AlreadyAnswered,
    AlreadyVoted,
    GamePaused,
    HintWouldTell,
    LobbyOpen,
    NotPaused,
    NotPlaying,
    NotTheHost,
)
from bot.games.rules.answers import masked
from content.items.rules import SWAPPED, TRUE
from tests.builders import ALICE, BOB, asked, game, item, later, opened, player, seat_at
from tests.unit.core.laid import CAROL, answered, early_close, table


def test_only_host_and_managers_stop_a_game() -> None:
    """And it is known who did."""
    with pytest.raises(NotTheHost):
        play.stop(table(), BOB, later(20), manager=False)

    *_, over = play.stop(table(answered(ALICE)), BOB, later(20), manager=True)
    assert over == play.GameChanged(replace(game(), state=GameState.OVER, ending=Ending.MANAGER))
    *_, over = play.stop(table(), ALICE, later(20), manager=True)
    assert over == play.GameChanged(replace(game(), state=GameState.OVER, ending=Ending.HOST))


def test_a_stopped_game_resolves_the_open_round_for_those_who_answered() -> None:
    """As if its time were over; a round that nobody could see yet gives nothing."""
    laid = table(answered(ALICE))
    stopped, closed = play.stop(laid, ALICE, later(20), manager=False), play.close(laid, later(20))
    assert stopped[:-1] == closed[:-1]
    assert isinstance(stopped[0], play.RoundClosed)
    assert [s.points > 0 for s in stopped[0].scores] == [True]

    pending = replace(table(), round=asked())
    first, _ = play.stop(pending, ALICE, later(20), manager=False)
    assert first == play.RoundClosed(replace(asked(), state=RoundState.CLOSED), ())


def test_a_relaxed_round_has_no_deadline_and_waits_for_its_host() -> None:
    """Nobody is hurried; the host goes on."""
    rules = Rules(pace=Pace.RELAXED, alone=True)
    laid = table(answered(ALICE), rules=rules)
    laid = replace(laid, round=play.opened(replace(asked(), seconds=play.seconds_for(item(), rules)), later(0)))

    assert laid.round is not None
    assert laid.round.closes_at is None
    assert early_close(laid, 5) is None
    with pytest.raises(NotTheHost):
        play.go_on(laid, BOB, later(9), manager=False)
    closed = play.go_on(laid, ALICE, later(9), manager=False)[0]
    assert isinstance(closed, play.RoundClosed)
    assert [s.points for s in closed.scores] == [100]


def test_a_pause_costs_nobody_time_or_points() -> None:
    """Twelve seconds into twenty the clock stands; it goes on with eight left, and speed is measured without it."""
    changed, stopped = play.pause(table(), ALICE, later(12), manager=False)
    assert isinstance(stopped, play.RoundChanged)
    assert (stopped.round.closes_at, stopped.round.left) == (None, 8.0)
    assert isinstance(changed, play.GameChanged)

    paused = replace(table(), game=changed.game, round=stopped.round)
    with pytest.raises(GamePaused):
        play.answer(seat_at(paused, ALICE), ALICE, "tea", later(15))
    with pytest.raises(GamePaused):
        play.pause(paused, ALICE, later(15), manager=False)
    _, again = play.resume(paused, ALICE, later(112), manager=False)
    assert isinstance(again, play.RoundChanged)
    assert (again.round.opens_at, again.round.closes_at, again.round.left) == (later(100), later(120), 8.0)
    with pytest.raises(NotPaused):
        play.resume(table(), ALICE, later(3), manager=False)


def test_a_round_that_is_announced_in_a_pause_starts_with_its_end() -> None:
    """Its whole time is left; a lobby has no clock to stop."""
    waiting = play.opened(asked(), later(3), paused=True)
    assert (waiting.state, waiting.closes_at, waiting.left) == (RoundState.OPEN, None, 20.0)

    paused = GameSnapshot(game=replace(game(), state=GameState.PAUSED), players=(player(),), round=waiting)
    _, again = play.resume(paused, ALICE, later(50), manager=False)
    assert isinstance(again, play.RoundChanged)
    assert (again.round.opens_at, again.round.closes_at) == (later(50), later(70))
    with pytest.raises(LobbyOpen):
        play.pause(replace(table(), game=replace(game(), state=GameState.LOBBY)), ALICE, later(3), manager=False)


def test_of_two_answers_none_is_taken_away() -> None:
    """A hint that leaves one answer would be the answer."""
    pair = replace(item(), options=(TRUE, SWAPPED), key=TRUE)

    with pytest.raises(HintWouldTell):
        play.hint(seat_at(replace(table(), round=replace(opened(), item=pair)), ALICE), ALICE, later(3))


def test_the_hint_of_a_typed_answer_shows_letters() -> None:
    """The first of each word; of a word whose first letter was told, half of them."""
    typed = replace(item(), options=(), key="the fish trap", stem="What did she sell?")
    told = replace(typed, key="captain", stem="Which word is missing? It begins with “c” and has 7 letters.")

    assert masked(typed) == "t__ f___ t___"
    assert masked(told) == "cap____"


def test_a_hint_is_taken_once_and_before_the_answer() -> None:
    """It is the same for everybody; who has answered needs none."""
    (mark,) = play.hint(seat_at(table(), ALICE), ALICE, later(3))
    assert isinstance(mark, play.Marked)
    hinted = replace(table(), marks=(mark.mark,))

    assert play.hint(seat_at(hinted, ALICE), ALICE, later(4)) == []
    with pytest.raises(AlreadyAnswered):
        play.hint(seat_at(table(answered(ALICE)), ALICE), ALICE, later(6))
    closed = play.close(replace(hinted, answers=(answered(ALICE, seconds=0),)), later(20))[0]
    assert isinstance(closed, play.RoundClosed)
    assert [s.points for s in closed.scores] == [75]


def test_half_of_those_playing_skip_a_round() -> None:
    """The host at once; the others by vote, one each."""
    three = (player(), player(BOB), player(CAROL))
    assert isinstance(play.skip(table(players=three), ALICE, later(2), manager=False)[0], play.RoundClosed)

    (vote,) = play.skip(table(players=three), BOB, later(2), manager=False)
    assert isinstance(vote, play.Marked)
    voted = replace(table(players=three), marks=(vote.mark,))
    with pytest.raises(AlreadyVoted):
        play.skip(voted, BOB, later(3), manager=False)
    assert isinstance(play.skip(voted, CAROL, later(3), manager=False)[1], play.RoundClosed)


def test_only_those_who_play_count_in_a_vote_to_skip() -> None:
    """Who came by has no vote, whatever they took; who has answered plays. What outsiders voted decides nothing."""
    dora = User(id="dora", name="Dora")
    laid = table(players=(player(), player(BOB), player(CAROL, joined=False)))
    for outsider in (CAROL, dora):
        with pytest.raises(NotPlaying):
            play.skip(laid, outsider, later(2), manager=False)
    stuffed = replace(
        table(players=(player(), player(BOB), player(dora))),
        marks=(RoundMark(round_id="r1", user_id="nobody", kind=MarkKind.SKIP),),
    )
    (vote,) = play.skip(stuffed, BOB, later(2), manager=False)
    assert isinstance(vote, play.Marked)

    came = replace(laid, answers=(answered(CAROL, "jam", verdict=Verdict.REJECT),))
    assert isinstance(play.skip(came, CAROL, later(6), manager=False)[0], play.Marked)


LONELY = Turnout(waited_for=1, missing=0)


@pytest.mark.parametrize(
    ("laid", "turnout", "who", "offered"),
    [
        (table(), LONELY, ALICE, True),
        (table(number=5), LONELY, ALICE, True),
        (table(), Turnout(waited_for=1, missing=1), ALICE, False),
        (table(), Turnout(waited_for=2, missing=0), ALICE, False),
        (table(), LONELY, BOB, False),
        (table(rules=Rules(pace=Pace.RELAXED)), LONELY, ALICE, False),
        (table(rules=Rules(alone=True)), LONELY, ALICE, False),
        (replace(table(), game=replace(game(), state=GameState.PAUSED)), LONELY, ALICE, False),
    ],
)
def test_the_host_whom_nobody_joined_may_go_on(laid: GameSnapshot, turnout: Turnout, who: User, offered: bool) -> None:
    """At once after their own answer, and nobody else."""
    assert laid.round is not None
    assert play.offers_next(laid.round, laid.game, turnout, who) is offered
