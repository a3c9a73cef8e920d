"""How games at a set time are put into words: the receipt, the reminder, why one was not played."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat.counts import counted, ended
from bot.chat.messages import Lobby, Notice
from bot.chat.moments import moment_text
from bot.daily.rules.model import Delivery, Reason, Style, Subscription
from bot.daily.schedule_changes import ScheduleChange
from bot.daily.schedule_terms import AT, LEAD_TEXT, off, played_text, what_text, when_text
from bot.daily.schedule_wording import reason_text
from bot.games import wording as games
from bot.games.model import Ending, Game, GameSnapshot, GameState, Rules
from bot.games.rules.lobby import fewest_players


def was_set(change: ScheduleChange, *, played: Rules, gathers: bool, busy: bool) -> Notice:
    """The private receipt of who set it: on which day it begins, how much shorter it would be `played` today, how to
    end it. It `gathers` already, or is `busy`: another game is in the way.
    """
    new, there = change.new, change.new.schedule.zone
    assert new.game is not None
    often = f" {when_text(new)}" if new.style is Style.GAME else ""
    count = played.rounds
    fewer = "" if count >= new.game.rounds else f" Today there is enough to ask for {counted(count, 'round')} of them."
    if gathers:
        comes = f"It begins {change.begins} ({there}). The channel can come in now; /quiz stop calls it off."
    else:
        waits = " A game is on here now: it is asked in as soon as that is over." if busy else ""
        comes = (
            f"{'The first' if often else 'It'} begins {change.begins} ({there}); {LEAD_TEXT} before, the channel is "
            f"reminded and can come in.{waits} /daily show tells more, {off(new, change.here)} calls it off."
        )
    return change.receipt(
        f"{change.did}: a {what_text(new)} here{often}, {played_text(new.game)}.{change.was}{fewer}{change.doubts} "
        f"{comes}" + (" By your own clock that is" if change.is_apart else "")
    )


def lobby(table: GameSnapshot, subscription: Subscription, packs: Sequence[str], at: datetime) -> Lobby:
    """The reminder, in which people come in; and how it ended."""
    game, zone, least = table.game, subscription.schedule.zone, fewest_players(table.game.rules)
    what = f"{played_text(game.rules)}{games.minutes(game.rules)}" + (f", from {games.titled(packs)}" if packs else "")
    if game.state is GameState.LOBBY and game.begins_at is not None:
        begins = moment_text(game.begins_at, at, zone, between=AT)
        needs = f" It takes {least} players." if least > 1 else ""
        return games.lobby(
            table, packs, heading=f"Live quiz {begins} ({zone}): {what}",
            prompt=f"Set by {ended(subscription.set_by_name)} Who is in now plays from the first round.{needs} "
            "/quiz stop calls it off.",
        )  # fmt: skip
    if game.state is GameState.OVER and table.round is None:
        why = _why_not(game, sum(player.joined for player in table.players))
        return games.lobby(table, packs, heading=f"Live quiz: {why}. /quiz start begins one at any time.")
    return games.lobby(table, packs, heading=f"Live quiz: {what} · the players")


def _why_not(game: Game, came: int) -> str:
    """Why nothing was asked in it."""
    if game.ending is Ending.TOO_FEW:
        return f"{'too few' if came else 'nobody'} came in, so it was not played"
    return "it was called off" if game.ending in (Ending.HOST, Ending.MANAGER) else "it could not begin"


def unplayed(subscription: Subscription, delivery: Delivery, at: datetime) -> Notice:
    """The private note that a game was not played, and why."""
    zone, to = subscription.schedule.zone, subscription.next
    day = moment_text(delivery.due_at, at, zone, between=AT)
    following = "" if to is None else f" The next begins {moment_text(to.at, at, zone, between=AT)} ({zone})."
    where = "elsewhere" if delivery.reason == Reason.GONE else "there"
    return Notice(
        text=f"Your {what_text(subscription)} of {day} ({zone}) was not played: {reason_text(delivery.reason)}."
        f"{following} /quiz start begins one {where} at any time."
    )
