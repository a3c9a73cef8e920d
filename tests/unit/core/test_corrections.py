"""What is put right after a round: the judge is over-ruled, a round undone."""

from dataclasses import replace

import pytest

from bot.chat.incoming import User
from bot.games import rules as play
from bot.games.judging import Verdict
from bot.games.model import (
    Answer,
    GameSnapshot,
    GameState,
    Player,
    RoundState,
    ScoreEvent,
    ScoreKind,
)
from bot.games.refusals import (
    AlreadyVoid,
    NoRoundYet,
    NothingToOverrule,
    NotTheHost,
)
from tests.builders import ALICE, BOB, game, later, opened, player
from tests.unit.core.laid import BOTH, CAROL, answered, table


def closed_table(*answers: Answer, players: tuple[Player, ...]) -> GameSnapshot:
    """A round that is over."""
    return replace(table(*answers, players=players), round=replace(opened(), state=RoundState.CLOSED))


def test_the_host_may_overrule_the_judge_once() -> None:
    """Points for the time of the answer; only a refused answer can be over-ruled."""
    wrong = answered(BOB, "te", seconds=10, verdict=Verdict.REJECT)
    laid = closed_table(wrong, players=BOTH)
    [bob] = play.meant_players(laid, "@Bob", ALICE, manager=False)
    changed, scored, richer = play.accept(laid, ALICE, bob, play.RoundHistory(), later(30), manager=False)

    assert changed == play.AnswerChanged(replace(wrong, verdict=Verdict.ACCEPT))
    assert isinstance(scored, play.Scored)
    assert [(s.user_id, s.points, s.kind) for s in scored.scores] == [("bob", 125, ScoreKind.OVERRULE)]
    assert richer == play.PlayerChanged("g1", player(BOB, points=125, streak=1))
    for name in ("Alice", "nobody", "<@alice>", "<@nobody>"):
        with pytest.raises(NothingToOverrule):
            play.meant_players(laid, name, ALICE, manager=False)
    with pytest.raises(NothingToOverrule):
        play.accept(laid, ALICE, player(), play.RoundHistory(), later(30), manager=False)
    with pytest.raises(NotTheHost):
        play.accept(laid, BOB, bob, play.RoundHistory(), later(30), manager=False)
    with pytest.raises(NoRoundYet):
        play.meant_players(table(wrong), "Bob", ALICE, manager=False)


def test_an_over_rule_continues_the_streak_it_broke() -> None:
    """As if the answer had been right: five in a row are worth three tenths more."""
    wrong = answered(BOB, "te", seconds=10, verdict=Verdict.REJECT)
    _, scored, richer = play.accept(
        closed_table(wrong, players=BOTH),
        ALICE,
        player(BOB),
        play.RoundHistory(streaks={"bob": 4}),
        later(30),
        manager=False,
    )

    assert isinstance(scored, play.Scored)
    assert scored.scores[0].points == 163
    assert richer == play.PlayerChanged("g1", player(BOB, points=163, streak=5))


ALEXES = (User(id="U1", name="Alex"), User(id="U2", name="Alex"), User(id="U3", name="a teammate"))


@pytest.mark.parametrize(
    ("meant", "found"),
    [
        ("<@U1>", ["U1"]), ("<@U2|alex>", ["U2"]), ("<@!U3>", ["U3"]), ("A teammate", ["U3"]), ("@alex", ["U1", "U2"]),
        ("<@U9>", []), ("U1", []), ("", []),
    ],
)  # fmt: skip
def test_a_player_is_meant_by_a_mention_or_by_a_name(meant: str, found: list[str]) -> None:
    """Two of one name are never mixed up; of two of whom one was right the other is meant."""
    wrong = tuple(answered(u, "te", verdict=Verdict.REJECT) for u in ALEXES)
    laid = closed_table(*wrong, players=(player(), *(player(u) for u in ALEXES)))
    if found:
        assert [p.user_id for p in play.meant_players(laid, meant, ALICE, manager=False)] == found
    else:
        with pytest.raises(NothingToOverrule):
            play.meant_players(laid, meant, ALICE, manager=False)
    one_right = replace(laid, answers=(answered(ALEXES[0]), *wrong[1:]))
    assert [p.user_id for p in play.meant_players(one_right, "Alex", ALICE, manager=False)] == ["U2"]


def test_an_undone_round_was_never_played() -> None:
    """Points, streaks and silence are as they were before it, whatever the points were given for; once."""
    silence = replace(game(), silent=0)
    laid = replace(
        closed_table(
            answered(ALICE), answered(BOB, "jam", verdict=Verdict.REJECT),
            players=(player(points=400, streak=3), player(BOB, points=50), player(CAROL, points=70)),
        ),
        game=silence,
    )  # fmt: skip
    scores = [score("r0", 250), score("r1", 150), score("r1", 0, kind=ScoreKind.OVERRULE)]
    before = play.RoundHistory(streaks={"alice": 2, "bob": 4, "carol": 1}, silent=1)
    undone, taken, alice, bob, carol, after = play.void(laid, ALICE, scores, before, later(30), manager=False)

    assert isinstance(undone, play.RoundChanged)
    assert undone.round.void
    assert isinstance(taken, play.Scored)
    assert [(s.user_id, s.points, s.kind) for s in taken.scores] == [("alice", -150, ScoreKind.VOID)]
    assert alice == play.PlayerChanged("g1", player(points=250, streak=2))
    assert bob == play.PlayerChanged("g1", player(BOB, points=50, streak=4))
    assert carol == play.PlayerChanged("g1", player(CAROL, points=70, streak=1))
    assert after == play.GameChanged(replace(silence, silent=1))
    over = replace(laid, game=replace(laid.game, state=GameState.OVER))
    assert not any(
        isinstance(e, play.GameChanged) for e in play.void(over, ALICE, scores, before, later(30), manager=False)
    )
    with pytest.raises(AlreadyVoid):
        play.void(replace(laid, round=undone.round), ALICE, scores, before, later(31), manager=False)


def test_the_past_of_a_round_is_what_was_played_before_it() -> None:
    """Wrong and silent break a streak, undone rounds are passed over; silence is counted from the last answer on."""
    rounds = [replace(opened(f"r{n}", number=n), state=RoundState.CLOSED, void=n == 3) for n in range(1, 6)]
    right = {1: (ALICE, BOB), 2: (ALICE,), 3: (BOB,)}
    answers = [replace(answered(u), round_id=f"r{n}") for n, users in right.items() for u in users]

    assert play.past(rounds[1], rounds, answers) == play.RoundHistory(streaks={"alice": 1, "bob": 1})
    assert play.past(rounds[3], rounds, answers) == play.RoundHistory(streaks={"alice": 2})
    assert play.past(rounds[4], rounds, answers) == play.RoundHistory(silent=1)


def score(round_id: str, points: int, *, kind: ScoreKind = ScoreKind.ROUND) -> ScoreEvent:
    """Points of Alice's."""
    return ScoreEvent(game_id="g1", round_id=round_id, user_id="alice", points=points, at=later(20), kind=kind)
