"""Backups: an SQLite file with every row, whatever the engine, and a manifest by which it is verified.

Taken from one snapshot while others write; restored into an empty place on either engine; both only as a whole. A
backup has the version of the schema that the database had, and is brought to this code's version after it is restored.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, inspect, text

from bot import __version__
from bot.errors import StorageDamaged, StorageError
from bot.storage import copies, log_check, schema, trouble
from bot.storage.copies import Contents, Progress
from bot.storage.database import address, file_of, must_be_a_file, must_be_there
from bot.storage.pulse import restored_now
from bot.storage.row_check import AS_THEY_STAND, Thaw, unreadable
from bot.storage.soundness import damage, pages
from bot.storage.whole_files import BESIDE, Means, new_file, occupied, put, settle, telling, written

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself."""

    schema: str
    quoth: str
    taken_at: datetime
    tables: dict[str, Contents]

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(each.rows for each in self.tables.values())


def back_up(
    database_url: str, file: Path, told: Progress, *, thaw: Mapping[str, Thaw] = AS_THEY_STAND,
    warned: Callable[[str], object] = lambda _: None,
) -> Manifest:  # fmt: skip
    """Write a backup; one that is there is replaced only by a whole, verified one. Raises StorageError.

    Rows that cannot be read are carried as they are; `warned` hears of them, and they replace no backup.
    """
    url = address(database_url)
    kept = _may_be_replaced(file, url)
    if url.drivername == "sqlite":
        _log_must_be_whole(file_of(url))
    with source(url) as engine, engine.connect() as original, new_file(file) as target_file:
        _read_as_it_stands(original)
        version = schema.version(original)
        if version is None:
            raise StorageError("there is nothing to back up: the database is empty.")
        _must_be_whole(original, kept, file)
        with written(target_file, file) as target:
            schema.upgrade(target, version)
            found = copies.copy(original, target, told)
            _must_not_be_less(found, kept, file)
            made = Manifest(schema=version, quoth=__version__, taken_at=datetime.now(UTC), tables=found)
            _keep(target, made)
        verify(target_file, named=file)
        for wrong in unreadable(original, told, thaw) if version == schema.HEAD else ():
            if kept:
                raise StorageDamaged(f"{wrong} {file}, taken on {_day(kept)}, stays as it is: name another file.")
            warned(wrong)
        settle(target_file)
        target_file.replace(file)
        settle(file.parent)
    return made


def _read_as_it_stands(original: Connection) -> None:
    """All of it of one moment, and texts that are none as the bytes they are."""
    if original.dialect.name == "postgresql":
        original.execution_options(isolation_level="REPEATABLE READ")
        original.exec_driver_sql("SET TRANSACTION READ ONLY")
        return
    from bot.storage.sqlite import text_or_bytes

    asked: Any = original.connection.driver_connection
    asked.text_factory = text_or_bytes


def verify(file: Path, told: Progress = lambda _done, _total: None, *, named: Path | None = None) -> Manifest:
    """What a backup holds, after all of it was read. Raises StorageError for what is none, or not whole."""
    shown = named or file
    if not file.is_file():
        raise StorageError(f"there is no backup {shown}: look where it is.")
    broken = f"{shown} is no backup of Quoth's, or it was cut short or damaged: take another one"
    with _reading(file, lambda e: StorageDamaged(f"{broken}.") if trouble.of_sqlite(file, e) else None) as backup:
        manifest = _manifest(backup, shown, broken)
        if (said := pages(backup)) or (
            said := copies.difference(manifest.tables, copies.contents(backup, copies.tables(backup), told))
        ):
            raise StorageDamaged(f"{shown} is damaged ({said}): take another backup.")
    return manifest


def restore(file: Path, database_url: str, told: Progress) -> Manifest:
    """Put a backup into an empty place. Raises StorageError; then nothing was changed."""
    url = address(database_url)
    _must_be_empty(url)
    manifest = verify(file)
    with _reading(file, lambda e: trouble.of_sqlite(file, e)) as backup:
        if url.drivername == "sqlite":
            path = file_of(url)
            with new_file(path) as target_file:
                with written(target_file, path) as target:
                    _fill(target, backup, manifest, told)
                settle(target_file)
                put(target_file, path)
                settle(path.parent)
        else:
            with source(url) as engine, engine.begin() as target:
                schema.lock(target)
                if schema.version(target) is not None:
                    raise occupied(f"PostgreSQL on {url.host or 'the local socket'}, {url.database}")
                _fill(target, backup, manifest, told)
    return manifest


def _fill(target: Connection, backup: Connection, manifest: Manifest, told: Progress) -> None:
    """The rows of the backup, seen to be there, at this code's version of the schema."""
    schema.upgrade(target, manifest.schema)
    copies.copy(backup, target, told, among=manifest.tables)
    there = copies.contents(target, copies.tables(target, manifest.tables), lambda _done, _total: None)
    if wrong := copies.difference(manifest.tables, there):
        raise StorageError(f"what was restored is not what was backed up ({wrong}): nothing was kept.")
    schema.upgrade(target)
    # Counters begin again where they were: whoever has the database open could not tell what follows from what was.
    restored_now(target)


def _manifest(backup: Connection, file: Path, broken: str) -> Manifest:
    names = set(inspect(backup).get_table_names())
    if schema.MANIFEST not in names:
        if names >= schema.OURS:
            raise StorageError(f"{file} is a database, no backup: quoth backup makes one of it.")
        raise StorageError(f"{broken}.")
    try:
        kept = json.loads(backup.execute(text("SELECT value FROM quoth_backup")).scalar_one())
        if kept["format"] > FORMAT or kept["schema"] not in schema.known():
            raise StorageError(f"{file} was written by a newer Quoth ({kept['quoth']}): restore it with that version.")
        return Manifest(
            schema=kept["schema"], quoth=kept["quoth"], taken_at=datetime.fromisoformat(kept["taken_at"]),
            tables={name: Contents(rows, int(digest, 16)) for name, (rows, digest) in kept["tables"].items()},
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StorageDamaged(f"{broken}.") from None


def _keep(target: Connection, manifest: Manifest) -> None:
    kept = {
        "format": FORMAT, "quoth": manifest.quoth, "schema": manifest.schema, "taken_at": manifest.taken_at.isoformat(),
        "tables": {name: (each.rows, f"{each.digest:x}") for name, each in manifest.tables.items()},
    }  # fmt: skip
    target.execute(text("CREATE TABLE quoth_backup (value TEXT NOT NULL)"))
    target.execute(text("INSERT INTO quoth_backup VALUES (:value)"), {"value": json.dumps(kept)})


def _log_must_be_whole(path: Path) -> None:
    must_be_a_file(path)
    log = path.with_name(path.name + "-wal")
    if log_check.is_damaged(log):
        raise StorageDamaged(log_check.DAMAGED.format(log=log, path=path))


def _must_be_whole(original: Connection, kept: Manifest | None, file: Path) -> None:
    """Raises StorageDamaged for a source that lost rows: in the copy they would be missing as if they never were."""
    if wrong := damage(original):
        left = f" {file}, taken on {_day(kept)}, stays as it is." if kept else ""
        raise StorageDamaged(f"the database is damaged ({wrong}), and nothing was backed up: {trouble.MEND}.{left}")


def _must_not_be_less(found: Mapping[str, Contents], kept: Manifest | None, file: Path) -> None:
    """Quotes keep their rows for ever: with fewer of them it is another database, or one that lost some."""
    before, now = (contents.get("quote", Contents()).rows for contents in (kept.tables if kept else {}, found))
    if kept and now < before:
        raise StorageError(
            f"{file}, taken on {_day(kept)}, holds {before:,} quotes and the database {now:,}: it stays as it is. Look "
            "at DATABASE_URL, or name another file."
        )


def _day(of: Manifest) -> str:
    return f"{of.taken_at:%Y-%m-%d}"


def _may_be_replaced(file: Path, url: URL) -> Manifest | None:
    """What is there, a whole backup, or nothing. Raises StorageError for anything else."""
    if file.is_dir():
        raise StorageError(f"{file} is a folder: name a file in it.")
    if url.drivername == "sqlite":
        path = file_of(url)
        if file.resolve() in [path.with_name(path.name + end).resolve() for end in BESIDE]:
            raise StorageError(f"{file} is where the database itself is kept: name another file.")
    if not file.exists():
        return None
    try:
        return verify(file)
    except StorageError:
        raise StorageError(
            f"{file} is there already and is no whole backup: name another file, or take it away."
        ) from None


def _must_be_empty(url: URL) -> None:
    if url.drivername != "sqlite":
        return
    path = file_of(url)
    must_be_a_file(path)
    if path.exists():
        raise occupied(str(path))


@contextmanager
def source(url: URL) -> Iterator[Engine]:
    """Connections to the database of the settings, for work that takes long."""
    if url.drivername == "sqlite":
        from bot.storage.sqlite import reading_engine

        must_be_there(url)
        path = file_of(url)
        engine = telling(reading_engine(path), lambda e: trouble.of_sqlite(path, e))
    else:
        from bot.storage import server_trouble
        from bot.storage.postgresql import patient_engine

        engine = telling(patient_engine(url), lambda e: server_trouble.of_postgresql(url, e))
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _reading(file: Path, means: Means) -> Iterator[Connection]:
    from bot.storage.sqlite import reading_engine

    engine = telling(reading_engine(file), means)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
