"""Makes a delivery: its content is chosen here, in the transaction that enters it, so that every try posts the same."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.chat.identity import is_forgotten
from bot.chat.incoming import Place
from bot.chat.moments import local_date
from bot.chat.refusals import NoItems, NothingUnseen
from bot.chat.variants import DAILY_LEADS, pick
from bot.daily.rows import DailyRows
from bot.daily.rules.calendar import moment
from bot.daily.rules.draw import LOW, SPREAD, History, QuotePool, pick_quote, pool
from bot.daily.rules.lateness import GRACE
from bot.daily.rules.model import REVEAL, AskedItem, Delivery, DeliveryState, Reason, Style, Subscription
from bot.daily.rules.questions import pick_guess, pick_quiz
from bot.daily.use_cases.occasions import for_occasion
from bot.delivery.rows import PostRows
from bot.games.choice import sample_of
from bot.games.rows.games import GameRows
from bot.games.rows.items import ItemRows
from bot.library import withholding
from bot.library.followed import PREFERRED
from bot.library.library import Library, View
from bot.library.refusals import NoSuchPack
from bot.library.rows.feeds import FeedRows
from bot.library.rows.open_items import OpenItemRows
from bot.library.rows.shown import ShownRows
from bot.library.rows.votes import VoteRows
from bot.library.services import Services, Work, new_id
from bot.settings import model as settings
from bot.storage.outgoing import DAILY, NOTE
from bot.storage.transaction import Transaction

POST, SET = "daily", "daily-set"
LOW_NOTE, PAUSED_NOTE, EMPTY_NOTE = "daily-low", "daily-paused", "daily-empty"
HISTORY = 400
# Among so many deliveries, reveals and skipped ones too, are the last posts that a choice is spread over.
LOOKED_BACK = 3 * SPREAD
_STOOD = (DeliveryState.WAITING, DeliveryState.SENT, DeliveryState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """One post to make: the local date and slot it is entered under, when it is due, when it may go out."""

    day: date
    slot: str
    at: datetime
    not_before: datetime


def make(work: Work, subscription: Subscription, due: DueDelivery) -> Subscription:
    """Enter a delivery and ask for its post; what stands open is resolved before. Returns the subscription after it.

    A date and slot that was entered before has no effect.
    """
    tx = work.tx
    new = Delivery(
        id=new_id(), subscription_id=subscription.id, day=due.day, slot=due.slot, style=subscription.style,
        due_at=due.at,
    )  # fmt: skip
    try:
        chosen, unseen = _choose(work, subscription, new)
    except (NothingUnseen, NoItems, NoSuchPack):
        key = f"{EMPTY_NOTE}:{subscription.id}:{_last_sent(tx, subscription)}"
        tell(tx, subscription, key, EMPTY_NOTE, due.not_before)
        return skip(tx, subscription, due, Reason.EMPTY, due.not_before)
    if not subscription.style.tells:
        chosen = replace(chosen, open=True, reveal_at=reveal_time(subscription, due))
    if not tx[DailyRows].add_delivery(subscription.place, chosen):
        return subscription
    _post(tx, subscription, chosen, due.not_before)
    # One that is being asked elsewhere waits for the next post.
    waits = subscription.style is not Style.QUIZ and subscription.queued not in _numbers(chosen)
    after = replace(subscription, queued=subscription.queued if waits else None)
    return _warn(tx, after, due, unseen - len(_numbers(chosen)))


def _post(tx: Transaction, subscription: Subscription, chosen: Delivery, at: datetime) -> None:
    """Ask for a delivery's post; what it shows counts as shown, and what stood open without an end is resolved."""
    for standing in tx[DailyRows].open_of(subscription.id) if chosen.open else ():
        if standing.reveal_at is None:
            reveal(tx, subscription, standing, at)
    for number in _numbers(chosen):
        tx[ShownRows].add(subscription.place, number, at)
    tx[PostRows].add(f"{POST}:{chosen.id}", subscription.place, POST, chosen.id, not_before=at, priority=DAILY)


def skip(tx: Transaction, subscription: Subscription, due: DueDelivery, reason: Reason, at: datetime) -> Subscription:
    """Enter that nothing is posted, and why."""
    tx[DailyRows].add_delivery(
        subscription.place,
        Delivery(
            id=new_id(), subscription_id=subscription.id, day=due.day, slot=due.slot, style=subscription.style,
            due_at=due.at,
            state=DeliveryState.SKIPPED, reason=reason, settled_at=at,
        ),
    )  # fmt: skip
    return subscription


def reveal(tx: Transaction, subscription: Subscription, about: Delivery, at: datetime) -> None:
    """Take no more answers to a delivery and ask for the post that resolves it."""
    if not tx[DailyRows].close(about.id):
        return
    answer = Delivery(
        id=new_id(), subscription_id=subscription.id, day=about.day,
        slot=f"{REVEAL}:{about.slot}" if about.slot else REVEAL,
        style=about.style, due_at=at, about=about.id,
    )  # fmt: skip
    if tx[DailyRows].add_delivery(subscription.place, answer):
        tx[PostRows].touch(f"{POST}:{about.id}", at)
        tx[PostRows].add(f"{POST}:{answer.id}", subscription.place, POST, answer.id, not_before=at, priority=DAILY)


def reveal_time(subscription: Subscription, due: DueDelivery) -> datetime | None:
    """When what is posted now is resolved: at the next `reveal` that leaves people some time; None: with the next."""
    if subscription.reveal is None:
        return None
    day = local_date(due.not_before, subscription.schedule.zone)
    while True:
        at = moment(day, subscription.reveal, subscription.schedule.zone)
        if at is not None and at > due.not_before + GRACE:
            return at
        day += timedelta(days=1)


def only_samples(services: Services, library: Library, pack: str) -> bool:
    """Whether there is nothing but samples where nobody named them: the bot does not post these by itself."""
    return not services.samples_daily and not pack and all(p.info.sample for p in library.in_use)


def pool_of(work: Work, view: View, subscription: Subscription, rng: random.Random | None = None) -> QuotePool:
    """What a subscription may post now, by the chance of all draws unless another is given. Raises NoSuchPack,
    NothingUnseen.
    """
    tx = work.tx
    if only_samples(work.services, view.library, subscription.pack):
        raise NothingUnseen(pack=subscription.pack)
    seen = tx[ShownRows].recent(subscription.place, view.library.size + 1)
    history = History(
        seen=seen,
        posted=_posted(tx, subscription, seen),
        votes=tx[VoteRows].tallies(subscription.place.workspace_id),
        reviewed_only=settings.reviewed_only(tx, subscription.place),
        newest=tx[FeedRows].newest(subscription.place.workspace_id, work.at - PREFERRED),
        chosen=subscription.queued if subscription.style is not Style.QUIZ else None,
    )
    return pool(view, subscription.pack, history, rng or work.services.rng)


def _posted(tx: Transaction, subscription: Subscription, seen: Sequence[int]) -> Sequence[int]:
    """The quotes of its last posts, newest first; those of one moment in the order in which the place saw them."""
    stood = [d for d in tx[DailyRows].recent(subscription.id, LOOKED_BACK) if d.state in _STOOD]
    numbers = [(d.due_at, number) for d in stood for number in _numbers(d)[:1]]
    ago = {number: place for place, number in enumerate(seen)}
    numbers.sort(key=lambda post: (post[0], -ago.get(post[1], len(ago))), reverse=True)
    return [number for _, number in numbers]


def known_items(tx: Transaction, subscription: Subscription) -> frozenset[str]:
    """Ids of the items asked in this channel so far."""
    recent = tx[DailyRows].recent(subscription.id, HISTORY)
    return (
        tx[GameRows].asked_items(subscription.place)
        | tx[ItemRows].reported(subscription.place)
        | {a.item.id for d in recent for a in d.items}
    )


def _choose(work: Work, subscription: Subscription, new: Delivery) -> tuple[Delivery, int]:
    # What is told or asked elsewhere counts as it was when this was due.
    work = replace(work, at=new.due_at)
    if subscription.style.tells:
        work.tx[OpenItemRows].hold({subscription.place.workspace_id})
        view = withholding.posted_in(work, subscription.place)
        found = pool_of(work, view, subscription)
        number, lead = _told(work, view, subscription, found, new)
        return replace(new, number=number, lead=lead), found.unseen
    found, items = withholding.chosen(
        work, subscription.place, {subscription.set_by}, lambda view: _asked(work, view, subscription)
    )
    return replace(new, items=items), found.unseen


def _told(work: Work, view: View, subscription: Subscription, found: QuotePool, new: Delivery) -> tuple[int, str]:
    """The quote of the occasion if there is one that may be shown, else the next one; and what stands above it."""
    ones, otherwise = for_occasion(work, subscription, found, new)
    for number, lead in ones:
        if found.may_post(view, number) and view.get(number) is not None:
            return number, lead
    return pick_quote(view, found).number, otherwise or pick(DAILY_LEADS, work.services.rng)


def allowed_in(tx: Transaction, found: QuotePool, subscription: Subscription) -> frozenset[int] | None:
    """The quotes that a quiz may ask about; None for all."""
    return frozenset(found.numbers) if settings.reviewed_only(tx, subscription.place) else None


def _asked(work: Work, view: View, subscription: Subscription) -> tuple[QuotePool, tuple[AskedItem, ...]]:
    """What a guess or quiz asks."""
    found, known = pool_of(work, view, subscription), known_items(work.tx, subscription)
    allowed = allowed_in(work.tx, found, subscription)
    if subscription.style is Style.GUESS:
        return found, (pick_guess(view, found, known, work.services.rng, subscription.mode, allowed),)
    # Where few may be asked about, all are looked through for them.
    sample = sample_of(subscription.place.workspace_id, work.at) if allowed is None else ""
    return found, pick_quiz(
        view, subscription.pack, subscription.rounds, known, work.services.rng, allowed, sample, subscription.mode
    )


def _last_sent(tx: Transaction, subscription: Subscription) -> str:
    """The id of the post that went out last: who set it is told once that nothing came after it."""
    return next((d.id for d in tx[DailyRows].recent(subscription.id, HISTORY) if d.state is DeliveryState.SENT), "")


def _numbers(delivery: Delivery) -> list[int]:
    asked: tuple[AskedItem, ...] = delivery.items
    return [n for n in (delivery.number, *(a.number for a in asked)) if n is not None]


def _warn(tx: Transaction, subscription: Subscription, due: DueDelivery, unseen: int) -> Subscription:
    """Tell the person who set it, once, that few unseen quotes are left; again after there were more."""
    if unseen > LOW:
        return replace(subscription, warned=False)
    if subscription.warned or subscription.style is not Style.QUOTE:
        return subscription
    tell(tx, subscription, f"{LOW_NOTE}:{subscription.id}:{due.day.isoformat()}", LOW_NOTE, due.not_before)
    return replace(subscription, warned=True)


def tell(tx: Transaction, subscription: Subscription, key: str, kind: str, at: datetime, *, about: str = "") -> None:
    """Write privately to the person who set a subscription, unless they were forgotten; `about` a delivery of it."""
    if is_forgotten(subscription.set_by):
        return
    person = Place.of_user(subscription.place.platform, subscription.place.workspace, subscription.set_by)
    tx[PostRows].add(key, person, kind, about or subscription.id, not_before=at, priority=NOTE)
