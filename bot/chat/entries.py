"""Entries of the menu, as the themes bring them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Flag, auto


class When(Flag):
    """What goes on in a place while the menu shows an entry."""

    NEVER = 0
    IDLE = auto()
    LOBBY = auto()
    RUNNING = auto()
    PAUSED = auto()
    GAME = RUNNING | PAUSED
    ALWAYS = IDLE | LOBBY | GAME


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageMenu:
    """What can be done with a message of the chat: a press of `verb`, with the message. `label` is unique, 24
    characters at most.
    """

    verb: str
    label: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A button: the command it means, options that are set, and those (at most five) that a form asks for.

    `when`: not at all where only other pages show it. `host`: it is for those alone who may host the game.
    """

    key: str
    label: str
    command: str
    options: Mapping[str, str] = field(default_factory=dict)
    ask: tuple[str, ...] = ()
    when: When = When.NEVER
    host: bool = False
