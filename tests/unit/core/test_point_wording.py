"""Why somebody got their points, and who stands where, in a few words of a reveal."""

from dataclasses import replace

import pytest

from bot.games.judging import Verdict
from bot.games.model import Answer, GameSnapshot, GameState, Player, Rules, ScoreEvent, ScoreKind
from bot.games.point_wording import points_told
from bot.games.scores import points, share_of_time
from bot.games.standing_wording import is_told, so_far
from tests.builders import ALICE, BOB, game, later, opened, player

GIVEN = Answer(round_id="r1", user_id=ALICE.id, text="tea", verdict=Verdict.ACCEPT, at=later(5))


def score(won: int, user: str = ALICE.id, kind: ScoreKind = ScoreKind.ROUND) -> ScoreEvent:
    """Points in the round."""
    return ScoreEvent(game_id="g1", round_id="r1", user_id=user, points=won, at=later(5), kind=kind)


@pytest.mark.parametrize(
    ("streak", "hinted", "kind", "why"),
    [
        (1, False, ScoreKind.ROUND, ""), (2, False, ScoreKind.ROUND, ""), (3, False, ScoreKind.ROUND, " (3 in a row)"),
        (6, False, ScoreKind.ROUND, " (6 in a row)"), (9, False, ScoreKind.ROUND, " (7 or more in a row)"),
        (1, True, ScoreKind.ROUND, " (half for the hint)"),
        (4, True, ScoreKind.ROUND, " (half for the hint, 4 in a row)"),
        (1, False, ScoreKind.OVERRULE, " (over-ruled)"),
    ],
)  # fmt: skip
def test_points_say_why(streak: int, hinted: bool, kind: ScoreKind, why: str) -> None:
    """What is due to speed alone needs no word."""
    asked = opened()
    won = points(taken=share_of_time(asked, GIVEN.at), streak=streak, hinted=hinted)

    assert points_told(score(won, kind=kind), asked, [GIVEN], {ALICE.id} if hinted else set()) == f"+{won}{why}"


@pytest.mark.parametrize(
    ("number", "over", "void", "told"),
    [(3, False, False, True), (6, True, False, True), (4, False, False, False), (3, False, True, False),
     (9, True, False, True), (10, True, False, False)],
)  # fmt: skip
def test_every_third_reveal_says_who_stands_where(number: int, over: bool, void: bool, told: bool) -> None:
    """The last one does not: the final board stands below it."""
    played = replace(game(), state=GameState.OVER) if over else game()
    laid = GameSnapshot(game=played, round=replace(opened(number=number), void=void))

    assert is_told(laid) is told


@pytest.mark.parametrize(
    ("players", "line"),
    [
        ((player(), player(BOB)), "After 3 rounds: 1. Alice 150 · 2. Bob 20"),
        ((replace(player(), team="red"), replace(player(BOB), team="blue")),
         "After 3 rounds: 1. team red 150 · 2. team blue 20"),
    ],
)  # fmt: skip
def test_the_standings_are_one_line(players: tuple[Player, ...], line: str) -> None:
    """Of teams the teams alone; nothing as long as nobody has points."""
    laid = GameSnapshot(game=game(), players=players, round=opened(number=3))

    assert so_far(laid, [score(100), score(50), score(20, BOB.id)]) == line
    assert not so_far(laid, [])
    last = replace(laid, game=replace(game(), rules=Rules(rounds=4)))
    scored = [score(100), score(50), score(20, BOB.id)]
    assert so_far(last, scored) == line.replace("After 3 rounds", "One round to go")
    # Somebody stopped it there: nothing is to come.
    assert so_far(replace(last, game=replace(last.game, state=GameState.OVER)), scored) == line
