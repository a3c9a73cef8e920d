"""The rules of a round whose options the players write, as tables."""

from dataclasses import replace

import pytest

from bot.chat.incoming import User
from bot.chat.refusals import PressIsStale
from bot.games import rules as play
from bot.games.judging import Verdict
from bot.games.model import (
    Answer,
    Fake,
    GameSnapshot,
    GameState,
    Pace,
    Phase,
    PlayerView,
    Round,
    RoundState,
    Rules,
    ScoreKind,
    Turnout,
)
from bot.games.refusals import (
    ChooseFirst,
    EndingGone,
    EndingHasLink,
    EndingSaysNothing,
    EndingsFull,
    EndingTaken,
    EndingTooLong,
    GamePaused,
    HintWouldTell,
    NoGame,
    NotTheHost,
    OwnEnding,
    RoundIsClosed,
    RoundNotOpen,
    TooFewPlayers,
    WritingIsOver,
)
from bot.games.rules.corrections import past
from bot.games.scores import bluffed
from content.model import Item
from tests.builders import ALICE, BOB, NOON, game, later, opened, player, seat_at

CY, DEE = User(id="cy", name="Cy"), User(id="dee", name="Dee")
TRUE = "nobody else reads the last page"
ITEM = Item(
    id="item-bluff", kind="bluff", stimulus="I keep every angry letter, because …", stem="How does it end?", key=TRUE,
    accept=(f"{TRUE}.",), quote_id="q1",
)  # fmt: skip


def writing(number: int = 2) -> Round:
    """A round in which endings are written."""
    return replace(opened(number=number, about=ITEM), phase=Phase.WRITING)


def a_minute(number: int = 2) -> Round:
    """The same for as long as players usually have."""
    return replace(writing(number), seconds=play.writing_seconds(Rules()), closes_at=later(60))


def fake(user: User, text: str, *, removed: bool = False) -> Fake:
    """An ending of somebody's."""
    return Fake(round_id="r1", user_id=user.id, text=text, at=NOON, removed=removed)


def table(*fakes: Fake, round_: Round | None = None, rules: Rules | None = None) -> GameSnapshot:
    """Alice, Bob and Cy at a round."""
    players = (player(), player(BOB), player(CY))
    return GameSnapshot(game=game(rules=rules), players=players, round=round_ or writing(), fakes=fakes)


def seat(user: User = ALICE, *fakes: Fake, round_: Round | None = None) -> PlayerView:
    """One of them."""
    return PlayerView(game=game(), round=round_ or writing(), player=player(user), fakes=fakes)


def choosing(*fakes: Fake) -> GameSnapshot:
    """The same table once endings are in."""
    [turned] = play.turn(table(*fakes), later(5))
    assert isinstance(turned, play.RoundTurned)
    return table(*fakes, round_=turned.round)


def votes(laid: GameSnapshot, **chosen: str) -> GameSnapshot:
    """What each of them took."""
    given = [
        Answer(
            round_id="r1", user_id=user, text=text, at=later(6),
            verdict=Verdict.ACCEPT if text == TRUE else Verdict.REJECT,
        )
        for user, text in chosen.items()
    ]  # fmt: skip
    return replace(laid, answers=tuple(given))


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", EndingSaysNothing), ("   ", EndingSaysNothing), ("...", EndingSaysNothing),
        ("\u200b\u200b", EndingSaysNothing), ("a" * 60, EndingSaysNothing), ("🙂🙂", EndingSaysNothing),
        ("a" * 200, EndingSaysNothing), ("so " * 67, EndingTooLong),
        (TRUE, EndingTaken), (f"{TRUE.title()}.", EndingTaken),
        ("nobody else reads the lst page", EndingTaken),
        ("it burns so well", EndingTaken), ("It BURNS so well!!", EndingTaken),
        ("look at https://example.org", EndingHasLink), ("www.example.org said so", EndingHasLink),
        ("<@U123> knows", EndingHasLink),
    ],
)  # fmt: skip
def test_what_is_no_ending_is_asked_for_again(text: str, refusal: type[Exception]) -> None:
    """Empty, of one letter, far too long, true (with a typo too), somebody else's, a link, a mention."""
    with pytest.raises(refusal):
        play.write(seat(ALICE, fake(BOB, "it burns so well")), ALICE, text, later(3))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The stove is cold.", "the stove is cold"), ("two\nlines", "two lines"), ("@everyone came", "@everyone came"),
        ("**so** ~~bold~~", "**so** ~~bold~~"), ("\u202eright to left", "right to left"),
    ],
)  # fmt: skip
def test_an_ending_is_kept_in_the_players_manner(text: str, kept: str) -> None:
    """On one line, without what hides or reorders; how it is escaped is the platform's."""
    [written] = play.write(seat(), ALICE, text, later(3))

    assert written == play.FakeWritten(replace(fake(ALICE, kept), at=later(3)))


def test_writing_again_replaces_and_a_newcomer_comes_in() -> None:
    """One's own ending is nobody else's; whoever writes plays."""
    [again] = play.write(seat(ALICE, fake(ALICE, "it burns well")), ALICE, "It burns well!", later(3))
    new = play.write(replace(seat(DEE), player=None), DEE, "the cat sleeps on it", later(3))

    assert isinstance(again, play.FakeWritten)
    assert [type(event) for event in new] == [play.PlayerChanged, play.FakeWritten]


def test_seven_endings_are_as_many_as_can_be_chosen_from() -> None:
    """The eighth writer is told so; one of the seven may still write another."""
    others = [fake(User(id=str(n), name=str(n)), f"ending number {n}") for n in range(7)]

    with pytest.raises(EndingsFull):
        play.write(seat(ALICE, *others), ALICE, "one too many", later(3))
    assert play.write(seat(ALICE, fake(ALICE, "mine own"), *others[1:]), ALICE, "mine anew", later(3))


@pytest.mark.parametrize(
    ("seated", "refusal"),
    [
        (seat(round_=replace(writing(), phase=Phase.CHOOSING)), WritingIsOver),
        (seat(round_=replace(writing(), state=RoundState.CLOSED)), RoundIsClosed),
        (seat(round_=replace(writing(), state=RoundState.PENDING)), RoundNotOpen),
        (replace(seat(), game=replace(game(), state=GameState.OVER)), NoGame),
        (replace(seat(), game=replace(game(), state=GameState.PAUSED)), GamePaused),
    ],
)
def test_nothing_is_written_at_another_time(seated: PlayerView, refusal: type[Exception]) -> None:
    """Too late, too early, in a pause, after the game."""
    with pytest.raises(refusal):
        play.write(seated, ALICE, "the stove is cold", later(3))


def test_endings_and_the_truth_become_the_options() -> None:
    """The clock begins anew, by what is to read now; the same endings always stand in the same order."""
    endings = (fake(ALICE, "the stove is cold"), fake(BOB, "it burns so well"))
    turned, again = choosing(*endings).round, choosing(*endings).round

    assert turned is not None
    assert sorted(turned.item.options) == sorted([TRUE, "the stove is cold", "it burns so well"])
    assert turned == again
    assert (turned.phase, turned.opens_at, turned.state) == (Phase.CHOOSING, later(5), RoundState.OPEN)
    assert turned.closes_at is not None
    assert (turned.closes_at - later(5)).total_seconds() == turned.seconds > 15


@pytest.mark.parametrize(
    ("rules", "writing_time", "choosing_time"),
    [(Rules(), 60, 25), (Rules(seconds=20), 40, 20), (Rules(pace=Pace.RELAXED), 0, 0)],
)
def test_each_phase_has_its_clock(rules: Rules, writing_time: int, choosing_time: int) -> None:
    """Twice as long to write as the host gives for an answer, a minute else; none at a relaxed pace."""
    endings = (fake(ALICE, "the stove is cold"), fake(BOB, "it burns so well"))
    [turned] = play.turn(table(*endings, rules=rules), later(5))

    assert isinstance(turned, play.RoundTurned)
    assert (play.writing_seconds(rules), turned.round.seconds) == (writing_time, choosing_time)
    assert (turned.round.closes_at is None) == (choosing_time == 0)


@pytest.mark.parametrize("endings", [(), (fake(ALICE, "the stove is cold"),)])
def test_with_fewer_than_two_endings_the_round_is_given_up(endings: tuple[Fake, ...]) -> None:
    """Nobody wins, nobody loses a streak; whoever wrote was there."""
    laid = replace(table(*endings), players=(player(streak=4), player(BOB), player(CY)))
    closed, *changed, over = play.turn(laid, later(60))

    assert isinstance(closed, play.RoundClosed)
    assert (closed.scores, closed.round.phase) == ((), Phase.WRITING)
    assert [event.player.streak for event in changed if isinstance(event, play.PlayerChanged)] == [4, 0, 0]
    assert isinstance(over, play.GameChanged)
    assert over.game.silent == (0 if endings else 1)


@pytest.mark.parametrize(
    ("number", "rules", "turnout", "turns"),
    [
        (2, Rules(), Turnout(3, 0), True), (2, Rules(), Turnout(3, 1), False), (2, Rules(), Turnout(2, 0), False),
        (1, Rules(), Turnout(3, 0), False), (1, Rules(alone=True), Turnout(3, 0), True),
        (1, Rules(mode="bluff"), Turnout(3, 0), True), (2, Rules(pace=Pace.RELAXED), Turnout(3, 0), False),
    ],
)  # fmt: skip
def test_the_writing_ends_early_when_nobody_is_waited_for(
    number: int, rules: Rules, turnout: Turnout, turns: bool
) -> None:
    """All who joined have written; in a first round others may still come in, but after a lobby."""
    assert play.all_wrote(writing(number), rules, turnout) is turns


@pytest.mark.parametrize(
    ("turnout", "seconds", "left"),
    [
        (Turnout(3, 1), 25, 20), (Turnout(3, 1), 38, 20),
        (Turnout(3, 1), 5, 25),  # half of the minute at least
        (Turnout(3, 1), 41, None),  # no more is left anyhow
        (Turnout(4, 2), 25, None), (Turnout(3, 0), 25, None), (Turnout(2, 1), 25, None),
    ],
)  # fmt: skip
def test_the_last_writer_has_some_seconds_more(turnout: Turnout, seconds: int, left: int | None) -> None:
    """The others wait for nobody else; the clock goes by what the message tells, once it stands."""
    hurried = play.hasten(a_minute(), Rules(), turnout, later(seconds))
    assert [event.round.left for event in hurried if isinstance(event, play.RoundChanged)] == [left] * (
        left is not None
    )
    if left is None:
        return
    [changed] = hurried
    assert isinstance(changed, play.RoundChanged)
    assert changed.round.closes_at == a_minute().closes_at
    told = table(fake(ALICE, "the stove is cold"), fake(BOB, "it burns so well"), round_=changed.round)
    shown = later(seconds + 1)
    [moved] = play.told_to_hasten(told, shown)
    assert isinstance(moved, play.RoundChanged)
    assert moved.round.closes_at == play.last_call(told, shown) == later(seconds + 1 + left)
    # What else is shown later takes nothing more, and tells what is left by then.
    seen = play.as_told(replace(told, round=moved.round), later(seconds + 9)).round
    assert seen is not None
    assert seen.left == left - 8
    assert play.told_to_hasten(replace(told, round=moved.round), later(seconds + 9)) == []
    assert play.told_to_hasten(replace(told, game=replace(game(), state=GameState.PAUSED)), shown) == []


@pytest.mark.parametrize(("number", "rules"), [(1, Rules()), (2, Rules(pace=Pace.RELAXED))])
def test_nobody_is_hastened_who_cannot_be_waited_for(number: int, rules: Rules) -> None:
    """In a first round others may come in; without a clock there is nothing to shorten."""
    asked = a_minute(number) if rules.pace is Pace.NORMAL else replace(a_minute(number), closes_at=None, seconds=0)

    assert play.hasten(asked, rules, Turnout(3, 1), later(25)) == []


@pytest.mark.parametrize(
    ("found", "fooled", "points"), [(True, 0, 100), (False, 1, 50), (True, 1, 150), (True, 3, 200), (False, 6, 200)]
)
def test_points_of_a_bluff(found: bool, fooled: int, points: int) -> None:
    """100 for the true one, 50 for each player fooled, 200 at most."""
    assert bluffed(found=found, fooled=fooled) == points


def test_a_bluff_scores_truth_and_lies() -> None:
    """Bob and Cy fall for Alice, who finds it; speed and her streak of five are worth nothing more."""
    laid = choosing(fake(ALICE, "the stove is cold"), fake(BOB, "it burns so well"), fake(CY, "I cannot read"))
    laid = replace(laid, players=(player(streak=5), player(BOB, streak=2), player(CY)))
    closed, *changed = play.close(votes(laid, alice=TRUE, bob="the stove is cold", cy="the stove is cold"), later(9))

    assert isinstance(closed, play.RoundClosed)
    assert [(s.user_id, s.points, s.kind) for s in closed.scores] == [("alice", 200, ScoreKind.ROUND)]
    after = [event.player for event in changed if isinstance(event, play.PlayerChanged)]
    assert [(p.points, p.streak) for p in after] == [(200, 6), (0, 0), (0, 0)]


def test_a_liar_who_is_fooled_scores_too() -> None:
    """A score event of somebody who was not right."""
    laid = choosing(fake(ALICE, "the stove is cold"), fake(BOB, "it burns so well"))
    closed, *_ = play.close(votes(laid, alice="it burns so well", bob="the stove is cold"), later(9))

    assert isinstance(closed, play.RoundClosed)
    assert [(s.user_id, s.points) for s in closed.scores] == [("alice", 50), ("bob", 50)]


def test_a_streak_goes_on_with_the_true_ending_alone() -> None:
    """Who fooled somebody and chose wrongly was not right."""
    laid = choosing(fake(ALICE, "the stove is cold"), fake(BOB, "it burns so well"))
    laid = replace(laid, players=(player(streak=4), player(BOB, streak=4), player(CY, streak=4)))
    given = votes(laid, alice="it burns so well", bob=TRUE, cy="the stove is cold")
    _, *changed = play.close(given, later(9))

    assert [e.player.streak for e in changed if isinstance(e, play.PlayerChanged)] == [0, 5, 0]
    assert given.round is not None
    last, before = replace(opened("r9"), number=9), replace(opened("r0"), state=RoundState.CLOSED, number=1)
    asked = replace(given.round, number=2, state=RoundState.CLOSED)
    right = [Answer(round_id="r0", user_id=u, text="tea", verdict=Verdict.ACCEPT, at=NOON) for u in ("alice", "cy")]
    assert past(last, [before, asked], [*right, *given.answers], given.fakes).streaks == {"bob": 1}


def test_nobody_chooses_what_is_their_own_or_gone() -> None:
    """All votes for one's own are refused, and so is what the host removed."""
    endings = fake(ALICE, "the stove is cold"), fake(BOB, "it burns so well", removed=True)
    seated = seat(ALICE, *endings, round_=choosing(*endings).round)

    with pytest.raises(OwnEnding):
        play.check_choice(seated, ALICE, "the stove is cold", later(1))
    with pytest.raises(EndingGone):
        play.check_choice(seated, ALICE, "it burns so well", later(1))
    play.check_choice(seated, CY, "the stove is cold", later(1))
    play.check_choice(seated, ALICE, TRUE, later(1))


def test_the_host_removes_an_ending() -> None:
    """Not the true one, nothing twice, nobody else, only while players choose, and no player who has not chosen."""
    unsure = choosing(fake(ALICE, "the stove is cold"), fake(BOB, "it burns so well"), fake(CY, "I cannot read"))
    laid = votes(unsure, alice="I cannot read")
    assert laid.round is not None
    place = laid.round.item.options.index("it burns so well")

    assert play.remove(laid, ALICE, place, manager=False) == [
        play.FakeRemoved(fake(BOB, "it burns so well", removed=True))
    ]
    gone = replace(laid, fakes=(laid.fakes[0], replace(laid.fakes[1], removed=True)))
    watching = replace(unsure, players=(player(BOB), player(CY)))
    assert len(play.removable(watching, ALICE, manager=False)) == 3
    for there, user, which, refusal in (
        (laid, ALICE, laid.round.item.options.index(TRUE), EndingGone), (laid, ALICE, 7, EndingGone),
        (gone, ALICE, place, EndingGone), (laid, BOB, place, NotTheHost),
        (table(*laid.fakes), ALICE, place, PressIsStale), (unsure, ALICE, place, ChooseFirst),
        (laid, ALICE, laid.round.item.options.index("I cannot read"), EndingGone),
    ):  # fmt: skip
        with pytest.raises(refusal):
            play.remove(there, user, which, manager=False)


def test_whoever_saw_which_are_made_up_answers_no_more() -> None:
    """Neither a manager who did not play until then, nor a host who may change what they chose."""
    endings = fake(ALICE, "the stove is cold"), fake(BOB, "it burns so well"), fake(CY, "I cannot read")
    laid = choosing(*endings)
    (seen,) = play.look(laid, DEE, manager=True)
    assert isinstance(seen, play.Marked)
    looked = replace(laid, marks=(seen.mark,))

    with pytest.raises(ChooseFirst):
        play.check_choice(seat_at(looked, DEE), DEE, TRUE, later(1))
    play.check_choice(seat_at(laid, DEE), DEE, TRUE, later(1))


def test_a_removed_ending_fools_nobody() -> None:
    """Its votes are gone from the rows; one that comes all the same counts for nobody."""
    laid = choosing(fake(ALICE, "the stove is cold", removed=True), fake(BOB, "it burns so well"))
    closed, *_ = play.close(votes(laid, cy="the stove is cold"), later(9))

    assert isinstance(closed, play.RoundClosed)
    assert closed.scores == ()


def test_next_turns_the_writing_and_skip_ends_the_round() -> None:
    """At a relaxed pace the host goes on from phase to phase."""
    endings = (fake(ALICE, "the stove is cold"), fake(BOB, "it burns so well"))
    relaxed = table(*endings, rules=Rules(pace=Pace.RELAXED))

    assert [type(e) for e in play.go_on(relaxed, ALICE, later(3), manager=False)] == [play.RoundTurned]
    assert isinstance(play.skip(relaxed, ALICE, later(3), manager=False)[0], play.RoundClosed)


def test_a_bluff_has_no_hint_and_cannot_be_overruled() -> None:
    """In neither phase; who was fooled stays fooled."""
    laid = choosing(fake(ALICE, "the stove is cold"), fake(BOB, "it burns so well"))
    assert laid.round is not None
    for round_ in (writing(), laid.round):
        with pytest.raises(HintWouldTell):
            play.hint(seat(round_=round_), ALICE, later(3))
    closed = replace(votes(laid, cy="the stove is cold"), round=replace(laid.round, state=RoundState.CLOSED))
    assert play.refused_players(closed, ALICE, manager=False) == []


def test_a_round_given_up_changes_nothing_when_later_ones_are_undone() -> None:
    """Played again, streaks pass over it and whoever wrote was there."""
    first = replace(opened("r0"), state=RoundState.CLOSED)
    given_up = replace(writing(), id="r1", state=RoundState.CLOSED)
    answers = [Answer(round_id="r0", user_id="alice", text="tea", verdict=Verdict.ACCEPT, at=NOON)]
    last = replace(opened("r2"), number=3)

    assert past(last, [first, given_up], answers, [fake(BOB, "x y")]) == play.RoundHistory(
        streaks={"alice": 1}, silent=0
    )
    assert past(last, [first, given_up], answers) == play.RoundHistory(streaks={"alice": 1}, silent=1)


@pytest.mark.parametrize(("mode", "joined", "least"), [("bluff", 2, 3), ("bluff,who-said", 1, 1), ("mixed", 1, 1)])
def test_how_many_a_game_needs(mode: str, joined: int, least: int) -> None:
    """As many as the easiest of its kinds to bring together."""
    if joined < least:
        with pytest.raises(TooFewPlayers):
            play.check_players(Rules(mode=mode), joined)
    play.check_players(Rules(mode=mode), least)
    assert play.has_lobby(Rules(mode=mode)) == (least > 1)
