"""Open Trivia Database JSON: {"results": [{"question", "correct_answer", "incorrect_answers"}]}, HTML-escaped."""

from collections.abc import Iterator
from typing import Any

from content.formats.document import Document
from content.quizzes.asked import Quiz, QuizQuestion, quiz
from content.text import plain_entities

NAME = "opentdb"


def recognises(document: Document) -> bool:
    """Whether there are questions with a correct answer."""
    return any("correct_answer" in o and "question" in o for o in document.objects("results")[:5])


def read(document: Document) -> Quiz:
    """Every question with its options."""
    return quiz(document.name, _asked(document.placed("results")))


def _asked(results: list[tuple[int, dict[str, Any]]]) -> Iterator[QuizQuestion]:
    for line, held in results:
        wrong = held.get("incorrect_answers")
        distractors = tuple(filter(None, map(_text, wrong))) if isinstance(wrong, list) else ()
        yield QuizQuestion(
            _text(held.get("question")), _text(held.get("correct_answer")), distractors,
            explanation=_text(held.get("category")), line=line,
        )  # fmt: skip


def _text(value: Any) -> str:
    return " ".join(plain_entities(value).split()) if isinstance(value, str) else ""
