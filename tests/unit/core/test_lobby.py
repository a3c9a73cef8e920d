"""How a game begins: who gathers where, for how long, in which teams."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.incoming import User
from bot.errors import Refusal
from bot.games import rules as play
from bot.games.model import GameSnapshot, GameState, Rules, Teams
from bot.games.refusals import (
    AlreadyJoined,
    LobbyOpen,
    NoGame,
    NotTheHost,
    OneSide,
    RoundNotOpen,
    TeamsAreFixed,
    TeamUnknown,
    TooFewPlayers,
)
from bot.games.rules.lobby import check_players, fewest_players, host_name, lobby_seconds
from tests.builders import ALICE, BOB, HERE, NOON, game, later, opened, player, seat_at

CAROL, DAN = User(id="carol", name="Carol"), User(id="dan", name="Dan")


def running(*players: User) -> GameSnapshot:
    """A game with an open round."""
    return GameSnapshot(game=game(), players=tuple(map(player, players or (ALICE,))), round=opened())


NAMED = Rules(teams=Teams.NAMED)
GATHERING = GameSnapshot(
    game=replace(game(rules=NAMED), state=GameState.LOBBY, begins_at=later(60)), players=(player(),)
)


def test_named_teams_are_chosen_in_the_lobby_and_fixed_after_it() -> None:
    """One may change sides until it begins; who chose none goes where the fewest are."""
    assert play.join(GATHERING, BOB, "Red") == [play.PlayerChanged("g1", replace(player(BOB), team="red"))]
    with pytest.raises(TeamUnknown):
        play.join(GATHERING, BOB, "purple")
    with pytest.raises(TeamUnknown):
        play.join(running(), BOB, "red")
    laid = replace(GATHERING, players=(player(), replace(player(BOB), team="red")))
    alice, begun = play.begin(laid, ALICE, manager=False, results={}, rng=random.Random(1))
    assert alice == play.PlayerChanged("g1", replace(player(), team="blue"))
    assert begun == play.GameChanged(game(rules=NAMED))
    with pytest.raises(TeamsAreFixed):
        play.join(replace(laid, game=game(rules=NAMED)), BOB, "blue")


def test_only_the_host_begins_and_nobody_answers_before() -> None:
    """The lobby's end by time needs nobody."""
    with pytest.raises(NotTheHost):
        play.begin(GATHERING, BOB, manager=False, results={}, rng=random.Random(1))
    with pytest.raises(LobbyOpen):
        play.answer(seat_at(GATHERING, ALICE), ALICE, "tea", later(1))
    with pytest.raises(AlreadyJoined):
        play.begin(running(), ALICE, manager=False, results={}, rng=random.Random(1))
    assert play.begin(GATHERING, None, manager=False, results={}, rng=random.Random(1))


def test_balanced_teams_are_dealt_by_strength() -> None:
    """Best and fourth against second and third."""
    names = ["ann", "bea", "cy", "dee"]
    players = tuple(player(User(id=n, name=n)) for n in names)
    laid = replace(GATHERING, game=replace(GATHERING.game, rules=Rules(teams=Teams.BALANCED)), players=players)
    results = {"ann": 900.0, "bea": 700.0, "cy": 500.0, "dee": 10.0}
    events = play.begin(laid, None, manager=True, results=results, rng=random.Random(1))

    sides = {e.player.user_id: e.player.team for e in events if isinstance(e, play.PlayerChanged)}
    assert sides == {"ann": "red", "bea": "blue", "cy": "blue", "dee": "red"}


def test_a_rematch_keeps_the_sides() -> None:
    """Who was on a side stays there, whatever the results; who came in since goes where the fewest are."""
    ann, bea, cy = (
        replace(player(User(id=n, name=n)), team=team) for n, team in (("ann", "red"), ("bea", "red"), ("cy", ""))
    )
    laid = replace(GATHERING, game=replace(GATHERING.game, rules=Rules(teams=Teams.BALANCED)), players=(ann, bea, cy))
    events = play.begin(laid, None, manager=True, results={"ann": 900.0}, rng=random.Random(1))

    assert [e.player.team for e in events if isinstance(e, play.PlayerChanged)] == ["blue"]


@pytest.mark.parametrize(
    ("rules", "seconds"),
    [
        (Rules(), 0), (Rules(lobby=True), 20), (Rules(teams=Teams.NAMED), 60), (Rules(teams=Teams.BALANCED), 60),
        (Rules(teams=Teams.NAMED, lobby=True), 60),
        # What nobody can play alone has to find its players.
        (Rules(mode="bluff"), 60), (Rules(mode="bluff", lobby=True), 60), (Rules(mode="bluff,who-said"), 0),
        (Rules(mode="mixed,bluff", lobby=True), 20),
    ],
)  # fmt: skip
@pytest.mark.parametrize("thread", [False, True])
def test_for_how_long_players_gather(rules: Rules, seconds: int, thread: bool) -> None:
    """A game without a lobby runs at once; one in a thread waits for it, and its time begins when it stands."""
    chosen = replace(rules, thread=thread)
    started, host = play.start(HERE, ALICE, chosen, game_id="g1", at=NOON)
    assert isinstance(started, play.GameStarted)
    made = started.game

    assert lobby_seconds(chosen) == seconds
    assert play.has_lobby(chosen) is (seconds > 0)
    assert host == play.PlayerChanged("g1", player())
    assert (made.id, made.place, made.host, made.rules, made.started_at) == ("g1", HERE, ALICE.id, chosen, NOON)
    assert made.state is (GameState.LOBBY if seconds or thread else GameState.RUNNING)
    assert made.begins_at == (later(seconds) if seconds and not thread else None)
    stands = play.threaded(made, "t9", later(5))
    assert (stands.place.thread, stands.begins_at) == ("t9", later(5) + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("mode", "least"),
    [("mixed", 1), ("who-said", 1), ("agree", 2), ("bluff", 3), ("bluff,agree", 2), ("bluff,who-said", 1), ("x", 1)],
)
def test_how_many_have_to_play(mode: str, least: int) -> None:
    """As many as the kind needs that needs fewest; in direct messages nobody else can come."""
    rules = Rules(mode=mode)

    assert fewest_players(rules) == least
    check_players(rules, least)
    if least == 1:
        return
    for direct in (False, True):
        with pytest.raises(TooFewPlayers) as refused:
            check_players(rules, least - 1, direct=direct)
        assert refused.value.facts == {"mode": mode, "least": least, "joined": least - 1, "direct": direct}
    with pytest.raises(TooFewPlayers) as refused:
        check_players(rules, 1)
    assert not refused.value.facts["direct"]


def gathered(rules: Rules, *players: User, sides: str = "") -> GameSnapshot:
    """A lobby with these players, of the teams that begin with these letters ("-": of none)."""
    teams = {"r": "red", "b": "blue", "g": "green", "o": "gold", "-": ""}
    made = tuple(replace(player(user), team=teams[side]) for user, side in zip(players, sides or "-" * 9, strict=False))
    return replace(GATHERING, game=replace(GATHERING.game, rules=rules), players=made)


def begun(laid: GameSnapshot, user: User | None = None, seed: int = 1) -> dict[str, str]:
    """Who is in which team once it began."""
    events = play.begin(laid, user, manager=False, results={}, rng=random.Random(seed))
    changed = {e.player.user_id: e.player.team for e in events if isinstance(e, play.PlayerChanged)}
    assert isinstance(events[-1], play.GameChanged)
    assert (events[-1].game.state, events[-1].game.begins_at) == (GameState.RUNNING, None)
    return {p.user_id: changed.get(p.user_id, p.team) for p in laid.players}


@pytest.mark.parametrize(
    ("sides", "after"),
    [
        ("----", "rbrb"), ("r---", "rbrb"), ("rr--", "rrbb"), ("r-b-", "rrbb"), ("g---", "grgr"), ("go--", "gogo"),
        ("rbg-", "rbgr"), ("rrb-", "rrbb"), ("rbgo", "rbgo"),
    ],
)  # fmt: skip
def test_who_chose_no_team_goes_where_the_fewest_are(sides: str, after: str) -> None:
    """Among the teams in use, two at least."""
    found = begun(gathered(NAMED, ALICE, BOB, CAROL, DAN, sides=sides))

    assert "".join("o" if team == "gold" else team[0] for team in found.values()) == after


def test_equals_are_dealt_by_chance() -> None:
    """Where nobody has a result yet, two and two, whoever came first."""
    balanced = gathered(Rules(teams=Teams.BALANCED), ALICE, BOB, CAROL, DAN)
    dealt = [begun(balanced, seed=seed) for seed in range(20)]

    assert all(sorted(sides.values()) == ["blue", "blue", "red", "red"] for sides in dealt)
    assert len({tuple(sides.values()) for sides in dealt}) > 2


@pytest.mark.parametrize("teams", [Teams.NAMED, Teams.BALANCED])
def test_one_side_alone_does_not_begin_by_hand(teams: Teams) -> None:
    """When its time is over it begins all the same; without teams nobody is a side."""
    rules = Rules(teams=teams)
    with pytest.raises(OneSide) as refused:
        begun(gathered(rules, ALICE), ALICE)
    assert refused.value.facts["named"] is (teams is Teams.NAMED)
    with pytest.raises(OneSide):
        # Who only looks on is no side.
        begun(replace(gathered(rules, ALICE), players=(player(), player(BOB, joined=False))), ALICE)
    assert begun(gathered(rules, ALICE))
    assert begun(gathered(rules, ALICE, BOB), ALICE)
    assert begun(gathered(Rules(lobby=True), ALICE), ALICE) == {"alice": ""}


@pytest.mark.parametrize(
    ("laid", "refusal"),
    [
        (replace(GATHERING, game=replace(GATHERING.game, state=GameState.OVER)), NoGame),
        (replace(GATHERING, game=replace(GATHERING.game, begins_at=None)), RoundNotOpen),
        (gathered(Rules(mode="bluff"), ALICE, BOB), TooFewPlayers),
    ],
)
def test_a_game_that_cannot_begin_says_why(laid: GameSnapshot, refusal: type[Refusal]) -> None:
    """It is over, its thread does not stand, too few came."""
    with pytest.raises(refusal):
        play.begin(laid, ALICE, manager=False, results={}, rng=random.Random(1))
    assert begun(gathered(Rules(mode="bluff"), ALICE, BOB, CAROL), ALICE)


def test_a_manager_begins_a_game_of_somebody_else() -> None:
    """Whoever else tries is told whose it is."""
    laid = gathered(Rules(lobby=True), ALICE, BOB)

    assert play.begin(laid, BOB, manager=True, results={}, rng=random.Random(1))
    with pytest.raises(NotTheHost) as refused:
        play.begin(laid, BOB, manager=False, results={}, rng=random.Random(1))
    assert refused.value.facts["host"] == host_name(laid) == "Alice"
    assert host_name(replace(laid, players=(player(BOB),))) == ""


@pytest.mark.parametrize(
    ("laid", "user", "team", "after"),
    [
        (running(ALICE), BOB, "", ""), (replace(running(), players=(player(joined=False),)), ALICE, "", ""),
        (GATHERING, BOB, "gold", "gold"), (GATHERING, ALICE, "RED", "red"), (GATHERING, BOB, "", ""),
        (gathered(NAMED, ALICE, sides="r"), ALICE, "blue", "blue"),
        # Who was in a team and left comes back into it.
        (replace(running(), players=(replace(player(joined=False), team="red"),)), ALICE, "", "red"),
    ],
)  # fmt: skip
def test_who_joins_is_waited_for(laid: GameSnapshot, user: User, team: str, after: str) -> None:
    """With a team where one was chosen."""
    (joined,) = play.join(laid, user, team)

    assert joined == play.PlayerChanged("g1", replace(player(user), team=after))


@pytest.mark.parametrize(
    ("join", "refusal"),
    [
        (lambda: play.join(running(), ALICE), AlreadyJoined),
        (lambda: play.join(gathered(NAMED, ALICE, sides="r"), ALICE, "red"), AlreadyJoined),
        (lambda: play.join(gathered(NAMED, ALICE, sides="r"), ALICE), AlreadyJoined),
        (lambda: play.join(replace(running(), game=replace(game(), state=GameState.OVER)), BOB), NoGame),
        (lambda: play.join(gathered(Rules(teams=Teams.BALANCED), ALICE), BOB, "red"), TeamUnknown),
    ],
)
def test_who_cannot_join_is_told_why(join: Callable[[], object], refusal: type[Refusal]) -> None:
    """Already in, over, no such team."""
    with pytest.raises(refusal):
        join()


@pytest.mark.parametrize(("rules", "known"), [(NAMED, ("red", "blue", "green", "gold")), (Rules(), ())])
def test_an_unknown_team_is_met_with_those_there_are(rules: Rules, known: tuple[str, ...]) -> None:
    """None where there are no teams."""
    with pytest.raises(TeamUnknown) as refused:
        play.join(gathered(rules, ALICE), BOB, "purple")
    assert (refused.value.facts["team"], refused.value.facts["known"]) == ("purple", known)
