"""When a round closes, what that scores, and when a game ends with it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.chat.incoming import User
from bot.errors import Refusal
from bot.games import rules as play
from bot.games.judging import Verdict
from bot.games.model import (
    Ending,
    GameSnapshot,
    GameState,
    MarkKind,
    Player,
    RoundMark,
    RoundState,
    Rules,
)
from bot.games.refusals import (
    NoGame,
    RoundIsClosed,
    RoundNotOpen,
)
from bot.games.rules.round_end import noticed
from tests.builders import ALICE, BOB, asked, game, later, opened, player
from tests.unit.core.laid import BOTH, answered, early_close, table

CLOSE_CASES = [
    ("alone at a terminal: at once", table(answered(ALICE), rules=Rules(alone=True)), 5.0),
    ("alone in a channel: not early", table(answered(ALICE), number=2), None),
    ("one of two is missing", table(answered(ALICE), players=BOTH, number=2), None),
    ("round 1 waits for those who may come", table(answered(ALICE), answered(BOB), players=BOTH), None),
    ("all answered, after the reading time", table(answered(ALICE), answered(BOB), players=BOTH, number=2), 5.0),
    ("a prompt may still be finished", table(answered(ALICE, verdict=Verdict.PROMPT), rules=Rules(alone=True)), None),
]


@pytest.mark.parametrize(("laid", "seconds"), [c[1:] for c in CLOSE_CASES], ids=[c[0] for c in CLOSE_CASES])
def test_when_a_round_may_close_early(laid: GameSnapshot, seconds: float | None) -> None:
    """When all who joined have answered, at least two unless one is alone there."""
    assert early_close(laid, 5) == (None if seconds is None else later(seconds))


def test_an_early_close_waits_for_the_slowest_reader() -> None:
    """Never before the item could be read."""
    laid = table(answered(ALICE, seconds=0), answered(BOB, seconds=0), players=BOTH, number=2)

    early = early_close(laid, 0)
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
    ("laid", "ending", "silent"),
    [
        (table(answered(ALICE), number=10), Ending.PLAYED, 0),
        (table(number=2), None, 1),
        (replace(table(), game=replace(game(), silent=2)), Ending.SILENCE, 3),
        (replace(table(number=10), game=replace(game(), silent=2)), Ending.PLAYED, 3),
        (replace(table(answered(ALICE)), game=replace(game(), silent=2)), None, 0),
    ],
)
def test_a_game_ends_after_its_last_round_or_three_silent_ones(
    laid: GameSnapshot, ending: Ending | None, silent: int
) -> None:
    """Nobody has to clean up after a game that was left, and it is known why it ended."""
    changed = play.close(laid, later(20))[-1]

    state = GameState.RUNNING if ending is None else GameState.OVER
    assert changed == play.GameChanged(replace(game(), state=state, silent=silent, ending=ending))


@pytest.mark.parametrize(
    ("laid", "refusal"),
    [
        (replace(table(), game=replace(game(), state=GameState.OVER)), NoGame), (replace(table(), round=None), NoGame),
        (replace(table(), round=asked()), RoundNotOpen),
        (replace(table(), round=replace(opened(), state=RoundState.CLOSED)), RoundIsClosed),
    ],
)  # fmt: skip
def test_only_an_open_round_closes(laid: GameSnapshot, refusal: type[Refusal]) -> None:
    """Not one that stands nowhere yet, nor a second time."""
    with pytest.raises(refusal):
        play.close(laid, later(20))


ASLEEP = replace(player(BOB), silent=2)


@pytest.mark.parametrize(
    ("players", "given", "closes"),
    [
        # One missed a round: waited for. One missed two: not any more. Who answers is back at once.
        ((player(), replace(player(BOB), silent=1)), [ALICE], False), ((player(), ASLEEP), [ALICE], True),
        ((player(), ASLEEP), [BOB], False), ((player(), ASLEEP), [ALICE, BOB], True),
        ((replace(player(), silent=2), ASLEEP), [ALICE], True),
    ],
)  # fmt: skip
def test_nobody_waits_for_whoever_was_silent_twice(
    players: tuple[Player, ...], given: Sequence[User], closes: bool
) -> None:
    """A round in which all who are there have answered closes early, were there only one of them."""
    laid = replace(table(*(answered(user) for user in given), number=4), players=players)

    assert (early_close(laid, 5) is not None) is closes


def test_silence_is_counted_where_time_was_over() -> None:
    """Not where a round was skipped before; an answer, a hint or a vote to skip ends it."""
    laid = replace(table(answered(ALICE), number=4), players=(replace(player(), silent=2), player(BOB)))
    vote = RoundMark(round_id="r1", user_id=BOB.id, kind=MarkKind.SKIP)

    assert [p.silent for p in noticed(laid, later(20))] == [0, 1]
    assert [p.silent for p in noticed(laid, later(5))] == [0, 0]
    assert [p.silent for p in noticed(replace(laid, marks=(vote,)), later(20))] == [0, 0]


def test_who_was_silent_joins_again() -> None:
    """By the same button."""
    laid = replace(table(number=4), players=(player(), ASLEEP))

    (event,) = play.join(laid, BOB)
    assert isinstance(event, play.PlayerChanged)
    assert event.player.plays
