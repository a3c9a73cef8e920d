"""`quoth admin keys`: which key seals how many installations; a new key; all sealed with the first."""

import argparse
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.app.configuration import Settings
    from bot.storage.store import Store


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be done with keys."""
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument("--new", action="store_true", help="print a new key; nothing is changed")
    doing.add_argument("--rotate", action="store_true", help="seal everything with the first key")


def new() -> str:
    """A key that nobody has."""
    _must_be_installed()
    from bot.installations.keys import new_key

    return new_key()


async def rotated(store: "Store", settings: "Settings") -> str:
    """Seal everything with the first key. Raises ConfigError, KeyMissing, SealBroken; then nothing was changed."""
    _must_be_installed()
    from bot.cli import admin_wording as wording
    from bot.errors import ConfigError
    from bot.installations.keys import Keys
    from bot.installations.rotation import rotate

    if not settings.secret_keys:
        raise ConfigError([wording.NO_KEYS])
    return wording.rotated(await rotate(store, Keys(settings.secret_keys)), len(settings.secret_keys) - 1)


async def records(store: "Store", settings: "Settings") -> list[dict[str, Any]]:
    """Each key by its mark, in their order, and those that are missing."""
    _must_be_installed()
    from bot.cli import admin_wording as wording
    from bot.installations.keys import Keys
    from bot.installations.rotation import sealed_by

    counts = await sealed_by(store)
    marks = Keys(settings.secret_keys).marks if settings.secret_keys else ()
    there = [
        {"key": place, "mark": mark, "installations": counts.pop(mark, 0), "is": wording.SEALS if place == 1 else ""}
        for place, mark in enumerate(marks, start=1)
    ]
    missing = [{"key": None, "mark": mark, "installations": n, "is": wording.MISSING} for mark, n in counts.items()]
    return [*there, *missing]


def _must_be_installed() -> None:
    """Raises ConfigError where what seals is not installed."""
    from bot.app.wording import missing_extra
    from bot.errors import ConfigError

    if find_spec("cryptography") is None:
        raise ConfigError([missing_extra("slack", sys.executable)])
