"""The suite runs wherever it is cloned: what belongs to others may be missing, and then its tests are skipped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import DISCORD_API, INTERVIEW, SHARED, SLACK_MANIFEST

ROOT = Path(__file__).resolve().parents[2]
# Every test of these needs the interview, or checks what is printed by Slack's schema.
NEEDING = ("tests/unit/content/test_interview.py", "tests/platform/slack/test_manifest.py")


def suite(shared: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """pytest in a process of its own, with the inputs in that folder."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n", "0", *arguments],
        cwd=ROOT, env={**environ, "QUOTH_SHARED": str(shared)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_without_the_inputs_everything_is_collected(tmp_path: Path) -> None:
    """Nothing is read before it is needed."""
    done = suite(tmp_path, "--collect-only")

    assert (done.returncode, done.stderr) == (0, "")
    assert "test_no_spoken_character_is_lost_or_invented" in done.stdout


def test_without_the_inputs_their_tests_are_skipped_with_a_sentence(tmp_path: Path) -> None:
    """Which file it is, and where it is looked for."""
    done = suite(tmp_path, "-rs", *NEEDING)

    assert done.returncode == 0
    for path in (INTERVIEW, SLACK_MANIFEST):
        sentence = f"{path.relative_to(SHARED)} is not at hand: QUOTH_SHARED names the folder"
        assert any(line.startswith("SKIPPED") and sentence in line for line in done.stdout.splitlines())


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_folder_that_lacks_something_fails_a_strict_run(tmp_path: Path, workers: str) -> None:
    """Continuous integration must not pass because a file was forgotten; skips of another kind are none of it."""
    done = suite(tmp_path, "--nothing-missing", "-n", workers, *NEEDING)

    assert done.returncode == 1
    assert f"were skipped though {tmp_path.resolve()} is there:" in done.stdout
    assert INTERVIEW.name in done.stdout


def test_a_folder_that_is_named_and_not_there_is_a_mistake(tmp_path: Path) -> None:
    """Rather than a run that silently proves less."""
    done = suite(tmp_path / "typo", *NEEDING)

    assert done.returncode == 4
    assert "QUOTH_SHARED names" in done.stderr


def test_every_input_that_is_named_is_looked_for_in_the_one_folder() -> None:
    """And nowhere else does a test reach out of the checkout."""
    assert all(path.is_relative_to(SHARED) for path in (INTERVIEW, SLACK_MANIFEST, DISCORD_API))
    reaching = [
        path.name
        for path in (ROOT / "tests").rglob("*.py")
        if '"shared"' in path.read_text(encoding="utf-8") and path.name not in ("shared.py", "test_elsewhere.py")
    ]
    assert reaching == []


def test_continuous_integration_is_strict() -> None:
    """`.ci/run` hands the option on to pytest."""
    assert "--nothing-missing" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
