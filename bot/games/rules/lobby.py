"""How a game begins: at once, or in a lobby where teams are made. Teams are fixed once it runs."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.incoming import Place, User
from bot.games.model import MIXED, Game, GameSnapshot, GameState, Player, RoundState, Rules, Teams
from bot.games.refusals import (
    AlreadyJoined,
    GameRuns,
    NoGame,
    NotTheHost,
    OneSide,
    RoundNotOpen,
    TeamsAreFixed,
    TeamUnknown,
    TooFewPlayers,
)
from bot.games.rules.events import Event, GameChanged, GameStarted, PlayerChanged
from content.items import KINDS

# Teams are talked about, and what takes several has to find them; else it is a moment to come in.
LOBBY_SECONDS, MOMENT_SECONDS = 60, 20
TEAM_NAMES = ("red", "blue", "green", "gold")
DEALT_TEAMS = 2


def start(place: Place, host: User, rules: Rules, *, game_id: str, at: datetime) -> list[Event]:
    """A new game with its host as its first player. It opens a lobby for 60 seconds where teams are made or nobody can
    play alone, and for 20 where others are given a moment.
    """
    lobby = has_lobby(rules)
    game = Game(
        id=game_id, place=place, host=host.id, rules=rules, started_at=at,
        state=GameState.LOBBY if lobby or rules.thread else GameState.RUNNING,
        begins_at=at + timedelta(seconds=lobby_seconds(rules)) if lobby and not rules.thread else None,
    )  # fmt: skip
    return [GameStarted(game), PlayerChanged(game_id, Player(user_id=host.id, name=host.name, joined=True))]


def gather(
    place: Place, host: User, rules: Rules, *, game_id: str, at: datetime, begins_at: datetime, seated: bool
) -> list[Event]:  # fmt: skip
    """A new game whose lobby is open until it begins; `seated`: its host is in, else who presses is."""
    game = Game(
        id=game_id, place=place, host=host.id, rules=rules, started_at=at, state=GameState.LOBBY, begins_at=begins_at
    )
    host_is_in = PlayerChanged(game_id, Player(user_id=host.id, name=host.name, joined=True))
    return [GameStarted(game), *([host_is_in] if seated else [])]


def has_lobby(rules: Rules) -> bool:
    """Whether players gather before the first round."""
    return lobby_seconds(rules) > 0


def lobby_seconds(rules: Rules) -> int:
    """For how long they gather, 0 where they do not."""
    if rules.teams is not Teams.NONE or fewest_players(rules) > 1:
        return LOBBY_SECONDS
    return MOMENT_SECONDS if rules.lobby else 0


def fewest_players(rules: Rules) -> int:
    """How many have to play for anything of what was chosen to be asked."""
    modes = rules.mode.split(",")
    return 1 if MIXED in modes else min((KINDS[mode].players for mode in modes if mode in KINDS), default=1)


def check_players(rules: Rules, joined: int, *, direct: bool = False) -> None:
    """Raises TooFewPlayers; `direct`: nobody else can come."""
    least = fewest_players(rules)
    if joined < least:
        raise TooFewPlayers(mode=rules.mode, least=least, joined=joined, direct=direct)


def threaded(game: Game, thread: str, at: datetime) -> Game:
    """The game in its thread, which stands now: players gather there, without a lobby it begins."""
    gathering = timedelta(seconds=lobby_seconds(game.rules))
    return replace(game, place=replace(game.place, thread=thread), begins_at=at + gathering)


def join(table: GameSnapshot, user: User, team: str = "") -> list[Event]:
    """Be waited for from now on, or again; in the lobby of named teams, choose or change one.

    Raises NoGame, AlreadyJoined, TeamUnknown or TeamsAreFixed.
    """
    if table.game.state is GameState.OVER:
        raise NoGame(over=True)
    chosen = _chosen(table, team)
    player = table.player(user.id) or Player(user_id=user.id, name=user.name, joined=False)
    if player.plays and (not team or player.team == chosen):
        raise _is_in(table)
    return [PlayerChanged(table.game.id, replace(player, joined=True, silent=0, team=chosen or player.team))]


def begin(
    table: GameSnapshot, user: User | None, *, manager: bool, results: Mapping[str, float], rng: random.Random
) -> list[Event]:
    """Leave the lobby: `user` is who asked, None when its time is over. `results` are recent points a player.

    Raises NoGame, GameRuns or AlreadyJoined, NotTheHost, RoundNotOpen or TooFewPlayers; OneSide where somebody asked
    and one side alone is there.
    """
    game = table.game
    if game.state is GameState.OVER:
        raise NoGame(over=True)
    if game.state is not GameState.LOBBY:
        known = None if user is None else table.player(user.id)
        raise _is_in(table) if known is not None and known.joined else GameRuns
    if user is not None and user.id != game.host and not manager:
        raise NotTheHost(host=host_name(table))
    if game.begins_at is None:
        # Its thread does not stand yet.
        raise RoundNotOpen
    check_players(game.rules, sum(p.joined for p in table.players))
    match game.rules.teams:
        case Teams.BALANCED if not any(p.team for p in table.players):
            dealt = _dealt(table.players, results, rng)
        case Teams.BALANCED:
            # Once more with the same people: the sides stay.
            dealt = _placed(table.players)
        case Teams.NAMED:
            dealt = _placed(table.players)
        case Teams.NONE:
            dealt = list(table.players)
    if (
        user is not None
        and game.rules.teams is not Teams.NONE
        and len({p.team for p in dealt if p.joined}) < DEALT_TEAMS
    ):
        raise OneSide(named=game.rules.teams is Teams.NAMED)
    changed: list[Event] = [PlayerChanged(game.id, p) for p in dealt if p != table.player(p.user_id)]
    return [*changed, GameChanged(replace(game, state=GameState.RUNNING, begins_at=None))]


def _is_in(table: GameSnapshot) -> AlreadyJoined:
    open_ = table.round is not None and table.round.state is RoundState.OPEN
    return AlreadyJoined(lobby=table.game.state is GameState.LOBBY, open=open_)


def host_name(table: GameSnapshot) -> str:
    """The host's name, "" when they are unknown."""
    host = table.player(table.game.host)
    return host.name if host else ""


def _chosen(table: GameSnapshot, team: str) -> str:
    if not team:
        return ""
    if table.game.rules.teams is not Teams.NAMED or team.casefold() not in TEAM_NAMES:
        raise TeamUnknown(team=team, known=TEAM_NAMES if table.game.rules.teams is Teams.NAMED else ())
    if table.game.state is not GameState.LOBBY:
        raise TeamsAreFixed
    return team.casefold()


def _placed(players: Sequence[Player]) -> list[Player]:
    """Those who chose no team go where the fewest are, among the teams in use (two at least)."""
    used = [name for name in TEAM_NAMES if any(p.team == name for p in players)]
    names = used if len(used) > 1 else list(dict.fromkeys([*used, *TEAM_NAMES]))[:DEALT_TEAMS]
    sizes = {name: sum(p.team == name for p in players) for name in names}
    placed = []
    for player in players:
        if not player.team:
            smallest = min(names, key=lambda name: sizes[name])
            sizes[smallest] += 1
            player = replace(player, team=smallest)  # noqa: PLW2901
        placed.append(player)
    return placed


def _dealt(players: Sequence[Player], results: Mapping[str, float], rng: random.Random) -> list[Player]:
    """Two teams dealt in the order of strength, back and forth (1-2-2-1); equals in a random order."""
    shuffled = rng.sample(list(players), len(players))
    ranked = sorted(shuffled, key=lambda p: -results.get(p.user_id, 0.0))
    order = [*range(DEALT_TEAMS), *reversed(range(DEALT_TEAMS))]
    dealt = {p.user_id: TEAM_NAMES[order[i % len(order)]] for i, p in enumerate(ranked)}
    return [replace(p, team=dealt[p.user_id]) for p in players]
