"""Kept mixes: what they may be called, and which options of /quiz start they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from content.text import fold

# A workspace keeps so many, each under a name of so many characters.
MOST, NAME_LIMIT = 25, 40
NAME = "name"
# When a game is played is no part of what is played.
NOT_KEPT = frozenset({"at", "days", "timezone"})
_MEANS_SOMETHING = frozenset('<>@#`*_|\\/="“”')


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A mix kept under a name: the options of /quiz start, and who kept it."""

    id: str
    name: str
    options: Mapping[str, str]
    user_id: str
    at: datetime


def name_of(text: str) -> str:
    """The name as it is shown, its spaces single; "" for what cannot be one: it has letters or digits, and no sign
    that means something where names are written.
    """
    name = " ".join(text.split())
    named = any(c.isalnum() for c in name) and all(c.isprintable() for c in name)
    return name if named and _MEANS_SOMETHING.isdisjoint(name) else ""


def key_of(name: str) -> str:
    """What two spellings of one name have in common."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(name)).split()) or name.casefold()
