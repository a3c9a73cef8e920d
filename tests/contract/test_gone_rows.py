"""All rows of one table are deleted by another program: the doctor says so where others point to them, and no command
ends in a traceback, names somebody else or quotes who never wants to be quoted.
"""

import asyncio
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.chat.messages import Reply
from bot.library.model import DecidedBy
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.packs import PackRows
from bot.library.rows.silence import Link, SilenceRows
from bot.storage.examination import examine
from bot.storage.store import Store
from bot.storage.tables import metadata
from bot.storage.tables.library import speaker
from bot.storage.transaction import Transaction
from content.decisions import Deciding
from tests.builders import ALICE, BOB, NOON
from tests.contract.test_pack_intake import OWNER, Counts, kept, talk
from tests.contract.test_schema import on
from tests.databases import create_database, database_name
from tests.proofs import drawn
from tests.world import World, opened_on, words

BOOK = "Tea first, decisions later, whatever the calendar says."
# What points to rows of a table, though no engine keeps that reference: it is told by what is left without them.
TOLD = {
    "speaker": "of speakers that are gone",
    "turn": "of turns that are gone",
    "decision": "by decisions that are gone",
    "added": "of books were added by rows that are gone",
    "player": "answers are of players that are gone",
    "counter": "there is no such number",
    "quote": "quotes are gone",
}
# What SQLite checks when it is asked to, and PostgreSQL whenever something is deleted.
KEPT_BY_ENGINES = {table.name for table in metadata.sorted_tables if any(
    key.column.table is table for other in metadata.sorted_tables for key in other.foreign_keys
)}  # fmt: skip
TABLES = [table.name for table in metadata.sorted_tables if table.name not in KEPT_BY_ENGINES]


async def live(world: World) -> None:
    """Something of everything that is told."""
    await world.ask(ALICE, "quiz start", rounds="2", mode="who-said", seconds="60")
    await world.ask(ALICE, "quiz answer", text="A")
    await world.ask(ALICE, "quotes add", quote=BOOK, by="Ada Novak", manager=True)
    by = DecidedBy(ALICE.id, ALICE.name)
    await world.services.store.write(lambda tx: tx[DecisionRows].decide(1, Deciding.KEEP, "", by, NOON))
    await world.ask(ALICE, "daily set", manager=True, time="09:00", timezone="UTC")


async def asked(world: World) -> list[Reply]:
    """Four commands."""
    return [
        await world.ask(BOB, "whosaid", words="backups can smell fear"),
        await world.ask(BOB, "quote"),
        await world.ask(BOB, "quiz scores"),
        await world.ask(BOB, "quotes packs"),
    ]


async def lived_on(url: str) -> str:
    """A database in which all of that was; returns what is told of a quote there."""
    async with opened_on(url) as world:
        await live(world)
        return words((await asked(world))[0])


@pytest.fixture(scope="module")
def lived(sqlite_template: Path, postgresql_template: str, server: str, tmp_path_factory: pytest.TempPathFactory) -> (
    dict[str, tuple[str, str]]
):  # fmt: skip
    """Such a database on each engine, with what is told there."""
    path = tmp_path_factory.mktemp("lived") / "quoth.db"
    shutil.copy(sqlite_template, path)
    urls = {"sqlite": f"sqlite:///{path}", "postgresql": create_database(server, template=postgresql_template)}
    return {engine: (url, asyncio.run(lived_on(url))) for engine, url in urls.items()}


@pytest.mark.parametrize(
    ("engine", "table"),
    [
        *(("sqlite", t) for t in drawn(TABLES, one_in=5, always=TOLD)),
        *(("postgresql", t) for t in drawn([*TOLD], one_in=3)),
    ],
)
async def test_a_table_whose_rows_are_all_gone(
    lived: dict[str, tuple[str, str]], server: str, tmp_path: Path, engine: str, table: str
) -> None:
    """The doctor says which are, if somebody could tell; whoever asks is answered, and nobody is taken for another."""
    whole, before = lived[engine]
    if engine == "sqlite":
        shutil.copy(whole.removeprefix("sqlite:///"), tmp_path / "quoth.db")
        url = f"sqlite:///{tmp_path}/quoth.db"
    else:
        url = create_database(server, template=database_name(whole))
    assert examine(url, lambda done, of: None) == []
    with on(url) as connection:
        connection.execute(text(f'DELETE FROM "{table}"'))
        connection.commit()

    told = examine(url, lambda done, of: None)
    assert [TOLD[table] in one and "restore your newest backup" in one for one in told] == [True] * (table in TOLD)
    async with opened_on(url) as world:
        found, *_ = await asked(world)
        if table not in ("quote", "counter"):
            assert words(found).splitlines()[0] == before.splitlines()[0]


async def test_who_is_never_quoted_is_not_when_speakers_are_gone(store: Store) -> None:
    """They are known by the name that their quotes have."""
    await kept(store, talk(3))
    link = Link(name="Ada", user_id="U1", linked_by="U1", at=NOON)

    def never(tx: Transaction) -> None:
        tx[SilenceRows].put_link(OWNER, link)
        tx[SilenceRows].opt_out(OWNER, "U1", out=True)

    await store.write(never)

    def silent(tx: Transaction) -> list[frozenset[str]]:
        return list(tx[SilenceRows].silent(OWNER, tx[PackRows].owned(OWNER)).values())

    assert await store.read(silent) == [frozenset({"Ada"})]
    await store.write(lambda tx: tx[Counts].delete_all(speaker))
    assert await store.read(silent) == [frozenset({"Ada"})]
