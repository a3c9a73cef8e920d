"""Rows that cannot be read, or are gone: told by their keys, and no backup passes for good."""

import asyncio
from pathlib import Path

import pytest

from bot.cli import main
from bot.storage import careful
from bot.storage.backups import verify
from bot.storage.examination import examine
from tests.acceptance.damage.harms import COMMANDS, opened, told, untold

ONE_ROW = {
    "JSON cut short": "UPDATE quote SET reasons = '[\"comp' WHERE number = 3",
    "JSON of another kind": "UPDATE quote SET reasons = '[3]' WHERE number = 3",
    "a text that is none": "UPDATE quote SET text = CAST(X'C3' AS TEXT) WHERE number = 3",
    "a text become bytes": "UPDATE quote SET text = CAST(text AS BLOB) WHERE number = 3",
    "no text": "UPDATE quote SET text = '' WHERE number = 3",
    "a number become a text": "UPDATE quote SET score = 'high' WHERE number = 3",
    "item cut short": "UPDATE item SET frozen = '{' WHERE rowid = 3",
    "item that is empty": "UPDATE item SET frozen = '{}' WHERE rowid = 3",
    "item with another name": "UPDATE item SET frozen = replace(frozen, '\"accept\"', '\"accepu\"') WHERE rowid = 3",
    "item of numbers": "UPDATE item SET frozen = json_set(frozen, '$.stem', 7) WHERE rowid = 3",
    "aliases": "UPDATE speaker SET aliases = '{\"a\": 1}' WHERE rowid = 3",
    "a name become bytes": "UPDATE speaker SET name = CAST(name AS BLOB) WHERE rowid = 3",
    "a turn become bytes": "UPDATE turn SET text = CAST(text AS BLOB) WHERE rowid = 3",
    "a moment of no calendar": "UPDATE pack SET imported_at = 9223372036854775807 WHERE rowid = 2",
}


@pytest.mark.parametrize("harm", ONE_ROW)
def test_a_row_that_cannot_be_read_silences_nothing_else(
    database: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    """SQLite finds nothing wrong with it: the others are found, the doctor and a backup name it, and what to do."""
    told(ONE_ROW[harm])(database)

    assert main(["whosaid", "test a restore on mondays"]) == 0
    assert "the first Monday of the month" in capsys.readouterr().out
    assert main(["export", "--format", "gift"]) == 0
    capsys.readouterr()
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "cannot be read and is left out" in said
    assert "restore" in said
    assert main(["backup", "first.backup"]) == 1
    assert "cannot be read and is left out" in capsys.readouterr().err
    assert verify(Path("first.backup")).rows


def test_a_row_that_cannot_be_read_is_told_once_and_by_its_key(
    database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing of what it holds is told."""
    told(ONE_ROW["a text become bytes"])(database)
    careful.tell.cache_clear()

    asyncio.run(opened(database))
    asyncio.run(opened(database))

    assert caplog.messages == ["quote 3 is left out, a row of it cannot be read: quoth doctor tells what to do"]


def test_importing_again_mends_a_row(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As the doctor says."""
    assert main(["import", "talk.txt"]) == 0
    for harm in (
        "UPDATE quote SET text = CAST(text AS BLOB) WHERE number = (SELECT max(number) FROM quote)",
        "UPDATE turn SET text = CAST(text AS BLOB) WHERE pack_id = (SELECT max(id) FROM pack)",
    ):
        told(harm)(database)
        assert main(["doctor"]) == 1
        assert "import its transcript again" in capsys.readouterr().out
        assert main(["import", "talk.txt"]) == 0
        assert main(["doctor"]) == 0


LOST = {
    "quotes": ("DELETE FROM quote WHERE number IN (4, 5)", "2 of"),
    "the count of quotes": ("DELETE FROM counter WHERE name = 'quote_number'", "no such number"),
    "a part of that count": ("UPDATE counter SET value = 2 WHERE name = 'quote_number'", "no such number"),
    "a number": ("UPDATE quote SET number = -number WHERE number = 4", "#-4 is a quote"),
    "a number that became another": (f"UPDATE quote SET number = {2**62} WHERE number = 4", f"#{2**62} is a quote"),
    "packs": ("DELETE FROM pack WHERE id = 1", "belong to rows of pack that are gone"),
    "speakers": ("DELETE FROM speaker", "quotes are of speakers that are gone"),
    "one speaker": ("DELETE FROM speaker WHERE rowid = 1", "quotes are of speakers that are gone"),
    "turns": ("DELETE FROM turn", "quotes are of turns that are gone"),
    "workspaces": ("DELETE FROM workspace", "belong to rows of workspace that are gone"),
    "a version that is too low": ("UPDATE alembic_version SET version_num = '0020'", "of version 0020, and has more"),
    "a version that is far too low": ("UPDATE alembic_version SET version_num = '0001'", "of version 0001"),
    "a version that never was": ("UPDATE alembic_version SET version_num = '0010'", "which version"),
    "an empty version": ("UPDATE alembic_version SET version_num = ''", "which version"),
    "a version of bytes": ("UPDATE alembic_version SET version_num = X'C3'", "which version"),
    "no version": ("DELETE FROM alembic_version", "which version"),
    "two versions": ("INSERT INTO alembic_version VALUES ('0020')", "which version"),
    "a column": ("ALTER TABLE pack DROP COLUMN language", "language of pack"),
    "a column too many": ("ALTER TABLE pack ADD COLUMN extra TEXT", "extra of pack"),
    "a table": ("DROP TABLE seen", "a part of its tables (seen)"),
}


@pytest.mark.parametrize("harm", LOST)
def test_a_database_that_lost_rows_replaces_no_backup(
    database: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    """One sentence by the doctor and by the backup; the good one stays, and nothing is written beside it."""
    statement, sentence = LOST[harm]
    assert main(["backup", "good.backup"]) == 0
    good = Path("good.backup").read_bytes()
    told(statement)(database)
    capsys.readouterr()

    for file in ("good.backup", "another.backup"):
        assert main(["backup", file]) == 2
        out, logged = capsys.readouterr()
        assert (out, logged.count("\n")) == ("", 1), logged
        assert sentence in logged
    assert main(["doctor"]) == 1
    assert sentence in capsys.readouterr().out
    assert Path("good.backup").read_bytes() == good
    assert not Path("another.backup").exists()


@pytest.mark.parametrize("harm", [harm for harm in LOST if "version" in harm or "column" in harm or harm == "a table"])
def test_a_schema_that_is_not_its_versions_is_a_sentence(
    database: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    """Every command says it, and leaves the file as it is."""
    statement, sentence = LOST[harm]
    told(statement)(database)
    before = database.read_bytes()
    for command in COMMANDS:
        assert main(command) == 2, command
        out, logged = capsys.readouterr()
        assert (out, logged.count("\n")) == ("", 1), (command, logged)
        assert sentence in logged, command
    assert database.read_bytes() == before


def test_an_index_that_is_gone_is_told(database: Path) -> None:
    """It kept a rule: of two games in one place, say."""
    told("DROP INDEX uq_game_running")(database)

    (said,) = examine(f"sqlite:///{database}", untold)

    assert "uq_game_running" in said


def test_a_backup_of_another_database_replaces_none_with_more(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With DATABASE_URL mistaken the good one would be gone."""
    assert main(["import", "talk.txt"]) == 0
    assert main(["backup", "good.backup"]) == 0
    good = Path("good.backup").read_bytes()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/other.db")
    assert main(["whosaid", "restore"]) == 0
    capsys.readouterr()

    assert main(["backup", "good.backup"]) == 2
    assert "stays as it is" in capsys.readouterr().err
    assert Path("good.backup").read_bytes() == good
