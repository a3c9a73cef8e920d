"""What a process that serves for long asks of the machine: memory in few places, short turns for its threads, and few
searches for cycles.
"""

import ctypes
import gc
import sys
from contextlib import suppress

# glibc's number for “how many arenas there may be”.
_M_ARENA_MAX = -8
ARENAS = 2
# Python's own are five milliseconds: whoever waits for a few busy threads, call by call, waits for a multiple of that.
TURN_SECONDS = 0.001
# Objects that were made and are still there, after which cycles are looked for among them: Python's 700 are passed by
# every request, and each search stops all threads. These take a few milliseconds, and some megabytes until then.
NEW_OBJECTS = 10_000


def keep_memory_together() -> None:
    """Let all threads share what one of them gave back, where the C library knows how to (glibc). Before any begins.

    Else each thread has memory of its own, in which holes stay when another one frees what was in it: a process of
    twenty threads grows for hours, though it holds no more.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, ARENAS)


def give_back() -> None:
    """Let the machine have what was only needed to get here, where the C library knows how to (glibc)."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def take_short_turns() -> None:
    """Let a thread that reckons give way sooner: the event loop, which people wait for, comes after each of its calls
    behind all that do.
    """
    sys.setswitchinterval(TURN_SECONDS)


def look_for_cycles_seldom() -> None:
    """Let the collector look at what is new when there is more of it, and so less often at everything."""
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
