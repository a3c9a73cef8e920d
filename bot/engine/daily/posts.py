"""How daily posts are rendered when they are sent, and what their fate means for the schedule."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.core.daily.drawing import Pool
from bot.core.daily.lateness import too_late
from bot.core.daily.model import (
    Delivery,
    DeliveryState,
    Reason,
    Sheet,
    Style,
    Subscription,
    SubscriptionState,
)  # fmt: skip
from bot.core.library import Library
from bot.core.refusals import NothingUnseen
from bot.engine import withholding
from bot.engine.daily.making import EMPTY_NOTE, LOW_NOTE, PAUSED_NOTE, POST, SET, pool_of, tell
from bot.engine.posting import Failure, PostKind
from bot.engine.services import Services
from bot.messages import Notice, Problem, QuoteCard, Reply
from bot.ports import Post, Transaction
from bot.wording import daily as wording
from bot.wording import quotes as quotes_wording

_REASONS = {
    Problem.GONE: Reason.GONE,
    Problem.NOT_ALLOWED: Reason.NOT_ALLOWED,
    Problem.NOT_HERE: Reason.NOT_HERE,
    Problem.BETWEEN_PEOPLE: Reason.NOT_HERE,
}


def sheet_of(tx: Transaction, delivery_id: str) -> Sheet | None:
    """A delivery with its subscription and the answers so far."""
    delivery = tx.daily.delivery(delivery_id)
    to = None if delivery is None else tx.daily.get(delivery.subscription_id)
    if delivery is None or to is None:
        return None
    return Sheet(delivery=delivery, subscription=to, guesses=tx.daily.guesses(delivery.about or delivery.id))


async def _render(services: Services, post: Post) -> Reply | None:
    at = services.clock.now()

    def look(tx: Transaction) -> tuple[Sheet | None, Sheet | None]:
        sheet = sheet_of(tx, post.subject)
        return sheet, sheet_of(tx, sheet.delivery.about) if sheet and sheet.delivery.about else None

    sheet, about = await services.store.read(look)
    if sheet is None:
        return None
    if about is not None:
        return wording.results(about) if about.delivery.style is Style.QUIZ else await _resolved(services, about)
    if sheet.delivery.state is DeliveryState.WAITING and _withdrawn(sheet.delivery, sheet.subscription, at):
        return None
    match sheet.delivery.style:
        case Style.QUOTE:
            return await _quote(services, sheet)
        case Style.GUESS:
            return wording.open_guess(sheet) if sheet.delivery.open else wording.over(sheet)
        case Style.QUIZ:
            return wording.open_quiz(sheet) if sheet.delivery.open else wording.over(sheet)


def _withdrawn(delivery: Delivery, to: Subscription, at: datetime) -> Reason | None:
    """Why a post that still waits is not sent any more."""
    if to.state is SubscriptionState.OFF:
        return Reason.OFF
    return Reason.LATE if too_late(delivery.day, delivery.due_at, to.schedule.zone, at) else None


async def _quote(services: Services, sheet: Sheet) -> QuoteCard | None:
    library = await services.shelf.library(sheet.subscription.place.workspace_id)
    numbered = library.revealed(sheet.delivery.number)
    return None if numbered is None else wording.card(numbered, library, sheet.delivery.lead)


async def _resolved(services: Services, about: Sheet) -> Reply:
    library = await services.shelf.library(about.subscription.place.workspace_id)
    numbered = library.revealed(about.delivery.items[0].number)
    return wording.resolved(about, None if numbered is None else quotes_wording.card(numbered, library))


def _stands(tx: Transaction, post: Post, at: datetime) -> None:
    if tx.daily.settle_delivery(post.subject, DeliveryState.SENT, "", at):
        return
    delivery = tx.daily.delivery(post.subject)
    if delivery is not None and delivery.state is DeliveryState.UNKNOWN:
        # Somebody pressed it, so it stands after all. What it asks was perhaps resolved or followed meanwhile.
        newest = tx.daily.recent(delivery.subscription_id, 1)[0].id == delivery.id
        waits = delivery.reveal_at is None or delivery.reveal_at > at
        tx.daily.recover(delivery.id, open_=bool(delivery.items) and newest and waits)


def _fails(tx: Transaction, post: Post, failure: Failure, at: datetime) -> None:
    delivery = tx.daily.delivery(post.subject)
    to = None if delivery is None else tx.daily.get(delivery.subscription_id)
    if delivery is None or to is None:
        return
    if failure.unknown:
        tx.daily.settle_delivery(delivery.id, DeliveryState.UNKNOWN, "", at)
    elif failure.problem is not None:
        reason = _REASONS[failure.problem]
        tx.daily.settle_delivery(delivery.id, DeliveryState.FAILED, reason, at)
        pause(tx, to, reason, at)
    elif failure.reason:
        tx.daily.settle_delivery(delivery.id, DeliveryState.FAILED, "", at)
    else:
        reason = _withdrawn(delivery, to, at) or Reason.EMPTY
        tx.daily.settle_delivery(delivery.id, DeliveryState.SKIPPED, reason, at)


def pause(tx: Transaction, to: Subscription, reason: Reason, at: datetime) -> None:
    """Stop the schedules of a place that is closed to us; whoever set them is told once."""
    for other in tx.daily.at(to.place):
        if other.state is not SubscriptionState.ON:
            continue
        tx.daily.put(replace(other, state=SubscriptionState.PAUSED, reason=reason, next=None))
        tell(tx, other, f"{PAUSED_NOTE}:{other.id}:{at.isoformat()}", PAUSED_NOTE, at)


async def _announcement(services: Services, post: Post) -> Reply | None:
    to = await services.store.read(lambda tx: tx.daily.get(post.subject))
    return None if to is None else wording.announced(to)


async def _paused(services: Services, post: Post) -> Notice | None:
    to = await services.store.read(lambda tx: tx.daily.get(post.subject))
    return wording.paused(to) if to is not None and to.state is SubscriptionState.PAUSED else None


async def _low(services: Services, post: Post) -> Notice | None:
    to = await services.store.read(lambda tx: tx.daily.get(post.subject))
    if to is None:
        return None
    library = await services.shelf.library(to.place.workspace_id)
    try:
        found = await services.store.read(partial(_pool, services, library, to))
    except NothingUnseen:
        return wording.low(to, 0)
    return wording.low(to, found.unseen)


def _pool(services: Services, library: Library, to: Subscription, tx: Transaction) -> Pool:
    view = withholding.posted_in(tx, library, to.place, services.clock.now())
    return pool_of(tx, services, view, to)


async def _empty(services: Services, post: Post) -> Notice | None:
    to = await services.store.read(lambda tx: tx.daily.get(post.subject))
    return wording.empty(to) if to is not None and to.state is SubscriptionState.ON else None


KINDS: Mapping[str, PostKind] = {
    POST: PostKind(render=_render, stands=_stands, fails=_fails),
    SET: PostKind(render=_announcement),
    PAUSED_NOTE: PostKind(render=_paused),
    LOW_NOTE: PostKind(render=_low),
    EMPTY_NOTE: PostKind(render=_empty),
}
