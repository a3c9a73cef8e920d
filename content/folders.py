"""A folder that Slack exported, or that of one of its channels."""

from collections.abc import Iterator
from pathlib import Path

from content.errors import UnreadableFile
from content.slack_export import DAY, MEMBERS, document_of


def export_in(folder: Path, limit_mb: int) -> bytes | None:
    """The messages of all public channels, or of the one whose folder it is; None for any other folder.

    Raises UnreadableFile.
    """
    root = next((f for f in (folder, folder.parent) if (f / MEMBERS).is_file()), None)
    if root is None:
        return None
    return document_of(_Folder(root, folder, limit_mb), folder.name, folder.name if folder != root else "")


class _Folder:
    """The files of an export that lies unpacked in a folder."""

    def __init__(self, root: Path, asked: Path, limit_mb: int) -> None:
        self._root, self._limit_mb = root, limit_mb
        self._left = limit_mb * 1_000_000
        self.where = str(root)
        self._asked = asked

    def names(self) -> Iterator[str]:
        """Its lists, and the days of the channels."""
        yield from (path.name for path in self._root.glob("*.json"))
        folders = [self._asked] if self._asked != self._root else [f for f in self._root.iterdir() if f.is_dir()]
        for folder in folders:
            yield from (f"{folder.name}/{path.name}" for path in folder.glob("*.json") if DAY.fullmatch(path.name))

    def read(self, name: str) -> bytes:
        """What is in that file."""
        path = self._root / name
        try:
            with path.open("rb") as file:
                held = file.read(self._left + 1)
        except OSError:
            raise UnreadableFile(str(path), "it cannot be read", remedy="Give yourself the right to read it") from None
        self._left -= len(held)
        if self._left < 0:
            wrong = f"its files are larger than {self._limit_mb} MB"
            raise UnreadableFile(str(self._asked), wrong, remedy="Name the folder of one channel")
        return held
