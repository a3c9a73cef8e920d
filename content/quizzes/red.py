"""Red-DiscordBot trivia lists (YAML): "question: [accepted answers]" beside AUTHOR, DESCRIPTION and CONFIG."""

import re
from collections.abc import Iterator
from typing import Any

from content.errors import Problem
from content.formats.document import Document
from content.quizzes.asked import Quiz, QuizQuestion, quiz
from content.text import clean
from content.yaml import NotYaml, read_yaml

NAME = "red"
_TOLD = re.compile(r"^(?:AUTHOR|DESCRIPTION|CONFIG):", re.MULTILINE)
_LIST = re.compile(r"^[^\s#:-][^\n]*:[ \t]*\n[ \t]*- [^\n]", re.MULTILINE)
_FACTS = frozenset({"AUTHOR", "DESCRIPTION", "CONFIG"})


def recognises(document: Document) -> bool:
    """Whether it names its author or description, or asks a question with a list below it, as such lists do."""
    found = _LIST.search(document.text, 0, 20_000)
    return found is not None and (bool(_TOLD.search(document.text)) or "?" in found[0])


def read(document: Document) -> Quiz:
    """Every question with its accepted answers, the first of which is the key."""
    try:
        held = read_yaml(document.text)
    except NotYaml as error:
        return Quiz(document.name, (), (Problem("from here on it is not valid YAML", error.line),))
    if not isinstance(held, dict):
        return Quiz(document.name, (), (Problem("it is a list, where questions with answers were expected"),))
    title = held.get("DESCRIPTION")
    return quiz(clean(title) if isinstance(title, str) else document.name, _asked(held))


def _asked(held: dict[Any, Any]) -> Iterator[QuizQuestion]:
    number = 0
    for question, answers in held.items():
        if question in _FACTS:
            continue
        number += 1
        found = [a for a in map(_answer, answers if isinstance(answers, list) else [answers]) if a]
        yield QuizQuestion(_answer(question), found[0] if found else "", accept=tuple(found[1:]), line=number)


def _answer(value: Any) -> str:
    """A scalar on one line; "" for a list or a table, which is no answer."""
    return " ".join(clean(value).split()) if isinstance(value, str) else ""
