"""An archive (.zip) as Slack gives it to whoever exports a workspace, read in memory and under limits: nothing of it is
ever written to a disk."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from content.errors import UnreadableFile
from content.slack_export import CHANNELS, DAY, MEMBERS, document_of

# Nobody's messages are packed closer than this.
_BOMB_RATIO = 200
# The directory of an archive costs memory before anything is read: so many bytes of it, some fifty thousand files.
LONGEST_DIRECTORY = 5_000_000
_DIRECTORY_END, _LARGE_FORM = b"PK\x05\x06", b"PK\x06\x07"
# What a damaged archive, or one that is packed in a way nobody reads, ends in; a password is a bare RuntimeError.
DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error
)  # fmt: skip
# Folders that programs add.
_ADDED = ("__MACOSX/",)


def export_in_archive(data: bytes, where: str, title: str, limit_mb: int) -> str | None:
    """The messages of all public channels in it as JSON; None for an archive that is no such export.

    Raises UnreadableFile.
    """
    if has_oversized_directory(data, LONGEST_DIRECTORY):
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            files = _Archive(archive, where, limit_mb)
            if not files.is_export():
                return None
            files.refuse_what_is_wrong()
            return document_of(files, title).decode()
    except DAMAGED:
        raise UnreadableFile(where, "it is a damaged archive", remedy="Export it once more") from None
    except RuntimeError:
        raise UnreadableFile(where, "it is an archive with a password", remedy="Export it without one") from None


def has_oversized_directory(data: bytes, longest: int) -> bool:
    """Whether an archive's directory says that it is longer than so many bytes, or is one of the large form, which may
    say anything: so many entries would cost a gigabyte before one is read.
    """
    end = data.rfind(_DIRECTORY_END)
    if end < 0 or len(data) < end + 20:
        return False
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    return size > longest or data[max(0, end - 20) : end].startswith(_LARGE_FORM)


class _Archive:
    """The files of an export that lies packed in an archive, whatever folder they stand in there."""

    def __init__(self, archive: zipfile.ZipFile, where: str, limit_mb: int) -> None:
        self._archive, self.where, self._limit_mb = archive, where, limit_mb
        self._left = limit_mb * 1_000_000
        held = {i.filename: i for i in archive.infolist() if not i.is_dir() and not i.filename.startswith(_ADDED)}
        self._root = _root_of(held)
        self._held = {name.removeprefix(self._root): i for name, i in held.items() if name.startswith(self._root)}
        self._all = list(held)

    def is_export(self) -> bool:
        """Whether the lists of an export are there, or a channel's days."""
        days = any(DAY.fullmatch(PurePosixPath(name).name) for name in self._all)
        return days and (MEMBERS in self._held or CHANNELS in self._held or all(_may_be_day(n) for n in self._held))

    def refuse_what_is_wrong(self) -> None:
        """Raises UnreadableFile for names that lead elsewhere, and for what unpacks to more than it may."""
        if odd := next((name for name in self._all if _leads_elsewhere(name)), None):
            raise UnreadableFile(
                self.where, f"it holds a file outside of its folder (“{odd[:60]}”)", remedy="Export it once more"
            )
        days = [info for name, info in self._held.items() if name.endswith(".json")]
        if any(i.file_size > max(1, i.compress_size) * _BOMB_RATIO + 1_000_000 for i in days):
            raise UnreadableFile(self.where, "it unpacks to far more than it may", remedy="Export it once more")

    def names(self) -> Iterator[str]:
        """Of all JSON files."""
        return (name for name in self._held if name.endswith(".json"))

    def read(self, name: str) -> bytes:
        """What is in that file."""
        with self._archive.open(self._held[name]) as file:
            held = file.read(self._left + 1)
        self._left -= len(held)
        if self._left < 0:
            raise UnreadableFile(
                self.where, f"its messages are larger than {self._limit_mb} MB",
                remedy="Bring the folders of fewer channels, with users.json",
            )  # fmt: skip
        return held


def _root_of(names: dict[str, zipfile.ZipInfo]) -> str:
    """The folder in which the lists of the export stand, with its slash; "" for the archive itself."""
    tops = [name.removesuffix(index) for index in (MEMBERS, CHANNELS) for name in names if name.endswith(index)]
    tops = [top for top in tops if not top or top.endswith("/")]
    return min(tops, key=len, default="")


def _may_be_day(name: str) -> bool:
    return DAY.fullmatch(PurePosixPath(name).name) is not None


def _leads_elsewhere(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name[:3] or ".." in name.replace("\\", "/").split("/")
