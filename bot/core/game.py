"""The nouns of a game: a Game in one place ⊃ Rounds, each asking one Item ⊃ Answers, one a player.

Plain values; the rules that move them are in bot.core.play, what they score in bot.core.scoring.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.judging import Verdict
from bot.messages import Place
from content.model import Item

MIXED = "mixed"
DEFAULT_ROUNDS = 10


class GameState(StrEnum):
    """RUNNING games hold their place: one a channel."""

    RUNNING = "running"
    OVER = "over"


class RoundState(StrEnum):
    """PENDING until its post is confirmed; only an OPEN round takes answers; CLOSED once, for good."""

    PENDING = "pending"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the host chose. `seconds` None: by the item's length. `alone`: one player is enough to go on early."""

    mode: str = MIXED
    rounds: int = DEFAULT_ROUNDS
    seconds: int | None = None
    pack: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """A play-through in one place. `silent` counts the rounds in a row without an answer."""

    id: str
    place: Place
    host: str
    rules: Rules
    state: GameState
    started_at: datetime
    silent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """Somebody in a game. `joined`: waited for before a round closes early. `streak` counts right answers in a row."""

    user_id: str
    name: str
    joined: bool
    streak: int = 0
    points: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One item asked. The item is frozen here: later edits of its pack change nothing in this game.

    `options` stand in the order shown. `seconds` is the time for answers; `opens_at` and `closes_at` are set when
    its post is confirmed.
    """

    id: str
    game_id: str
    number: int
    item: Item
    quote_number: int | None
    seconds: int
    state: RoundState = RoundState.PENDING
    opens_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a player holds in a round, judged when it came and hidden until the reveal. `tries` is 2 after a PROMPT."""

    round_id: str
    user_id: str
    text: str
    verdict: Verdict
    at: datetime
    tries: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreEvent:
    """Points for one player in one round; the sum of a game's events is its scoreboard."""

    game_id: str
    round_id: str
    user_id: str
    points: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All that a rule needs to see of a game at one moment: the game, its players, the newest round, its answers."""

    game: Game
    players: tuple[Player, ...] = ()
    round: Round | None = None
    answers: tuple[Answer, ...] = ()

    def player(self, user_id: str) -> Player | None:
        """The player with that id, None if they are not in this game."""
        return next((p for p in self.players if p.user_id == user_id), None)

    def answer_of(self, user_id: str) -> Answer | None:
        """What that player answered in the newest round."""
        return next((a for a in self.answers if a.user_id == user_id), None)
