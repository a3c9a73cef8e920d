"""What is counted while Quoth runs: a port, and what is said through it where nobody counts, which is nothing.

No method takes a guild, a channel or a person: what is counted can be shown to whoever runs Quoth, and stays small.
"""

from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """How somebody asked: typed, or by a button or form."""

    REQUEST = "request"
    PRESS = "press"


class Outcome(StrEnum):
    """What became of a request or press."""

    DONE = "done"
    REFUSED = "refused"
    # The database could not be used.
    AWAY = "away"
    FAILED = "failed"


class Fate(StrEnum):
    """What became of one try to send or edit a post."""

    SENT = "sent"
    EDITED = "edited"
    LATER = "later"
    # It may stand, and nobody can look: for a while a press may prove it, then it is unknown.
    DOUBTED = "doubted"
    UNKNOWN = "unknown"
    FAILED = "failed"
    # There was nothing to show any more.
    WITHDRAWN = "withdrawn"


class Metrics:
    """Told of what happens, once each; all times are in seconds. Safe to call from any thread, never fails."""

    def answered(self, platform: str, way: Way, name: str, outcome: Outcome, seconds: float) -> None:
        """A request or press was worked on and what it changed is kept; `name` is a command's or a button's verb."""

    def acknowledged(self, platform: str, seconds: float) -> None:
        """A platform was told that something came in."""

    def told(self, platform: str, seconds: float) -> None:
        """A person was shown the answer, so long after it came in."""

    def posted(self, platform: str, kind: str, fate: Fate) -> None:
        """A post was tried."""

    def lagged(self, platform: str, kind: str, seconds: float) -> None:
        """A post stands, so long after it was due."""

    def closed(self, seconds: float) -> None:
        """A round closed by itself, so long after its time was over."""

    def waited(self, platform: str, seconds: float) -> None:
        """A platform's rate limit was waited for."""

    def searched(self, verdict: str) -> None:
        """Something was looked up."""

    def imported(self, outcome: str) -> None:
        """A transcript was brought in, or was not."""

    def database_answered(self, way: str, seconds: float) -> None:
        """A transaction ended, so long after it was asked for; `way` is read, write or check."""

    def database_failed(self, kind: str) -> None:
        """A transaction failed for a reason of the database's."""

    def ran(self, job: str, at: datetime) -> None:
        """A job came to its end without a failure."""

    def pruned(self, table: str, rows: int) -> None:
        """Rows whose time is over were deleted or emptied."""

    def backed_up(self, at: datetime) -> None:
        """A scheduled backup is there, of that moment."""


NOBODY = Metrics()
