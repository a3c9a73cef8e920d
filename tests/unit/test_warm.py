"""A fork does what `python -m` does."""

import asyncio
import os
import signal
import subprocess
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from tests import warm

TOLD = """
import os, sys
print([sys.argv[1:], sys.stdin.read(), os.getcwd(), sorted(os.environ), __name__])
sys.stderr.write("told\\n")
sys.exit(3)
"""
WAITS = """
import sys
print(sys.stdin.readline(), end="", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Where it is, and which modules there are; streams are UTF-8 whatever the machine speaks."""
    for name, program in (("told", TOLD), ("waits", WAITS)):
        (tmp_path / f"{name}.py").write_text(program)
    return {"HOME": str(tmp_path), "PYTHONPATH": str(tmp_path), "LC_ALL": "C.UTF-8"}


def test_it_is_told_the_same_and_ends_alike(tmp_path: Path, environ: dict[str, str]) -> None:
    """Arguments, input, folder, environment, both outputs and the exit code."""
    arguments = ["é", "", "bad\udcff"]
    cold = subprocess.run(
        [sys.executable, "-m", "told", *arguments], input="said\n", cwd=tmp_path, env=environ, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    forked = warm.run("told", arguments, cwd=tmp_path, env=environ, stdin="said\n")

    assert (forked.returncode, forked.stdout, forked.stderr) == (cold.returncode, cold.stdout, cold.stderr)
    assert forked.returncode == 3


def test_what_cannot_run_says_so_as_well(tmp_path: Path, environ: dict[str, str]) -> None:
    """A module that is not there."""
    assert warm.run("nowhere", [], cwd=tmp_path, env=environ).returncode == 1


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
async def test_a_signal_ends_it(tmp_path: Path, environ: dict[str, str], how: signal.Signals) -> None:
    """It is a process of its own: gone when that is said."""
    one = await warm.start("waits", cwd=tmp_path, env=environ, stdin=PIPE, stdout=PIPE)
    assert one.stdin is not None
    assert one.stdout is not None
    one.stdin.write(b"here\n")
    assert await one.stdout.readline() == b"here\n"
    one.send_signal(how)

    assert {*await asyncio.gather(one.wait(), one.wait())} == {-how}
    assert one.returncode == -how
    with pytest.raises(ProcessLookupError):
        os.kill(one.pid, 0)
    with pytest.raises(ProcessLookupError):
        one.kill()
    one.stdin.close()


async def test_it_is_listened_to_until_it_ends(tmp_path: Path, environ: dict[str, str]) -> None:
    """What it wrote is all there."""
    one = await warm.start("told", "a", cwd=tmp_path, env=environ, stdin=PIPE, stdout=PIPE, stderr=PIPE)

    told, complained = await one.communicate()
    assert told.startswith(b"[['a'], '', ")
    assert (complained, one.returncode) == (b"told\n", 3)


def test_a_shell_runs_one(tmp_path: Path, environ: dict[str, str]) -> None:
    """By a script of its name."""
    script = tmp_path / "told"
    script.write_text(warm.program("told"))
    script.chmod(0o755)
    done = subprocess.run(
        f"printf said | {script} a", shell=True, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (3, "told\n")
    assert done.stdout.startswith("[['a'], 'said', ")
