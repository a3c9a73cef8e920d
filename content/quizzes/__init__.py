"""Quizzes of other programs, told by content: one table, one module a format; each becomes hand-written items.

A format offers `recognises(document) -> bool` and `read(document) -> Quiz`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from content.formats.document import Document
from content.quizzes import gift, opentdb, red
from content.quizzes.asked import Quiz

__all__ = ["FORMATS", "Quiz", "QuizFormat", "quiz_format_of"]


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
