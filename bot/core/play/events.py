"""What can happen in a game: facts to be kept, in the order in which they were decided."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.core.game import Answer, Game, Player, Round, RoundMark, ScoreEvent, Table


@dataclass(frozen=True, slots=True)
class GameStarted:
    """A game holds its place."""

    game: Game


@dataclass(frozen=True, slots=True)
class GameChanged:
    """The game's own counts or state changed; it may be over."""

    game: Game


@dataclass(frozen=True, slots=True)
class PlayerChanged:
    """A player came in, or their streak, points, team or being waited for changed."""

    game_id: str
    player: Player


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """An answer counts from now on, whatever it is worth."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerChanged:
    """The host over-ruled the judge."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Marked:
    """A player took a hint or voted to skip."""

    mark: RoundMark


@dataclass(frozen=True, slots=True)
class RoundChanged:
    """The times of an open round changed, or a closed one was undone."""

    round: Round


@dataclass(frozen=True, slots=True)
class RoundClosed:
    """A round is over; the scores of those who were right follow from it and from nothing else."""

    round: Round
    scores: tuple[ScoreEvent, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """Points given or taken after a round was closed."""

    scores: tuple[ScoreEvent, ...]


Event = (
    GameStarted
    | GameChanged
    | PlayerChanged
    | AnswerGiven
    | AnswerChanged
    | Marked
    | RoundChanged
    | RoundClosed
    | Scored
)


def answered(table: Table, events: Iterable[Event]) -> Table:
    """The table after an answer's events, as storage would tell it, without asking storage."""
    for event in events:
        match event:
            case GameChanged(game=game):
                table = replace(table, game=game)
            case PlayerChanged(player=player):
                others = [player if p.user_id == player.user_id else p for p in table.players]
                known = any(p.user_id == player.user_id for p in table.players)
                table = replace(table, players=tuple(others if known else [*others, player]))
            case AnswerGiven(answer=given):
                all_of_them = [*(a for a in table.answers if a.user_id != given.user_id), given]
                table = replace(table, answers=tuple(sorted(all_of_them, key=lambda a: (a.at, a.user_id))))
            case _:
                raise AssertionError(f"an answer causes no {type(event).__name__}")
    return table
