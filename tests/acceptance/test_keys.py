"""`quoth admin keys` and `quoth admin installations`, as whoever runs Quoth uses them."""

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.delivery.clock import VirtualClock
from bot.installations.keys import Keys, new_key
from bot.installations.model import Installed, Tokens
from bot.installations.register import Register
from bot.storage.database import open_store
from tests import warm

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def database(tmp_path: Path) -> str:
    """One with an installation that OLD seals."""
    url = f"sqlite:///{tmp_path}/quoth.db"
    asyncio.run(_installed(url))
    return url


OLD, NEW = new_key(), new_key()


async def _installed(url: str) -> None:
    store = await open_store(url)
    about = Installed(workspace_id="slack:T1", name="Acme", team="T1", bot_user="UQ", bot_id="BQ", scopes="commands")
    clock = VirtualClock(datetime(2026, 3, 2, tzinfo=UTC))
    await Register(store, Keys([OLD]), clock).install(about, Tokens(bot="xoxb-secret"), "UADA")
    await store.close()


def quoth(folder: Path, url: str, line: str, *keys: str, **environ: str) -> tuple[int, str, str]:
    """Exit code and what was printed."""
    done = warm.run(
        "bot", line.split(), cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), "DATABASE_URL": url,
             "QUOTH_SECRET_KEYS": ",".join(keys), **environ},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_from_one_key_to_the_next(tmp_path: Path, database: str) -> None:
    """A new one in front, all sealed with it, the old one away; the list tells each step."""
    code, key, _ = quoth(tmp_path, database, "admin keys --new")
    assert (code, len(key.strip())) == (0, 44)
    before = quoth(tmp_path, database, "admin keys", NEW, OLD)[1].splitlines()
    assert [line.split()[0::2] for line in before[1:]] == [["1", "0"], ["2", "1"]]

    code, told, _ = quoth(tmp_path, database, "admin keys --rotate", NEW, OLD)
    assert (code, told.splitlines()[0].partition(".")[0]) == (
        0,
        "Sealed 1 installation anew; all are sealed with the first key now",
    )
    assert quoth(tmp_path, database, "admin keys --rotate", NEW)[0] == 0
    listed = quoth(tmp_path, database, "admin installations --json", NEW)[1]
    assert '"name": "Acme"' in listed
    assert "xoxb" not in listed


@pytest.mark.parametrize(
    ("keys", "told"),
    [((NEW,), "the tokens of Acme were sealed with a key that QUOTH_SECRET_KEYS does not hold"), ((), "is not set"),
     (("short",), "key 1 is none")],
)  # fmt: skip
def test_without_the_key_nothing_is_changed(tmp_path: Path, database: str, keys: tuple[str, ...], told: str) -> None:
    """One sentence, exit code 2; with the key again all is there."""
    code, printed, error = quoth(tmp_path, database, "admin keys --rotate", *keys)
    assert (code, printed, error.count("\n")) == (2, "", 1)
    assert told in error

    assert "Sealed 1 installation" in quoth(tmp_path, database, "admin keys --rotate", NEW, OLD)[1]


def test_a_key_that_is_missing_is_listed(tmp_path: Path, database: str) -> None:
    """By its mark, with what hangs on it."""
    listed = quoth(tmp_path, database, "admin keys", NEW)[1]

    assert "not in QUOTH_SECRET_KEYS" in listed
    assert NEW not in listed


def test_the_doctor_counts_the_workspaces(tmp_path: Path, database: str) -> None:
    """And names those whose tokens cannot be read, or what is no key."""
    slack = {
        "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "c", "SLACK_SIGNING_SECRET": "s",
        "QUOTH_PUBLIC_URL": "https://quoth.example.org", "SLACK_API_BASE": "http://127.0.0.1:9/api",
    }  # fmt: skip
    told = quoth(tmp_path, database, "doctor", OLD, **slack)[1]
    assert "✓ Slack: 1 workspace added Quoth; https://quoth.example.org/slack/install adds another one." in told
    code, told, _ = quoth(tmp_path, database, "doctor", NEW, **slack)
    assert code == 1
    assert "✗ Slack: the tokens of Acme were sealed with a key that QUOTH_SECRET_KEYS does not hold" in told
    assert "✗ QUOTH_SECRET_KEYS: key 1 is none" in quoth(tmp_path, database, "doctor", "short", **slack)[1]
