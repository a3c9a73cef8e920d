"""What can happen in a game: facts to be kept, in the order in which they were decided."""

from dataclasses import dataclass

from bot.games.model import Answer, Fake, Game, Player, Round, RoundMark, ScoreEvent


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
    """An answer counts from now on, whatever it is worth; as a change it takes the place of an earlier one."""

    answer: Answer
    change: bool = False


@dataclass(frozen=True, slots=True)
class AnswerChanged:
    """The host over-ruled the judge, or time stood still."""

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


@dataclass(frozen=True, slots=True)
class FakeWritten:
    """A player made up an ending; it takes the place of the one they wrote before."""

    fake: Fake


@dataclass(frozen=True, slots=True)
class FakeRemoved:
    """The host took an ending away; whoever chose it may choose again."""

    fake: Fake


@dataclass(frozen=True, slots=True)
class RoundTurned:
    """The endings are written: from now on players choose among them. It happens once."""

    round: Round


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
    | FakeWritten
    | FakeRemoved
    | RoundTurned
)
