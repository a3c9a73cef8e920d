"""What puts the last closed round right: over-rule the judge, or undo the round.

An over-rule leaves everything as if the answer had been right in the first place, an undone round as if it had never
been played.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.chat.incoming import User
from bot.games.judging import Verdict
from bot.games.model import (
    Answer,
    Fake,
    Game,
    GameSnapshot,
    GameState,
    MarkKind,
    Phase,
    Player,
    Round,
    RoundState,
    ScoreEvent,
    ScoreKind,
)
from bot.games.refusals import AlreadyVoid, NoRoundYet, NothingToOverrule, NotTheHost
from bot.games.rules.events import AnswerChanged, Event, GameChanged, PlayerChanged, RoundChanged, Scored
from bot.games.rules.lobby import host_name
from bot.games.rules.round_end import passes_over
from bot.games.scores import points, share_of_time
from content.items import kind_of

# A number that was near ends no streak, and is none.
_GOING_ON = (Verdict.ACCEPT, Verdict.NEAR)
_MENTION = re.compile(r"<@!?([^<>|]+)(?:\|[^<>]*)?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundHistory:
    """How a game stood before a round: the streaks of its players, and how many rounds in a row were silent."""

    streaks: Mapping[str, int] = field(default_factory=dict)
    silent: int = 0


def past(round_: Round, rounds: Sequence[Round], answers: Sequence[Answer], fakes: Sequence[Fake] = ()) -> RoundHistory:
    """The same from all rounds, answers and fakes of the game, by playing them again; undone rounds were not played."""
    streaks: dict[str, int] = {}
    silent = 0
    for played in sorted(rounds, key=lambda r: r.number):
        if played.number >= round_.number or played.void:
            continue
        given = [a for a in answers if a.round_id == played.id]
        written = [fake for fake in fakes if fake.round_id == played.id]
        if not passes_over(played):
            going_on = {a.user_id: int(a.verdict is Verdict.ACCEPT) for a in given if a.verdict in _GOING_ON}
            streaks = {user_id: streaks.get(user_id, 0) + by for user_id, by in going_on.items()}
        silent = 0 if given or written else silent + 1
    return RoundHistory(streaks=streaks, silent=silent)


def refused_players(table: GameSnapshot, user: User, *, manager: bool) -> list[Player]:
    """Whose answers in the last closed round, which `table` holds, can be over-ruled, in the order they came in.

    Raises NotTheHost, NoRoundYet or AlreadyVoid.
    """
    asked = _closed_round(table, user, manager=manager)
    if asked.item.number is not None or asked.phase is not Phase.ANSWERS or kind_of(asked.item).poll:
        return []  # How near a number is, nobody can over-rule, nor which ending is true, nor what somebody thinks.
    return [p for p in table.players if (a := table.answer_of(p.user_id)) and a.verdict is not Verdict.ACCEPT]


def meant_players(table: GameSnapshot, text: str, user: User, *, manager: bool) -> list[Player]:
    """Whom somebody may mean by a mention (`<@id>`) or by a name, among those who can be over-ruled; at least one.

    Raises what `refused_players` raises, or NothingToOverrule.
    """
    refused = refused_players(table, user, manager=manager)
    mention = _MENTION.fullmatch(text.strip())
    if mention:
        known = table.player(mention[1])
        name = known.name if known else ""
        fitting = [p for p in refused if p.user_id == mention[1]]
    else:
        name = text.strip().lstrip("@")
        fitting = [p for p in refused if p.name.casefold() == name.casefold()]
    if not fitting:
        plays = any(p.name.casefold() == name.casefold() for p in table.players)
        raise NothingToOverrule(name=name, refused=[p.name for p in refused], known=plays)
    return fitting


def accept(
    table: GameSnapshot, user: User, player: Player, before: RoundHistory, at: datetime, *, manager: bool
) -> list[Event]:
    """Over-rule the judge for one player in the round that was closed last, which `table` holds.

    The answer scores and continues the streak that it broke. Raises what `refused_players` raises or NothingToOverrule.
    """
    refused = refused_players(table, user, manager=manager)
    asked, given = _closed_round(table, user, manager=manager), table.answer_of(player.user_id)
    if given is None or player not in refused:
        raise NothingToOverrule(name=player.name, refused=[p.name for p in refused])
    hinted = player.user_id in table.marked(MarkKind.HINT)
    streak = before.streaks.get(player.user_id, 0) + 1
    won = points(taken=share_of_time(asked, given.at), streak=streak, hinted=hinted)
    score = _event(asked, player.user_id, won, ScoreKind.OVERRULE, at)
    return [
        AnswerChanged(replace(given, verdict=Verdict.ACCEPT)),
        Scored((score,)),
        PlayerChanged(table.game.id, replace(player, points=player.points + won, streak=streak)),
    ]


def void(
    table: GameSnapshot, user: User, scores: Sequence[ScoreEvent], before: RoundHistory, at: datetime, *, manager: bool
) -> list[Event]:
    """Undo the round that was closed last: points, streaks and silence are as they were before it.

    `scores` are the game's. Raises NotTheHost, NoRoundYet or AlreadyVoid.
    """
    asked = _closed_round(table, user, manager=manager)
    won: dict[str, int] = {}
    for score in scores:
        if score.round_id == asked.id:
            won[score.user_id] = won.get(score.user_id, 0) + score.points
    taken = tuple(_event(asked, user_id, -given, ScoreKind.VOID, at) for user_id, given in won.items())
    restored = (_restored(p, won.get(p.user_id, 0), before) for p in table.players)
    changed = [PlayerChanged(table.game.id, p) for p in restored if p != table.player(p.user_id)]
    return [RoundChanged(replace(asked, void=True)), Scored(taken), *changed, *_noisier(table.game, before)]


def _restored(player: Player, won: int, before: RoundHistory) -> Player:
    return replace(player, points=player.points - won, streak=before.streaks.get(player.user_id, 0))


def _noisier(game: Game, before: RoundHistory) -> list[Event]:
    """A game that is over stays so."""
    if game.state is GameState.OVER or game.silent == before.silent:
        return []
    return [GameChanged(replace(game, silent=before.silent))]


def _event(round_: Round, user_id: str, won: int, kind: ScoreKind, at: datetime) -> ScoreEvent:
    return ScoreEvent(game_id=round_.game_id, round_id=round_.id, user_id=user_id, points=won, at=at, kind=kind)


def _closed_round(table: GameSnapshot, user: User, *, manager: bool) -> Round:
    if not manager and user.id != table.game.host:
        raise NotTheHost(host=host_name(table))
    if table.round is None or table.round.state is not RoundState.CLOSED:
        raise NoRoundYet
    if table.round.void:
        raise AlreadyVoid(over=table.game.state is GameState.OVER)
    return table.round
