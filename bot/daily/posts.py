"""How daily posts are rendered when they are sent, and what their fate means for the schedule."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.chat.incoming import Problem
from bot.chat.messages import Notice, QuoteCard, Reply
from bot.chat.refusals import NothingUnseen
from bot.daily import game_wording, schedule_wording, wording
from bot.daily.rows import DailyRows
from bot.daily.rules.draw import QuotePool
from bot.daily.rules.lateness import too_late
from bot.daily.rules.model import Delivery, DeliveryState, DeliveryView, Reason, Style, Subscription, SubscriptionState
from bot.daily.use_cases.deliveries import EMPTY_NOTE, LOW_NOTE, PAUSED_NOTE, POST, SET, pool_of, tell
from bot.daily.use_cases.lobbies import GATHER, UNPLAYED_NOTE, tell_unplayed
from bot.delivery.post_kinds import Failure, PostKind
from bot.delivery.posts import Post
from bot.errors import DeliveryError
from bot.games import posts as games
from bot.games.model import Ending, GameState
from bot.games.rows.games import GameRows
from bot.library import withholding
from bot.library import wording as quotes_wording
from bot.library.library import Library
from bot.library.lookups import is_like_others
from bot.library.rows.votes import VoteRows
from bot.library.services import Services, Work
from bot.settings import model as settings
from bot.storage.transaction import Transaction

# While nobody can tell who reads somewhere, what is for there waits for so long.
LATER_SECONDS = 5.0
_REASONS = {
    Problem.GONE: Reason.GONE,
    Problem.NOT_ALLOWED: Reason.NOT_ALLOWED,
    Problem.NOT_HERE: Reason.NOT_HERE,
    Problem.BETWEEN_PEOPLE: Reason.NOT_HERE,
}


async def _render(services: Services, post: Post) -> Reply | None:
    at = services.clock.now()

    def look(tx: Transaction) -> tuple[DeliveryView | None, DeliveryView | None]:
        sheet = tx[DailyRows].sheet(post.subject)
        return sheet, tx[DailyRows].sheet(sheet.delivery.about) if sheet and sheet.delivery.about else None

    sheet, about = await services.store.read(look)
    if sheet is None:
        return None
    if about is not None:
        if about.delivery.style is Style.QUIZ:
            return replace(wording.results(about), more=(quotes_wording.take_down(),))
        return await _resolved(services, about)
    if sheet.delivery.state is DeliveryState.WAITING and _withdrawn(sheet.delivery, sheet.subscription, at):
        return None
    match sheet.delivery.style:
        case Style.QUOTE | Style.WEEK | Style.ON_THIS_DAY:
            return await _quote(services, sheet)
        case Style.GUESS:
            return wording.open_guess(sheet) if sheet.delivery.open else wording.over(sheet)
        case Style.QUIZ:
            return wording.open_quiz(sheet) if sheet.delivery.open else wording.over(sheet)
        case Style.GAME | Style.ONCE:
            return None


def _withdrawn(delivery: Delivery, subscription: Subscription, at: datetime) -> Reason | None:
    """Why a post that still waits is not sent any more."""
    if subscription.state is SubscriptionState.OFF:
        return Reason.OFF
    return Reason.LATE if too_late(delivery.day, delivery.due_at, subscription.schedule.zone, at) else None


async def _quote(services: Services, sheet: DeliveryView) -> QuoteCard | None:
    library = await _library(services, sheet)
    numbered = library.revealed(sheet.delivery.number)
    if numbered is None:
        return None
    whose, number = sheet.subscription.place.workspace_id, numbered.number
    votes = await services.store.read(lambda tx: tx[VoteRows].of(whose, number))
    return wording.card(
        numbered, library, sheet.delivery, votes, alike=await is_like_others(services, whose, numbered.number)
    )


async def _library(services: Services, sheet: DeliveryView) -> Library:
    """Raises DeliveryError while nobody can tell who reads there: it is sent later."""
    library = await services.libraries.library_once_told(sheet.subscription.place)
    if library is None:
        raise DeliveryError("nobody can tell yet who reads there", retry_after=LATER_SECONDS)
    return library


async def _resolved(services: Services, about: DeliveryView) -> Reply:
    whose = about.subscription.place.workspace_id
    library = await _library(services, about)
    numbered = library.revealed(about.delivery.items[0].number)
    if numbered is None:
        return replace(wording.resolved(about, None), more=(quotes_wording.take_down(),))
    alike = await is_like_others(services, whose, numbered.number)
    return wording.resolved(about, quotes_wording.card(numbered, library, alike=alike))


def _stands(tx: Transaction, post: Post, at: datetime) -> None:
    if tx[DailyRows].settle_delivery(post.subject, DeliveryState.SENT, "", at):
        return
    delivery = tx[DailyRows].delivery(post.subject)
    if delivery is not None and delivery.state is DeliveryState.UNKNOWN:
        # Somebody pressed it, so it stands after all. What it asks was perhaps resolved or followed meanwhile.
        newest = tx[DailyRows].recent(delivery.subscription_id, 1)[0].id == delivery.id
        waits = delivery.reveal_at is None or delivery.reveal_at > at
        tx[DailyRows].recover(delivery.id, open_=bool(delivery.items) and newest and waits)


def _fails(tx: Transaction, post: Post, failure: Failure, at: datetime) -> None:
    delivery = tx[DailyRows].delivery(post.subject)
    subscription = None if delivery is None else tx[DailyRows].get(delivery.subscription_id)
    if delivery is None or subscription is None:
        return
    if failure.unknown:
        tx[DailyRows].settle_delivery(delivery.id, DeliveryState.UNKNOWN, "", at)
    elif failure.problem is not None:
        reason = _REASONS[failure.problem]
        tx[DailyRows].settle_delivery(delivery.id, DeliveryState.FAILED, reason, at)
        pause(tx, subscription, reason, at)
    elif failure.reason:
        tx[DailyRows].settle_delivery(delivery.id, DeliveryState.FAILED, "", at)
    else:
        reason = _withdrawn(delivery, subscription, at) or Reason.EMPTY
        tx[DailyRows].settle_delivery(delivery.id, DeliveryState.SKIPPED, reason, at)


def pause(tx: Transaction, subscription: Subscription, reason: Reason, at: datetime) -> None:
    """Stop the schedules of a place that is closed to us; whoever set them is told once."""
    for other in tx[DailyRows].at(subscription.place):
        if other.state is not SubscriptionState.ON:
            continue
        tx[DailyRows].put(replace(other, state=SubscriptionState.PAUSED, reason=reason, next=None))
        tell(tx, other, f"{PAUSED_NOTE}:{other.id}:{at.isoformat()}", PAUSED_NOTE, at)


async def _game(services: Services, post: Post) -> Reply | None:
    """The reminder of a game, which is its lobby; nothing of one that was called off before it stood."""
    sheet, table = await services.store.read(
        lambda tx: (tx[DailyRows].sheet(post.subject), tx[GameRows].table(post.subject))
    )
    if sheet is None or table is None or (table.game.state is GameState.OVER and post.ref is None):
        return None
    packs = await games.packs_of(services, table.game)
    return game_wording.lobby(table, sheet.subscription, packs, services.clock.now())


def _game_fails(tx: Transaction, post: Post, failure: Failure, at: datetime) -> None:
    """A game of which nobody was reminded is not played; a schedule of several stops where its channel is closed."""
    delivery = tx[DailyRows].delivery(post.subject)
    table = tx[GameRows].table(post.subject)
    if post.ref is not None or failure.unknown or delivery is None or table is None:
        games.end_lobby(tx, post, failure, at)
        if failure.unknown and delivery is not None:
            tx[DailyRows].settle_delivery(delivery.id, DeliveryState.UNKNOWN, "", at)
        return
    if table.game.state is GameState.LOBBY:
        tx[GameRows].update(replace(table.game, state=GameState.OVER, begins_at=None, ending=Ending.NOT_SHOWN))
    subscription = tx[DailyRows].get(delivery.subscription_id)
    if failure.problem is None and not failure.reason:
        tx[DailyRows].settle_delivery(delivery.id, DeliveryState.SKIPPED, Reason.OFF, at)
        return
    reason = "" if failure.problem is None else _REASONS[failure.problem]
    tx[DailyRows].settle_delivery(delivery.id, DeliveryState.FAILED, reason, at)
    if subscription is None:
        return
    if failure.problem is None or subscription.state is not SubscriptionState.ON:
        tell_unplayed(tx, subscription, delivery.id, at)
    if failure.problem is not None:
        pause(tx, subscription, _REASONS[failure.problem], at)


async def _unplayed(services: Services, post: Post) -> Reply | None:
    sheet = await services.store.read(lambda tx: tx[DailyRows].sheet(post.subject))
    return None if sheet is None else game_wording.unplayed(sheet.subscription, sheet.delivery, services.clock.now())


async def _announcement(services: Services, post: Post) -> Reply | None:
    subscription = await services.store.read(lambda tx: tx[DailyRows].get(post.subject))
    return None if subscription is None else schedule_wording.announced(subscription)


async def _paused(services: Services, post: Post) -> Notice | None:
    subscription = await services.store.read(lambda tx: tx[DailyRows].get(post.subject))
    return (
        schedule_wording.paused(subscription)
        if subscription is not None and subscription.state is SubscriptionState.PAUSED
        else None
    )


async def _low(services: Services, post: Post) -> Notice | None:
    subscription = await services.store.read(lambda tx: tx[DailyRows].get(post.subject))
    if subscription is None:
        return None
    library = await services.libraries.library_for(subscription.place)
    try:
        found = await services.read(library, services.clock.now(), partial(_pool, subscription))
    except NothingUnseen:
        return schedule_wording.low(subscription, 0)
    return schedule_wording.low(subscription, found.unseen)


def _pool(subscription: Subscription, work: Work) -> QuotePool:
    return pool_of(work, withholding.posted_in(work, subscription.place), subscription)


async def _empty(services: Services, post: Post) -> Notice | None:
    def look(tx: Transaction) -> tuple[Subscription | None, bool]:
        subscription = tx[DailyRows].get(post.subject)
        return subscription, subscription is not None and settings.reviewed_only(tx, subscription.place)

    subscription, reviewed_only = await services.store.read(look)
    if subscription is None or subscription.state is not SubscriptionState.ON:
        return None
    return schedule_wording.empty(subscription, reviewed_only=reviewed_only)


KINDS: Mapping[str, PostKind] = {
    POST: PostKind(render=_render, on_published=_stands, on_abandoned=_fails),
    SET: PostKind(render=_announcement),
    PAUSED_NOTE: PostKind(render=_paused),
    LOW_NOTE: PostKind(render=_low),
    EMPTY_NOTE: PostKind(render=_empty),
    GATHER: PostKind(
        render=_game, on_published=_stands, on_abandoned=_game_fails, on_deleted=games.gathers, doubt=games.LOBBY_DOUBT
    ),
    UNPLAYED_NOTE: PostKind(render=_unplayed),
}
