"""What keeps a game going or ends it: skip, pause, resume, go on, stop."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.incoming import User
from bot.games.model import (
    Answer,
    Ending,
    GameSnapshot,
    GameState,
    MarkKind,
    Pace,
    Phase,
    Round,
    RoundMark,
    RoundState,
)
from bot.games.refusals import (
    AlreadyVoted,
    GamePaused,
    LobbyOpen,
    NoClock,
    NoGame,
    NotPaused,
    NotPlaying,
    NotTheHost,
)
from bot.games.rules.answers import open_round
from bot.games.rules.bluff import turn
from bot.games.rules.events import AnswerChanged, Event, GameChanged, Marked, RoundChanged, RoundClosed
from bot.games.rules.lobby import host_name
from bot.games.rules.round_end import close


def skip(table: GameSnapshot, user: User, at: datetime, *, manager: bool) -> list[Event]:
    """Close the round now: by its host or a manager at once, by the others when half of those playing want it.

    Raises what `open_round` raises, NotPlaying or AlreadyVoted.
    """
    asked = open_round(table, at)
    if manager or user.id == table.game.host:
        return close(table, at)
    playing = _playing(table)
    if user.id not in playing:
        raise NotPlaying
    voters = table.marked(MarkKind.SKIP) & playing
    if user.id in voters:
        raise AlreadyVoted(missing=_missing(table, len(voters)))
    vote: list[Event] = [Marked(RoundMark(round_id=asked.id, user_id=user.id, kind=MarkKind.SKIP))]
    return vote + (close(table, at) if _missing(table, len(voters) + 1) <= 0 else [])


def go_on(table: GameSnapshot, user: User, at: datetime, *, manager: bool) -> list[Event]:
    """The host's Next at a relaxed pace: close the round that stands open, or end its writing."""
    _host_only(table, user, manager=manager)
    asked = open_round(table, at)
    return turn(table, at) if asked.phase is Phase.WRITING else close(table, at)


def pause(table: GameSnapshot, user: User, at: datetime, *, manager: bool) -> list[Event]:
    """Let time stand still. Raises NoGame, NotTheHost, LobbyOpen, GamePaused, or NoClock for a solo game."""
    _host_only(table, user, manager=manager)
    if table.game.rules.pace is Pace.SOLO:
        raise NoClock
    if table.game.state is GameState.LOBBY:
        raise LobbyOpen
    if table.game.state is GameState.PAUSED:
        raise GamePaused
    paused: list[Event] = [GameChanged(replace(table.game, state=GameState.PAUSED))]
    round_ = table.round
    if round_ is None or round_.state is not RoundState.OPEN or round_.closes_at is None:
        return paused
    left = max(0.0, (round_.closes_at - at).total_seconds())
    # Of a round whose end was moved nearer the clock is taken to have begun earlier: what is left tells since when it
    # stands.
    began = round_.closes_at - timedelta(seconds=round_.seconds)
    stopped = replace(round_, closes_at=None, opens_at=began, left=left)
    return [*paused, RoundChanged(stopped), *_moved(table.answers, round_, stopped)]


def resume(table: GameSnapshot, user: User, at: datetime, *, manager: bool) -> list[Event]:
    """Let time go on where it stood; the pause costs and gives nobody points.

    Raises NoGame, NotTheHost or NotPaused.
    """
    _host_only(table, user, manager=manager)
    if table.game.state is not GameState.PAUSED:
        raise NotPaused
    resumed: list[Event] = [GameChanged(replace(table.game, state=GameState.RUNNING))]
    round_ = table.round
    if round_ is None or round_.state is not RoundState.OPEN or round_.left is None:
        return resumed
    closes_at = at + timedelta(seconds=round_.left)
    # What was left stays: it is what the clock shows from then on.
    again = replace(round_, closes_at=closes_at, opens_at=closes_at - timedelta(seconds=round_.seconds))
    return [*resumed, RoundChanged(again), *_moved(table.answers, round_, again)]


def _moved(answers: Sequence[Answer], before: Round, after: Round) -> list[Event]:
    """The answers as long after the round opened as they were: what speed is worth is measured from there."""
    if before.opens_at is None or after.opens_at is None:
        return []
    by = after.opens_at - before.opens_at
    return [AnswerChanged(replace(a, at=a.at + by)) for a in answers]


def stop(table: GameSnapshot, user: User, at: datetime, *, manager: bool) -> list[Event]:
    """End the game now; what was scored stays, and an open round is resolved for those who answered it.

    Only its host or a manager may.
    """
    _host_only(table, user, manager=manager)
    ending = Ending.HOST if user.id == table.game.host else Ending.MANAGER
    over = GameChanged(replace(table.game, state=GameState.OVER, begins_at=None, ending=ending))
    asked = table.round
    if asked is None or asked.state is RoundState.CLOSED:
        return [over]
    if asked.state is RoundState.PENDING:
        return [RoundClosed(replace(asked, state=RoundState.CLOSED), ()), over]
    return [*(event for event in close(table, at) if not isinstance(event, GameChanged)), over]


def _host_only(table: GameSnapshot, user: User, *, manager: bool) -> None:
    if table.game.state is GameState.OVER:
        raise NoGame(over=True)
    if not manager and user.id != table.game.host:
        raise NotTheHost(host=host_name(table))


def _missing(table: GameSnapshot, votes: int) -> int:
    """How many more votes half of those playing needs."""
    return (len(_playing(table)) + 1) // 2 - votes


def _playing(table: GameSnapshot) -> frozenset[str]:
    """Who joined and is there, or answered the round. A hint alone is no part in it: it costs nothing."""
    return frozenset(p.user_id for p in table.players if p.plays) | {a.user_id for a in table.answers}
