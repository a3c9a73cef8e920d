"""One `store` for every promise of the store: a SQLite file and a PostgreSQL database, each fresh and at head."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.app import retention
from bot.storage.database import open_store
from bot.storage.store import Store
from tests.databases import create_database, database_name, need_no_disk, postgresql_server
from tests.furnished import furnish, keep_samples
from tests.world import World, opened_on


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server for this run."""
    with postgresql_server() as address:
        need_no_disk(address)
        yield address


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at head, to be copied."""
    path = tmp_path_factory.mktemp("template") / "quoth.db"
    asyncio.run(_migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgresql_template(server: str) -> str:
    """The name of an empty database at head, to be copied."""
    url = create_database(server)
    asyncio.run(_migrate(url))
    return database_name(url)


async def _migrate(url: str) -> None:
    await (await open_store(url)).close()


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database at head, on each engine in turn."""
    if request.param == "sqlite":
        path = tmp_path / "quoth.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    template: str = request.getfixturevalue("postgresql_template")
    return create_database(request.getfixturevalue("server"), template=template)


@pytest.fixture
async def store(fresh_url: str) -> AsyncIterator[Store]:
    """An open store on it."""
    opened = await open_store(fresh_url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def postgresql_furnished(server: str) -> str:
    """The name of a database with the samples in it, to be copied."""
    url = create_database(server)
    asyncio.run(keep_samples(url))
    return database_name(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def furnished_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with the samples in it, on each engine in turn."""
    if request.param == "sqlite":
        furnish(tmp_path / "quoth.db")
        return f"sqlite:///{tmp_path}/quoth.db"
    template: str = request.getfixturevalue("postgresql_furnished")
    return create_database(request.getfixturevalue("server"), template=template)


@pytest.fixture
async def world(furnished_url: str) -> AsyncIterator[World]:
    """An engine on such a database at noon of a day."""
    async with opened_on(furnished_url) as made:
        yield made


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retention goes from step to step without a pause."""
    monkeypatch.setattr(retention, "PAUSE_SECONDS", 0)
