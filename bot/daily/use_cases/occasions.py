"""What the occasion is: the quote of the week, a quote of this day in another year; else nothing."""

from collections.abc import Mapping
from datetime import date

from bot.chat.moments import local_date
from bot.daily.rows import DailyRows
from bot.daily.rules.drawing import QuotePool
from bot.daily.rules.model import Delivery, Style, Subscription
from bot.daily.rules.occasions import best_liked, by_liking, is_anniversary, read_date, week_before
from bot.library.rows.days import DayRows
from bot.library.rows.shown import ShownRows
from bot.library.rows.votes import VoteRows
from bot.library.services import Work
from bot.library.voting import Tally

# None of so many quotes of the week is it again.
_WEEKS = 60
OF_THE_WEEK, NOBODY_VOTED = "The quote of the week, liked best here:", "Nobody liked a quote here this week, so:"


def for_occasion(work: Work, subscription: Subscription, found: QuotePool, new: Delivery) -> list[tuple[int, str]]:
    """The numbers to be posted rather than the ordinary choice, best first, each with what stands above it."""
    votes = work.tx[VoteRows].tallies(subscription.place.workspace_id)
    match subscription.style:
        case Style.WEEK:
            return [(number, OF_THE_WEEK) for number in _of_the_week(work, subscription, found, new, votes)]
        case Style.ON_THIS_DAY:
            years = _years(work, subscription, found, new.day)
            return [(number, f"On this day in {years[number]}:") for number in by_liking(years, found.numbers, votes)]
        case _:
            return []


def _of_the_week(
    work: Work, subscription: Subscription, found: QuotePool, new: Delivery, votes: Mapping[int, Tally]
) -> list[int]:
    """What was posted in the channel in the last seven days, and was no quote of a week before."""
    since = week_before(new.due_at, subscription.schedule.zone)
    before = {d.number for d in work.tx[DailyRows].recent(subscription.id, _WEEKS)}
    may = set(found.numbers) - before
    return best_liked([n for n in work.tx[ShownRows].since(subscription.place, since) if n in may], votes)


def _years(work: Work, subscription: Subscription, found: QuotePool, today: date) -> dict[int, int]:
    """The quotes that were said on this day in an earlier year, or added: number to that year."""
    packs, zone = [pack.info.id for pack in found.packs], subscription.schedule.zone
    # Which of the two it is, the rule tells.
    leap_day = [date(2024, 2, 29)] if (today.month, today.day) == (2, 28) else []
    said = work.tx[DayRows].said_on(packs, [today, *leap_day])
    added = {n: local_date(at, zone) for n, at in work.tx[DayRows].added_at(packs).items()}
    told = {n: then for n, text in said.items() if (then := read_date(text)) is not None}
    dated = [*added.items(), *told.items()]
    return {number: then.year for number, then in dated if is_anniversary(then, today)}
