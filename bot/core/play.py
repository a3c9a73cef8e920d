"""The rules of a game as functions from a Table to events. No clock, no chance, no storage: whoever calls applies them.

An event is a fact to keep; a rule that says no raises a named Refusal and nothing happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.game import Answer, Game, GameState, Player, Round, RoundState, Rules, ScoreEvent, Table
from bot.core.judging import Judgement, Verdict, judge
from bot.core.refusals import AlreadyAnswered, AlreadyJoined, NoGame, NotTheHost, RoundIsClosed, RoundNotOpen
from bot.core.scoring import points, share_of_time
from bot.messages import Place, User
from content.model import Item
from content.text import words

SECONDS_BASE = 15
SECONDS_A_WORD = 0.4
READING_WORDS_A_SECOND = 4
SILENT_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class GameStarted:
    """A game holds its place."""

    game: Game


@dataclass(frozen=True, slots=True)
class PlayerChanged:
    """A player came in, or their streak, points or being waited for changed."""

    game_id: str
    player: Player


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """An answer counts from now on, whatever it is worth."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class RoundClosed:
    """A round is over; the scores of those who were right follow from it and from nothing else."""

    round: Round
    scores: tuple[ScoreEvent, ...]


@dataclass(frozen=True, slots=True)
class GameChanged:
    """The game's own counts or state changed; it may be over."""

    game: Game


Event = GameStarted | PlayerChanged | AnswerGiven | RoundClosed | GameChanged


def start(place: Place, host: User, rules: Rules, *, game_id: str, at: datetime) -> list[Event]:
    """A new game with its host as its first player."""
    game = Game(id=game_id, place=place, host=host.id, rules=rules, state=GameState.RUNNING, started_at=at)
    return [GameStarted(game), PlayerChanged(game_id, Player(user_id=host.id, name=host.name, joined=True))]


def seconds_for(item: Item, rules: Rules) -> int:
    """Time for answers: what the host set, else 15 seconds and 0.4 for each word shown."""
    return rules.seconds or round(SECONDS_BASE + SECONDS_A_WORD * _length(item))


def opened(asked: Round, at: datetime) -> Round:
    """The round as it is once its post stands: the time for answers starts now."""
    return replace(asked, state=RoundState.OPEN, opens_at=at, closes_at=at + timedelta(seconds=asked.seconds))


def join(table: Table, user: User) -> list[Event]:
    """Be waited for from now on."""
    player = table.player(user.id)
    if player is not None and player.joined:
        raise AlreadyJoined
    return [_joined(table, user)]


def answer(table: Table, user: User, text: str, at: datetime) -> list[Event]:
    """Give an answer. The first counts; after a PROMPT one more try replaces it.

    Raises NoGame, RoundNotOpen, RoundIsClosed or AlreadyAnswered.
    """
    asked = open_round(table, at)
    before = table.answer_of(user.id)
    if before is not None and (before.verdict is not Verdict.PROMPT or before.tries > 1):
        raise AlreadyAnswered(answer=before.text)
    verdict = judge_answer(asked.item, text).verdict
    tries = 1 if before is None else before.tries + 1
    given = Answer(round_id=asked.id, user_id=user.id, text=text, verdict=verdict, at=_within(asked, at), tries=tries)
    new = [] if table.player(user.id) else [PlayerChanged(table.game.id, _player(user, joined=False))]
    return [*new, AnswerGiven(given)]


def open_round(table: Table, at: datetime) -> Round:
    """The round that takes answers at that moment, or the refusal that says why there is none."""
    if table.game.state is GameState.OVER or table.round is None:
        raise NoGame
    if table.round.state is RoundState.PENDING:
        raise RoundNotOpen
    if table.round.state is RoundState.CLOSED or (table.round.closes_at is not None and at > table.round.closes_at):
        raise RoundIsClosed
    return table.round


def judge_answer(item: Item, text: str) -> Judgement:
    """How an answer to that item is judged: an option must be the key itself, a typed answer may be near it."""
    if item.options:
        right = text == item.key
        return Judgement(Verdict.ACCEPT if right else Verdict.REJECT, "key" if right else "distractor")
    return judge(key=item.key, accept=item.accept, rivals=(), answer=text)


def is_due(table: Table, at: datetime) -> bool:
    """Whether the round's time is over and it still stands open."""
    asked = table.round
    return (
        asked is not None and asked.state is RoundState.OPEN and asked.closes_at is not None and asked.closes_at <= at
    )


def early_close(table: Table, at: datetime) -> datetime | None:
    """When the round may close before its deadline because all who joined have answered; None while it may not."""
    asked, game = table.round, table.game
    if asked is None or asked.state is not RoundState.OPEN or asked.opens_at is None:
        return None
    waited_for = {p.user_id for p in table.players if p.joined}
    if waited_for - {a.user_id for a in table.answers if _is_final(a)}:
        return None
    if game.rules.alone:
        return at
    if len(waited_for) < 2 or asked.number == 1:
        return None
    return max(at, asked.opens_at + timedelta(seconds=_length(asked.item) / READING_WORDS_A_SECOND))


def close(table: Table, at: datetime) -> list[Event]:
    """Close the open round: score it, move the streaks, and end the game when it was the last or nobody is there."""
    asked = open_round(replace_closing(table), at)
    right = {a.user_id: a for a in table.answers if a.verdict is Verdict.ACCEPT}
    answered = {a.user_id for a in table.answers}
    players = [_after_round(p, asked, right.get(p.user_id), p.user_id in answered) for p in table.players]
    scores = tuple(_score(asked, old, new, at) for old, new in zip(table.players, players, strict=True) if new.streak)
    silent = 0 if table.answers else table.game.silent + 1
    over = asked.number >= table.game.rules.rounds or silent >= SILENT_ROUNDS
    game = replace(table.game, silent=silent, state=GameState.OVER if over else GameState.RUNNING)
    closed = replace(asked, state=RoundState.CLOSED)
    return [RoundClosed(closed, scores), *(PlayerChanged(game.id, p) for p in players), GameChanged(game)]


def replace_closing(table: Table) -> Table:
    """The table with the round's deadline lifted: closing is allowed after it, answering is not."""
    return replace(table, round=None if table.round is None else replace(table.round, closes_at=None))


def stop(table: Table, user: User, *, manager: bool) -> list[Event]:
    """End the game now; what was scored stays. Only its host or a manager may."""
    if table.game.state is GameState.OVER:
        raise NoGame
    if not manager and user.id != table.game.host:
        host = table.player(table.game.host)
        raise NotTheHost(host=host.name if host else "")
    closed: list[Event] = []
    if table.round is not None and table.round.state is not RoundState.CLOSED:
        closed = [RoundClosed(replace(table.round, state=RoundState.CLOSED), ())]
    return [*closed, GameChanged(replace(table.game, state=GameState.OVER))]


def winners(players: Sequence[Player]) -> tuple[str, ...]:
    """Names of those with the most points, if anybody has any."""
    most = max((p.points for p in players), default=0)
    return tuple(p.name for p in players if most and p.points == most)


def _length(item: Item) -> int:
    return len(words(" ".join((item.stimulus, item.stem, *item.options))))


def _within(asked: Round, at: datetime) -> datetime:
    return at if asked.opens_at is None else max(at, asked.opens_at)


def _is_final(given: Answer) -> bool:
    return given.verdict is not Verdict.PROMPT or given.tries > 1


def _player(user: User, *, joined: bool) -> Player:
    return Player(user_id=user.id, name=user.name, joined=joined)


def _joined(table: Table, user: User) -> PlayerChanged:
    known = table.player(user.id) or _player(user, joined=True)
    return PlayerChanged(table.game.id, replace(known, joined=True))


def _after_round(player: Player, asked: Round, right: Answer | None, answered: bool) -> Player:
    if right is None:
        return replace(player, streak=0, joined=player.joined or answered)
    streak = player.streak + 1
    won = points(taken=share_of_time(asked, right.at), streak=streak)
    return replace(player, streak=streak, points=player.points + won, joined=True)


def _score(asked: Round, old: Player, new: Player, at: datetime) -> ScoreEvent:
    won = new.points - old.points
    return ScoreEvent(game_id=asked.game_id, round_id=asked.id, user_id=new.user_id, points=won, at=at)
