"""Makes a delivery: its content is chosen here, in the transaction that enters it, so that every try posts the same."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.chat.messages import Place
from bot.chat.moments import local_date
from bot.chat.refusals import NoItems, NoSuchPack, NothingUnseen
from bot.chat.variants import DAILY_LEADS, pick
from bot.daily.rows import DailyRows
from bot.daily.rules.asking import pick_guess, pick_quiz
from bot.daily.rules.calendar import moment
from bot.daily.rules.drawing import LOW, Pool, pick_quote, pool
from bot.daily.rules.lateness import GRACE
from bot.daily.rules.model import REVEAL, Asked, Delivery, DeliveryState, Reason, Style, Subscription
from bot.delivery.post_kinds import DAILY, NOTE
from bot.delivery.rows import PostRows
from bot.games.rows.games import GameRows
from bot.games.rows.items import ItemRows
from bot.library import withholding
from bot.library.library import Library, View
from bot.library.rows.open_items import OpenItemRows
from bot.library.rows.shown import ShownRows
from bot.library.services import Services, new_id
from bot.storage.transaction import Transaction

POST, SET = "daily", "daily-set"
LOW_NOTE, PAUSED_NOTE, EMPTY_NOTE = "daily-low", "daily-paused", "daily-empty"
HISTORY = 400


@dataclass(frozen=True, slots=True)
class Due:
    """One post to make: the local date and slot it is entered under, when it is due, when it may go out."""

    day: date
    slot: str
    at: datetime
    not_before: datetime


def make(tx: Transaction, services: Services, library: Library, to: Subscription, due: Due) -> Subscription:
    """Enter a delivery and ask for its post; what stands open is resolved before. Returns the subscription after it.

    A date and slot that was entered before has no effect.
    """
    new = Delivery(id=new_id(), subscription_id=to.id, day=due.day, slot=due.slot, style=to.style, due_at=due.at)
    try:
        chosen, unseen = _choose(tx, services, library, to, new)
    except (NothingUnseen, NoItems, NoSuchPack):
        tell(tx, to, f"{EMPTY_NOTE}:{to.id}:{_last_sent(tx, to)}", EMPTY_NOTE, due.not_before)
        return skip(tx, to, due, Reason.EMPTY, due.not_before)
    if to.style is not Style.QUOTE:
        chosen = replace(chosen, open=True, reveal_at=reveal_time(to, due))
    if not tx[DailyRows].add_delivery(to.place, chosen):
        return to
    for standing in tx[DailyRows].open_of(to.id) if chosen.open else ():
        if standing.reveal_at is None:
            reveal(tx, to, standing, due.not_before)
    for number in _numbers(chosen):
        tx[ShownRows].add(to.place, number, due.not_before)
    tx[PostRows].add(f"{POST}:{chosen.id}", to.place, POST, chosen.id, not_before=due.not_before, priority=DAILY)
    # One that is being asked elsewhere waits for the next post.
    kept = to.queued if to.style is not Style.QUIZ and to.queued not in _numbers(chosen) else None
    return _warn(tx, replace(to, queued=kept), due, unseen - len(_numbers(chosen)))


def skip(tx: Transaction, to: Subscription, due: Due, reason: Reason, at: datetime) -> Subscription:
    """Enter that nothing is posted, and why."""
    tx[DailyRows].add_delivery(
        to.place,
        Delivery(
            id=new_id(), subscription_id=to.id, day=due.day, slot=due.slot, style=to.style, due_at=due.at,
            state=DeliveryState.SKIPPED, reason=reason, settled_at=at,
        ),
    )  # fmt: skip
    return to


def reveal(tx: Transaction, to: Subscription, about: Delivery, at: datetime) -> None:
    """Take no more answers to a delivery and ask for the post that resolves it."""
    if not tx[DailyRows].close(about.id):
        return
    answer = Delivery(
        id=new_id(), subscription_id=to.id, day=about.day, slot=f"{REVEAL}:{about.slot}" if about.slot else REVEAL,
        style=about.style, due_at=at, about=about.id,
    )  # fmt: skip
    if tx[DailyRows].add_delivery(to.place, answer):
        tx[PostRows].touch(f"{POST}:{about.id}", at)
        tx[PostRows].add(f"{POST}:{answer.id}", to.place, POST, answer.id, not_before=at, priority=DAILY)


def reveal_time(to: Subscription, due: Due) -> datetime | None:
    """When what is posted now is resolved: at the next `reveal` that leaves people some time; None: with the next."""
    if to.reveal is None:
        return None
    day = local_date(due.not_before, to.schedule.zone)
    while True:
        at = moment(day, to.reveal, to.schedule.zone)
        if at is not None and at > due.not_before + GRACE:
            return at
        day += timedelta(days=1)


def only_samples(services: Services, library: Library, pack: str) -> bool:
    """Whether there is nothing but samples where nobody named them: the bot does not post these by itself."""
    return not services.samples_daily and not pack and all(p.info.sample for p in library.in_use)


def pool_of(tx: Transaction, services: Services, view: View, to: Subscription) -> Pool:
    """What a subscription may post now. Raises NoSuchPack, NothingUnseen."""
    if only_samples(services, view.library, to.pack):
        raise NothingUnseen(pack=to.pack)
    seen = tx[ShownRows].recent(to.place, view.library.size + 1)
    return pool(view, to.pack, seen, services.rng)


def known_items(tx: Transaction, to: Subscription) -> frozenset[str]:
    """Ids of the items asked in this channel so far."""
    recent = tx[DailyRows].recent(to.id, HISTORY)
    return tx[GameRows].asked(to.place) | tx[ItemRows].reported(to.place) | {a.item.id for d in recent for a in d.items}


def _choose(
    tx: Transaction, services: Services, library: Library, to: Subscription, new: Delivery
) -> tuple[Delivery, int]:
    at = new.due_at
    if to.style is Style.QUOTE:
        tx[OpenItemRows].hold({to.place.workspace_id})
        view = withholding.posted_in(tx, library, to.place, at)
        found = _queued_first(pool_of(tx, services, view, to), to)
        return replace(new, number=pick_quote(view, found).number, lead=pick(DAILY_LEADS, services.rng)), found.unseen
    found, items = withholding.chosen(
        tx, library, to.place, {to.set_by}, at, lambda view: _asked(tx, services, view, to)
    )
    return replace(new, items=items), found.unseen


def _asked(tx: Transaction, services: Services, view: View, to: Subscription) -> tuple[Pool, tuple[Asked, ...]]:
    """What a guess or quiz asks."""
    found, known = _queued_first(pool_of(tx, services, view, to), to), known_items(tx, to)
    if to.style is Style.GUESS:
        return found, (pick_guess(view, found.packs, found.numbers, known, services.rng),)
    return found, pick_quiz(view, to.pack, to.rounds, known, services.rng)


def _queued_first(found: Pool, to: Subscription) -> Pool:
    if to.queued not in found.numbers:
        return found
    return replace(found, numbers=(to.queued, *found.numbers))


def _last_sent(tx: Transaction, to: Subscription) -> str:
    """The id of the post that went out last: who set it is told once that nothing came after it."""
    return next((d.id for d in tx[DailyRows].recent(to.id, HISTORY) if d.state is DeliveryState.SENT), "")


def _numbers(of: Delivery) -> list[int]:
    asked: tuple[Asked, ...] = of.items
    return [n for n in (of.number, *(a.number for a in asked)) if n is not None]


def _warn(tx: Transaction, to: Subscription, due: Due, unseen: int) -> Subscription:
    """Tell the person who set it, once, that few unseen quotes are left; again after there were more."""
    if unseen > LOW:
        return replace(to, warned=False)
    if to.warned or to.style is not Style.QUOTE:
        return to
    tell(tx, to, f"{LOW_NOTE}:{to.id}:{due.day.isoformat()}", LOW_NOTE, due.not_before)
    return replace(to, warned=True)


def tell(tx: Transaction, to: Subscription, key: str, kind: str, at: datetime) -> None:
    """Write privately to the person who set a subscription."""
    person = Place.of_user(to.place.platform, to.place.workspace, to.set_by)
    tx[PostRows].add(key, person, kind, to.id, not_before=at, priority=NOTE)
