"""Whether there is a newer Quoth than this one. Nobody is asked unless somebody wants to know."""

import os
import re
import subprocess
from pathlib import Path

from bot import __version__
from bot.chat.messages import Mark
from bot.delivery.platform import Finding

SECONDS = 20
# A place that lets nobody in without a name or a password asks for none: that cannot be told then.
ASKS_NOBODY = {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "true", "GIT_SSH_COMMAND": "ssh -o BatchMode=yes"}
NO_CHECKOUT = (
    "Whether there is a newer Quoth, a checkout can ask where it came from; this one was installed as a package: look "
    "where you got it."
)
UNKNOWN = "Whether there is a newer Quoth cannot be told: git cannot ask where this checkout came from."


def newest(root: Path) -> Finding:
    """What the tags (v1.2.3) say of the place that the checkout at `root` came from."""
    if not (root / ".git").exists():
        return Finding(mark=Mark.RIGHT, sentence=NO_CHECKOUT)
    try:
        done = subprocess.run(
            ["git", "ls-remote", "--tags", "--refs", "origin"],  # noqa: S607 - the user's own
            cwd=root, capture_output=True, text=True, check=True, timeout=SECONDS, stdin=subprocess.DEVNULL,
            env={**os.environ, **ASKS_NOBODY},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return Finding(mark=Mark.WRONG, sentence=UNKNOWN)
    tags = [tuple(map(int, tag)) for tag in re.findall(r"(?m)/v(\d+)\.(\d+)\.(\d+)$", done.stdout)]
    this = tuple(map(int, re.findall(r"\d+", __version__)[:3]))
    if tags and max(tags) > this:
        found = ".".join(map(str, max(tags)))
        return Finding(mark=Mark.RIGHT, sentence=newer(found))
    return Finding(mark=Mark.RIGHT, sentence=f"There is no newer Quoth than this one ({__version__}).")


def newer(version: str) -> str:
    """There is one."""
    return f"There is a newer Quoth, {version} (this is {__version__}): the README tells how to change to it."
