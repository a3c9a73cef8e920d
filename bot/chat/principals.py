"""Who may: the people and groups that manage a workspace, and what only they may start there."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

# What starts something, by the word people use for it. Playing, answering and reading are never restricted.
STARTING = {
    "quiz": ("quiz start",),
    "daily": ("daily set", "daily off", "daily skip", "daily now", "daily next"),
    "quotes": (
        "quotes add",
        "quotes edit",
        "quotes delete",
        "quotes import",
        "quotes enable",
        "quotes disable",
        "quotes remove",
    ),
    "quote": ("quote",),
    "questions": ("quiz add",),
}
_ALL = tuple(name for names in STARTING.values() for name in names)
_SIGNS = "+-"
_GROUP, _NAMED = "&", "="
_SEPARATORS = re.compile("[,=&|]")


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody, or with `is_group` everybody who has a role (Discord) or is in a user group (Slack).

    `id` is the platform's; `name` what people there call them, "" where it is not known.
    """

    id: str
    name: str = ""
    is_group: bool = False

    def __str__(self) -> str:
        """As it is kept: "U1=Maya", "&R2=Hosts"."""
        name = " ".join(_SEPARATORS.sub(" ", self.name).split())
        return f"{_GROUP * self.is_group}{self.id}" + (f"{_NAMED}{name}" if name else "")


def principals(kept: str) -> tuple[Principal, ...]:
    """The principals in a setting that was kept, in their order."""
    return tuple(_principal(word.strip()) for word in kept.split(",") if word.strip())


def is_among(managers: Collection[Principal], user_id: str, groups: Collection[str]) -> bool:
    """Whether somebody with these groups is one of the managers."""
    return any((p.id in groups) if p.is_group else p.id == user_id for p in managers)


def restricted_commands(kept: str) -> frozenset[str]:
    """The commands that a setting that was kept leaves to managers."""
    return frozenset(name for word in _words(kept) for name in _started(word))


def restricting(command: str) -> str:
    """The word by which that command is left to managers."""
    return next((word for word, names in STARTING.items() if command in names), command)


def restrict(said: Sequence[str], *, default: str, now: str) -> str:
    """The setting that holds after these words: they add to the default; words that all have a sign ("-daily",
    "+quote") change what holds now. Raises KeyError with the first word that starts nothing.
    """
    held = set(restricted_commands(now if all(word[0] in _SIGNS for word in said) else default))
    for word in said:
        bare = word.lstrip(_SIGNS).strip().removeprefix("/").casefold()
        names = _started(bare)
        if not names:
            raise KeyError(bare)
        held = held - set(names) if word.startswith("-") else held | set(names)
    return ", ".join(_short(held))


def _short(held: Collection[str]) -> list[str]:
    """Whole groups by their word, the others one by one."""
    short: list[str] = []
    for word, names in STARTING.items():
        whole = all(name in held for name in names)
        short += [word] if whole else [name for name in names if name in held]
    return short


def _started(word: str) -> tuple[str, ...]:
    return STARTING.get(word) or ((word,) if word in _ALL else ())


def _principal(word: str) -> Principal:
    bare = word.removeprefix(_GROUP)
    id_, _, name = bare.partition(_NAMED)
    return Principal(id_.strip(), name.strip(), is_group=word.startswith(_GROUP))


def _words(kept: str) -> list[str]:
    return [word.strip() for word in kept.split(",") if word.strip()]
