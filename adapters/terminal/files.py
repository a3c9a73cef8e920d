"""A path that somebody typed → the file as if it had been handed over; a file that is handed over → its path."""

import os
from itertools import count
from pathlib import Path
from typing import Any

from adapters.terminal import wording
from bot.chat.commands import Registry
from bot.chat.incoming import Upload
from bot.chat.messages import File, Notice
from bot.library.file_refusals import NoSuchFile
from bot.private import open_new


def with_path(line: str, registry: Registry[Any]) -> str:
    """A command line with the path in quotation marks, where all that follows a command is the path of a file."""
    for command in registry:
        option = next((o.name for o in command.options if o.upload), "")
        before, name, path = line.partition(f"{command.name} ")
        if option and name and before in ("/", "/quoth ", "") and '"' not in path and os.path.isfile(_path(path)):  # noqa: PTH113 - False for what can be no path
            return f'{before}{name}{option}="{path.strip()}"'
    return line


def read_upload(typed: str, limit: int) -> Upload:
    """The file at that path; without its bytes where it is over the limit. Raises NoSuchFile."""
    path = _path(typed)
    try:
        if path.is_dir():
            raise NoSuchFile(name=typed, why="folder")
        size = path.stat().st_size
        if size > limit:
            return Upload(name=path.name, size=size, data=b"", typed=typed)
        with path.open("rb") as file:
            data = file.read(limit + 1)
        return Upload(name=path.name, size=len(data), data=data if len(data) <= limit else b"", typed=typed)
    except FileNotFoundError:
        raise NoSuchFile(name=typed, why="") from None
    except (OSError, ValueError):
        raise NoSuchFile(name=typed, why="barred") from None


def keep_file(file: File, folder: Path) -> Notice:
    """Write it, for nobody else, under its name, or that with a number where there is one already; says where it is."""
    stem, dot, ending = file.name.partition(".")
    for number in count(1):
        path = folder / (file.name if number == 1 else f"{stem}-{number}{dot}{ending}")
        try:
            with open_new(path) as new:
                new.write(file.data)
        except FileExistsError:
            continue
        except OSError as error:
            return wording.not_kept(path.name, error.strerror or "it failed")
        return wording.kept(file.text, path.name)
    raise AssertionError


def _path(typed: str) -> Path:
    """With what a shell, or a file that is dropped on a window, puts around it."""
    return Path(os.path.expanduser(typed.strip().strip("\"'").replace("\\ ", " ")))  # noqa: PTH111 - never raises
