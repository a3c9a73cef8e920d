"""How long ago it came in what this task, or a task it began, works on."""

import time
from contextvars import ContextVar

_came_in: ContextVar[float | None] = ContextVar("when it came in", default=None)


def start() -> None:
    """Something came in now."""
    _came_in.set(time.perf_counter())


def seconds() -> float:
    """Since then; 0 where nothing came in."""
    began = _came_in.get()
    return 0.0 if began is None else time.perf_counter() - began
