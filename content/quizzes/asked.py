"""What every quiz format comes down to: questions with a key and either distractors or other accepted answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from content.errors import Problem
from content.ids import item_id
from content.items.rules import LONGEST_TEXT, MOST_OPTIONS, WHY, Refused, structural_refusal
from content.model import Item
from content.text import excerpt

HAND_WRITTEN = "hand-written"


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question as somebody wrote it down; `line` is where, from 1 (in JSON, which of the entries)."""

    question: str
    key: str
    distractors: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    explanation: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Quiz:
    """The items of a file and what was left out."""

    title: str
    items: tuple[Item, ...]
    problems: tuple[Problem, ...] = ()


def quiz(title: str, asked: Iterable[QuizQuestion], problems: Iterable[Problem] = ()) -> Quiz:
    """Questions as items, each once; one that could not be asked fairly is told with its rule."""
    told, items = list(problems), dict[str, Item]()
    for question in asked:
        item = made(question)
        if isinstance(item, Refused):
            short = excerpt(question.question, 60)
            told.append(Problem(f"the question “{short}” was left out: {WHY[item.rule]}", question.line))
        else:
            items.setdefault(item.id, item)
    return Quiz(title, tuple(items.values()), tuple(told))


def made(question: QuizQuestion) -> Item | Refused:
    """The hand-written item of a question, or the rule by which nobody could play it."""
    item = _item(question)
    rule = _longer(question) or structural_refusal(item)
    return item if rule is None else Refused(rule, item.id)


def _item(asked: QuizQuestion) -> Item:
    options = (asked.key, *asked.distractors[: MOST_OPTIONS - 1]) if asked.distractors else ()
    return Item(
        id=item_id("", HAND_WRITTEN, asked.question), kind=HAND_WRITTEN, stimulus="", stem=asked.question,
        key=asked.key, options=options, accept=asked.accept, explanation=asked.explanation,
    )  # fmt: skip


def _longer(asked: QuizQuestion) -> str | None:
    texts = (asked.question, asked.key, *asked.distractors, *asked.accept)
    return "longer" if any(len(text) > LONGEST_TEXT for text in texts) else None
