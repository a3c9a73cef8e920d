"""Drop folders: a transcript that is put there becomes a pack, offered to every workspace, without a restart."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bot.core.packs import Audience, Outcome
from bot.engine.packs import store
from bot.engine.services import Services
from bot.engine.threads import FILES, within
from bot.ports.reading import Work
from content.edits import SUFFIX as EDITS
from content.errors import ContentError

# What nobody means as a transcript.
_LEFT_ALONE = (EDITS, ".part", ".tmp", ".crdownload", "~")
# A folder is looked at so often.
LOOK_SECONDS = 5.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file was when it was looked at: changed files have another one. Its curator's file counts as part of it."""

    size: int
    changed: int
    edits: int


class DropFolder:
    """One folder. A file is read when it has been still since the last look, and again only when it changed."""

    def __init__(self, folder: Path, *, passed_over: Collection[str] = ()) -> None:
        self._folder, self._passed_over = folder, frozenset(passed_over)
        self._seen: dict[Path, Stamp] = {}
        self._done: dict[Path, Stamp] = {}

    async def look(self, services: Services) -> int:
        """Bring in what is new or changed; returns how many packs were stored. A bad file is told in the log, once."""
        stored = 0
        now = await within(FILES, self._stamps)
        for path, stamp in now.items():
            if self._done.get(path) == stamp or self._seen.get(path) != stamp:
                continue
            self._done[path] = stamp
            stored += await self._bring(services, path)
        self._seen = now
        return stored

    async def _bring(self, services: Services, path: Path) -> bool:
        try:
            pack = (await services.reader.read(Work(where=str(path)), who="a drop folder")).pack
        except ContentError as error:
            _log.warning("not imported: %s", error)
            return False
        done = await store(services, pack, workspace_id=None, audience=Audience.OFFERED)
        _log.info("%s %s: %s", done.outcome, done.info.name, path.name)
        return done.outcome in (Outcome.ADDED, Outcome.UPDATED)

    def _stamps(self) -> dict[Path, Stamp]:
        try:
            files = sorted(p for p in self._folder.iterdir() if p.is_file() and self._is_meant(p))
            return {p: _stamp(p) for p in files}
        except OSError as error:
            _log.warning("the folder %s cannot be read: %s", self._folder, error.strerror)
            return {}

    def _is_meant(self, path: Path) -> bool:
        hidden = path.name.startswith((".", "~")) or path.name.endswith(_LEFT_ALONE)
        return not hidden and path.name not in self._passed_over


def _stamp(path: Path) -> Stamp:
    beside = path.parent / (path.stem + EDITS)
    about = path.stat()
    return Stamp(about.st_size, about.st_mtime_ns, beside.stat().st_mtime_ns if beside.is_file() else 0)
