"""The schema: migrated and declared are the same, opening at head is cheap, every bad address is one sentence."""

import asyncio
import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, make_url, text

from bot.errors import StorageError
from bot.library.model import Audience, DecidedBy, Outcome
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.packs import PackRows
from bot.storage import schema
from bot.storage.backups import back_up
from bot.storage.database import open_store
from bot.storage.examination import examine
from bot.storage.tables import metadata
from content.decisions import Deciding
from content.model import Item, Pack
from tests.builders import NOON, item, pack
from tests.databases import create_database


def on(url: str) -> Connection:
    """A plain connection to a database."""
    address = make_url(url)
    if address.drivername.startswith("postgres"):
        address = address.set(drivername="postgresql+psycopg")
    return create_engine(address, poolclass=NullPool).connect()


def test_migrations_build_what_is_declared(fresh_url: str) -> None:
    """Alembic finds no difference between the migrated database and the tables."""
    with on(fresh_url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_the_head_is_the_newest_migration() -> None:
    """What the names of the files tell at start is what alembic finds in them."""
    assert ScriptDirectory(str(schema.MIGRATIONS)).get_heads() == [schema.HEAD]


def test_opening_at_head_does_not_import_alembic(fresh_url: str) -> None:
    """A cold start does not pay for migrations that are not needed."""
    program = (
        "import asyncio, sys\n"
        "from bot.storage.database import open_store\n"
        "async def main():\n"
        "    await (await open_store(sys.argv[1])).close()\n"
        "asyncio.run(main())\n"
        "sys.exit('alembic' in sys.modules)\n"
    )

    assert subprocess.run([sys.executable, "-c", program, fresh_url], check=False).returncode == 0


async def test_a_newer_database_is_left_alone(fresh_url: str) -> None:
    """An older Quoth does not touch what it cannot understand."""
    with on(fresh_url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()

    with pytest.raises(StorageError, match="newer Quoth"):
        await open_store(fresh_url)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE alembic_version SET version_num = '0020'", "of version 0020, and has more"),
        ("UPDATE alembic_version SET version_num = ''", "which version"),
        ("DELETE FROM alembic_version", "which version"),
        ("INSERT INTO alembic_version VALUES ('0001')", "which version"),
        ("DROP TABLE item", "a part of its tables (item)"),
        ("ALTER TABLE round DROP COLUMN frozen", "a part of its tables (frozen of round)"),
        ("ALTER TABLE round ADD COLUMN extra TEXT", "extra of round"),
    ],
)
async def test_a_schema_that_is_not_its_versions_is_refused(
    fresh_url: str, tmp_path: Path, statement: str, sentence: str
) -> None:
    """Whoever believed it would leave tables out, or make them a second time: it is one sentence, on both engines."""
    with on(fresh_url) as connection:
        connection.execute(text(statement))
        connection.commit()

    def back_it_up() -> None:
        back_up(fresh_url, tmp_path / "quoth.backup", lambda _done, _of: None)

    with pytest.raises(StorageError) as opened:
        await open_store(fresh_url)
    with pytest.raises(StorageError) as backed_up:
        await asyncio.to_thread(back_it_up)
    (examined,) = await asyncio.to_thread(examine, fresh_url, lambda _done, _of: None)

    assert sentence in str(opened.value)
    assert str(opened.value) == str(backed_up.value) == examined
    assert list(tmp_path.glob("*.backup")) == []


async def test_every_bad_address_is_one_sentence(tmp_path: Path) -> None:
    """It names the knob and what to do, never a password, and makes nothing."""
    no_database = tmp_path / "notes.txt"
    no_database.write_text("These are not the pages you are looking for.\n" * 50)
    secret = "hunter2"
    addresses = {
        "mysql://u:hunter2@h/d": "only sqlite and postgresql",
        "sqlite://": "names no file",
        f"sqlite:///{tmp_path}": "is a folder",
        f"sqlite:///{no_database}": "no SQLite database",
        f"sqlite:///{no_database}/deeper/quoth.db": "folder cannot be made",
        f"postgresql://u:{secret}@127.0.0.1:1/d": "cannot be reached",
        "nonsense": "not understood",
        "postgresql://[::1": "not understood",
        "postgresql://h:port/d": "not understood",
    }
    for address, sentence in addresses.items():
        with pytest.raises(StorageError, match=sentence) as refused:
            await open_store(address)
        assert secret not in str(refused.value)
        assert str(refused.value).count("\n") == 0

    assert no_database.read_text().startswith("These are not")


async def test_packs_of_an_earlier_database_are_known_again(
    fresh_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """By what was said in them: importing one under another name does not make two of it."""
    made = Item(id="i1", kind="hand-written", stimulus="", stem="Who?", key="me", options=("me", "you", "they"))
    kept = replace(pack("talk", "Nobody reads the plan.", "Tea first, decisions later."), items=(made,))
    is_file = fresh_url.startswith("sqlite")
    url = f"sqlite:///{tmp_path}/old.db" if is_file else create_database(request.getfixturevalue("server"))
    with on(url) as connection:
        config = Config()
        config.set_main_option("script_location", str(schema.MIGRATIONS))
        config.attributes["connection"] = connection
        before = ScriptDirectory.from_config(config).get_revision("0023").down_revision
        command.upgrade(config, str(before))
        earlier(connection, kept)
        connection.commit()

    store = await open_store(url)
    again = await store.write(
        lambda tx: tx[PackRows].save(
            replace(kept, name="copy"), workspace_id=None, audience=Audience.PUBLIC, at=NOON, named=True
        )
    )
    await store.close()
    assert (again.outcome, again.former, again.kept, again.new) == (Outcome.UPDATED, "talk", 0, 2)


async def test_pinned_quotes_of_an_earlier_database_are_pinned(
    fresh_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """As the curator's file said it, so that the next import of that file changes nothing."""
    is_file = fresh_url.startswith("sqlite")
    url = f"sqlite:///{tmp_path}/old.db" if is_file else create_database(request.getfixturevalue("server"))
    with on(url) as connection:
        config = Config()
        config.set_main_option("script_location", str(schema.MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, str(ScriptDirectory.from_config(config).get_revision("0030").down_revision))
        earlier(connection, replace(pack("talk"), items=(item(),)))
        for number, reasons in ((1, '["pinned"]'), (2, '["a claim"]')):
            connection.execute(
                text(
                    "INSERT INTO quote (number, pack_id, quote_id, turn, text, original, section, score, reasons, "
                    "verbatim) VALUES (:n, 1, :id, 0, 'x', 'x', '', 1, :reasons, :yes)"
                ),
                {"n": number, "id": f"q{number}", "reasons": reasons, "yes": True},
            )
        connection.commit()

    store = await open_store(url)
    (held,) = await store.read(lambda tx: tx[PackRows].load((1,)))
    fates = [await store.read(lambda tx, n=n: tx[DecisionRows].fate(n)) for n in (1, 2)]  # type: ignore[misc]
    await store.close()
    assert [q.quote.review for q in held.quotes] == ["pin", ""]
    assert fates == [(Deciding.PIN, DecidedBy("", "")), None]


def earlier(connection: Connection, kept: Pack) -> None:
    """A pack as it was kept before its words had a digest; its quotes do not matter here."""
    connection.execute(text("INSERT INTO workspace (id, created_at) VALUES ('', 0)"))
    connection.execute(
        text(
            "INSERT INTO pack (id, name, workspace_id, audience, sample, fingerprint, title, date, licence, link, "
            "language, imported_at) VALUES (1, 'talk', '', 'public', :no, 'x', 'Talk', '', '', '', '', 0)"
        ),
        {"no": False},
    )
    for position, said in enumerate(kept.turns):
        connection.execute(
            text("INSERT INTO turn (pack_id, position, speaker, section, text) VALUES (1, :at, :who, '', :text)"),
            {"at": position, "who": said.speaker, "text": said.text},
        )
    connection.execute(
        text("INSERT INTO item (pack_id, item_id, position, frozen) VALUES (1, 'i1', 0, :frozen)"),
        {"frozen": json.dumps(asdict(kept.items[0]))},
    )
