"""/quiz start at=16:00 days=fri: a live game at a time, with a reminder before it. It is a subscription like others."""

from dataclasses import dataclass, replace
from datetime import time as wall_time
from datetime import timedelta

from bot.chat.incoming import Request, User
from bot.chat.messages import Reply
from bot.chat.moments import local_date
from bot.chat.places import owner
from bot.daily import game_wording as wording
from bot.daily import schedule_wording
from bot.daily.refusals import NotByTheClock, TimeMissing
from bot.daily.rows import DailyRows
from bot.daily.rules.calendar import EVERY_DAY, Schedule
from bot.daily.rules.model import Style, Subscription, SubscriptionState
from bot.daily.rules.typed_times import days_ahead, may_be_evening, read_days, read_time
from bot.daily.schedule_changes import ScheduleChange
from bot.daily.schedule_terms import time_text
from bot.daily.use_cases.commands import announce, first, room
from bot.daily.use_cases.lobbies import gather
from bot.daily.use_cases.schedule_requests import known_zone, zone_named
from bot.games import rules as play
from bot.games.mix import barred_by_clock, check_place
from bot.games.model import Rules
from bot.games.refusals import NoGame, NotTheHost
from bot.games.use_cases import controls, quiz
from bot.games.use_cases.supply import check, shortened
from bot.library.services import Services, Work, admit, new_id
from bot.storage.transaction import Transaction

_WHEN = ("at", "days", "timezone")


@dataclass(frozen=True, slots=True)
class GameWish:
    """What somebody asked for: when, on which days (None: once), in which zone (None: left open), which game.

    `ahead`: once, so many days from today; None where the next such time is meant.
    """

    time: wall_time
    days: frozenset[int] | None
    zone: str | None
    rules: Rules
    ahead: int | None = None

    @property
    def style(self) -> Style:
        """Once, or again and again."""
        return Style.ONCE if self.days is None else Style.GAME

    @property
    def say(self) -> str:
        """How a zone is named with it, with {}."""
        return f"/quiz start at={time_text(self.time)} timezone={{}}"


async def start(services: Services, request: Request) -> Reply:
    """A game now; with a time, one that begins then."""
    if not any(option in request.options for option in _WHEN):
        return await quiz.start(services, request)
    library = await services.libraries.library_for(request.place)
    wish = _wish(request, quiz.rules_of(replace(request, options=_of_game(request)), library))
    if owner(request.place):
        play.check_players(wish.rules, 1, direct=True)
    check_place(request, wish.rules)
    await check(services, library, request.place, wish.rules, request.at)
    fitting = await shortened(services, library, request.place, wish.rules, request.at)

    def keep(work: Work) -> Reply:
        tx = work.tx
        user = admit(tx, request)
        here = tx[DailyRows].at(request.place)
        old = next((s for s in here if (s.pack, s.style) == (wish.rules.pack, wish.style)), None)
        if old is None or old.next is None:
            room(here)
        new = _subscription(tx, request, user, wish, old)
        if old is not None and old.next is not None and _same(old, new):
            return schedule_wording.is_so(old, request.at)
        slot, _ = first(work, new)
        new = replace(new, next=slot)
        soon = slot.at - new.style.lead <= work.at
        # What it opens refers to it.
        tx[DailyRows].put(new)
        after = gather(work, new, fitting) if soon else new
        tx[DailyRows].put(after)
        gathers = soon and (after.next is None or after.next.date != slot.date)
        if not gathers:
            announce(tx, new, request)
        change = ScheduleChange(
            new=new, old=old, first=slot, at=request.at, zone=request.zone,
            morning=may_be_evening(request.options["at"]), here=here,
            zone_open=wish.zone is None and not here and not wish.ahead,
        )  # fmt: skip
        return wording.was_set(change, played=fitting, gathers=gathers, busy=soon and not gathers)

    return await services.write(library, request.at, keep)


async def stop(services: Services, request: Request) -> Reply:
    """End the game here; where none runs, one that was set for a day is called off by who set it, or a manager.

    Raises NoGame and NotTheHost.
    """
    try:
        return await controls.stop(services, request)
    except NoGame as nothing:
        none = nothing

    def call_off(tx: Transaction) -> Reply:
        user = admit(tx, request)
        set_ = [s for s in tx[DailyRows].at(request.place) if s.style is Style.ONCE and s.next is not None]
        mine = [s for s in set_ if request.manager or s.set_by == user.id]
        if not mine:
            raise NotTheHost(host=set_[0].set_by_name) if set_ else none
        for to in mine:
            tx[DailyRows].put(replace(to, state=SubscriptionState.OFF, next=None, set_by_name=user.name))
            announce(tx, to, request)
        return schedule_wording.switched_off(mine)

    return await services.store.write(call_off)


def _of_game(request: Request) -> dict[str, str]:
    return {name: value for name, value in request.options.items() if name not in _WHEN}


def _wish(request: Request, rules: Rules) -> GameWish:
    """What was asked for. Raises TimeMissing, BadOption, ZoneUnknown and NotByTheClock."""
    given = request.options
    if "at" not in given:
        option = next(option for option in _WHEN if option in given)
        raise TimeMissing(option=option, value=given[option])
    time = read_time(given["at"], "at")
    told = time_text(time)
    if barred := barred_by_clock(request, rules):
        raise NotByTheClock(option=barred, time=told)
    ahead, days = days_ahead(given.get("days", "")), None
    if "days" in given and ahead is None:
        days = read_days(given["days"])
    wish = GameWish(time, days, None, replace(rules, lobby=True), ahead)
    return replace(wish, zone=zone_named(given["timezone"], request.at, wish.say)) if "timezone" in given else wish


def _subscription(
    tx: Transaction, request: Request, user: User, wish: GameWish, old: Subscription | None
) -> Subscription:
    """The row as it will be; a zone that was left open stays as it was."""
    here = () if old is None else (old,)
    zone = wish.zone or known_zone(tx, request, here or tx[DailyRows].at(request.place), wish.say)
    return Subscription(
        id=old.id if old else new_id(),
        place=request.place,
        pack=wish.rules.pack,
        style=wish.style,
        schedule=Schedule(time=wish.time, zone=zone, days=wish.days or _day_of(wish, request, zone)),
        set_by=user.id,
        set_by_name=user.name,
        game=wish.rules,
    )


def _day_of(wish: GameWish, request: Request, zone: str) -> frozenset[int]:
    """The one weekday of a game that is played once, as any where none was named."""
    if not wish.ahead:
        return EVERY_DAY
    return frozenset({(local_date(request.at, zone) + timedelta(days=wish.ahead)).weekday()})


def _same(old: Subscription, new: Subscription) -> bool:
    """Whether what is set already begins just as it was asked for."""
    return (old.schedule, old.game) == (new.schedule, new.game)
