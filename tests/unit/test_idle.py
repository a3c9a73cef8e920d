"""What a process does not load that nobody uses yet: each of these takes megabytes."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from bot.app import first_use
from tests.patience import PATIENCE

LATER = (
    "alembic", "content.formats.known", "content.packs", "content.reader", "cryptography", "genanki", "rapidfuzz",
    "sentencex", "simplemma", "spellchecker",
)  # fmt: skip
STARTED = "bot.cli.run_, bot.app.wiring, bot.app.first_start, bot.storage.sqlite, adapters.discord.platform"


def test_what_only_some_need_is_not_loaded_at_the_start() -> None:
    """On Discord with SQLite: no migration, no key, no transcript, no typed answer."""
    asked = (
        f"import sys, {STARTED}; from bot.cli import parser; parser('run').parse_args(['run']);"
        f"print(*sorted(sys.modules.keys() & {set(LATER)!r}))"
    )
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)

    assert told.stdout.split() == []


def test_words_are_read_once_somebody_uses_the_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the first sign of it, once, while whoever waits is told at once."""
    told: list[bool] = []
    reads: list[str] = []
    may_end = Event()

    def read_words() -> None:
        reads.append("words")
        may_end.wait(PATIENCE)

    monkeypatch.setattr(first_use, "prepare", read_words)
    monkeypatch.setattr(first_use, "runs", lambda: reads.append("runs"))
    changed = first_use.FirstUse(lambda: told.append(True))
    assert reads == []

    changed()
    changed()
    assert told == [True, True]
    may_end.set()
    changed.reading.join(PATIENCE)
    assert reads == ["words", "runs"]


def test_a_first_database_is_made_by_a_process_that_ends(tmp_path: Path) -> None:
    """Whoever starts has it afterwards, samples and all, and has loaded nothing for it."""
    url = f"sqlite:///{tmp_path}/quoth.db"
    started = (
        "import sys; from bot.app.configuration import read; from bot.app.first_start import make_database;"
        f"make_database(read({{'DATABASE_URL': {url!r}}})); print('alembic' in sys.modules)"
    )
    environ = {**os.environ, "HOME": str(tmp_path)}
    told = subprocess.run([sys.executable, "-c", started], check=True, capture_output=True, text=True, env=environ)
    listed = subprocess.run(
        [sys.executable, "-m", "bot", "whosaid", "test a restore on mondays"], check=True, capture_output=True,
        text=True, env={**environ, "DATABASE_URL": url},
    )  # fmt: skip

    assert (told.stdout, told.stderr) == ("False\n", "")
    assert "%" in listed.stdout


def test_what_cannot_be_made_is_left_to_whoever_opens_it(tmp_path: Path) -> None:
    """The sentence comes from there, once."""
    (tmp_path / "taken").write_text("a file where a folder should be")
    environ = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/taken/quoth.db", "DISCORD_TOKEN": "a.b.c"}
    told = subprocess.run(
        [sys.executable, "-m", "bot", "run"], check=False, capture_output=True, text=True, env=environ, cwd=tmp_path
    )

    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)
    assert "whose folder cannot be made" in told.stderr or "cannot be opened" in told.stderr
