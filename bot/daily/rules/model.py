"""The nouns: a Subscription in a place has a Schedule and makes one Delivery for each local date (and slot)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.chat.incoming import Place
from bot.daily.rules.calendar import Schedule, Slot
from bot.games.model import Rules
from content.model import Item

# So long before a game begins its channel is reminded, and who wants to can come in.
LEAD = timedelta(minutes=10)


class Style(StrEnum):
    """What is posted: a quote, one to guess, or a quiz that everybody plays when awake; or what begins at that time: a
    live GAME, or one ONCE. Of quotes WEEK is the one that was liked best lately, ON_THIS_DAY one of an earlier year.
    """

    QUOTE = "quote"
    GUESS = "guess"
    QUIZ = "quiz"
    GAME = "game"
    ONCE = "once"
    WEEK = "quote-of-the-week"
    ON_THIS_DAY = "on-this-day"

    @property
    def is_game(self) -> bool:
        """Whether people play it together, when it begins."""
        return self in (Style.GAME, Style.ONCE)

    @property
    def tells(self) -> bool:
        """Whether it shows a quote and asks nothing."""
        return self in TELLING

    @property
    def lead(self) -> timedelta:
        """How long before its time something of it is posted."""
        return LEAD if self.is_game else timedelta()


# Those that are posted, and answered whenever people like.
POSTED = (Style.QUOTE, Style.GUESS, Style.QUIZ, Style.WEEK, Style.ON_THIS_DAY)
TELLING = (Style.QUOTE, Style.WEEK, Style.ON_THIS_DAY)


class SubscriptionState(StrEnum):
    """ON posts; OFF was switched off; PAUSED stopped because its channel is closed to us; ENDED was for one day alone,
    which came.
    """

    ON = "on"
    OFF = "off"
    PAUSED = "paused"
    ENDED = "ended"


class DeliveryState(StrEnum):
    """WAITING to be sent; SENT; FAILED for good; UNKNOWN: nobody can tell whether it stands; SKIPPED with a reason."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


class Reason(StrEnum):
    """Why nothing was posted."""

    LATE = "late"
    ASKED = "asked"
    OFF = "off"
    EMPTY = "empty"
    GONE = "gone"
    NOT_ALLOWED = "not allowed"
    NOT_HERE = "not here"
    BUSY = "busy"


DAILY, REVEAL, AT = "daily", "reveal", "at "


def now_slot(request_key: str) -> str:
    """The slot of a post that somebody asked for at once."""
    return f"now:{request_key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What a channel gets and when. One a place, pack and style; switched off it keeps its row.

    `pack` "" is every pack in use. `reveal` is the wall time at which a guess is resolved or a quiz closes, None for
    a guess that waits for the next post. `queued` is the number of the quote to post next. `next` is None while
    nothing is scheduled. `set_by` is who set it, `reason` why it is paused. `warned`: they know it runs out. `mode`:
    the kinds that a guess or quiz asks, "" for those it asks by itself. `game`: by which rules it is played, where it
    is a game; its `next` is when that begins.
    """

    id: str
    place: Place
    pack: str
    style: Style
    schedule: Schedule
    set_by: str
    set_by_name: str
    state: SubscriptionState = SubscriptionState.ON
    reveal: time | None = None
    rounds: int = 0
    queued: int | None = None
    next: Slot | None = None
    reason: str = ""
    warned: bool = False
    mode: str = ""
    game: Rules | None = None

    @property
    def slot(self) -> str:
        """The slot of its posts: of games that are played once there may be several a day."""
        return f"{AT}{self.schedule.time:%H:%M}" if self.style is Style.ONCE else DAILY


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One post of a subscription: unique by (subscription, local date, slot). Its content is chosen when it is made.

    `number` is the quote of a plain post. `items` are what a guess (one) or quiz asks; while it is `open` their
    quotes are withheld. `reveal_at` is when it is resolved. A reveal's `about` is the delivery it resolves.
    """

    id: str
    subscription_id: str
    day: date
    slot: str
    style: Style
    due_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    reason: str = ""
    number: int | None = None
    items: tuple["AskedItem", ...] = ()
    open: bool = False
    reveal_at: datetime | None = None
    about: str = ""
    settled_at: datetime | None = None
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedItem:
    """An item of a delivery, frozen, with the number of its quote if it has one."""

    item: Item
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What somebody answered, privately: the item's position, their choice, whether it is right."""

    delivery_id: str
    position: int
    user_id: str
    name: str
    choice: str
    right: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView:
    """A delivery that asks, with everything answered so far, in the order it came."""

    delivery: Delivery
    subscription: Subscription
    guesses: tuple[Guess, ...] = field(default=())

    def of(self, user_id: str) -> tuple[Guess, ...]:
        """What one person answered, by position."""
        return tuple(sorted((g for g in self.guesses if g.user_id == user_id), key=lambda g: g.position))
