"""Whether there is a newer Quoth: asked of where the checkout came from, and only if somebody wants to know."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

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


def test_nobody_is_asked_for_a_password(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the checkout came from lets nobody in unseen: it cannot be told, and a terminal shows no question."""
    asked = tmp_path / "asked"
    program = tmp_path / "askpass"
    program.write_text(f"#!/bin/sh\ntouch {asked}\n")
    program.chmod(0o755)
    for name in ("GIT_ASKPASS", "SSH_ASKPASS"):
        monkeypatch.setenv(name, str(program))
    with _closed() as address:
        git(checkout, "remote", "set-url", "origin", f"{address}/quoth.git")
        assert releases.newest(checkout).sentence == releases.UNKNOWN
    assert not asked.exists()


class _Closed(BaseHTTPRequestHandler):
    """Wants a name and a password."""

    def do_GET(self) -> None:
        """Refuse."""
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="quoth"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _closed() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Closed) as server:
        serving = Thread(target=server.serve_forever)
        serving.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        serving.join()


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
