"""A line at the terminal → who said what: `alice> /quote`, a button's letter, a typed answer, `# wait 30`."""

import re
from dataclasses import dataclass

YOU = "you"
_SPOKEN = re.compile(r"([^\s>/#][^>\n]{0,38})> ?(.*)", re.DOTALL)
_WAIT = re.compile(r"#\s*wait\s+([0-9]{1,6})\s*")

_MEANT_WAIT = re.compile(r"#\s*wait\b")


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """Somebody said something."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class WaitLine:
    """Let that many seconds pass."""

    seconds: int


def read_line(line: str) -> SpokenLine | WaitLine | None:
    """What a line means; None for a blank line or a comment."""
    line = line.strip()
    if wait := _WAIT.fullmatch(line):
        return WaitLine(int(wait[1]))
    if not line or line.startswith("#"):
        return None
    if spoken := _SPOKEN.fullmatch(line):
        return SpokenLine(spoken[1].strip(), spoken[2].strip())
    return SpokenLine(YOU, line)


def is_wait(line: str) -> bool:
    """Whether a line was meant to let time pass."""
    return _MEANT_WAIT.match(line.strip()) is not None


def letters(labels: list[str], taken: str) -> list[str]:
    """A letter to type for each button: one of its label's own where possible, never one of `taken`."""
    free = [c for c in "abcdefghijklmnopqrstuvwxyz0123456789" if c not in taken.casefold()]
    chosen = []
    for label in labels:
        own = [c for c in label.casefold() if c in free]
        letter = (own or free)[0]
        free.remove(letter)
        chosen.append(letter)
    return chosen
