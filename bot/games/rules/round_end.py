"""When a round is over, and what it scores."""

from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil

from bot.chat.incoming import User
from bot.games.judging import Verdict
from bot.games.judging.nearness import nearness
from bot.games.model import (
    Answer,
    Ending,
    Game,
    GameSnapshot,
    GameState,
    MarkKind,
    Pace,
    Phase,
    Player,
    Round,
    RoundState,
    Rules,
    ScoreEvent,
    Turnout,
    has_come,
)
from bot.games.refusals import NoGame, RoundIsClosed, RoundNotOpen
from bot.games.rules.answers import guess_of
from bot.games.rules.events import Event, GameChanged, PlayerChanged, RoundChanged, RoundClosed
from bot.games.rules.lobby import has_lobby
from bot.games.scores import bluffed, fooled, halved, points, share_of_time
from content.items import kind_of
from content.model import Item
from content.text import words

SECONDS_BASE = 15
SECONDS_A_WORD = 0.4
READING_WORDS_A_SECOND = 4
READING_LEAST, READING_MOST = 6, 12
SILENT_ROUNDS = 3


def seconds_for(item: Item, rules: Rules) -> int:
    """Time for answers: none to speak of outside the normal pace (0); what the host set; else 15 and 0.4 a word."""
    if rules.pace is not Pace.NORMAL:
        return 0
    return rules.seconds or round(SECONDS_BASE + SECONDS_A_WORD * _length(item))


def reading_seconds(told: Item, quote: str) -> int:
    """Between the reveal of that item, with the whole quote, and the next round's clock: 6 to 12 by what is to read."""
    length = len(words(f"{told.key} {told.explanation} {quote}"))
    return min(max(ceil(length / READING_WORDS_A_SECOND), READING_LEAST), READING_MOST)


def opened(round_: Round, at: datetime, *, paused: bool = False) -> Round:
    """The round as it is once its post stands: the time for answers starts now, when what was told before is read, or
    when the pause ends."""
    if paused and round_.seconds:
        return replace(round_, state=RoundState.OPEN, opens_at=at, left=float(round_.seconds))
    starts = max(at, round_.ready_at or at)
    closes_at = starts + timedelta(seconds=round_.seconds) if round_.seconds else None
    return replace(
        round_, state=RoundState.OPEN, opens_at=starts, closes_at=closes_at, ready_at=starts if starts > at else None
    )


def with_time_left(round_: Round, at: datetime) -> Round:
    """The open round with the time that is left of it once its clock has begun, for somebody who comes in now."""
    if round_.closes_at is None or round_.opens_at is None or at <= round_.opens_at:
        return round_
    return replace(round_, ready_at=None, left=max(0.0, (round_.closes_at - at).total_seconds()))


def is_due(table: GameSnapshot, at: datetime) -> bool:
    """Whether the round's time is over and it still stands open."""
    round_ = table.round
    return (
        table.game.state is GameState.RUNNING
        and round_ is not None
        and round_.state is RoundState.OPEN
        and round_.closes_at is not None
        and has_come(round_.closes_at, at)
    )


def early_close(round_: Round, rules: Rules, turnout: Turnout, at: datetime) -> datetime | None:
    """When the round may close before its deadline because all who joined have answered; None while it may not."""
    if round_.state is not RoundState.OPEN or round_.opens_at is None or rules.pace is Pace.RELAXED or turnout.missing:
        return None
    if rules.alone:
        return at
    if turnout.joined < 2 or (round_.number == 1 and not has_lobby(rules)):
        return None
    reading = _length(round_.item) / READING_WORDS_A_SECOND
    # It stood for so long at least before its clock began.
    stood = READING_LEAST if round_.opens_at == round_.ready_at else 0
    return max(at, round_.opens_at + timedelta(seconds=reading - stood))


def offers_next(round_: Round, game: Game, turnout: Turnout, user: User) -> bool:
    """Whether somebody who has answered is offered to end the round now: the host, whom nobody else has joined."""
    return (
        round_.state is RoundState.OPEN
        and game.state is GameState.RUNNING
        and game.rules.pace is Pace.NORMAL
        and not game.rules.alone
        and user.id == game.host
        and turnout == Turnout(waited_for=1, missing=0)
    )


def closes_at(round_: Round, at: datetime) -> RoundChanged:
    """The round's deadline moved to an earlier moment; what speed is worth stays measured by `seconds`."""
    return RoundChanged(replace(round_, closes_at=at))


def close(table: GameSnapshot, at: datetime) -> list[Event]:
    """Close the open round: score it, move the streaks, and end the game when it was the last or nobody is there.

    Raises NoGame, RoundNotOpen or RoundIsClosed.
    """
    asked = _to_close(table)
    won = {a.user_id: a for a in table.answers if a.verdict in (Verdict.ACCEPT, Verdict.NEAR)}
    took_part = {a.user_id for a in table.answers} | {fake.user_id for fake in table.fakes}
    hinted, liars = table.marked(MarkKind.HINT), fooled(table.answers, table.fakes)
    players = [
        _after_round(
            p, asked, won.get(p.user_id), took_part=p.user_id in took_part,
            hinted=p.user_id in hinted, fooled=liars[p.user_id],
        )
        for p in noticed(table, at)
    ]  # fmt: skip
    scores = tuple(
        _score(asked, old, new, at)
        for old, new in zip(table.players, players, strict=True)
        if old.user_id in won or new.points > old.points
    )
    silent = 0 if took_part else table.game.silent + 1
    ending = _ending(asked, table.game.rules, silent)
    state = GameState.RUNNING if ending is None else GameState.OVER
    game = replace(table.game, silent=silent, state=state, ending=ending)
    closed = replace(asked, state=RoundState.CLOSED)
    return [RoundClosed(closed, scores), *(PlayerChanged(game.id, p) for p in players), GameChanged(game)]


def _ending(round_: Round, rules: Rules, silent: int) -> Ending | None:
    if round_.number >= rules.rounds:
        return Ending.PLAYED
    return Ending.SILENCE if silent >= SILENT_ROUNDS else None


def _to_close(table: GameSnapshot) -> Round:
    if table.game.state is GameState.OVER or table.round is None:
        raise NoGame(over=True)
    if table.round.state is RoundState.PENDING:
        raise RoundNotOpen
    if table.round.state is RoundState.CLOSED:
        raise RoundIsClosed
    return table.round


def passes_over(round_: Round) -> bool:
    """Whether a closed round leaves streaks as they are: nobody could be right or wrong in it."""
    return round_.phase is Phase.WRITING or kind_of(round_.item).poll


def noticed(table: GameSnapshot, at: datetime) -> tuple[Player, ...]:
    """The players after the phase that stands: whoever answered, wrote, took a hint or voted to skip is there, and
    whoever did nothing until its time was over was silent once more.
    """
    asked = table.round
    given = table.fakes if asked is not None and asked.phase is Phase.WRITING else table.answers
    there = {one.user_id for one in (*given, *table.marks)}
    over = asked is not None and asked.closes_at is not None and at >= asked.closes_at
    return tuple(replace(p, silent=0 if p.user_id in there else p.silent + over) for p in table.players)


def _after_round(
    player: Player, round_: Round, given: Answer | None, *, took_part: bool, hinted: bool, fooled: int
) -> Player:
    """`given` is an answer that makes points: a right one, or a guess that was near and leaves the streak as it is. A
    lie that others believed makes points as well, and no streak.
    """
    joined, right = player.joined or took_part, given is not None and given.verdict is Verdict.ACCEPT
    near = not right and given is not None
    streak = player.streak if near or passes_over(round_) else player.streak + 1 if right else 0
    if round_.phase is Phase.CHOOSING:
        won = bluffed(found=right, fooled=fooled)
    else:
        won = worth(round_, given, streak=streak, hinted=hinted) if given else 0
    return replace(player, streak=streak, points=player.points + won, joined=joined)


def worth(round_: Round, given: Answer, *, streak: int, hinted: bool) -> int:
    """Points of an answer that makes some; a guess at a number is worth its nearness, whenever it came."""
    if round_.item.number is None:
        return points(taken=share_of_time(round_, given.at), streak=streak, hinted=hinted)
    return halved(nearness(round_.item.number, guess_of(round_.item, given.text)), hinted=hinted)


def _score(round_: Round, old: Player, new: Player, at: datetime) -> ScoreEvent:
    won = new.points - old.points
    return ScoreEvent(game_id=round_.game_id, round_id=round_.id, user_id=new.user_id, points=won, at=at)


def _length(item: Item) -> int:
    return len(words(" ".join((item.stimulus, item.stem, *item.options))))
