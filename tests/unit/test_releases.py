"""Whether there is a newer Quoth: asked of where the checkout came from, and only if somebody wants to know."""

import subprocess
from pathlib import Path

import pytest

from bot import __version__
from bot.app import releases
from bot.chat.messages import Mark
from bot.cli import main


def git(folder: Path, *words: str) -> None:
    """Run it there."""
    named = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(["git", *named, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A clone of a place that knows tags of all sorts."""
    (tmp_path / "origin").mkdir()
    git(tmp_path / "origin", "init")
    git(tmp_path / "origin", "commit", "--allow-empty", "-m", "first")
    for tag in ("v0.0.9", f"v{__version__}", "v99", "nightly", "v1.2.3rc1"):
        git(tmp_path / "origin", "tag", tag)
    git(tmp_path, "clone", "origin", "clone")
    return tmp_path / "clone"


def test_what_tags_say(checkout: Path, tmp_path: Path) -> None:
    """The newest of three numbers; nothing newer; nobody to ask; no checkout at all."""
    assert "There is no newer Quoth" in releases.newest(checkout).sentence
    for tag in ("v9.2.0", "v9.10.0"):
        git(tmp_path / "origin", "tag", tag)
    assert "There is a newer Quoth, 9.10.0" in releases.newest(checkout).sentence
    git(checkout, "remote", "set-url", "origin", str(tmp_path / "nowhere"))
    found = releases.newest(checkout)
    assert (found.mark, found.sentence) == (Mark.WRONG, releases.UNKNOWN)
    assert releases.newest(tmp_path / "elsewhere").sentence == releases.NO_CHECKOUT


@pytest.mark.parametrize("asked", [False, True])
def test_the_doctor_asks_only_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], asked: bool
) -> None:
    """By --newer."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/quoth.db")
    calls: list[object] = []

    def run(words: object, **_: object) -> None:
        calls.append(words)
        raise OSError

    monkeypatch.setattr(subprocess, "run", run)
    main(["doctor", *(["--newer"] if asked else [])])

    assert bool(calls) is asked
    assert ("newer Quoth" in capsys.readouterr().out) is asked
