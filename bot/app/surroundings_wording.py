"""What `quoth doctor` says of what Quoth stands on."""

from datetime import timedelta
from pathlib import Path

from bot.chat.counts import counted

NO_ZONES = "Time zones are not known here: install the system's tzdata, or the package of that name."
NO_INDEX = "The index of quotes is made by the first look-up of quoth run."
NO_BACKUPS = "No backups are made by themselves: QUOTH_BACKUP_DIR names a folder for them, quoth backup FILE makes one."

EMBEDDED = "Each process sees by itself to what is due: QUOTH_JOBS is embedded."
NO_QUEUE = "The queue of jobs (Procrastinate) is not there as it is needed: quoth db upgrade, or quoth run, makes it."


def queue(waiting: int, aside: int) -> str:
    """The queue is at work; some of what was in it may be unknown to this version."""
    told = f"What is due goes through the queue of jobs (Procrastinate): {counted(waiting, 'job')} in it"
    return f"{told}, {counted(aside, 'job')} set aside that no version here knew." if aside else f"{told}."


def schema(version: str) -> str:
    """The tables are those of this version."""
    return f"The schema is version {version}, as this Quoth needs it."


def clock(skew: float) -> str:
    """The database's clock and ours."""
    return f"The clocks of this machine and of the database agree ({skew:+.1f} s)."


def clock_is_off(skew: float) -> str:
    """They do not."""
    where = "ahead of" if skew > 0 else "behind"
    return (
        f"The database's clock is {abs(skew):.0f} seconds {where} this machine's: let NTP set both, or schedules and "
        "rounds are off by as much."
    )


def disk(folder: Path, free: int) -> str:
    """There is room."""
    return f"The disk of {folder} has {_bytes(free)} free."


def disk_is_full(folder: Path, free: int, needed: int) -> str:
    """There soon is none."""
    return f"The disk of {folder} has only {_bytes(free)} free: make it {_bytes(needed)}, or soon nothing can be kept."


def zones(version: str) -> str:
    """Where the rules of time zones come from."""
    return f"Time zones are known (tzdata {version.removeprefix('version ')})."


def index(folder: Path, size: int) -> str:
    """The index is there."""
    return f"The index of quotes is in {folder} ({_bytes(size)})."


def index_is_closed(folder: Path) -> str:
    """It cannot be used."""
    return f"The index of quotes in {folder} cannot be written: let the user that Quoth runs as own it, or delete it."


def backups_are_closed(folder: Path) -> str:
    """None can be made."""
    return (
        f"QUOTH_BACKUP_DIR names {folder}, where nothing can be written: let the user that Quoth runs as write there."
    )


def no_backup_yet(folder: Path) -> str:
    """The first is still to be made."""
    return f"There is no backup in {folder} yet; quoth run makes the first as soon as it starts."


def backup(path: Path, age: timedelta, count: int) -> str:
    """The newest, and how many there are."""
    return f"The newest backup is {_ago(age)} old ({path.name}, {counted(count, 'backup')} kept)."


def backup_is_old(path: Path, age: timedelta) -> str:
    """Something keeps them from being made."""
    return f"The newest backup, {path}, is {_ago(age)} old: the log of quoth run says why none was made since."


def backup_is_ahead(path: Path, count: int) -> str:
    """A clock was, or is, wrong."""
    others = f", like {counted(count - 1, 'other')}," if count > 1 else ""
    return (
        f"The backup {path}{others} is dated in the future and does not count: see that this machine's clock is right, "
        "then move away what was made by a wrong one."
    )


def _ago(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    return f"{counted(hours // 24, 'day')}" if hours >= 48 else counted(hours, "hour")


def _bytes(size: int) -> str:
    for unit, each in (("GB", 1_000_000_000), ("MB", 1_000_000)):
        if size >= each:
            return f"{size / each:.1f} {unit}"
    return f"{size / 1000:.0f} kB"
