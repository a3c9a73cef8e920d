"""What /daily set asks for, read from its options; and the zone that is meant where none is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from datetime import time as wall_time

from bot.chat.incoming import Request
from bot.chat.refusals import SAY_ZONE, BadOption, ZoneUnknown
from bot.daily.names import NO_PACK
from bot.daily.refusals import NotInAQuiz, OptionOfAnother, ZoneMissing
from bot.daily.rules.english import read_schedule
from bot.daily.rules.model import Style, Subscription
from bot.daily.rules.questions import IN_QUIZ
from bot.daily.rules.typed_times import days_left_out, may_be_evening, read_days, read_time
from bot.daily.rules.zones import find_zone
from bot.daily.schedule_terms import time_text
from bot.games.model import MIXED
from bot.library.library import Library
from bot.library.refusals import NoSuchPack
from bot.settings.model import choice
from bot.storage.transaction import Transaction

# What only some of the styles have.
_OPTIONS_OF = {
    "rounds": (Style.QUIZ,), "closes": (Style.QUIZ, Style.GUESS), "reveal": (Style.GUESS, Style.QUIZ),
    "mode": (Style.GUESS, Style.QUIZ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScheduleRequest:
    """What somebody asked for with /daily set; None is what they left open.

    `left_out` are days of those on which it comes already; where it does not yet, `days` are all others.
    """

    time: wall_time
    zone: str | None
    days: frozenset[int] | None
    pack: str
    style: Style
    reveal: wall_time | None
    rounds: int | None
    mode: str | None = None
    left_out: frozenset[int] = frozenset()
    # The time may be meant for the evening.
    morning: bool = False


def read_request(request: Request, library: Library) -> ScheduleRequest:
    """What the options of /daily set say. Raises OptionOfAnother, NotInAQuiz, NoSuchPack, ZoneUnknown, BadOption."""
    given = _said(request.options)
    style = Style(given.get("style", Style.QUOTE))
    _check_options(given, style)
    time = read_time(given["time"])
    closes = given.get("closes") or given.get("reveal")
    say = f"/daily set {time_text(time)} timezone={{}}"
    return ScheduleRequest(
        time=time,
        zone=zone_named(given["timezone"], request.at, say) if "timezone" in given else None,
        days=read_days(given["days"]) if "days" in given else None,
        pack=_pack(library, given.get("pack", "")),
        style=style,
        reveal=read_time(closes, "closes" if "closes" in given else "reveal") if closes else None,
        rounds=int(given["rounds"]) if "rounds" in given else None,
        left_out=days_left_out(given.get("days", "")),
        mode=_mode(given["mode"], style, time) if "mode" in given else None,
        morning=may_be_evening(given["time"]),
    )


def _check_options(given: Mapping[str, str], style: Style) -> None:
    """Raises OptionOfAnother for one that this style does not have."""
    for option, styles in _OPTIONS_OF.items():
        if option in given and style not in styles:
            value = given[option] if option in ("rounds", "mode") else time_text(read_time(given[option]))
            raise OptionOfAnother(
                option=option, value=value, style=style.value, styles=[s.value for s in styles],
                time=time_text(read_time(given["time"])),
            )  # fmt: skip


def _pack(library: Library, named: str) -> str:
    """The pack that is drawn from, "" for all of them. Raises NoSuchPack."""
    try:
        return library.pack(named).info.name if named else ""
    except NoSuchPack:
        if named.casefold() == NO_PACK:
            return ""
        raise


def _mode(chosen: str, style: Style, time: wall_time) -> str:
    """The kinds that were chosen, "" for those that it asks by itself. Raises NotInAQuiz."""
    kinds = chosen.split(",")
    unfit = next((kind for kind in kinds if kind not in (MIXED, *IN_QUIZ)), None)
    if style is Style.QUIZ and unfit is not None:
        raise NotInAQuiz(time=time_text(time), mode=unfit)
    return "" if MIXED in kinds else chosen


def _said(options: Mapping[str, str]) -> dict[str, str]:
    """The options, with what was written beside the time: 9am every day, "9" and "am"."""
    time, zone = options["time"], options.get("timezone", "")
    if zone.casefold() in ("am", "pm", "a.m.", "p.m."):
        return {k: v for k, v in options.items() if k != "timezone"} | {"time": f"{time} {zone}"}
    try:
        read_time(time)
    except BadOption:
        return {**read_schedule(time.split()), **{k: v for k, v in options.items() if k != "time"}}
    return dict(options)


def zone_named(text: str, at: datetime, say: str) -> str:
    """The zone that was named. Raises ZoneUnknown; `say` is how it is written, with {}."""
    try:
        return find_zone(text, at)
    except ZoneUnknown as unknown:
        raise ZoneUnknown(**unknown.facts, say=say) from None


def days_meant(wish: ScheduleRequest, before: frozenset[int] | None) -> frozenset[int] | None:
    """The days that were asked for where it comes on these already; None where they were left open."""
    return (before - wish.left_out if before and wish.left_out else None) or wish.days


def known_zone(tx: Transaction, request: Request, here: tuple[Subscription, ...], say: str = SAY_ZONE) -> str:
    """The channel's zone, the workspace's, the person's own. Raises ZoneMissing; `say` is how one is named, with {}."""
    known = (here[0].schedule.zone if here else "") or choice(tx, request.place, "timezone") or request.zone
    if not known:
        raise ZoneMissing(say=say)
    return find_zone(known, request.at)
