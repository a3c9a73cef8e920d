"""The rules of a game, each on a table laid for it."""

from dataclasses import replace

import pytest

from bot.core import play
from bot.core.game import Answer, GameState, Player, RoundState, Rules, Table
from bot.core.judging import Verdict
from bot.core.refusals import AlreadyAnswered, AlreadyJoined, NoGame, NotTheHost, RoundIsClosed, RoundNotOpen
from bot.errors import Refusal
from bot.messages import User
from tests.builders import ALICE, BOB, asked, game, item, later, opened, player


def answered(user: User, text: str = "tea", *, seconds: float = 5, verdict: Verdict = Verdict.ACCEPT) -> Answer:
    """An answer in the first round."""
    return Answer(round_id="r1", user_id=user.id, text=text, verdict=verdict, at=later(seconds))


def table(*answers: Answer, players: tuple[Player, ...] = (), rules: Rules | None = None, number: int = 1) -> Table:
    """An open round with Alice joined, unless told otherwise."""
    return Table(game=game(rules=rules), players=players or (player(),), round=opened(number=number), answers=answers)


def test_a_right_and_a_wrong_answer_are_both_recorded() -> None:
    """What it is worth is hidden until the reveal."""
    (right,) = play.answer(table(), ALICE, "tea", later(3))
    (wrong,) = play.answer(table(), ALICE, "jam", later(3))

    assert right == play.AnswerGiven(answered(ALICE, seconds=3))
    assert wrong == play.AnswerGiven(answered(ALICE, "jam", seconds=3, verdict=Verdict.REJECT))


def test_whoever_answers_becomes_a_player() -> None:
    """Without being waited for in this round."""
    first, _ = play.answer(table(), BOB, "tea", later(3))

    assert first == play.PlayerChanged("g1", player(BOB, joined=False))


def test_the_time_of_an_answer_is_never_before_the_round() -> None:
    """A platform's clock may be ahead of ours."""
    (given,) = play.answer(table(), ALICE, "tea", later(-3))

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
    ],
)
def test_answers_that_are_refused(laid: Table, at: float, refusal: type[Refusal]) -> None:
    """Twice, too late, too early, in no game."""
    with pytest.raises(refusal):
        play.answer(laid, ALICE, "tea", later(at))


def test_a_prompt_is_finished_by_one_more_try() -> None:
    """The second try stands, whatever it is."""
    prompted = replace(answered(ALICE, "te", verdict=Verdict.PROMPT), tries=1)
    (second,) = play.answer(table(prompted), ALICE, "jam", later(6))
    assert isinstance(second, play.AnswerGiven)
    assert (second.answer.tries, second.answer.verdict) == (2, Verdict.REJECT)

    with pytest.raises(AlreadyAnswered):
        play.answer(table(replace(prompted, tries=2)), ALICE, "tea", later(7))


def test_joining_twice_is_refused() -> None:
    """Who answered before is already known and only becomes waited for."""
    assert play.join(table(players=(player(BOB, joined=False),)), BOB) == [play.PlayerChanged("g1", player(BOB))]
    with pytest.raises(AlreadyJoined):
        play.join(table(), ALICE)


BOTH = (player(), player(BOB))
CLOSE_CASES = [
    ("alone at a terminal: at once", table(answered(ALICE), rules=Rules(alone=True)), 5.0),
    ("alone in a channel: not early", table(answered(ALICE), number=2), None),
    ("one of two is missing", table(answered(ALICE), players=BOTH, number=2), None),
    ("round 1 waits for those who may come", table(answered(ALICE), answered(BOB), players=BOTH), None),
    ("all answered, after the reading time", table(answered(ALICE), answered(BOB), players=BOTH, number=2), 5.0),
    ("a prompt may still be finished", table(answered(ALICE, verdict=Verdict.PROMPT), rules=Rules(alone=True)), None),
]


@pytest.mark.parametrize(("laid", "seconds"), [c[1:] for c in CLOSE_CASES], ids=[c[0] for c in CLOSE_CASES])
def test_when_a_round_may_close_early(laid: Table, seconds: float | None) -> None:
    """When all who joined have answered, at least two unless one is alone there."""
    assert play.early_close(laid, later(5)) == (None if seconds is None else later(seconds))


def test_an_early_close_waits_for_the_slowest_reader() -> None:
    """Never before the item could be read."""
    laid = table(answered(ALICE, seconds=0), answered(BOB, seconds=0), players=BOTH, number=2)

    early = play.early_close(laid, later(0))
    assert early is not None
    assert early > later(1)


def test_closing_scores_those_who_were_right() -> None:
    """Speed counts; wrong and silent lose their streak; who answered is waited for from now on."""
    laid = table(
        answered(ALICE, seconds=10), answered(BOB, "jam", verdict=Verdict.REJECT),
        players=(player(streak=2), player(BOB, joined=False, streak=4)),
    )  # fmt: skip
    closed, alice, bob, after = play.close(laid, later(20))

    assert isinstance(closed, play.RoundClosed)
    assert [(s.user_id, s.points) for s in closed.scores] == [("alice", 138)]
    assert closed.round.state is RoundState.CLOSED
    assert alice == play.PlayerChanged("g1", player(streak=3, points=138))
    assert bob == play.PlayerChanged("g1", player(BOB, streak=0))
    assert after == play.GameChanged(game())


@pytest.mark.parametrize(
    ("laid", "state", "silent"),
    [
        (table(answered(ALICE), number=10), GameState.OVER, 0),
        (table(number=2), GameState.RUNNING, 1),
        (replace(table(), game=replace(game(), silent=2)), GameState.OVER, 3),
        (replace(table(answered(ALICE)), game=replace(game(), silent=2)), GameState.RUNNING, 0),
    ],
)
def test_a_game_ends_after_its_last_round_or_three_silent_ones(laid: Table, state: GameState, silent: int) -> None:
    """Nobody has to clean up after a game that was left."""
    changed = play.close(laid, later(20))[-1]

    assert changed == play.GameChanged(replace(game(), state=state, silent=silent))


def test_only_host_and_managers_stop_a_game() -> None:
    """What was scored stays; the open round closes without points."""
    with pytest.raises(NotTheHost):
        play.stop(table(), BOB, manager=False)

    closed, over = play.stop(table(answered(ALICE)), BOB, manager=True)
    assert closed == play.RoundClosed(replace(opened(), state=RoundState.CLOSED), ())
    assert over == play.GameChanged(replace(game(), state=GameState.OVER))


def test_time_for_answers_grows_with_the_item() -> None:
    """15 seconds and 0.4 a word, unless the host set it."""
    assert play.seconds_for(item(), Rules()) == 20
    assert play.seconds_for(item(), Rules(seconds=60)) == 60
