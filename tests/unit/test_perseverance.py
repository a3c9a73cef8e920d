"""What goes on however often it fails, and what an error of a PostgreSQL means to whoever goes on."""

import logging

import psycopg
import pytest
from sqlalchemy import make_url

from bot.errors import StorageAway, StorageDamaged, StorageError, StorageUnwritable
from bot.storage.perseverance import Perseverance
from bot.storage.server_trouble import of_postgresql

URL = make_url("postgresql://quoth:secret@db.example/quoth")
_log = logging.getLogger(__name__)


def test_it_is_told_once_when_it_fails_and_once_when_it_works_again(caplog: pytest.LogCaptureFixture) -> None:
    """What the storage has told is not told again; only what is no error leaves the loop."""
    going, turns = Perseverance(_log, "looking"), list[int]()
    for number, problem in enumerate(
        [None, StorageAway("away"), RuntimeError("odd"), StorageAway("away"), KeyError("odd"), None, None]
    ):
        with going.turn():
            if problem is not None:
                raise problem
            turns.append(number)
    assert turns == [0, 5, 6]
    assert [(r.levelname, r.message) for r in caplog.records] == [
        ("ERROR", "looking failed; it is tried again"),
        ("WARNING", "looking works again"),
    ]
    with pytest.raises(KeyboardInterrupt), going.turn():
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("53100", StorageUnwritable),
        ("53200", StorageAway),
        ("53300", StorageAway),
        ("57P01", StorageAway),
        ("42P01", StorageDamaged),
        ("42883", StorageDamaged),
        ("3F000", StorageDamaged),
        ("XX001", StorageDamaged),
        ("XX000", StorageError),
        ("54001", StorageError),
        ("0A000", StorageError),
        ("26000", StorageError),
        # Mistakes of ours, and what is tried again.
        ("23505", None),
        ("22P02", None),
        ("25P02", None),
        ("42601", None),
        ("40001", None),
        ("40P01", None),
    ],
)
def test_what_a_servers_error_means(state: str, kind: type[StorageError] | None) -> None:
    """Whatever it is, it names the server, without its password, and what to do."""
    meant = of_postgresql(URL, psycopg.errors.lookup(state)("said by the server"))
    assert type(meant) is (kind or type(None))
    if meant is not None:
        assert "db.example:5432/quoth" in str(meant)
        assert "secret" not in str(meant)
        assert "said by the server" not in str(meant)
