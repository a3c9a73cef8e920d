"""What a game's schedule does when its time comes near: the channel is reminded by the open lobby of that game.

The lobby is the reminder: who presses in it is in, and the game begins when it ends, like every lobby. Game, post and
ledger's row are one transaction; all three have one id.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.incoming import User
from bot.chat.places import owner
from bot.daily.rows import DailyRows
from bot.daily.rules.calendar import Slot, after_date, moment
from bot.daily.rules.lateness import GRACE
from bot.daily.rules.model import Delivery, DeliveryState, Reason, Style, Subscription, SubscriptionState
from bot.daily.use_cases.deliveries import tell
from bot.delivery.rows import PostRows
from bot.games import rules as play
from bot.games.model import Rules
from bot.games.rows.games import GameRows
from bot.games.rules.lobby import MOMENT_SECONDS
from bot.games.use_cases.effects import apply
from bot.library.services import Work, new_id
from bot.settings import model as settings
from bot.storage.transaction import Transaction

GATHER, UNPLAYED_NOTE = "daily-game", "daily-unplayed"
# Where another game runs it is looked again so often whether the channel is free.
LOOK_AGAIN = timedelta(minutes=1)
# Whoever comes in has a moment at least.
MOMENT = timedelta(seconds=MOMENT_SECONDS)


def gather(work: Work, subscription: Subscription, rules: Rules | None) -> Subscription:
    """Open the lobby of the game that is next, as it is to be played (None: its pack is gone); returns the subscription
    after it.

    While another game runs in the channel it is put off, until ten minutes after its time. A date that was entered
    before has no effect.
    """
    tx, slot = work.tx, subscription.next
    assert slot is not None
    begins = moment(slot.date, subscription.schedule.time, subscription.schedule.zone) or slot.at
    if tx[DailyRows].entered(subscription.id, slot.date, subscription.slot) is not None:
        return _after(subscription, slot)
    if rules is None:
        return _unplayed(work, subscription, slot, begins, Reason.EMPTY)
    busy = tx[GameRows].running(subscription.place) is not None
    if work.at > begins + GRACE:
        return _unplayed(work, subscription, slot, begins, Reason.BUSY if busy else Reason.LATE)
    if busy or not _open(work, subscription, slot, begins, rules):
        return replace(subscription, next=Slot(slot.date, work.at + LOOK_AGAIN + subscription.style.lead))
    return _after(subscription, slot)


def _open(work: Work, subscription: Subscription, slot: Slot, begins: datetime, rules: Rules) -> bool:
    """Whether the lobby is open now; False where another game came first."""
    tx, place = work.tx, subscription.place
    chosen = replace(rules, exact_forms=settings.exact_forms(tx, place))
    host = User(id=subscription.set_by, name=subscription.set_by_name)
    opened, *events = play.gather(
        place, host, chosen, game_id=new_id(), at=work.at, begins_at=max(begins, work.at + MOMENT),
        seated=bool(owner(place)),
    )  # fmt: skip
    assert isinstance(opened, play.GameStarted)
    game = opened.game
    if not tx[GameRows].add(game):
        return False
    apply(tx, events)
    entered = Delivery(
        id=game.id, subscription_id=subscription.id, day=slot.date, slot=subscription.slot, style=subscription.style,
        due_at=begins,
    )  # fmt: skip
    tx[DailyRows].add_delivery(place, entered)
    tx[PostRows].add(f"lobby:{game.id}", place, GATHER, game.id, not_before=work.at)
    return True


def _unplayed(work: Work, subscription: Subscription, slot: Slot, begins: datetime, reason: Reason) -> Subscription:
    """Enter that nothing is played on that date, and tell whoever set it."""
    skipped = Delivery(
        id=new_id(), subscription_id=subscription.id, day=slot.date, slot=subscription.slot, style=subscription.style,
        due_at=begins, state=DeliveryState.SKIPPED, reason=reason, settled_at=work.at,
    )  # fmt: skip
    if work.tx[DailyRows].add_delivery(subscription.place, skipped):
        tell_unplayed(work.tx, subscription, skipped.id, work.at)
    return _after(subscription, slot)


def tell_unplayed(tx: Transaction, subscription: Subscription, delivery_id: str, at: datetime) -> None:
    """Write privately to the person who set it that a game was not played."""
    tell(tx, subscription, f"{UNPLAYED_NOTE}:{delivery_id}", UNPLAYED_NOTE, at, about=delivery_id)


def _after(subscription: Subscription, slot: Slot) -> Subscription:
    """One date further; what was set for one day alone is over."""
    if subscription.style is Style.ONCE:
        return replace(subscription, state=SubscriptionState.ENDED, next=None)
    return replace(subscription, next=after_date(subscription.schedule, slot.date))
