"""Everything that can go wrong with a sentence for a person.

QuothError
├── ConfigError         settings are wrong; all mistakes at once, each with its remedy
├── StorageError        the database cannot be used; says which and what to do
│   ├── StorageAway         it does not answer now; it may by itself again
│   ├── StorageUnwritable   it can be read still (a full disk, a read-only file)
│   └── StorageDamaged      what is in it cannot be read any more
│       └── RowUnreadable       one value of it, and the others can
├── DeliveryError       a post could not be sent now, or never will be
│   ├── DeliveryUnknown     it may stand or not; it must be looked for before it is sent again
│   └── MessageGone         what was to be edited was deleted
├── PlatformAway        a platform cannot be reached now; it is tried again
├── PlatformRefused     a platform does not let the bot in; says why and what to do
└── Refusal             a user-facing "no" that names the next step; nothing was changed
    └── (the refusals.py of each theme hold the named ones)
"""

import errno
from collections.abc import Mapping
from typing import Any, ClassVar

# The machine has no file descriptors left for this process, or for any.
_SCARCE = frozenset({errno.EMFILE, errno.ENFILE})


def lack_of_descriptors(error: BaseException) -> str:
    """What is told in a log of an error that only means that nothing more can be opened: nothing of ours is wrong then,
    and it passes by itself. "" for any other.
    """
    scarce = isinstance(error, OSError) and error.errno in _SCARCE
    return "no file descriptors are left; ulimit -n allows more" if scarce else ""


class QuothError(Exception):
    """Root of what Quoth raises on purpose; `str()` is fit for a person."""


class ConfigError(QuothError):
    """Settings are wrong. `problems` holds one sentence for each mistake."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class StorageError(QuothError):
    """The database cannot be opened or used as it is."""


class StorageAway(StorageError):
    """The database does not answer now. Nothing has to be done here: once it does, everything goes on."""


class StorageUnwritable(StorageError):
    """Nothing can be kept at the moment; what was kept can be read."""


class StorageDamaged(StorageError):
    """What is in the database cannot be read as it was written."""


class RowUnreadable(StorageDamaged):
    """A value is there and means nothing; its row is left out where others are read with it."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or UNREADABLE)


UNREADABLE = "the database holds a value that cannot be read: quoth doctor tells more."


class DeliveryError(QuothError):
    """A Messenger could not send. `retry_after` is how many seconds to wait, None when it will never work.

    `place_gone`: the channel or the thread is not there any more, as far as the platform said so.
    """

    def __init__(self, reason: str, *, retry_after: float | None, place_gone: bool = False) -> None:
        self.retry_after, self.place_gone = retry_after, place_gone
        super().__init__(reason)


class DeliveryUnknown(DeliveryError):
    """Nobody can tell yet whether a message stands. From `post`: look first, then try again; from `find`: give up."""

    def __init__(self, reason: str, *, retry_after: float | None = 0.0) -> None:
        super().__init__(reason, retry_after=retry_after)


class MessageGone(DeliveryError):
    """From `edit`: somebody deleted the message."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, retry_after=None)


class PlatformAway(QuothError):
    """A platform cannot be reached, or something else answers in its place: it is tried again."""


class PlatformRefused(QuothError):
    """A platform does not let the bot in (a refused token, a missing scope): trying again is of no use."""


class Refusal(QuothError):
    """A "no" to a person: the class is the reason, `facts` what its sentence needs.

    One that needs none `says` it. `about` is the option that it is always about.
    """

    says: ClassVar[str] = ""
    about: ClassVar[str] = ""

    def __init__(self, **facts: Any) -> None:
        self.facts: Mapping[str, Any] = facts
        super().__init__(type(self).__name__)

    def sentence(self) -> str:
        """What it tells: one or two plain sentences, the last of which is the way on."""
        return self.says
