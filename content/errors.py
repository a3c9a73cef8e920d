"""What can be wrong with a file that people hand in.

ContentError            one sentence: what is wrong, where, what to do
└── UnreadableFile      not there, a folder, empty, not text, too large
└── NoTranscript        text, but nobody is named in it
└── BadPack             a pack file that breaks a rule of its format
└── BadEdits            a curator's file that cannot be followed
└── NothingToKeep       readable, but neither a quote nor an item comes of it
"""

from dataclasses import dataclass
from typing import Any

_SMALLER = "Split it into parts, or save it as plain text with a line for each turn"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something worth telling about a file that could be read all the same.

    `line` counts from 1; None when the problem is the file's as a whole. `mend` is the line of a speaker map that
    would mend it ("Maya's iPhone=Maya"), where one would. `lost`: something that is an entry of a list did not come in.
    """

    text: str
    line: int | None = None
    mend: str = ""
    lost: bool = False


class ContentError(Exception):
    """A file cannot be used. `str()` is the whole sentence for a person, with the file's name in it."""

    def __init__(self, path: str, problem: str, *, line: int | None = None, remedy: str = "") -> None:
        self.path, self.problem, self.line, self.remedy = path, problem, line, remedy
        where = path if line is None else f"{path}, line {line}"
        super().__init__(f"{where}: {problem}." + (f" {remedy}." if remedy else ""))

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors travel between processes."""
        return _again, (type(self), self.path, self.problem, self.line, self.remedy)


def _again(kind: type[ContentError], path: str, problem: str, line: int | None, remedy: str) -> ContentError:
    return kind(path, problem, line=line, remedy=remedy)


class UnreadableFile(ContentError):
    """There is no readable text at that path."""


class TooCostly(ContentError):
    """It takes more to read it than a file may take."""

    @classmethod
    def memory(cls, path: str) -> "TooCostly":
        """More memory."""
        return cls(path, "reading it takes more memory than a file may take", remedy=_SMALLER)

    @classmethod
    def time(cls, path: str) -> "TooCostly":
        """More time."""
        return cls(path, "reading it takes longer than a file may take", remedy=_SMALLER)


class NoTranscript(ContentError):
    """The text names no speaker, so nothing in it can be attributed."""


class BadPack(ContentError):
    """A pack file breaks a rule of its format."""


class BadEdits(ContentError):
    """A curator's file that cannot be followed."""


class MuchIsLost(ContentError):
    """Of a list so much cannot be read that somebody has to say whether the rest is wanted."""


class NothingToKeep(ContentError):
    """Neither a quote nor an item comes of a file."""
