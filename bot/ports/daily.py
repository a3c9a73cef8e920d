"""Daily posts and settings in the store."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.core.daily.model import Delivery, DeliveryState, Guess, Subscription
from bot.messages import Place


class Daily(Protocol):
    """Subscriptions, and the ledger of their deliveries. Reads inside a write transaction lock what they return."""

    def put(self, changed: Subscription) -> None:
        """Keep a subscription, new or changed."""
        ...

    def get(self, subscription_id: str) -> Subscription | None:
        """That subscription."""
        ...

    def at(self, place: Place) -> tuple[Subscription, ...]:
        """All of a place, on or not, by style and pack."""
        ...

    def set_by(self, workspace_id: str, user_id: str) -> tuple[Subscription, ...]:
        """Those that somebody set in a workspace and did not end, by when they come next."""
        ...

    def any_in(self, workspace_id: str) -> bool:
        """Whether anything is posted daily in a workspace."""
        ...

    def due(
        self, platforms: Sequence[str], at: datetime, *, limit: int, among: Sequence[str] | None = None
    ) -> tuple[Subscription, ...]:
        """Those whose next post is due, longest due first; in a write none that another process works on."""
        ...

    def next_due(self, platforms: Sequence[str]) -> datetime | None:
        """When the next post or reveal is due."""
        ...

    def scheduled(self, past: str, *, limit: int) -> tuple[Subscription, ...]:
        """All that have a next post, by id, from the one after `past` on."""
        ...

    def add_delivery(self, place: Place, new: Delivery) -> bool:
        """Enter a delivery; False if its subscription has one for that local date and slot, whatever became of it."""
        ...

    def delivery(self, delivery_id: str) -> Delivery | None:
        """That delivery."""
        ...

    def has_delivery(self, subscription_id: str, day: date, slot: str) -> bool:
        """Whether the ledger has that date and slot."""
        ...

    def settle_delivery(self, delivery_id: str, state: DeliveryState, reason: str, at: datetime) -> bool:
        """WAITING → its outcome; False if it has one already. What was not sent is open to nobody."""
        ...

    def recover(self, delivery_id: str, *, open_: bool) -> bool:
        """UNKNOWN → SENT, because somebody has seen it, and it takes answers again if `open_`; False if it was not."""
        ...

    def recent(self, subscription_id: str, limit: int) -> tuple[Delivery, ...]:
        """The last deliveries, newest first."""
        ...

    def open_of(self, subscription_id: str) -> tuple[Delivery, ...]:
        """Deliveries that stand and take answers, oldest first."""
        ...

    def due_reveals(self, platforms: Sequence[str], at: datetime, *, limit: int) -> tuple[Delivery, ...]:
        """Those on these platforms whose time is over."""
        ...

    def close(self, delivery_id: str) -> bool:
        """Take no more answers; False if somebody else closed it before."""
        ...

    def put_guess(self, given: Guess) -> bool:
        """Record an answer; False if that person has one already that was not given later."""
        ...

    def guesses(self, delivery_id: str) -> tuple[Guess, ...]:
        """All answers to a delivery in the order they came."""
        ...

    def played(self, subscription_id: str, user_id: str, limit: int) -> tuple[bool, ...]:
        """For its last deliveries that asked and stood, oldest first: whether that person answered."""
        ...


class Choices(Protocol):
    """Settings: what the managers of a workspace chose. The empty workspace is the installation itself."""

    def all(self, workspace_id: str) -> dict[str, str]:
        """By name; what nobody chose is not there."""
        ...

    def put(self, workspace_id: str, name: str, value: str) -> None:
        """Keep a choice."""
        ...
