"""The formats of quizzes that are known, and which one a document is written in."""

from collections.abc import Callable
from dataclasses import dataclass

from content.formats.document import Document
from content.quizzes import gift, opentdb, red
from content.quizzes.asked import Quiz


@dataclass(frozen=True, slots=True)
class QuizFormat:
    """One way in which quizzes are written down."""

    name: str
    recognises: Callable[[Document], bool]
    read: Callable[[Document], Quiz]


FORMATS = tuple(QuizFormat(m.NAME, m.recognises, m.read) for m in (opentdb, red, gift))


def quiz_format_of(document: Document) -> QuizFormat | None:
    """The quiz format this document is written in, None if it is none of ours."""
    return next((f for f in FORMATS if f.recognises(document)), None)
