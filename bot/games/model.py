"""The nouns of a game: a Game in one place ⊃ Rounds, each asking one Item ⊃ Answers, one a player.

Plain values; the rules that move them are in bot.games.rules, what they score in bot.games.scores.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.chat.incoming import Place
from bot.games.judging import Verdict
from content.model import Item

MIXED = "mixed"
# What somebody got wrong is asked of them again.
MISSED = "missed"
DEFAULT_ROUNDS = 10
# Whoever did nothing in so many phases in a row is not waited for.
DOZES = 2
# Nothing in a game is set so far ahead: where it is, the clock was set back since.
FARTHEST = timedelta(minutes=30)


def has_come(moment: datetime, at: datetime) -> bool:
    """Whether what was set for that moment happens now."""
    return moment <= at or moment > at + FARTHEST


class GameState(StrEnum):
    """A game holds its place (one a channel) until it is OVER. In the LOBBY teams gather; PAUSED time stands still."""

    LOBBY = "lobby"
    RUNNING = "running"
    PAUSED = "paused"
    OVER = "over"


class Ending(StrEnum):
    """Why a game is over: its rounds are PLAYED; nothing is left to ask, because all was (USED_UP), the pack is gone
    or what is left is open elsewhere; nobody answers; TOO_FEW came for what was to be played; its host or a manager
    stopped it; it could not be SHOWN any more.
    """

    PLAYED = "played"
    USED_UP = "used up"
    PACK_GONE = "pack gone"
    ELSEWHERE = "elsewhere"
    SILENCE = "silence"
    TOO_FEW = "too few"
    HOST = "host"
    MANAGER = "manager"
    NOT_SHOWN = "not shown"


class Pace(StrEnum):
    """NORMAL has deadlines; RELAXED has none, the host goes on; SOLO is one player, privately."""

    NORMAL = "normal"
    RELAXED = "relaxed"
    SOLO = "solo"


class Teams(StrEnum):
    """NONE: everybody for themselves; NAMED: players choose; BALANCED: dealt from recent results."""

    NONE = "none"
    NAMED = "named"
    BALANCED = "balanced"


class Difficulty(StrEnum):
    """Which third of the items is asked, ANY of them by default."""

    ANY = "any"
    EASY = "easy"
    NORMAL = "normal"
    HARD = "hard"


class RoundState(StrEnum):
    """PENDING until its post is confirmed; only an OPEN round takes answers; CLOSED once, for good."""

    PENDING = "pending"
    OPEN = "open"
    CLOSED = "closed"


class Phase(StrEnum):
    """What a round asks for: ANSWERS to its item; or, where players write its options, first WRITING, then CHOOSING."""

    ANSWERS = "answers"
    WRITING = "writing"
    CHOOSING = "choosing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the host chose. `seconds` None: by the item's length. `alone`: one player is enough to go on early.

    `exact_forms`: another inflection of the right word is asked back about (a setting of the workspace). `thread`: it
    is played in a thread of its own, and waits as a lobby without an end until that stands. `lobby`: others are given
    a moment to come in. `changes`: the last answer counts, not the first. `samples`: those that rest are asked about as
    well, because what is in use gives too few questions for a game; nobody chooses that.
    """

    mode: str = MIXED
    rounds: int = DEFAULT_ROUNDS
    seconds: int | None = None
    pack: str = ""
    alone: bool = False
    pace: Pace = Pace.NORMAL
    teams: Teams = Teams.NONE
    difficulty: Difficulty = Difficulty.ANY
    exact_forms: bool = False
    thread: bool = False
    lobby: bool = False
    changes: bool = False
    samples: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """A play-through in one place. `silent` counts the rounds in a row without an answer.

    `begins_at` is when a lobby ends by itself, None once the game runs. `ending` is why it is over, None for one that
    is not and for one of a time when nobody noted it.
    """

    id: str
    place: Place
    host: str
    rules: Rules
    state: GameState
    started_at: datetime
    silent: int = 0
    begins_at: datetime | None = None
    ending: Ending | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """Somebody in a game. `joined`: waited for before a round closes early. `streak` counts right answers in a row,
    `silent` the phases in a row in which they did nothing.

    `team` is "" for those who play for themselves.
    """

    user_id: str
    name: str
    joined: bool
    streak: int = 0
    points: int = 0
    team: str = ""
    silent: int = 0

    @property
    def plays(self) -> bool:
        """Whether they joined and are there: who was silent for too long is not waited for until they are back."""
        return self.joined and self.silent < DOZES


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One item asked. The item is frozen here: later edits of its pack change nothing in this game.

    `options` stand in the order shown. `seconds` is the time for answers, 0 without a limit; `opens_at`, from which
    speed is measured, and `closes_at` are set when its post is confirmed. It takes answers from then on, though its
    clock does not begin before `ready_at`: the reveal before it is read until then (None once that is over). `left`
    is the time that was left when the game was paused last, may be more than `seconds`, and the clock goes on with it.
    A `void` round was undone by the host. `phase` is the one it is in; from one to the next `seconds`, the times and
    the item's options change. One that is closed while it was WRITING was given up.
    """

    id: str
    game_id: str
    number: int
    item: Item
    quote_number: int | None
    seconds: int
    state: RoundState = RoundState.PENDING
    ready_at: datetime | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    left: float | None = None
    void: bool = False
    phase: Phase = Phase.ANSWERS


class MarkKind(StrEnum):
    """What somebody did in a round beside answering."""

    HINT = "hint"
    SKIP = "skip"
    LOOKED = "looked"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundMark:
    """Somebody took the hint of a round, voted to skip it, or saw which endings are made up; once each."""

    round_id: str
    user_id: str
    kind: MarkKind


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
class Fake:
    """An ending that a player made up. `removed`: the host took it away, and nobody can choose it."""

    round_id: str
    user_id: str
    text: str
    at: datetime
    removed: bool = False


class ScoreKind(StrEnum):
    """Why points were given or taken: for a right answer, by the host's over-rule, because the round was undone."""

    ROUND = "round"
    OVERRULE = "overrule"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreEvent:
    """Points for one player in one round; the sum of a game's events is its scoreboard."""

    game_id: str
    round_id: str
    user_id: str
    points: int
    at: datetime
    kind: ScoreKind = ScoreKind.ROUND


@dataclass(frozen=True, slots=True, kw_only=True)
class GameSnapshot:
    """All that a rule needs to see of a game at one moment: the game, its players, the newest round, its answers."""

    game: Game
    players: tuple[Player, ...] = ()
    round: Round | None = None
    answers: tuple[Answer, ...] = ()
    marks: tuple[RoundMark, ...] = ()
    fakes: tuple[Fake, ...] = ()

    def marked(self, kind: MarkKind) -> frozenset[str]:
        """The players with that mark in the newest round."""
        return frozenset(m.user_id for m in self.marks if m.kind is kind)

    def player(self, user_id: str) -> Player | None:
        """The player with that id, None if they are not in this game."""
        return next((p for p in self.players if p.user_id == user_id), None)

    def answer_of(self, user_id: str) -> Answer | None:
        """What that player answered in the newest round."""
        return next((a for a in self.answers if a.user_id == user_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerView:
    """What a rule about one player needs to see of a table, so that an answer costs the same however many play.

    `player` is None for somebody who is not in the game yet, `answer` what they hold in the round. `fakes` are all
    that were written in it: there are never many.
    """

    game: Game
    round: Round | None = None
    player: Player | None = None
    answer: Answer | None = None
    hinted: bool = False
    looked: bool = False
    fakes: tuple[Fake, ...] = ()


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many players of a game are waited for, and how many of these may still answer its round; `dozing` are those
    who joined and were silent for too long.
    """

    waited_for: int
    missing: int
    dozing: int = 0

    @property
    def joined(self) -> int:
        """How many take part."""
        return self.waited_for + self.dozing
