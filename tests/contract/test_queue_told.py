"""What whoever runs Quoth is told of the queue of jobs: by `quoth db`, the doctor and `quoth admin jobs`."""

import os
import sys
from pathlib import Path

import psycopg
import pytest

from bot.app import wording
from bot.app.configuration import Settings
from bot.app.platform_findings import missing_extras
from bot.app.rows.admin import AdminRows
from bot.app.surroundings import surroundings
from bot.chat.messages import Mark
from bot.storage import queue_schema
from bot.storage.database import open_store
from bot.storage.upgrades import upgrade
from bot.storage.wakeups import QueueRows, WakeUp
from tests import warm
from tests.builders import NOON
from tests.databases import create_database


@pytest.fixture
async def plain(server: str) -> str:
    """The address of a database at head, without a queue."""
    url = create_database(server)
    await upgrade(url)
    return url


def quoth_db(url: str, what: str) -> tuple[int, str, str]:
    """`quoth db WHAT` with a queue: exit code, what it printed, what it complained of."""
    environ = {"PATH": os.environ["PATH"], "DATABASE_URL": url, "QUOTH_JOBS": "procrastinate"}
    done = warm.run("bot", ["db", what], cwd=Path.cwd(), env=environ)
    return done.returncode, done.stdout, done.stderr


def test_the_queue_is_looked_for_made_and_there(plain: str) -> None:
    """The check changes nothing; what is made is told."""
    for _ in range(2):
        code, said, _ = quoth_db(plain, "check")
        assert (code, "lacks tables that are needed: quoth db upgrade makes them" in said) == (1, True)
    for what in ("upgrade", "check"):
        code, said, wrong = quoth_db(plain, what)
        assert (code, wrong, "(Procrastinate) has the tables that are needed" in said) == (0, "", True)


def test_a_newer_queue_is_refused_in_one_sentence(plain: str) -> None:
    """By whoever would use it."""
    assert quoth_db(plain, "upgrade")[0] == 0
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("INSERT INTO procrastinate.quoth_applied VALUES ('99.01.00_01_everything_anew')")
    for what in ("upgrade", "check"):
        code, _, wrong = quoth_db(plain, what)
        assert (code, wrong) == (2, f"quoth: {queue_schema.NEWER}\n")


async def told(url: str, jobs: str) -> dict[Mark, str]:
    """What the doctor says of what Quoth stands on."""
    found = await surroundings(Settings(database_url=url, jobs=jobs), sound=True)
    return {mark: "\n".join(f.sentence for f in found if f.mark is mark) for mark in Mark}


async def test_the_doctor_says_what_serves_jobs(plain: str) -> None:
    """Each process for itself, or the queue; one that is not there yet is to be made."""
    assert "QUOTH_JOBS is embedded" in (await told(plain, "embedded"))[Mark.RIGHT]
    assert "quoth db upgrade, or quoth run, makes it" in (await told(plain, "procrastinate"))[Mark.WRONG]
    await upgrade(plain, queued=True)
    assert (
        "goes through the queue of jobs (Procrastinate): 0 jobs in it."
        in (await told(plain, "procrastinate"))[Mark.RIGHT]
    )


async def test_what_is_in_the_queue_is_counted(plain: str) -> None:
    """Beside what is due; where nothing is, it is left out."""
    await upgrade(plain, queued=True)
    store = await open_store(plain, queued=True)
    names = [each["job"] for each in await store.read(lambda tx: tx[AdminRows].jobs(NOON))]
    assert "in the queue" not in names

    await store.write(lambda tx: tx[QueueRows].wake([WakeUp("post"), WakeUp("due"), WakeUp("old")]))
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(
            "UPDATE procrastinate.procrastinate_jobs SET status = 'failed' WHERE task_name = 'quoth.old'"
        )
    counted = {each["job"]: each["due"] for each in await store.read(lambda tx: tx[AdminRows].jobs(NOON))}
    assert (counted["in the queue"], counted["set aside"]) == (2, 1)
    await store.close()
    assert "2 jobs in it, 1 job set aside that no version here knew" in (await told(plain, "procrastinate"))[Mark.RIGHT]


def test_a_queue_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where it is asked for."""
    asked = Settings(database_url="postgresql://h/d", jobs="procrastinate")
    assert missing_extras(asked) == {}
    monkeypatch.setattr("bot.app.platform_findings.is_installed", lambda: False)
    assert missing_extras(asked) == {"jobs": wording.missing_jobs(sys.executable)}
    assert missing_extras(Settings(database_url="postgresql://h/d")) == {}
