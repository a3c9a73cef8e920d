"""The rules of a game, each on a table laid for it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.chat.game_refusals import (
    AlreadyAnswered,
    AlreadyVoid,
    AlreadyVoted,
    GamePaused,
    HintWouldTell,
    LobbyOpen,
    NoGame,
    NoRoundYet,
    NotAnAnswer,
    NothingToOverrule,
    NotPaused,
    NotPlaying,
    NotTheHost,
    RoundIsClosed,
    RoundNotOpen,
)
from bot.chat.messages import User
from bot.errors import Refusal
from bot.games import rules as play
from bot.games.judging import Verdict
from bot.games.model import (
    Answer,
    Ending,
    GameSnapshot,
    GameState,
    MarkKind,
    Pace,
    Player,
    RoundMark,
    RoundState,
    Rules,
    ScoreEvent,
    ScoreKind,
    Turnout,
)
from bot.games.rules.answering import masked
from content.items.rules import SWAPPED, TRUE
from content.model import Item
from tests.builders import ALICE, BOB, NOON, asked, game, item, later, opened, player, seat_at, turnout_of

CAROL = User(id="carol", name="Carol")


def answered(user: User, text: str = "tea", *, seconds: float = 5, verdict: Verdict = Verdict.ACCEPT) -> Answer:
    """An answer in the first round."""
    return Answer(round_id="r1", user_id=user.id, text=text, verdict=verdict, at=later(seconds))


def table(
    *answers: Answer, players: tuple[Player, ...] = (), rules: Rules | None = None, number: int = 1
) -> GameSnapshot:
    """An open round with Alice joined, unless told otherwise."""
    return GameSnapshot(
        game=game(rules=rules), players=players or (player(),), round=opened(number=number), answers=answers
    )


def paused(left: float | None) -> GameSnapshot:
    """A game whose clock stands, with so much time left of a round of 20 seconds."""
    return replace(table(), game=replace(game(), state=GameState.PAUSED), round=replace(opened(), left=left))


def early_close(laid: GameSnapshot, seconds: float) -> datetime | None:
    """When the table's round may close early."""
    assert laid.round is not None
    return play.early_close(laid.round, laid.game.rules, turnout_of(laid), later(seconds))


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
    assert refused.value.facts == {"alone": alone}


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
    assert (again.round.opens_at, again.round.closes_at, again.round.left) == (later(100), later(120), None)
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
