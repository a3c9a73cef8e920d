"""The project's own documents stay true: every command in the README runs, every table agrees with the registry."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.engine.catalogue import REGISTRY
from bot.storage.backups import back_up
from bot.storage.database import open_store

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TALK = (
    README.split("```text")[2].split("```")[0].strip() + "\nInes Moreau: Regrets go into the minutes, tea goes first.\n"
)


def shell_lines() -> list[str]:
    """Every command in the README, without its remark. (`quoth run` serves until it is stopped: see tests/platform.)"""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line.split("  #")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("line", [line for line in shell_lines() if not line.startswith(("make ", "quoth run"))])
def test_every_command_in_the_readme_runs(line: str, tmp_path: Path) -> None:
    """In a folder with a transcript, as a newcomer would have it."""
    (tmp_path / "talk.txt").write_text(TALK)
    (tmp_path / "searches.txt").write_text("regrets in the minutes\n")
    (tmp_path / "answers.jsonl").write_text('{"key": "tea", "answer": "tea"}\n')
    quoth = tmp_path / "quoth"
    quoth.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot "$@"\n')
    quoth.chmod(0o755)
    database = f"sqlite:///{tmp_path}/quoth.db"
    if line.startswith(("quoth backup", "quoth restore")):
        # Something is kept already, and a backup of it is there.
        asyncio.run(_kept(f"sqlite:///{tmp_path}/kept.db"))
        back_up(f"sqlite:///{tmp_path}/kept.db", tmp_path / "quoth.backup", lambda _done, _of: None)
        database = database.replace("quoth.db", "kept.db") if line.startswith("quoth backup") else database
    environ = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        line, shell=True, cwd=tmp_path, input="", capture_output=True, text=True, check=False,
        env={**environ, "DATABASE_URL": database},
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


async def _kept(url: str) -> None:
    await (await open_store(url)).close()


def test_make_commands_in_the_readme_exist() -> None:
    """Targets of the Makefile."""
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text()))

    assert {line.split()[1] for line in shell_lines() if line.startswith("make ")} <= targets


def test_the_command_table_is_the_registry_s() -> None:
    """Name, options and summary of every command, in order; printed here when it differs."""
    table = "\n".join(f"| `{c.usage}` | {c.summary} |" for c in REGISTRY)

    assert README.split("<!-- commands -->\n")[1].split("<!-- /commands -->")[0].strip() == table


@pytest.mark.parametrize(
    "name", ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", ".env.example", "Dockerfile"]
)
def test_the_documents_are_there(name: str) -> None:
    """Nothing a newcomer looks for is missing or empty."""
    assert (ROOT / name).stat().st_size > 200


def test_env_example_names_known_knobs() -> None:
    """What one may uncomment is what the settings read."""
    settings = (ROOT / "bot" / "settings.py").read_text()
    knobs = re.findall(r"(?m)^# ([A-Z_]+)=", (ROOT / ".env.example").read_text())

    assert knobs
    assert all(f'"{knob}"' in settings for knob in knobs)


def test_locks_hold_versions_and_hashes_only() -> None:
    """No address of any server, every requirement pinned."""
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text()
        assert "://" not in text
        pinned = re.findall(r"(?m)^([a-z0-9-]+)==", text)
        assert pinned
        assert len(re.findall(r"(?m)^[a-z]", text)) == len(pinned)
        assert text.count("--hash=sha256:") >= len(pinned)


@pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="needs the checkout's own history"
)
def test_no_path_of_a_machine_in_tracked_files() -> None:
    """Files speak of Quoth alone."""
    pattern = r"/(home|root|Users)/[a-z]"
    found = subprocess.run(["git", "grep", "-nIE", pattern], cwd=ROOT, capture_output=True, text=True, check=False)

    assert found.stdout == ""
