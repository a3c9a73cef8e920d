"""The schema apart from `run`: `quoth db` on both engines, and versions side by side while one follows the other."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, inspect, text

from bot.errors import StorageError
from bot.library.imports import store
from bot.storage import schema
from bot.storage.database import open_store
from tests import warm
from tests.builders import ALICE, BOB, pack
from tests.contract.test_schema import on
from tests.databases import create_database
from tests.patience import PATIENCE
from tests.world import opened_on

# From here on migrations add first, so that versions stand side by side.
EXPANDING = "0038"
KNOWN = sorted(schema.known())
BEFORE = KNOWN[-2]


def quoth(url: str, what: str) -> tuple[int, str, str]:
    """`quoth db WHAT`: exit code, what it printed, what it complained of."""
    environ = {"PATH": os.environ["PATH"], "DATABASE_URL": url}
    done = warm.run("bot", ["db", what], cwd=Path.cwd(), env=environ)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(params=["sqlite", "postgresql"])
def nothing(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that is not there, or empty."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/deep/quoth.db"
    return create_database(request.getfixturevalue("server"))


@pytest.fixture
def earlier(nothing: str) -> str:
    """One of the version before."""
    if nothing.startswith("sqlite"):
        Path(nothing.removeprefix("sqlite:///")).parent.mkdir()
    with on(nothing) as connection, connection.begin():
        schema.upgrade(connection, BEFORE)
    return nothing


def test_a_database_is_made_checked_and_brought_to_head(nothing: str) -> None:
    """Each step says what there is, and what to do next."""
    code, said, wrong = quoth(nothing, "check")
    assert (code, wrong) == (1, "")
    assert "is not there yet: quoth db upgrade" in said
    code, said, _ = quoth(nothing, "upgrade")
    assert code == 0
    assert f"was made, with schema {schema.HEAD}" in said
    code, said, _ = quoth(nothing, "upgrade")
    assert code == 0
    assert "nothing was to be done" in said
    code, said, _ = quoth(nothing, "check")

    assert code == 0
    assert f"schema {schema.HEAD}; this version needs {schema.HEAD}" in said
    assert "Every row can be read." in said


def test_one_of_the_version_before_is_told_and_upgraded(earlier: str) -> None:
    """The check changes nothing."""
    for _ in range(2):
        code, said, _ = quoth(earlier, "check")
        assert code == 1
        assert f"schema {BEFORE}; this version needs {schema.HEAD}" in said
        assert "then run quoth db upgrade" in said
    code, said, _ = quoth(earlier, "upgrade")

    assert code == 0
    assert f"from schema {BEFORE} to {schema.HEAD}" in said
    assert quoth(earlier, "check")[0] == 0


def test_two_that_upgrade_at_once_wait_for_each_other(earlier: str) -> None:
    """Both end well, and the schema is whole."""
    command = [sys.executable, "-m", "bot", "db", "upgrade"]
    environ = {"PATH": os.environ["PATH"], "DATABASE_URL": earlier}
    both = [subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) for _ in range(2)]

    assert [process.wait(PATIENCE) for process in both] == [0, 0]
    assert quoth(earlier, "check")[0] == 0


@pytest.mark.parametrize("when", [1, 2])
def test_who_looks_while_another_upgrades_takes_nothing_for_lost(
    earlier: str, when: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever the other is done, the tables are compared with the version that they belong to."""
    looked: list[schema.Shape] = []
    look = schema.shape

    def and_upgraded(connection: Connection) -> schema.Shape:
        looked.append(look(connection))
        if len(looked) == when:
            connection.rollback()
            assert quoth(earlier, "upgrade")[0] == 0
        return looked[-1]

    monkeypatch.setattr(schema, "shape", and_upgraded)
    with on(earlier) as connection:
        assert schema.version(connection) == schema.HEAD


def test_a_row_that_cannot_be_read_is_told(fresh_url: str) -> None:
    """By its table; the exit code says so too."""

    async def bring() -> None:
        async with opened_on(fresh_url) as world:
            await store(world.services, pack(), workspace_id=None)

    asyncio.run(bring())
    with on(fresh_url) as connection, connection.begin():
        connection.execute(text("UPDATE pack SET audience = 'nobody'"))
    code, said, _ = quoth(fresh_url, "check")

    assert code == 1
    assert "pack" in said
    assert "Every row can be read" not in said


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://host/name", "DATABASE_URL is not understood"),
        ("postgresql://u:secret@127.0.0.1:1/name", "cannot be reached"),
        ("sqlite:////proc/quoth/quoth.db", "cannot be made"),
    ],
)
@pytest.mark.parametrize("what", ["upgrade", "check"])
def test_what_cannot_be_used_is_one_sentence(url: str, sentence: str, what: str) -> None:
    """On the error stream, with exit code 2, and without the password."""
    code, said, wrong = quoth(url, what)
    if what == "check" and url.startswith("sqlite"):
        assert (code, "is not there yet" in said) == (1, True)
        return

    assert (code, said) == (2, "")
    assert sentence in wrong
    assert wrong.count("\n") == 1
    assert "secret" not in wrong


@pytest.mark.parametrize("version", [known for known in KNOWN if known > EXPANDING])
def test_a_migration_takes_nothing_from_the_version_before(version: str) -> None:
    """All its tables and columns are there, and what is new in them may be left out."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        schema.upgrade(connection, KNOWN[KNOWN.index(version) - 1])
        before = schema.shape(connection)
        schema.upgrade(connection, version)
        after = schema.shape(connection)
        asked = inspect(connection)
        for table, columns in before.items():
            assert columns <= after.get(table, frozenset())
            for column in asked.get_columns(table):
                if column["name"] not in columns:
                    assert column["nullable"] or column["default"] is not None
    engine.dispose()


async def test_who_runs_goes_on_and_who_starts_is_told(earlier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of the version before plays on while the schema changes under it; another of it is refused."""
    with monkeypatch.context() as patched:
        patched.setattr(schema, "HEAD", BEFORE)
        patched.setattr(schema, "_expected", schema._migrated)
        async with opened_on(earlier) as world:
            await store(world.services, pack(), workspace_id=None)
            await world.ask(ALICE, "quiz start", rounds="2", mode="who-said", seconds="60")
            assert await asyncio.to_thread(quoth, earlier, "upgrade") is not None
            await world.ask(BOB, "quiz join")
            await world.ask(ALICE, "quiz answer", text="A")
            await world.ask(ALICE, "quiz scores")
            patched.setattr(schema, "known", lambda: frozenset(KNOWN[:-1]))
            with pytest.raises(StorageError, match="written by a newer Quoth: run that version"):
                await open_store(earlier)

    assert (await asyncio.to_thread(quoth, earlier, "check"))[0] == 0
