"""An archive installed alone, from the locks, in an environment that knows nothing of this checkout: does it work."""

import os
import tempfile
from pathlib import Path

from tests.release.commands import ROOT, TOOLS, ReleaseFailed, run

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LOCKS = ("requirements.lock", "requirements-meaning.lock")
ASKED = "/quote\n/whosaid test a restore on mondays, bakups smell fear\n/quiz start rounds=1\n"
ANSWERED = ("A sample that came with Quoth.", "Tobias Renn", "Round 1 of 1")


def check_locks(version: str) -> None:
    """Whether every pinned version can be had for that Python, without a compiler. Raises ReleaseFailed."""
    for lock in LOCKS:
        with tempfile.TemporaryDirectory() as folder:
            run(
                TOOLS / "uv", "pip", "install", "--dry-run", "--quiet", "--python-version", version, "--target", folder,
                "--require-hashes", "--only-binary", ":all:", "-r", ROOT / lock,
                what=f"resolving {lock} for Python {version}",
            )  # fmt: skip


def find_python(version: str) -> str:
    """The path of that Python on this machine; "" where there is none."""
    try:
        return run(TOOLS / "uv", "python", "find", "--no-python-downloads", version, what="uv").strip()
    except ReleaseFailed:
        return ""


def install(archive: Path, python: str, folder: Path) -> Path:
    """An environment with that archive and what the lock names; the path of its Python."""
    environment = folder / "environment"
    run(TOOLS / "uv", "venv", "--quiet", "--python", python, environment, what="making an environment")
    inside = environment / "bin" / "python"
    pip = (TOOLS / "uv", "pip", "install", "--quiet", "--python", inside)
    run(*pip, "--require-hashes", "-r", ROOT / "requirements.lock", what="installing the lock")
    run(*pip, "--no-deps", archive, what=f"installing {archive.name}")
    return inside


def prove(inside: Path, folder: Path) -> None:
    """Play a little with what was installed, from an empty folder. Raises ReleaseFailed."""
    home = folder / "home"
    home.mkdir()
    environ = {"PATH": os.defpath, "HOME": str(home), "LANG": "C.UTF-8"}
    quoth = inside.with_name("quoth")
    played = run(quoth, "play", what="quoth play", folder=home, stdin=ASKED, environ=environ)
    if lacking := [words for words in ANSWERED if words not in played]:
        raise ReleaseFailed(f"quoth play does not say {lacking[0]!r}: the wheel lacks something it needs")
    run(quoth, "doctor", what="quoth doctor", folder=home, environ=environ)
    where = run(inside, "-c", "import bot; print(bot.__file__)", what="python", folder=home, environ=environ)
    if ROOT in Path(where.strip()).parents:
        raise ReleaseFailed("what was tried is this checkout, not what was installed")
