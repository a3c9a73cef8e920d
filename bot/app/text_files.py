"""Small files that somebody else reads too: written whole or left as they were."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from bot import private
from bot.errors import ConfigError


def replace_file(path: Path, text: str, mode: int | None = None) -> None:
    """This text under that name, with this mode (the one it has, else its owner's alone): whole, or what was there.

    Raises ConfigError where it cannot be written.
    """
    made = ""
    try:
        number, made = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
        with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), _mode_of(path) if mode is None else mode)
            _keep_owner(file.fileno(), path)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(path)
    except OSError as error:
        if made:
            with suppress(OSError):
                Path(made).unlink()
        raise ConfigError([cannot_write(path, error.strerror or "unknown")]) from None


def cannot_write(path: Path, why: str) -> str:
    """A file stays as it was."""
    return (
        f"{path} cannot be written ({why}), so nothing was changed: make room there, let this user write it, or name "
        "another place."
    )


def _mode_of(path: Path) -> int:
    with suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode)
    return private.FILE


def _keep_owner(number: int, path: Path) -> None:
    """Whoever may, root that is, leaves a file to whose it was."""
    with suppress(OSError, AttributeError):
        owner = path.stat()
        os.fchown(number, owner.st_uid, owner.st_gid)
