"""/daily: set, show, off, skip, now, next. Whoever changes a schedule is named in the channel."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time as wall_time
from functools import partial
from itertools import islice

from bot.chat.incoming import Request, User
from bot.chat.messages import Notice, Reply
from bot.chat.moments import local_date
from bot.daily import schedule_wording as wording
from bot.daily.names import is_everything, is_named
from bot.daily.refusals import (
    NothingDaily,
    OfAnotherPack,
    OnlySamples,
    TooManyDaily,
    WhichDaily,
)
from bot.daily.rows import DailyRows
from bot.daily.rules.calendar import EVERY_DAY, Schedule, Slot, after, after_date, slots
from bot.daily.rules.draw import QuotePool
from bot.daily.rules.foresight import Foresight
from bot.daily.rules.model import Reason, Style, Subscription, SubscriptionState, now_slot
from bot.daily.rules.questions import WHO_SAID, pick_guess, pick_quiz
from bot.daily.schedule_changes import ScheduleChange
from bot.daily.schedule_terms import END_OF_WEEK, time_text, whole
from bot.daily.use_cases.deliveries import (
    SET,
    DueDelivery,
    allowed_in,
    known_items,
    make,
    only_samples,
    pool_of,
    reveal,
    skip,
)
from bot.daily.use_cases.foresight import all_foreseen, foreseen, is_spent
from bot.daily.use_cases.schedule_requests import ScheduleRequest, days_meant, known_zone, read_request
from bot.delivery.refusals import CannotPost
from bot.delivery.rows import PostRows
from bot.library import withholding
from bot.library.services import Services, Work, admit, new_id
from bot.storage.transaction import Transaction

LIMIT = 50
_OVER = (SubscriptionState.OFF, SubscriptionState.ENDED)
QUIZ_ROUNDS, QUIZ_CLOSES = 5, wall_time(17)
NEXT_SHOWN, LAST_SHOWN = 3, 7


async def set_(services: Services, request: Request) -> Reply:
    """Post something here every day, or change when; the first post is told in the reader's own clock."""
    library = await services.libraries.library_for(request.place)
    wish = read_request(request, library)
    if only_samples(services, library, wish.pack):
        raise OnlySamples(packs=[p.info.name for p in library.packs.values()], time=time_text(wish.time))
    if request.problem:
        raise CannotPost(problem=request.problem, lacking=request.lacking, platform=request.place.platform)

    def keep(work: Work) -> tuple[Callable[[Foresight | None], Notice], Subscription]:
        tx = work.tx
        user = admit(tx, request)
        here = tx[DailyRows].at(request.place)
        old = next((s for s in here if (s.pack, s.style) == (wish.pack, wish.style)), None)
        if old is None or old.next is None:
            room(here)
        new = _subscription(tx, request, user, wish, old, here)
        found, asks = _can_post(work, new)
        if old is not None and _same(old, new):
            return partial(wording.is_so, old, request.at), old
        slot, left_out = first(work, new)
        new = replace(new, next=slot, warned=False)
        tx[DailyRows].put(new)
        announce(tx, new, request)
        change = ScheduleChange(
            new=new,
            old=old,
            first=slot,
            at=request.at,
            zone=request.zone,
            morning=wish.morning,
            here=here,
            zone_open=wish.zone is None and not here,
        )
        told = partial(
            wording.was_set, change, unseen=found.unseen if new.style is Style.QUOTE else 0,
            kept_days=old is not None and wish.days is None, kept_zone=wish.zone is None and bool(here),
            other_kind=not new.mode and asks not in ("", WHO_SAID), left_out=left_out,
        )  # fmt: skip
        return told, new

    told, now_set = await services.write(library, request.at, keep)
    return told(await services.read(library, request.at, lambda work: foreseen(work, now_set)))


async def show(services: Services, request: Request) -> Reply:
    """The next posts with date and zone, and what became of the last ones."""

    library = await services.libraries.library_for(request.place)

    def look(work: Work) -> Reply:
        rows = work.tx[DailyRows]
        here = rows.at(request.place)
        if not here:
            return wording.nothing_daily()
        ahead = all_foreseen(work, here)
        shown = [(s, _following(s), rows.recent(s.id, LAST_SHOWN), ahead.get(s.id)) for s in here]
        return wording.listing(shown, request.at)

    return await services.read(library, request.at, look)


async def off(services: Services, request: Request) -> Reply:
    """Post no more; what was posted today stays posted."""

    library = await services.libraries.library_for(request.place)

    def switch(tx: Transaction) -> tuple[list[Subscription], list[Subscription]]:
        user = admit(tx, request)
        meant, resolved = _meant(tx, request, every=True), list[Subscription]()
        for to in meant:
            # What was skipped was for this schedule; what was chosen comes with it again.
            off_now = replace(to, state=SubscriptionState.OFF, next=None, set_by_name=user.name)
            tx[DailyRows].put(off_now)
            tx[DailyRows].forget_skips(to.id, request.at)
            standing = tx[DailyRows].open_of(to.id)
            for about in standing:
                reveal(tx, to, about, request.at)
            resolved += [to] if standing else []
            announce(tx, off_now, request)
        return meant, resolved

    meant, resolved = await services.store.write(switch)
    spent = await services.read(library, request.at, lambda work: [s for s in meant if is_spent(work, s)])
    return wording.switched_off(meant, resolved, spent)


async def skip_(services: Services, request: Request) -> Reply:
    """Leave the next post out."""

    def leave_out(tx: Transaction) -> Reply:
        admit(tx, request)
        (to,) = _meant(tx, request)
        assert to.next is not None
        left_out = to.next
        skip(tx, to, DueDelivery(left_out.date, to.slot, left_out.at, request.at), Reason.ASKED, request.at)
        if to.style is Style.ONCE:
            tx[DailyRows].put(replace(to, state=SubscriptionState.ENDED, next=None))
            return wording.switched_off([to])
        following = after_date(to.schedule, left_out.date)
        tx[DailyRows].put(replace(to, next=following))
        return wording.skipped(to, left_out, following, request.at)

    return await services.store.write(leave_out)


async def now(services: Services, request: Request) -> Reply:
    """Post one more at once."""
    library = await services.libraries.library_for(request.place)
    if request.problem:
        raise CannotPost(problem=request.problem, lacking=request.lacking, platform=request.place.platform)

    def post(work: Work) -> Reply:
        tx = work.tx
        admit(tx, request)
        (to,) = _meant(tx, request, fits=lambda s: not s.style.is_game)
        _can_post(work, to)
        today = local_date(request.at, to.schedule.zone)
        due = DueDelivery(today, now_slot(request.key), request.at, request.at)
        tx[DailyRows].put(make(work, to, due))
        return wording.posted_now(to)

    return await services.write(library, request.at, post)


async def next_(services: Services, request: Request) -> Reply:
    """Choose the quote that is posted next."""
    library = await services.libraries.library_for(request.place)
    number = int(request.options["number"])

    def queue(work: Work) -> Reply:
        tx = work.tx
        admit(tx, request)
        quote = withholding.shown_to_in(work, request).number(number)
        (to,) = _meant(tx, request, fits=lambda s: s.style in (Style.QUOTE, Style.GUESS))
        if all(quote.pack_id != p.info.id for p in library.chosen(to.pack)):
            known = ", ".join(p.info.name for p in library.chosen(to.pack))
            raise OfAnotherPack(number=number, pack=library.info(quote).name, known=known)
        tx[DailyRows].put(replace(to, queued=quote.number))
        return wording.queued(to, quote.number, request.at)

    return await services.write(library, request.at, queue)


def _subscription(
    tx: Transaction,
    request: Request,
    user: User,
    wish: ScheduleRequest,
    old: Subscription | None,
    here: tuple[Subscription, ...],
) -> Subscription:
    """The row as it will be; what was left open stays as it was, or is as people expect it."""
    zone = wish.zone or (old and old.schedule.zone) or known_zone(tx, request, here)
    usual = END_OF_WEEK if wish.style is Style.WEEK else EVERY_DAY
    before = old.schedule.days if old and old.next else None
    days = days_meant(wish, before) or (old.schedule.days if old else usual)
    quiz = wish.style is Style.QUIZ
    reveal_at = wish.reveal or (old.reveal if old else None) or (QUIZ_CLOSES if quiz else None)
    return Subscription(
        id=old.id if old else new_id(),
        place=request.place,
        pack=wish.pack,
        style=wish.style,
        schedule=Schedule(time=wish.time, zone=zone, days=days),
        set_by=user.id,
        set_by_name=user.name,
        reveal=None if wish.style.tells else reveal_at,
        rounds=(wish.rounds or (old.rounds if old else 0) or QUIZ_ROUNDS) if quiz else 0,
        mode=wish.mode if wish.mode is not None else old.mode if old else "",
        queued=old.queued if old else None,
    )


def _same(old: Subscription, new: Subscription) -> bool:
    """Whether what is posted already comes just as it was asked for."""
    as_before = replace(new, set_by=old.set_by, set_by_name=old.set_by_name, next=old.next, warned=old.warned)
    return old.next is not None and as_before == old


def _can_post(work: Work, subscription: Subscription) -> tuple[QuotePool, str]:
    """What there is, and the kind of item that a guess would be. Raises what stands against it now rather than in the
    morning: NoSuchPack, NothingUnseen, NoItems."""
    view = withholding.posted_in(work, subscription.place)
    found = pool_of(work, view, subscription)
    known = known_items(work.tx, subscription)
    allowed = allowed_in(work.tx, found, subscription)
    if subscription.style is Style.GUESS:
        return found, pick_guess(view, found, known, work.services.rng, subscription.mode, allowed).item.kind
    if subscription.style is Style.QUIZ:
        pick_quiz(view, subscription.pack, 1, known, work.services.rng, allowed, mode=subscription.mode)
    return found, ""


def first(work: Work, subscription: Subscription) -> tuple[Slot, list[Slot]]:
    """The first slot that has no post yet, and those before it that somebody wanted skipped: setting a time anew gives
    no second post on a day.
    """
    slot, left_out = after(subscription.schedule, work.at), []
    while (there := work.tx[DailyRows].entered(subscription.id, slot.date, subscription.slot)) is not None:
        left_out += [slot] if there.reason == Reason.ASKED else []
        slot = after_date(subscription.schedule, slot.date)
    return slot, left_out


def _following(subscription: Subscription) -> list[Slot]:
    if subscription.next is None:
        return []
    shown = 1 if subscription.style is Style.ONCE else NEXT_SHOWN
    return list(islice(slots(subscription.schedule, subscription.next.date), shown))


def room(here: tuple[Subscription, ...]) -> None:
    """Raises TooManyDaily where a place has as many as it may."""
    if sum(s.next is not None for s in here) >= LIMIT:
        raise TooManyDaily(limit=LIMIT)


def _meant(
    tx: Transaction, request: Request, *, every: bool = False, fits: Callable[[Subscription], bool] = lambda s: True
) -> list[Subscription]:
    """The subscriptions a command is about: by pack and style where they are named; `every`: all of them where nothing
    is named.

    Raises NothingDaily, WhichDaily.
    """
    on = [s for s in tx[DailyRows].at(request.place) if s.state not in _OVER and fits(s)]
    on = on if every else [s for s in on if s.next is not None]
    pack, style = request.options.get("pack"), request.options.get("style")
    packs = [s.pack for s in on]
    found = [s for s in on if is_named(s.pack, pack, packs) and style in (None, s.style.value)]
    if not found:
        over = [s for s in tx[DailyRows].at(request.place) if s.next is None and not s.style.is_game and fits(s)]
        was = [s for s in over if is_named(s.pack, pack, [s.pack for s in over]) and style in (None, s.style.value)]
        raise NothingDaily(
            on=[(s.pack, s.style.value) for s in on], was=[whole(s) for s in was], command=request.command
        )
    everything = every and (is_everything(pack, packs) or (pack is None and style is None))
    if len(found) > 1 and not everything:
        number = {k: v for k, v in request.options.items() if k == "number"}
        raise WhichDaily(known=[(s.pack, s.style.value) for s in found], command=request.command, **number)
    return found


def announce(tx: Transaction, subscription: Subscription, request: Request) -> None:
    """The channel is told what somebody set, changed or ended."""
    tx[PostRows].add(
        f"{SET}:{subscription.id}:{request.key}", subscription.place, SET, subscription.id, not_before=request.at
    )
