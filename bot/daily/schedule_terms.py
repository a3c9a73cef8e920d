"""What a schedule is called, where it is told of: when it posts what, and how that is typed."""

from collections.abc import Sequence
from datetime import time

from bot.chat import titles
from bot.chat.counts import both, counted
from bot.chat.moments import short_day
from bot.chat.typed import given
from bot.daily.names import named
from bot.daily.rules.calendar import EVERY_DAY
from bot.daily.rules.lateness import GRACE
from bot.daily.rules.model import LEAD, Style, Subscription
from bot.daily.rules.typed_times import NAMES
from bot.games.model import MIXED, Rules
from content.items import KINDS

AT = " at "
LEAD_TEXT = counted(int(LEAD.total_seconds() // 60), "minute")
_WORKDAYS = frozenset(range(5))
# The quote of the week comes on Fridays, unless days are named.
END_OF_WEEK = frozenset({4})
_WEEKEND = frozenset({5, 6})
_TYPED = {EVERY_DAY: "all", _WORKDAYS: "mon-fri", _WEEKEND: "weekends"}
# What is chosen for a game and told again: by which option, and what each has by itself.
_GAME_OPTIONS = ("mode", "rounds", "seconds", "teams", "difficulty", "pace", "pack")
_USUAL = Rules()
_OF_OCCASIONS = {
    Style.WEEK: " It is what was liked best of all that was posted here in the seven days before.",
    Style.ON_THIS_DAY: " It was said or added on that day of an earlier year; where nothing was, it is another quote.",
}


def time_text(wall: time) -> str:
    """09:00."""
    return f"{wall:%H:%M}"


def days_text(days: frozenset[int]) -> str:
    """every day, Mon to Fri, Mon and Wed."""
    if days == EVERY_DAY:
        return "every day"
    if days == _WORKDAYS:
        return "Mon to Fri"
    if days == _WEEKEND:
        return "on weekends"
    named = [NAMES[d].capitalize() for d in sorted(days)]
    return "every " + (named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}")


def when_text(subscription: Subscription) -> str:
    """every day at 09:00 (Europe/Berlin); on Fri 6 Mar at 16:00 (Europe/Berlin)."""
    schedule = subscription.schedule
    if subscription.style is Style.ONCE:
        day = f"on {short_day(subscription.next.date, subscription.next.date)} " if subscription.next else ""
        return f"{day}at {time_text(schedule.time)} ({schedule.zone})"
    return f"{days_text(schedule.days)} at {time_text(schedule.time)} ({schedule.zone})"


def what_text(subscription: Subscription) -> str:
    """quote, guess from talk."""
    what = Style.GAME if subscription.style.is_game else subscription.style
    of = f" of {both(titles.kinds(subscription.mode))}" if subscription.mode else ""
    return f"{titles.daily_post(what)}{of}" + (f" from {subscription.pack}" if subscription.pack else "")


def terms_text(subscription: Subscription) -> str:
    """How many questions, and when the answer comes: a sentence with a space before it; "" for a quote."""
    wall, reveal = subscription.schedule.time, subscription.reveal
    if subscription.style.tells:
        return _OF_OCCASIONS.get(subscription.style, "")
    if subscription.game is not None:
        return f" {titles.capital(played_text(subscription.game))}; the channel is reminded {LEAD_TEXT} before."
    answer = "What all said" if subscription.mode and _asks_opinions(subscription.mode) else "The answer"
    if reveal is None:
        return f" {answer} comes with the next one."
    late = _minutes(reveal) <= _minutes(wall) + GRACE.total_seconds() / 60
    when = f"at {time_text(reveal)}" + (" the day after" if late else "")
    if subscription.style is Style.GUESS:
        return f" {answer} comes {when}."
    return f" {counted(subscription.rounds, 'question')}, and it closes {when}."


def _asks_opinions(mode: str) -> bool:
    return all(kind in KINDS and KINDS[kind].poll for kind in mode.split(","))


def played_text(rules: Rules) -> str:
    """10 rounds of “Bluff”."""
    kinds = "" if rules.mode == MIXED else f" of {both(titles.kinds(rules.mode))}"
    return f"{counted(rules.rounds, 'round')}{kinds}"


def _minutes(wall: time) -> int:
    return 60 * wall.hour + wall.minute


def off(subscription: Subscription, here: Sequence[Subscription] = ()) -> str:
    """What ends that one alone among those that are on `here`."""
    if subscription.style is Style.ONCE:
        return "/quiz stop"
    on = [(one.pack, one.style.value) for one in here if one.next is not None]
    return f"/daily off {named(subscription.pack, subscription.style.value, on)}"


def twelve_later(wall: time) -> time:
    """Nine in the evening, for nine in the morning."""
    return wall.replace(hour=(wall.hour + 12) % 24)


def again(subscription: Subscription, wall: time | None = None) -> str:
    """What to type to have it posted as before: days, zone and the rest are remembered by pack and style; or at another
    time.
    """
    if subscription.game is not None:
        return _game_again(subscription, subscription.game, wall)
    style = "" if subscription.style is Style.QUOTE else f" style={subscription.style}"
    pack = f" {given('pack', subscription.pack)}" if subscription.pack else ""
    return f"/daily set {time_text(wall or subscription.schedule.time)}{style}{pack}"


def whole(subscription: Subscription) -> str:
    """The same with days and kinds, so that it is whole whatever was set and switched off after it."""
    if subscription.game is not None:
        return again(subscription)
    mode = f" {given('mode', subscription.mode)}" if subscription.mode else ""
    usual = END_OF_WEEK if subscription.style is Style.WEEK else EVERY_DAY
    days = "" if subscription.schedule.days == usual else f" {given('days', _days_typed(subscription.schedule.days))}"
    return f"{again(subscription)}{mode}{days}"


def _days_typed(days: frozenset[int]) -> str:
    if days in _TYPED:
        return _TYPED[days]
    return ",".join(NAMES[day] for day in sorted(days))


def _game_again(subscription: Subscription, rules: Rules, wall: time | None) -> str:
    often = [given("days", _days_typed(subscription.schedule.days))]
    chosen = [given(name, str(getattr(rules, name))) for name in _GAME_OPTIONS if _is_chosen(rules, name)]
    when = f"/quiz start at={time_text(wall or subscription.schedule.time)}"
    return " ".join([when, *(often if subscription.style is Style.GAME else []), *chosen])


def _is_chosen(rules: Rules, option: str) -> bool:
    return bool(getattr(rules, option) != getattr(_USUAL, option))
