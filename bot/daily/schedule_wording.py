"""How schedules are put into words: receipts, what the channel is told, what is posted when, private notes."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat import titles
from bot.chat.counts import both, counted, ended
from bot.chat.messages import Listing, Notice
from bot.chat.moments import local_date, moment_text, short_day
from bot.chat.typed import given
from bot.daily.rules.calendar import EVERY_DAY, Slot
from bot.daily.rules.foresight import Foresight, last_of
from bot.daily.rules.model import AT as SLOT_AT
from bot.daily.rules.model import DAILY, Delivery, DeliveryState, Reason, Style, Subscription, SubscriptionState
from bot.daily.schedule_changes import ScheduleChange
from bot.daily.schedule_terms import AT, again, off, terms_text, what_text, when_text, whole

# So few unseen quotes are told.
_FEW = 30
_SPENT = "nothing is left that it could post; /quotes import brings in more"


def was_set(
    change: ScheduleChange, ahead: Foresight | None = None, *, unseen: int = 0, kept_days: bool = False,
    kept_zone: bool = False, other_kind: bool = False, left_out: Sequence[Slot] = (),
) -> Notice:  # fmt: skip
    """The private receipt of who set it: the first post there, and by their own clock, if that may be another; the days
    and the zone of what stood here before may be kept; `other_kind`: a guess that cannot ask who said something;
    `left_out` is what somebody wanted skipped; `unseen` counts quotes, 0 where none are posted; `ahead`: how long it
    lasts, where that is not long.
    """
    new = change.new
    few = _few(new, unseen) if 0 < unseen <= _FEW else f" {lasts(new, ahead)}" if ahead else ""
    note = " It asks no “who said this”: that takes three voices." if other_kind else ""
    days = _days_stay(new) if kept_days else ""
    if kept_zone and change.is_apart and not change.before:
        zone = given("timezone", change.zone or "UTC")
        days += f" The zone is that of what is posted here; {again(new)} {zone} changes it."
    comes = f"{_skipped(change, left_out)}The first comes {change.begins}"
    return change.receipt(
        f"{change.did}: a {what_text(new)} here {when_text(new)}.{terms_text(new)}{change.was}{days}{change.doubts}"
        f"{few}{note}{_kept_choice(change)} {off(new, change.here)} ends it. "
        + (f"{comes} ({new.schedule.zone}); by your own clock that is" if change.is_apart else f"{comes}.")
    )


def _skipped(change: ScheduleChange, left_out: Sequence[Slot]) -> str:
    """That what somebody wanted skipped does not come; a sentence with a space behind it, "" for nothing."""
    if not left_out:
        return ""
    are = "is" if len(left_out) == 1 else "are"
    return f"As you asked, {both(list(map(change.moment_of, left_out)))} {are} left out. "


def _kept_choice(change: ScheduleChange) -> str:
    """That what was chosen before it was switched off is posted first; a sentence with a space before it, or ""."""
    if change.before is not None or change.new.queued is None:
        return ""
    return f" #{change.new.queued}, which was chosen before, is posted first."


def _few(new: Subscription, unseen: int) -> str:
    last = last_of(new, unseen)
    until = f", the last of them on {short_day(last, last)}" if last else ""
    return f" It has {counted(unseen, 'unseen quote')}{until}; after that the oldest come again."


def lasts(to: Subscription, ahead: Foresight) -> str:
    """For how many posts there is something new to ask, until when, and what comes after."""
    more = "/quotes import brings in more."
    if not ahead.posts:
        again = "Nothing new is left to ask, so what was asked comes again."
        return f"{again if ahead.again else 'Nothing is left to post, so nothing comes.'} {more}"
    short = ""
    if to.style is Style.QUIZ and ahead.questions < to.rounds:
        short = f", with {counted(ahead.questions, 'question')} instead of {to.rounds}"
    until = f", the last on {short_day(ahead.until, ahead.until)}" if ahead.until and ahead.posts > 1 else ""
    after = "what was asked comes again" if ahead.again else "nothing is posted"
    return f"It has something new to ask for {counted(ahead.posts, 'post')}{short}{until}; after that {after}. {more}"


def is_so(old: Subscription, at: datetime, ahead: Foresight | None = None) -> Notice:
    """Nothing changes: what was asked for is what is posted."""
    assert old.next is not None
    comes = moment_text(old.next.at, at, old.schedule.zone, between=AT)
    return Notice(
        text=f"It is so already: a {what_text(old)} here {when_text(old)}.{terms_text(old)} Nothing was changed. "
        f"The next comes {comes}." + (f" {lasts(old, ahead)}" if ahead else "")
    )


def _days_stay(new: Subscription) -> str:
    """That the days were kept, where a new time may be meant for every day."""
    if new.schedule.days == EVERY_DAY:
        return ""
    return f" The days are as before; {again(new)} days=all makes it every day."


def announced(subscription: Subscription) -> Notice:
    """What the channel is told: what changed, and by whom."""
    by = subscription.set_by_name
    if subscription.next is None:
        return Notice(text=f"The {_named(subscription)} was switched off by {ended(by)}")
    plain = subscription.style.is_game or subscription.style is Style.WEEK
    what = what_text(subscription) if plain else f"daily {what_text(subscription)}"
    return Notice(
        text=f"{titles.capital(what)} for this channel, set by {by}: {when_text(subscription)}."
        f"{terms_text(subscription)}"
    )


def _named(subscription: Subscription) -> str:
    """Daily quote; live quiz; live quiz on Sun 1 Mar at 13:00 (UTC)."""
    if not subscription.style.is_game:
        return f"daily {what_text(subscription)}"
    return what_text(subscription) + (f" {when_text(subscription)}" if subscription.style is Style.ONCE else "")


def switched_off(
    to: Sequence[Subscription], resolved: Sequence[Subscription] = (), spent: Sequence[Subscription] = ()
) -> Listing | Notice:
    """The receipt of /daily off: what brings each of them back, and that what was open is `resolved` already; of what
    is `spent` nothing is left to bring back.
    """
    open_ = both([f"the {what_text(s)}" for s in resolved])
    early = f"What was open of {open_} is over before its time; the answers follow in the channel."
    if len(to) == 1:
        more = f" {early}" if resolved else ""
        way = f"{_SPENT.capitalize()}." if spent else f"{whole(to[0])} brings it back."
        return Notice(text=f"Off: the {_named(to[0])}. {way}{more}")
    ways = [f"{what_text(s)}, {when_text(s)}: {_SPENT if s in spent else whole(s)}" for s in to]
    closing = "Each is brought back as it was by its own command." if len(spent) < len(to) else ""
    return Listing(title=f"Off: {len(to)} daily posts", lines=(*ways, *([early] if resolved else [])), closing=closing)


def skipped(subscription: Subscription, left_out: Slot, following: Slot, at: datetime) -> Notice:
    """The receipt of /daily skip."""
    zone = subscription.schedule.zone
    return Notice(
        text=f"Skipped: the {what_text(subscription)} of {moment_text(left_out.at, at, zone, between=AT)}. The next "
        "comes "
        f"{moment_text(following.at, at, zone, between=AT)} ({zone}); {_at_once(subscription)}."
    )


def _at_once(subscription: Subscription) -> str:
    if subscription.style.is_game:
        return "/quiz start begins one at once"
    return "/daily now posts one at once"


def posted_now(subscription: Subscription) -> Notice:
    """The receipt of /daily now."""
    return Notice(text=f"On its way: one {what_text(subscription)}, besides the daily ones.")


def queued(subscription: Subscription, number: int, at: datetime) -> Notice:
    """The receipt of /daily next."""
    assert subscription.next is not None
    when = moment_text(subscription.next.at, at, subscription.schedule.zone, between=AT)
    return Notice(text=f"#{number} is posted next: {when} ({subscription.schedule.zone}).")


def listing(
    shown: Sequence[tuple[Subscription, Sequence[Slot], Sequence[Delivery], Foresight | None]], at: datetime
) -> Listing:
    """What is posted here daily: the next posts of each, how long it lasts, and what became of the last ones."""
    lines: list[str] = []
    for to, following, recent, ahead in shown:
        lines.append(f"{what_text(to)}, {when_text(to)}, set by {to.set_by_name}{state_text(to)}")
        lines += [f" {terms_text(to)}"] if terms_text(to) and following else []
        lines += [f"  {lasts(to, ahead)}"] if ahead and following else []
        lines += [f"  {whole(to)} {'for another' if _is_past(to) else 'brings it back'}"] if not following else []
        zone, today = to.schedule.zone, local_date(at, to.schedule.zone)
        lines += [f"  next: {moment_text(s.at, at, zone)} {zone}{_queued(to, i)}" for i, s in enumerate(following)]
        lines += [f"  was: {short_day(d.day, today)}{_slot(d)}, {outcome(d)}" for d in recent]
    on = any(following for _, following, *_ in shown)
    now = any(following and not to.style.is_game for to, following, *_ in shown)
    at_once = "/daily now posts one at once, " if now else ""
    return Listing(
        title="Daily here" if on else "Nothing is posted here daily now", lines=tuple(lines),
        closing=f"/daily skip leaves the next one out, {at_once}/daily off ends it." if on else "",
    )  # fmt: skip


def nothing_daily() -> Notice:
    """What /daily show says where there is nothing."""
    return Notice(text="Nothing is posted here daily. For example: /daily set 09:00 timezone=Europe/Berlin")


def outcome(delivery: Delivery) -> str:
    """What became of a delivery, in words."""
    match delivery.state:
        case DeliveryState.WAITING:
            return "on its way"
        case DeliveryState.SENT:
            if delivery.style.is_game:
                return "the channel was asked in"
            return f"posted (#{delivery.number})" if delivery.number is not None else "posted"
        case DeliveryState.UNKNOWN:
            return "perhaps posted: the platform did not say, so it was not sent again"
        case DeliveryState.FAILED:
            return f"not posted: {reason_text(delivery.reason)}"
        case DeliveryState.SKIPPED:
            return f"skipped: {_REASONS.get(delivery.reason, delivery.reason)}"


def reason_text(reason: str) -> str:
    """Why nothing was posted, in words."""
    return _REASONS.get(reason, "the platform refused it")


_REASONS: dict[str, str] = {
    Reason.LATE: "I was away too long for that day",
    Reason.ASKED: "as you asked",
    Reason.OFF: "it was switched off",
    Reason.EMPTY: "the pack had nothing to post",
    Reason.GONE: "the channel is gone",
    Reason.NOT_ALLOWED: "I may not post in the channel",
    Reason.NOT_HERE: "I am no member of the channel",
    Reason.BUSY: "another game was running there",
}


def low(subscription: Subscription, unseen: int) -> Notice:
    """The private note that a pool runs out."""
    left = counted(unseen, "quote") if unseen else "no quote"
    return Notice(
        text=f"Your daily {what_text(subscription)} has {left} left that the channel has not seen; after that the "
        "oldest come again. /quotes import brings in more."
    )


def empty(subscription: Subscription, *, reviewed_only: bool = False) -> Notice:
    """The private note that there was nothing to post."""
    if reviewed_only:
        return Notice(
            text=f"Your daily {what_text(subscription)} ({when_text(subscription)}) had nothing to post: only quotes "
            "that a manager kept are posted there, and there is none. /quotes review deals them; it then goes on by "
            "itself. /daily off in the channel ends it."
        )
    return Notice(
        text=f"Your daily {what_text(subscription)} ({when_text(subscription)}) had nothing to post. /quotes packs "
        "shows what there is and /quotes import brings in more; it then goes on by itself. /daily off in the "
        "channel ends it."
    )


def paused(subscription: Subscription) -> Notice:
    """The private note that a schedule stands still."""
    why = _REASONS.get(subscription.reason, "the channel is closed to me")
    return Notice(
        text=f"I stopped the {_named(subscription)} ({when_text(subscription)}) because {why}. When that is "
        "put right, "
        f"{whole(subscription)} in the channel goes on."
    )


def _is_past(subscription: Subscription) -> bool:
    """Whether it was for one day alone, which came."""
    return subscription.style is Style.ONCE and subscription.state is SubscriptionState.ENDED


def state_text(subscription: Subscription) -> str:
    """That it stands still, and why; nothing for one that goes on."""
    if subscription.next is not None:
        return ""
    if _is_past(subscription):
        return ": over"
    return f": stopped, {_REASONS[subscription.reason]}" if subscription.reason in _REASONS else ": off"


def _queued(subscription: Subscription, position: int) -> str:
    return f" (#{subscription.queued})" if position == 0 and subscription.queued else ""


def _slot(delivery: Delivery) -> str:
    if delivery.slot == DAILY or delivery.slot.startswith(SLOT_AT):
        return ""
    return " (the answer)" if delivery.about else " (by /daily now)"
