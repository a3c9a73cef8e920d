"""What others on the machine cannot read, and how the doctor finds what they can."""

import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.private import make_file, make_folder, open_to_others


@pytest.fixture
def everywhere() -> Iterator[Path]:
    """A folder that everybody may enter, with a umask that takes nothing away."""
    before = os.umask(0)
    try:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            yield Path(folder)
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    """Who may do what."""
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_made_is_its_owner_s(everywhere: Path) -> None:
    """Every missing folder, and the file; what is there keeps its mode and its contents."""
    file = everywhere / "one" / "two" / "kept"
    make_folder(file.parent)
    make_file(file)

    assert [mode(p) for p in (file.parent.parent, file.parent, file)] == [0o700, 0o700, 0o600]
    file.write_text("words")
    file.chmod(0o640)
    make_file(file)
    make_folder(everywhere)
    assert (mode(file), file.read_text(), mode(everywhere)) == (0o640, "words", 0o755)
    with pytest.raises(OSError, match="kept"):
        make_folder(file)


def test_a_file_is_open_when_the_way_to_it_is(everywhere: Path) -> None:
    """Its own mode is not all: a folder above may be shut."""
    inner = everywhere / "inner"
    inner.mkdir()
    file = inner / "kept"
    file.touch()

    assert open_to_others(file)
    inner.chmod(0o700)
    assert not open_to_others(file)
    inner.chmod(0o755)
    file.chmod(0o640)
    assert not open_to_others(file)
    assert not open_to_others(everywhere / "missing")


def test_all_that_is_kept_is_private_and_the_doctor_sees_what_is_not(
    everywhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The database, what SQLite lays beside it, the index, a backup; `.env` is made by people."""
    state = everywhere / "state"
    monkeypatch.chdir(everywhere)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{state}/quoth.db")
    monkeypatch.setattr(sys, "stdin", io.StringIO("/whosaid restore\n"))
    assert main(["play"]) == main(["backup", "backups/quoth.backup"]) == main(["doctor"]) == 0
    assert "Everybody" not in capsys.readouterr().out
    made = {str(p.relative_to(everywhere)): mode(p) for p in (state, *state.iterdir(), *everywhere.glob("backups/*"))}
    assert made == {
        "state": 0o700, "state/quoth.db": 0o600, "state/quoth.db.index": 0o700, "backups/quoth.backup": 0o600,
    }  # fmt: skip

    state.chmod(0o755)
    (state / "quoth.db").chmod(0o644)
    (state / "quoth.db.index").chmod(0o755)
    (everywhere / ".env").write_text("DISCORD_TOKEN=\n")
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    for path, right in [(".env", 600), ("state/quoth.db", 600), ("state/quoth.db.index", 700)]:
        assert f"✗ Everybody on this machine can read {everywhere}/{path}: chmod {right} {everywhere}/{path}" in said
