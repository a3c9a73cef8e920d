"""A folder of what a model told of packs: numbers, no words; a file for each pack, edition and model."""

import logging
import mmap
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from bot import private
from bot.library.model import StoredPack

_log = logging.getLogger(__name__)


class PackNumbers:
    """What one version of a model told, mapped and not read. Without a folder it keeps nothing."""

    def __init__(self, folder: Path | None, version: str) -> None:
        self._folder, self._version = folder, version
        self._told = False

    def read(self, pack: StoredPack, size: int) -> bytes | mmap.mmap | None:
        """The bytes of a pack; None where they are not there or not as many."""
        path = self._path(pack)
        try:
            if path is None or path.stat().st_size != size:
                return None
            with path.open("rb") as file:
                return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):
            return None

    def write(self, pack: StoredPack, made: bytes) -> None:
        """Put them there, and take away what lay there of the pack's other editions and of other models."""
        path = self._path(pack)
        if path is None:
            return
        try:
            private.make_folder(path.parent)
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(made)
            fresh.replace(path)
            for other in path.parent.glob(f"{pack.info.id}-*.bytes"):
                if other != path:
                    other.unlink(missing_ok=True)
        except OSError as problem:
            # A full disk, say, stops no look-up, and is told once.
            if not self._told:
                _log.warning("meanings are kept in memory, because %s cannot be written: %s", path.parent, problem)
            self._told = True

    def packs(self) -> frozenset[int]:
        """The ids of the packs of which something lies there, whichever model told it."""
        return frozenset(self._files())

    def forget(self, pack_ids: Iterable[int]) -> None:
        """Delete what lies there of these packs."""
        held = self._files()
        for path in (path for pack_id in pack_ids for path in held.get(pack_id, ())):
            with suppress(OSError):
                path.unlink()

    def _files(self) -> dict[int, list[Path]]:
        found: dict[int, list[Path]] = {}
        for path in self._folder.glob("*-*.bytes") if self._folder else ():
            pack_id = path.name.partition("-")[0]
            if pack_id.isdecimal():
                found.setdefault(int(pack_id), []).append(path)
        return found

    def _path(self, pack: StoredPack) -> Path | None:
        return self._folder and self._folder / f"{pack.info.id}-{pack.edition}-{self._version}.bytes"
