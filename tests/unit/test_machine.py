"""What a process asks of the machine, seen from outside it."""

import platform
import subprocess
import sys

import pytest

# Threads that are there at the same time allocate what Python leaves to the C library; it then tells in how many
# arenas, each of which begins at a multiple of 64 MB.
ALLOCATE = """
import sys, threading
from pathlib import Path
from bot.app import machine
if "together" in sys.argv:
    machine.keep_memory_together()
there, kept = threading.Barrier(8), []
def allocate():
    there.wait()
    kept.append([bytes(1000) for _ in range(100)])
    there.wait()
threads = [threading.Thread(target=allocate) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
begins = [int(line.split("-")[0], 16) for line in Path("/proc/self/maps").read_text().splitlines() if " rw-p " in line]
print(sum(begin % (64 << 20) == 0 for begin in begins))
"""

TURNS = """
import gc, sys
from bot.app import machine
print(sys.getswitchinterval())
machine.take_short_turns()
machine.look_for_cycles_seldom()
print(sys.getswitchinterval(), *gc.get_threshold())
"""


def arenas(*how: str) -> int:
    """How many such a process has, but for its first one."""
    told = subprocess.run([sys.executable, "-c", ALLOCATE, *how], check=True, capture_output=True, text=True)
    return int(told.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has arenas")
def test_threads_share_their_memory() -> None:
    """Eight of them have one arena besides the first; left alone most have their own."""
    assert arenas("together") <= 1
    assert arenas() > 1


def test_the_event_loop_comes_before_what_others_reckon() -> None:
    """Threads give way sooner than Python lets them, and all of them stop less often for the collector."""
    told = subprocess.run([sys.executable, "-c", TURNS], check=True, capture_output=True, text=True)
    before, turn, new, *rest = map(float, told.stdout.split())
    assert turn < before
    assert new > 5_000
    assert rest == [10, 10]
