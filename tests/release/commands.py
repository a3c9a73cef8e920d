"""Programs that a release is made with; each failure is one sentence and what the program said."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The environment of its own that `make release` runs in has them all.
TOOLS = Path(sys.executable).parent


class ReleaseFailed(Exception):
    """Something is not as a release must be; `str()` says what, and what to do."""


def say(line: str) -> None:
    """To who waits."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def run(
    *words: str | Path, what: str, folder: Path = ROOT, stdin: str = "", environ: Mapping[str, str] | None = None
) -> str:
    """What a program prints. Raises ReleaseFailed with the last of what it said."""
    done = subprocess.run(
        [str(word) for word in words], cwd=folder, input=stdin, capture_output=True, text=True, check=False,
        encoding="utf-8", env=environ,
    )  # fmt: skip
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        raise ReleaseFailed(f"{what} failed with code {done.returncode}:\n{said}")
    return done.stdout
