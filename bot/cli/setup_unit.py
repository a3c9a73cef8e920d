"""The unit for systemd as it fits this machine: who runs it, from where, what is written."""

import getpass
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bot import private
from bot.app.configuration import Settings, environment, index_folder, read
from bot.app.service_unit import unit
from bot.chat.plain import plain
from bot.errors import ConfigError

LINT_SECONDS = 30


def text(folder: Path) -> str:
    """For the `.env` of that folder; the folders it writes are made. Raises ConfigError for wrong settings."""
    settings = read(environment({}, folder))
    written = [path.absolute() for path in _written(settings)]
    if odd := next((p for p in (folder, *written) if not _is_plain(str(p))), None):
        raise ConfigError(
            [f"{plain(str(odd))} cannot stand in a unit: take a folder without $, \\ and quotation marks."]
        )
    for path in written:
        private.make_folder(path)
    return unit(user=getpass.getuser(), folder=folder, command=_command(), written=written)


def _is_plain(path: str) -> bool:
    """Whether systemd takes it; percent signs and spaces can be escaped."""
    return path.isprintable() and not set(path) & set("$\\'\"")


def _written(settings: Settings) -> Iterator[Path]:
    if settings.database_path:
        yield settings.database_path.parent
    yield index_folder(settings.database_url).parent
    if settings.backup_folder:
        yield settings.backup_folder


def _command() -> list[str]:
    # Not where a link leads: that would be the Python that the environment was made of.
    program = Path(sys.executable).absolute().with_name("quoth")
    return [str(program), "run"] if program.is_file() else [sys.executable, "-m", "bot", "run"]


def lint(path: Path) -> str:
    """What systemd itself finds wrong with the unit; "" where nothing is, or nobody can tell."""
    program = shutil.which("systemd-analyze")
    if program is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - its own program, and a path
            [program, "verify", str(path)], capture_output=True, text=True, check=False, timeout=LINT_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    # It speaks of other units of the machine too.
    return "\n".join(line for line in done.stderr.splitlines() if path.name in line)
