"""What is its owner's alone: folders 0700, files 0600. On systems without modes everything stays as it is."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

FOLDER, FILE = 0o700, 0o600
_OTHERS = stat.S_IROTH | stat.S_IWOTH


def make_folder(folder: Path) -> None:
    """Make it, and what is missing above it. What is there keeps its mode. Raises OSError."""
    for missing in reversed([f for f in (folder, *folder.parents) if not f.exists()]):
        missing.mkdir(mode=FOLDER, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))


def make_file(path: Path) -> None:
    """An empty file, unless there is one. Raises OSError."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, FILE))


def open_new(path: Path) -> BinaryIO:
    """A new file to be written. Raises OSError, FileExistsError where there is one."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE), "wb")


def open_to_others(path: Path) -> bool:
    """Whether any user of this machine can read or write it: its mode, and that of every folder above, let them."""
    try:
        real = path.resolve(strict=True)
        above = all(folder.stat().st_mode & stat.S_IXOTH for folder in real.parents)
        return os.name == "posix" and above and bool(real.stat().st_mode & _OTHERS)
    except OSError:
        return False
