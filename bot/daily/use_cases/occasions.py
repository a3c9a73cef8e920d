"""What the occasion is: the quote of the week, a quote of this day in another year; else nothing."""

from collections.abc import Container, Mapping
from datetime import date

from bot.chat.moments import local_date
from bot.daily.rows import DailyRows
from bot.daily.rules.draw import QuotePool
from bot.daily.rules.model import Delivery, Style, Subscription
from bot.daily.rules.occasions import best_liked, by_liking, is_anniversary, read_date, week_before
from bot.library.rows.days import DayRows
from bot.library.rows.shown import ShownRows
from bot.library.rows.votes import VoteRows
from bot.library.services import Work
from bot.library.votes import Tally

# None of so many quotes of the week is it again.
_WEEKS = 60
OF_THE_WEEK, NOBODY_VOTED = "The quote of the week, liked best here:", "Nobody liked a quote here this week, so:"


def for_occasion(
    work: Work, subscription: Subscription, found: QuotePool, new: Delivery
) -> tuple[list[tuple[int, str]], str]:
    """The numbers to be posted rather than the ordinary choice, best first, each with what stands above it; and what
    is to stand above that choice, "" for what usually does.
    """
    votes = work.tx[VoteRows].tallies(subscription.place.workspace_id)
    match subscription.style:
        case Style.WEEK:
            before = work.tx[DailyRows].recent(subscription.id, _WEEKS)
            liked = _liked(work, subscription, new, votes, {d.number for d in before if d.lead == OF_THE_WEEK})
            may = set(found.numbers) - {d.number for d in before}
            return [(number, OF_THE_WEEK) for number in liked if number in may], "" if liked else NOBODY_VOTED
        case Style.ON_THIS_DAY:
            leads = _leads(work, subscription, found, new.day)
            return [(number, leads[number]) for number in by_liking(leads, found.numbers, votes)], ""
        case _:
            return [], ""


def _liked(
    work: Work, subscription: Subscription, new: Delivery, votes: Mapping[int, Tally], honoured: Container[int | None]
) -> list[int]:
    """What was posted in the channel in the last seven days and is liked, but for what was honoured before."""
    since = week_before(new.due_at, subscription.schedule.zone)
    shown = work.tx[ShownRows].since(subscription.place, since)
    return best_liked([number for number in shown if number not in honoured], votes)


def _leads(work: Work, subscription: Subscription, found: QuotePool, today: date) -> dict[int, str]:
    """The quotes that were said on this day in an earlier year, or else added: number to what stands above it."""
    packs, zone = [pack.info.id for pack in found.packs], subscription.schedule.zone
    # Which of the two it is, the rule tells.
    leap_day = [date(2024, 2, 29)] if (today.month, today.day) == (2, 28) else []
    said = work.tx[DayRows].said_on(packs, [today, *leap_day])
    added = {n: local_date(at, zone) for n, at in work.tx[DayRows].added_at(packs).items()}
    told = {n: then for n, text in said.items() if (then := read_date(text)) is not None}
    leads = {n: f"Added on this day in {then.year}:" for n, then in added.items() if is_anniversary(then, today)}
    return leads | {n: f"On this day in {then.year}:" for n, then in told.items() if is_anniversary(then, today)}
