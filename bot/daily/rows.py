"""Daily posts: subscriptions by when they are due, and the ledger that lets every post happen once."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Boolean, Row, Select, and_, bindparam, delete, exists, func, literal, select, update

from bot.chat.incoming import Place
from bot.daily.rules.calendar import Schedule, Slot
from bot.daily.rules.model import (
    TELLING,
    AskedItem,
    Delivery,
    DeliveryState,
    DeliveryView,
    Guess,
    Reason,
    Style,
    Subscription,
    SubscriptionState,
)
from bot.games.rows.values import rules_of
from bot.storage.careful import must_fit, readable, thawing
from bot.storage.rows import (
    at_place,
    frozen_item,
    in_workspace,
    insert,
    inserted,
    not_left,
    place_of,
    place_values,
    put,
    thawed_item,
)
from bot.storage.tables.daily import delivery, guess, subscription
from bot.storage.transaction import Rows

# Written so that no engine goes by the platform, which most rows share, instead of by what is due.
_PLATFORM = subscription.c.platform + ""
# Run for every post, so they are built once.
_SUBSCRIPTION = select(subscription).where(subscription.c.id == bindparam("this"))
_SUBSCRIPTION_HELD = _SUBSCRIPTION.with_for_update()
_DELIVERY = select(delivery).where(delivery.c.id == bindparam("this"))
_DELIVERY_HELD = _DELIVERY.with_for_update()
_GUESSES = select(guess).where(guess.c.delivery_id == bindparam("this")).order_by(guess.c.at, guess.c.user_id)
_SETTLE = (
    update(delivery)
    .where(delivery.c.id == bindparam("this"), delivery.c.state == DeliveryState.WAITING)
    .values(
        state=bindparam("became"), reason=bindparam("why"), settled_at=bindparam("moment"),
        open=and_(delivery.c.open, bindparam("sent", type_=Boolean)),
    )
)  # fmt: skip


class DailyRows(Rows):
    """Subscriptions, and the ledger of their deliveries. Reads inside a write transaction lock what they return."""

    def put(self, changed: Subscription) -> None:
        """Keep a subscription, new or changed."""
        values = {"id": changed.id, **place_values(changed.place), **_subscription_values(changed)}
        put(self._connection, subscription, "id", values)

    def get(self, subscription_id: str) -> Subscription | None:
        """That subscription."""
        wanted = _SUBSCRIPTION_HELD if self._writes else _SUBSCRIPTION
        found = self._connection.execute(wanted, {"this": subscription_id}).first()
        return None if found is None else subscription_of(found)

    def at(self, place: Place) -> tuple[Subscription, ...]:
        """All of a place, on or not, by style and pack."""
        wanted = select(subscription).where(at_place(subscription, place))
        wanted = wanted.order_by(subscription.c.style, subscription.c.pack)
        if self._writes:
            wanted = wanted.with_for_update()
        return self._all(wanted)

    def set_by(self, workspace_id: str, user_id: str) -> tuple[Subscription, ...]:
        """Those that somebody set in a workspace and did not end, by when they come next."""
        over = SubscriptionState.OFF, SubscriptionState.ENDED
        mine = subscription.c.set_by == user_id, subscription.c.state.not_in(over)
        wanted = select(subscription).where(in_workspace(subscription, workspace_id), *mine)
        ordered = wanted.order_by(subscription.c.next_due_at, subscription.c.id)
        return self._all(ordered)

    def any_in(self, workspace_id: str) -> bool:
        """Whether anything is posted daily in a workspace."""
        there = exists().where(in_workspace(subscription, workspace_id), subscription.c.state == SubscriptionState.ON)
        return bool(self._connection.execute(select(there)).scalar())

    def due(
        self, platforms: Sequence[str], at: datetime, *, limit: int, among: Sequence[str] | None = None
    ) -> tuple[Subscription, ...]:
        """Those whose next post is due, longest due first; in a write none that another process works on."""
        there = _PLATFORM.in_(platforms), not_left(subscription)
        wanted = select(subscription).where(subscription.c.next_due_at <= at, *there)
        if among is not None:
            wanted = wanted.where(subscription.c.id.in_(among))
        wanted = wanted.order_by(subscription.c.next_due_at, subscription.c.id).limit(limit)
        if self._writes:
            wanted = wanted.with_for_update(skip_locked=True)
        return self._all(wanted)

    def next_due(self, platforms: Sequence[str]) -> datetime | None:
        """When the next post or reveal is due."""
        posts = select(func.min(subscription.c.next_due_at)).where(
            subscription.c.next_due_at.is_not(None), _PLATFORM.in_(platforms), not_left(subscription)
        )
        reveals = select(func.min(delivery.c.reveal_at)).where(
            delivery.c.open,
            delivery.c.state == DeliveryState.SENT,
            delivery.c.platform.in_(platforms),
            not_left(delivery),
        )
        found = [self._connection.execute(rows).scalar() for rows in (posts, reveals)]
        return min((moment for moment in found if moment is not None), default=None)

    def scheduled(self, past: str, *, limit: int) -> tuple[Subscription, ...]:
        """All that have a next post, by id, from the one after `past` on."""
        wanted = select(subscription).where(subscription.c.id > past, subscription.c.next_due_at.is_not(None))
        return self._all(wanted.order_by(subscription.c.id).limit(limit))

    def places(self, *, limit: int) -> tuple[Place, ...]:
        """Where something is scheduled, or would be if the place were not closed to us; those that come next first.
        Of workspaces that the bot left there are none.
        """
        held = SubscriptionState.ON, SubscriptionState.PAUSED
        place = subscription.c.platform, subscription.c.workspace, subscription.c.channel, subscription.c.thread
        first = func.min(subscription.c.next_due_at)
        wanted = select(*place).where(subscription.c.state.in_(held), not_left(subscription)).group_by(*place)
        found = self._connection.execute(wanted.order_by(first.is_(None), first, *place).limit(limit))
        return tuple(place_of(row) for row in found)

    def add_delivery(self, place: Place, new: Delivery) -> bool:
        """Enter a delivery; False if its subscription has one for that local date and slot, whatever became of it."""
        values = _delivery_values(new) | {"platform": place.platform, "workspace": place.workspace}
        return inserted(self._connection, delivery, values)

    def delivery(self, delivery_id: str) -> Delivery | None:
        """That delivery."""
        wanted = _DELIVERY_HELD if self._writes else _DELIVERY
        found = self._connection.execute(wanted, {"this": delivery_id}).first()
        return None if found is None else delivery_of(found)

    def entered(self, subscription_id: str, day: date, slot: str) -> Delivery | None:
        """What the ledger has for that date and slot."""
        there = select(delivery).where(
            delivery.c.subscription_id == subscription_id, delivery.c.local_date == day.isoformat(),
            delivery.c.slot == slot,
        )  # fmt: skip
        return next(iter(self._deliveries(there)), None)

    def forget_skips(self, subscription_id: str, at: datetime) -> None:
        """Take back that posts of after that moment are left out because somebody asked."""
        asked = delivery.c.state == DeliveryState.SKIPPED, delivery.c.reason == Reason.ASKED
        mine = delivery.c.subscription_id == subscription_id, delivery.c.due_at > at
        self._connection.execute(delete(delivery).where(*mine, *asked))

    def settle_delivery(self, delivery_id: str, state: DeliveryState, reason: str, at: datetime) -> bool:
        """WAITING → its outcome; False if it has one already. What was not sent is open to nobody."""
        came = {"this": delivery_id, "became": state, "why": reason, "moment": at, "sent": state is DeliveryState.SENT}
        return self._connection.execute(_SETTLE, came).rowcount == 1

    def recover(self, delivery_id: str, *, open_: bool) -> bool:
        """UNKNOWN → SENT, because somebody has seen it, and it takes answers again if `open_`; False if it was not."""
        unknown = update(delivery).where(delivery.c.id == delivery_id, delivery.c.state == DeliveryState.UNKNOWN)
        values = {"state": DeliveryState.SENT, "open": open_}
        return self._connection.execute(unknown.values(values)).rowcount == 1

    def recent(self, subscription_id: str, limit: int) -> tuple[Delivery, ...]:
        """The last deliveries, newest first."""
        wanted = select(delivery).where(delivery.c.subscription_id == subscription_id)
        rows = wanted.order_by(delivery.c.due_at.desc(), delivery.c.id).limit(limit)
        return self._deliveries(rows)

    def open_of(self, subscription_id: str) -> tuple[Delivery, ...]:
        """Deliveries that stand and take answers, oldest first."""
        wanted = select(delivery).where(
            delivery.c.subscription_id == subscription_id, delivery.c.open, delivery.c.state == DeliveryState.SENT
        )
        return self._deliveries(wanted.order_by(delivery.c.due_at))

    def due_reveals(self, platforms: Sequence[str], at: datetime, *, limit: int) -> tuple[Delivery, ...]:
        """Those on these platforms whose time is over."""
        wanted = select(delivery).where(
            delivery.c.open, delivery.c.reveal_at <= at, delivery.c.platform.in_(platforms),
            delivery.c.state == DeliveryState.SENT, not_left(delivery),
        ).order_by(delivery.c.reveal_at, delivery.c.id).limit(limit)  # fmt: skip
        return self._deliveries(wanted)

    def close(self, delivery_id: str) -> bool:
        """Take no more answers; False if somebody else closed it before."""
        opened = update(delivery).where(delivery.c.id == delivery_id, delivery.c.open)
        return self._connection.execute(opened.values(open=False)).rowcount == 1

    def put_guess(self, given: Guess) -> bool:
        """Record an answer; False if that person has one already that was not given later."""
        new = insert(self._connection, guess).values(asdict(given))
        said = {name: new.excluded[name] for name in ("choice", "right", "at")}
        first = new.on_conflict_do_update(
            index_elements=["delivery_id", "position", "user_id"], set_=said,
            where=new.excluded["at"] < guess.c["at"],
        )  # fmt: skip
        return self._connection.execute(first.returning(literal(1))).first() is not None

    def guesses(self, delivery_id: str) -> tuple[Guess, ...]:
        """All answers to a delivery in the order they came."""
        return tuple(Guess(**row) for row in self._connection.execute(_GUESSES, {"this": delivery_id}).mappings())

    def played(self, subscription_id: str, user_id: str, limit: int) -> tuple[bool, ...]:
        """For its last deliveries that asked and stood, oldest first: whether that person answered."""
        mine = exists().where(guess.c.delivery_id == delivery.c.id, guess.c.user_id == user_id)
        sent = select(mine.label("mine")).where(
            delivery.c.subscription_id == subscription_id, delivery.c.state == DeliveryState.SENT,
            delivery.c.about == "", delivery.c.style.not_in(TELLING),
        )  # fmt: skip
        rows = self._connection.execute(sent.order_by(delivery.c.due_at.desc()).limit(limit))
        return tuple(bool(row.mine) for row in rows)[::-1]

    def is_answered(self, delivery_id: str) -> bool:
        """Whether the answer to that question was made."""
        found = select(delivery.c.id).where(delivery.c.about == delivery_id).limit(1)
        return self._connection.execute(found).first() is not None

    def sheet(self, delivery_id: str) -> DeliveryView | None:
        """A delivery with its subscription and the answers so far."""
        about = self.delivery(delivery_id)
        subscription = None if about is None else self.get(about.subscription_id)
        if about is None or subscription is None:
            return None
        return DeliveryView(delivery=about, subscription=subscription, guesses=self.guesses(about.about or about.id))

    def _all(self, wanted: Select[Any]) -> tuple[Subscription, ...]:
        return tuple(readable(self._connection, wanted, subscription.c.id, subscription_of))

    def _deliveries(self, wanted: Select[Any]) -> tuple[Delivery, ...]:
        return tuple(readable(self._connection, wanted, delivery.c.id, delivery_of))


def _subscription_values(of: Subscription) -> dict[str, Any]:
    return {
        "pack": of.pack, "style": of.style, "time": _time_text(of.schedule.time), "zone": of.schedule.zone,
        "days": "".join(map(str, sorted(of.schedule.days))), "reveal": of.reveal and _time_text(of.reveal),
        "rounds": of.rounds, "queued": of.queued, "state": of.state, "reason": of.reason, "warned": of.warned,
        "set_by": of.set_by, "set_by_name": of.set_by_name,
        "next_date": of.next and of.next.date.isoformat(), "next_due_at": of.next and of.next.at - of.style.lead,
        "mode": of.mode, "game": of.game and asdict(of.game),
    }  # fmt: skip


@thawing
def subscription_of(row: Row[Any]) -> Subscription:
    """A row of `subscription`."""
    must_fit(tuple(subscription.c), row)
    days, style = frozenset(map(int, row.days)), Style(row.style)
    return Subscription(
        id=row.id, place=place_of(row), pack=row.pack, style=style,
        schedule=Schedule(time=time.fromisoformat(row.time), zone=row.zone, days=days),
        set_by=row.set_by, set_by_name=row.set_by_name, state=SubscriptionState(row.state),
        reveal=time.fromisoformat(row.reveal) if row.reveal else None, rounds=row.rounds, queued=row.queued,
        next=Slot(date.fromisoformat(row.next_date), row.next_due_at + style.lead) if row.next_due_at else None,
        reason=row.reason, warned=bool(row.warned), mode=row.mode, game=rules_of(row.game) if row.game else None,
    )  # fmt: skip


def _delivery_values(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": delivery.id, "subscription_id": delivery.subscription_id, "local_date": delivery.day.isoformat(),
        "slot": delivery.slot,
        "style": delivery.style, "due_at": delivery.due_at, "state": delivery.state, "reason": delivery.reason,
        "number": delivery.number,
        "items": [{"item": frozen_item(a.item), "number": a.number} for a in delivery.items], "open": delivery.open,
        "reveal_at": delivery.reveal_at, "about": delivery.about, "lead": delivery.lead,
        "settled_at": delivery.settled_at,
    }  # fmt: skip


@thawing
def delivery_of(row: Row[Any]) -> Delivery:
    """A row of `delivery`."""
    must_fit(tuple(delivery.c), row)
    return Delivery(
        id=row.id, subscription_id=row.subscription_id, day=date.fromisoformat(row.local_date), slot=row.slot,
        style=Style(row.style), due_at=row.due_at, state=DeliveryState(row.state), reason=row.reason,
        number=row.number, items=tuple(AskedItem(item=thawed_item(a["item"]), number=a["number"]) for a in row.items),
        open=bool(row.open), reveal_at=row.reveal_at, about=row.about, lead=row.lead, settled_at=row.settled_at,
    )  # fmt: skip


def _time_text(wall: time) -> str:
    return wall.strftime("%H:%M")
