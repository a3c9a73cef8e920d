"""Many files at once: read by as many processes as there are cores, kept on disk until all of them are known good."""

import os
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType

from bot.cli import wording
from bot.errors import ConfigError
from content.document_options import Reading
from content.errors import ContentError
from content.model import Pack
from content.packs import read_file
from content.sufficiency import require_content, require_most

# Starting processes takes as long as reading so many bytes does.
WORTH_PROCESSES = 3_000_000
CHUNK = 4


@dataclass(frozen=True, slots=True)
class Read:
    """One file: its pack in a form that can be put on disk, or the sentence that refuses it."""

    packed: bytes = b""
    problem: str = ""


def read_all(files: Sequence[Path], name: str | None, how: Reading, *, partly: bool = False) -> Iterator[Read]:
    """Every file in its order; `partly`: also one of which much cannot be read."""
    cores = os.cpu_count() or 1
    if cores == 1 or len(files) < 2 or sum(map(_size, files)) < WORTH_PROCESSES:
        yield from (_read(path, name, how, partly) for path in files)
        return
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_read, files, repeat(name), repeat(how), repeat(partly), chunksize=CHUNK)


class Spool:
    """Packs on disk, in their order, so that thousands of them need no memory."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with the spool
        self._sizes: list[int] = []

    def add(self, read: Read) -> None:
        """Keep a file that could be read. Raises ConfigError where there is no room for it."""
        if not read.packed:
            return
        try:
            self._sizes.append(self._file.write(read.packed))
            self._file.flush()
        except OSError as error:
            raise ConfigError([wording.no_room(tempfile.gettempdir(), error.strerror or "unknown")]) from None

    def __len__(self) -> int:
        return len(self._sizes)

    def __iter__(self) -> Iterator[Pack]:
        self._file.seek(0)
        for size in self._sizes:
            pack: Pack = pickle.loads(self._file.read(size))  # noqa: S301 - written by this very process
            yield pack

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # What could not be written is tried once more.
        with suppress(OSError):
            self._file.close()


def _read(path: Path, name: str | None, how: Reading, partly: bool) -> Read:
    try:
        pack = require_content(read_file(path, name=name, how=how), str(path))
        pack = pack if partly else require_most(pack, str(path))
    except ContentError as error:
        return Read(problem=str(error))
    return Read(packed=pickle.dumps(pack, pickle.HIGHEST_PROTOCOL))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
