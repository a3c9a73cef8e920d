"""Drop folders: a transcript that is put there becomes a pack, offered to every workspace, without a restart.

Which file a pack came from, and what the file held, is kept with the pack: so after a restart only what changed is
read, two files are two packs however they are called, and what people did to a pack since is not undone.
"""

import asyncio
import logging
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from bot.chat.plain import plain
from bot.library import import_wording as wording
from bot.library.imports import store
from bot.library.model import Audience, PackFile
from bot.library.reader.model import ReadingJob
from bot.library.rows.packs import PackRows
from bot.library.services import Services
from bot.library.threads import FILES, within
from bot.storage.whole_files import identity_of
from content.document_options import LIMIT_MB
from content.edits import SUFFIX as EDITS
from content.errors import ContentError, UnreadableFile
from content.sufficiency import require_content, require_most

# What nobody means as a transcript.
_LEFT_ALONE = (EDITS, ".part", ".tmp", ".crdownload", "~")
# A folder is looked at so often, and at the start twice within a moment.
LOOK_SECONDS, MOMENT = 5.0, 0.5
_LONGEST_PAUSE = 60
# So many files that are no packs are told at once.
MOST_TOLD = 10
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FileState:
    """How a file was when it was looked at: changed files have another one. Its curator's file counts as part of it."""

    size: int
    changed: int
    edits: int

    def is_old(self, now: float) -> bool:
        """Whether nobody touched it lately; `now` in seconds since 1970."""
        return max(self.changed, self.edits) / 1e9 <= now - LOOK_SECONDS


class WatchedFolder:
    """One folder. A file is read when it has been still since the last look, and again only when it changed."""

    def __init__(self, folder: Path, *, passed_over: Collection[str] = ()) -> None:
        self._folder, self._passed_over = folder, frozenset(passed_over)
        self._seen: dict[Path, FileState] | None = None
        self._done: dict[Path, FileState] = {}
        self._pauses = _Pauses()
        self._missing = False
        self.reading: tuple[str, ...] = ()

    async def poll(self, services: Services) -> int:
        """Bring in what is new or changed; returns how many packs were stored. A bad file is told in the log, once.

        `reading` holds the names of the files that are not done yet meanwhile. Raises what the store raises when it
        is away; then what was not done is tried again at the next look.
        """
        seen = await self._first() if self._seen is None else self._seen
        self._seen = now = await within(FILES, self._states)
        still = [p for p, state in now.items() if self._done.get(p) != state and seen.get(p) == state]
        if not still:
            return 0
        try:
            return await self._bring_all(services, {path: now[path] for path in still})
        finally:
            self.reading = ()

    async def _first(self) -> Mapping[Path, FileState]:
        """What lies there at the start; what was touched lately gets a moment in which it may show to be written."""
        seen = await within(FILES, self._states)
        if not all(state.is_old(time.time()) for state in seen.values()):
            await asyncio.sleep(MOMENT)
        return seen

    async def _bring_all(self, services: Services, still: Mapping[Path, FileState]) -> int:
        held = await within(FILES, _Held, await services.store.read(lambda tx: tx[PackRows].files()))
        stored, left = 0, list(still)
        for path, state in still.items():
            self.reading = tuple(p.name for p in left)
            left.remove(path)
            if self._pauses.rests(path, state):
                continue
            try:
                stored += await self._bring(services, path, held)
            except ContentError as error:
                _log.warning("not imported: %s", error)
            except Exception as error:  # noqa: BLE001 - one file that cannot be kept must not stop the others
                # While the store does not answer nothing can be kept: everything is left to the next look.
                await services.store.read(lambda tx: tx[PackRows].revision())
                if self._pauses.failed(path, state):
                    _log.error(
                        "%s could not be imported, and is tried again: %r", plain(path.name), type(error).__name__
                    )
                continue
            self._done[path] = state
        return stored

    async def _bring(self, services: Services, path: Path, held: "_Held") -> bool:
        must_have_a_name(path)
        file = await within(FILES, _file_of, path)
        if held.knows(file):
            return False
        read = await services.reader.read(ReadingJob(where=str(path)), who="a drop folder")
        pack = require_most(require_content(read.pack, str(path)), str(path))
        apart = await within(FILES, held.others, path)
        done = await store(services, pack, workspace_id=None, audience=Audience.OFFERED, file=file, apart=apart)
        if done.info.id not in apart:
            held.add(replace(file, pack_id=done.info.id))
        _log.info("%s: %s", path.name, wording.short(done, pack))
        return wording.stored(done)

    def files(self) -> list[Path]:
        """What lies there now and is meant as a transcript."""
        return sorted(self._states())

    def _states(self) -> dict[Path, FileState]:
        try:
            files = sorted(p for p in self._folder.iterdir() if self._is_meant(p))
        except OSError as error:
            if not self._missing:
                _log.warning("the folder %s cannot be read: %s", self._folder, error.strerror)
            self._missing = True
            return {}
        self._missing = False
        return dict(_with_states(files))

    def _is_meant(self, path: Path) -> bool:
        hidden = path.name.startswith((".", "~")) or path.name.endswith(_LEFT_ALONE)
        return not hidden and path.name not in self._passed_over


async def waiting_files(services: Services, folders: Collection[WatchedFolder]) -> list[str]:
    """Why files that lie in drop folders are no packs, a sentence each; of many the first few.

    Each that no pack came from is read once more.
    """
    held = await within(FILES, _Held, await services.store.read(lambda tx: tx[PackRows].files()))
    told: list[str] = []
    for folder in folders:
        for path in await within(FILES, folder.files):
            if len(told) < MOST_TOLD and not held.knows(await within(FILES, _file_of, path)):
                try:
                    must_have_a_name(path)
                    read = await services.reader.read(ReadingJob(where=str(path)), who="a drop folder")
                    require_most(require_content(read.pack, str(path)), str(path))
                except ContentError as error:
                    told.append(str(error))
    return told


def must_have_a_name(path: Path) -> None:
    """Raises UnreadableFile for a path that is no text: it could neither be kept nor shown."""
    if plain(str(path)) != str(path):
        raise UnreadableFile(plain(str(path)), "its name is not written in UTF-8", remedy="Rename it")


def _with_states(files: Collection[Path]) -> Iterator[tuple[Path, FileState]]:
    """The files with how they are; one that is gone meanwhile is left out."""
    for path in files:
        try:
            if path.is_file():
                about, beside = path.stat(), _edits(path)
                edits = beside.stat().st_mtime_ns if beside.is_file() else 0
                yield path, FileState(about.st_size, about.st_mtime_ns, edits)
        except OSError:
            continue


class _Held:
    """The files that packs came from."""

    def __init__(self, files: Collection[PackFile]) -> None:
        self._digests: dict[str, str] = {}
        self._standing: dict[int, tuple[int, int]] = {}
        for file in files:
            self.add(file)

    def add(self, file: PackFile) -> None:
        """One more, or one that changed."""
        self._digests[file.path] = file.digest
        if identity := identity_of(Path(file.path)):
            self._standing[file.pack_id] = identity

    def knows(self, file: PackFile) -> bool:
        """Whether a pack came from it as it is."""
        return self._digests.get(file.path) == file.digest

    def others(self, path: Path) -> set[int]:
        """The packs of other files that are still there.

        Disks may not tell cases or normal forms of a name apart: then two paths are one file.
        """
        this = identity_of(path)
        return {pack_id for pack_id, identity in self._standing.items() if identity != this}


class _Pauses:
    """Files that failed for a reason nobody foresaw: each is left alone for twice as many looks as the last time."""

    def __init__(self) -> None:
        self._failed: dict[Path, tuple[FileState, int, int]] = {}

    def failed(self, path: Path, state: FileState) -> bool:
        """It failed; whether that is news."""
        before = self._failed.get(path)
        again = before is not None and before[0] == state
        pause = min(2 * before[1], _LONGEST_PAUSE) if before and again else 1
        self._failed[path] = state, pause, pause
        return not again

    def rests(self, path: Path, state: FileState) -> bool:
        """Whether it is left alone this time."""
        before = self._failed.get(path)
        if before is None or before[0] != state or before[2] == 0:
            return False
        self._failed[path] = state, before[1], before[2] - 1
        return True


def _file_of(path: Path) -> PackFile:
    """What is in a file and in its curator's file. It is looked at before the file is read, so it is never newer."""
    digest = blake2b(digest_size=18)
    for part in (path, _edits(path)):
        digest.update(_start_of(part))
        digest.update(b"\x1f")
    return PackFile(path=str(path.resolve()), digest=digest.hexdigest())


def _start_of(part: Path) -> bytes:
    """All of it, up to what may be read at all; of a larger one its size and time tell whether it is another."""
    limit = LIMIT_MB * 1_000_000
    try:
        about = part.stat()
        if about.st_size > limit:
            return f"{about.st_size} {about.st_mtime_ns}".encode()
        with part.open("rb") as file:
            return file.read(limit + 1)
    except OSError:
        return b"\0"


def _edits(path: Path) -> Path:
    return path.parent / (path.stem + EDITS)
