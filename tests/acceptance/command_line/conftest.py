"""`quoth`, and a transcript it may read."""

import subprocess
from pathlib import Path

import pytest

from tests import warm
from tests.acceptance.command_line.quoth import ROOT, TALK, Quoth
from tests.furnished import furnish


@pytest.fixture
def quoth(tmp_path: Path) -> Quoth:
    """Runs `quoth` with its state in a folder of the test's own."""

    def run(*arguments: str, stdin: str = "", **environ: str) -> "subprocess.CompletedProcess[str]":
        known = {"XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path), "PYTHONPATH": ROOT, **environ}
        return warm.run("bot", arguments, cwd=tmp_path, env=known, stdin=stdin)

    return run


@pytest.fixture
def furnished(tmp_path: Path) -> None:
    """It was run before: its database has the samples in it."""
    furnish(tmp_path / "data" / "quoth" / "quoth.db")


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A small transcript."""
    path = tmp_path / "talk.txt"
    path.write_text(TALK)
    return path
