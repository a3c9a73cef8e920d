"""The one who is waited for by all others has less time: the message tells it first, and the clock goes by it then."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.games.model import GameSnapshot, GameState, Pace, Phase, Round, RoundState, Rules, Turnout
from bot.games.rules.events import Event, RoundChanged
from bot.games.rules.lobby import has_lobby
from content.items import kind_of

# Once all but one have written, or answered, that one has so long from when the message says so, and half of the
# round's time at least. Readers of evenings saw three players wait 25 seconds for a fourth who did not answer.
WRITING_SECONDS, ANSWER_SECONDS = 20, 12
# Of two players nobody is hurried by the other.
FEWEST_PLAYERS = 3


def are_known(round_: Round, rules: Rules, turnout: Turnout) -> bool:
    """Whether enough play, and nobody else may still come in."""
    enough = turnout.joined >= kind_of(round_.item).players
    return enough and (rules.alone or round_.number > 1 or has_lobby(rules))


def hasten(round_: Round, rules: Rules, turnout: Turnout, at: datetime) -> list[Event]:
    """Let one who is waited for by all others have less time, where there is more (`told_to_hasten`)."""
    if turnout.missing != 1 or turnout.joined < FEWEST_PLAYERS or not are_known(round_, rules, turnout):
        return []
    if rules.pace is not Pace.NORMAL or round_.opens_at is None or round_.closes_at is None:
        return []
    seconds = WRITING_SECONDS if round_.phase is Phase.WRITING else ANSWER_SECONDS
    soon = max(at + timedelta(seconds=seconds), round_.opens_at + timedelta(seconds=round_.seconds / 2))
    if soon >= round_.closes_at:
        return []
    return [RoundChanged(replace(round_, left=(soon - at).total_seconds()))]


def last_call(table: GameSnapshot, at: datetime) -> datetime | None:
    """When the round ends for the last one, told at that moment; None where no message tells it."""
    asked = table.round
    if asked is None or asked.state is not RoundState.OPEN or asked.left is None or asked.closes_at is None:
        return None
    return min(asked.closes_at, at + timedelta(seconds=asked.left))


def as_told(table: GameSnapshot, at: datetime) -> GameSnapshot:
    """The table as a message of that moment tells it: with what is left then, not what was when less was given."""
    ends = last_call(table, at)
    if table.round is None or ends is None:
        return table
    return replace(table, round=replace(table.round, left=max(0.0, (ends - at).total_seconds())))


def told_to_hasten(table: GameSnapshot, at: datetime) -> list[Event]:
    """The message stands that says how long is left: the round ends then."""
    ends = last_call(table, at)
    if table.round is None or ends is None or table.game.state is not GameState.RUNNING:
        return []
    return [] if ends == table.round.closes_at else [RoundChanged(replace(table.round, closes_at=ends))]
