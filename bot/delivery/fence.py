"""The last look before something is sent: whoever waited for a channel's turn may have stood still meanwhile."""

from collections.abc import Callable
from contextvars import ContextVar


class LeaseLost(Exception):
    """The claim may be somebody else's by now: nothing may be sent on it."""


def _nobody_s() -> None:
    """What is sent on no claim."""


_still_ours: ContextVar[Callable[[], None]] = ContextVar("still_ours", default=_nobody_s)


def guard(still_ours: Callable[[], None]) -> None:
    """Let that be asked before anything is sent in this task; it raises LeaseLost."""
    _still_ours.set(still_ours)


def must_be_ours() -> None:
    """Right before sending, when nothing has to be waited for any more. Raises LeaseLost."""
    _still_ours.get()()
