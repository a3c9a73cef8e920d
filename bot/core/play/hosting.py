"""What keeps a game going or ends it: skip, pause, resume, go on, stop; and what puts a wrong round right."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.game import (
    GameState,
    MarkKind,
    Player,
    Round,
    RoundMark,
    RoundState,
    ScoreEvent,
    ScoreKind,
    Table,
)  # fmt: skip
from bot.core.judging import Verdict
from bot.core.play.answering import open_round
from bot.core.play.closing import close
from bot.core.play.events import (
    AnswerChanged,
    Event,
    GameChanged,
    Marked,
    PlayerChanged,
    RoundChanged,
    RoundClosed,
    Scored,
)  # fmt: skip
from bot.core.play.starting import host_name
from bot.core.refusals import (
    AlreadyVoid,
    AlreadyVoted,
    GamePaused,
    LobbyOpen,
    NoGame,
    NoRoundYet,
    NothingToOverrule,
    NotPaused,
    NotPlaying,
    NotTheHost,
)  # fmt: skip
from bot.core.scoring import points, share_of_time
from bot.messages import User


def skip(table: Table, user: User, at: datetime, *, manager: bool) -> list[Event]:
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


def go_on(table: Table, user: User, at: datetime, *, manager: bool) -> list[Event]:
    """The host's Next at a relaxed pace: close the round that stands open."""
    _host_only(table, user, manager=manager)
    open_round(table, at)
    return close(table, at)


def pause(table: Table, user: User, at: datetime, *, manager: bool) -> list[Event]:
    """Let time stand still. Raises NoGame, NotTheHost, LobbyOpen or GamePaused."""
    _host_only(table, user, manager=manager)
    if table.game.state is GameState.LOBBY:
        raise LobbyOpen
    if table.game.state is GameState.PAUSED:
        raise GamePaused
    paused: list[Event] = [GameChanged(replace(table.game, state=GameState.PAUSED))]
    asked = table.round
    if asked is None or asked.state is not RoundState.OPEN or asked.closes_at is None:
        return paused
    left = max(0.0, (asked.closes_at - at).total_seconds())
    return [*paused, RoundChanged(replace(asked, closes_at=None, left=left))]


def resume(table: Table, user: User, at: datetime, *, manager: bool) -> list[Event]:
    """Let time go on where it stood; the pause costs nobody points. Raises NoGame, NotTheHost or NotPaused."""
    _host_only(table, user, manager=manager)
    if table.game.state is not GameState.PAUSED:
        raise NotPaused
    resumed: list[Event] = [GameChanged(replace(table.game, state=GameState.RUNNING))]
    asked = table.round
    if asked is None or asked.state is not RoundState.OPEN or asked.left is None:
        return resumed
    closes_at = at + timedelta(seconds=asked.left)
    again = replace(asked, closes_at=closes_at, opens_at=closes_at - timedelta(seconds=asked.seconds), left=None)
    return [*resumed, RoundChanged(again)]


def stop(table: Table, user: User, *, manager: bool) -> list[Event]:
    """End the game now; what was scored stays. Only its host or a manager may."""
    _host_only(table, user, manager=manager)
    closed: list[Event] = []
    if table.round is not None and table.round.state is not RoundState.CLOSED:
        closed = [RoundClosed(replace(table.round, state=RoundState.CLOSED), ())]
    return [*closed, GameChanged(replace(table.game, state=GameState.OVER, begins_at=None))]


def accept(table: Table, user: User, name: str, at: datetime, *, manager: bool) -> list[Event]:
    """Over-rule the judge for one player in the round that was closed last: full points, without a streak.

    `table` holds that round. Raises NotTheHost, NoRoundYet, AlreadyVoid or NothingToOverrule.
    """
    asked = _closed_round(table, user, manager=manager)
    player = next((p for p in table.players if p.name.casefold() == name.strip().lstrip("@").casefold()), None)
    given = table.answer_of(player.user_id) if player else None
    if player is None or given is None or given.verdict is Verdict.ACCEPT:
        raise NothingToOverrule(name=name, refused=_refused_names(table))
    hinted = player.user_id in table.marked(MarkKind.HINT)
    won = points(taken=share_of_time(asked, given.at), streak=1, hinted=hinted)
    score = _event(asked, player.user_id, won, ScoreKind.OVERRULE, at)
    return [
        AnswerChanged(replace(given, verdict=Verdict.ACCEPT)),
        Scored((score,)),
        PlayerChanged(table.game.id, replace(player, points=player.points + won, streak=max(1, player.streak))),
    ]


def void(table: Table, user: User, scores: Sequence[ScoreEvent], at: datetime, *, manager: bool) -> list[Event]:
    """Undo the round that was closed last: every point it gave is taken back. `scores` are the game's."""
    asked = _closed_round(table, user, manager=manager)
    won: dict[str, int] = {}
    for score in scores:
        if score.round_id == asked.id:
            won[score.user_id] = won.get(score.user_id, 0) + score.points
    taken = tuple(_event(asked, user_id, -given, ScoreKind.VOID, at) for user_id, given in won.items())
    return [RoundChanged(replace(asked, void=True)), Scored(taken), *_without(table, won)]


def _without(table: Table, won: dict[str, int]) -> list[Event]:
    losing = (p for p in table.players if p.user_id in won)
    return [PlayerChanged(table.game.id, _poorer(p, won[p.user_id])) for p in losing]


def _poorer(player: Player, by: int) -> Player:
    return replace(player, points=player.points - by, streak=max(0, player.streak - 1))


def _event(asked: Round, user_id: str, won: int, kind: ScoreKind, at: datetime) -> ScoreEvent:
    return ScoreEvent(game_id=asked.game_id, round_id=asked.id, user_id=user_id, points=won, at=at, kind=kind)


def _closed_round(table: Table, user: User, *, manager: bool) -> Round:
    if not manager and user.id != table.game.host:
        raise NotTheHost(host=host_name(table))
    if table.round is None or table.round.state is not RoundState.CLOSED:
        raise NoRoundYet
    if table.round.void:
        raise AlreadyVoid
    return table.round


def _host_only(table: Table, user: User, *, manager: bool) -> None:
    if table.game.state is GameState.OVER:
        raise NoGame
    if not manager and user.id != table.game.host:
        raise NotTheHost(host=host_name(table))


def _missing(table: Table, votes: int) -> int:
    """How many more votes half of those playing needs."""
    return (len(_playing(table)) + 1) // 2 - votes


def _playing(table: Table) -> frozenset[str]:
    """Who joined, or answered the round. A hint alone is no part in it: it costs nothing."""
    return frozenset(p.user_id for p in table.players if p.joined) | {a.user_id for a in table.answers}


def _refused_names(table: Table) -> list[str]:
    return [p.name for p in table.players if (a := table.answer_of(p.user_id)) and a.verdict is not Verdict.ACCEPT]
