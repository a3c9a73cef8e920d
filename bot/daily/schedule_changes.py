"""A schedule that somebody set, and what their receipt says of it whatever is posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.messages import Mark, Notice
from bot.chat.moments import moment_text
from bot.chat.typed import given
from bot.daily.rules.calendar import Slot
from bot.daily.rules.model import Subscription
from bot.daily.schedule_terms import AT, again, twelve_later, when_text

# The zone that is nobody's own.
NO_PLACE = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleChange:
    """What is posted from now on, what stood there before if anything did, and the first slot.

    `at` is when it was set, `zone` that of who set it ("" where nobody knows), `here` all that is set there. `morning`:
    the evening may have been meant. `zone_open`: nobody named a zone, and nothing was set here.
    """

    new: Subscription
    old: Subscription | None
    first: Slot
    at: datetime
    zone: str
    morning: bool
    here: Sequence[Subscription]
    zone_open: bool = False

    @property
    def before(self) -> Subscription | None:
        """What it takes the place of; None where that had ended."""
        return self.old if self.old is not None and self.old.next is not None else None

    @property
    def is_apart(self) -> bool:
        """Whether the clock of who set it may be another."""
        return self.zone != self.new.schedule.zone

    @property
    def did(self) -> str:
        """The first word of the receipt."""
        return "Changed" if self.before else "Set"

    @property
    def was(self) -> str:
        """When it came before; a sentence with a space before it, "" for nothing."""
        return f" It was {when_text(self.before)}." if self.before else ""

    @property
    def doubts(self) -> str:
        """What may have been meant otherwise; likewise."""
        return self.evening + self.by_which_clock

    @property
    def evening(self) -> str:
        """How the evening is typed, where that may have been meant; likewise."""
        later = again(self.new, twelve_later(self.new.schedule.time))
        return f" If you meant the evening, it is {later}." if self.morning else ""

    @property
    def by_which_clock(self) -> str:
        """How a zone is named, where nobody knew of another one than that of no place; likewise."""
        if not self.zone_open or self.new.schedule.zone != NO_PLACE:
            return ""
        return f" No zone was named; {again(self.new)} {given('timezone', 'Europe/Berlin')} takes that one."

    @property
    def begins(self) -> str:
        """When the first one comes, by its own clock."""
        return self.moment_of(self.first)

    def moment_of(self, slot: Slot) -> str:
        """When a slot comes, by its own clock."""
        return moment_text(slot.at, self.at, self.new.schedule.zone, between=AT)

    def receipt(self, text: str) -> Notice:
        """A receipt that ends with the first moment, where the clock of who reads it may be another."""
        return Notice(text=text, mark=Mark.RIGHT, moment=self.first.at if self.is_apart else None)
