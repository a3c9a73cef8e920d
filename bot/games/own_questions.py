"""Questions that people write themselves: what is kept of one, and how what somebody wrote is read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.chat.refusals import BadOption
from bot.games.question_refusals import CannotBeAsked
from bot.library.model import DecidedBy
from bot.storage.tables.questions import DECLINED, DELETED
from content.items import Refused
from content.items.rules import MOST_OPTIONS, WHY, refusal
from content.model import Item
from content.quizzes.asked import QuizQuestion, made
from content.text import clean

QUESTION, RIGHT, WRONG, EXPLANATION = "question", "right", "wrong", "explanation"
FIELDS = (QUESTION, RIGHT, WRONG, EXPLANATION)
EXAMPLE = "/quiz add What is our kettle called? Bertha"
# Alone in the place of a text: it is to be empty.
EMPTIED = "-"
MOST_RIGHT = 12
# Somebody who is no manager may suggest so many in a day; a workspace keeps so many.
SUGGESTIONS_A_DAY, MOST = 10, 2000
DAY = timedelta(days=1)
# So long a deletion can be undone by its button.
UNDO = timedelta(minutes=10)
_PARTS = re.compile(r"\n+")
# Of these rules somebody who writes a question is told: it can be played all the same.
TOLD = frozenset({"key-leaks", "uneven-options", "too-long", "catch-all"})


class QuestionState(StrEnum):
    """IN is played; WAITING is a suggestion that no manager looked at; DECLINED one that they did not want."""

    IN = "in"
    WAITING = "waiting"
    DECLINED = DECLINED
    DELETED = DELETED


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuestion:
    """A question as it stands; `item` None where its words are gone. `version` rises with every change."""

    number: int
    state: QuestionState
    item: Item | None
    version: int
    added: DecidedBy
    added_at: datetime
    changed: DecidedBy
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody wrote, as they wrote it: answers one a line, or in one line with semicolons between."""

    question: str = ""
    right: str = ""
    wrong: str = ""
    explanation: str = ""

    @classmethod
    def of(cls, fields: Mapping[str, str], before: "Written | None" = None) -> "Written":
        """What stands in these fields; what is not among them stays as it was `before`."""
        stands = before or cls()
        return cls(**{name: _text(fields.get(name, getattr(stands, name))) for name in FIELDS})

    @classmethod
    def again(cls, item: Item) -> "Written":
        """An item as somebody would write it."""
        return cls(
            question=item.stem, right=_joined((item.key, *item.accept)),
            wrong=_joined([o for o in item.options if o != item.key]), explanation=item.explanation,
        )  # fmt: skip

    def item(self) -> Item:
        """The item that it makes. Raises BadOption for what is missing, CannotBeAsked for what nobody could answer."""
        right, wrong = _answers(self.right), _answers(self.wrong)
        for name, there in ((QUESTION, self.question), (RIGHT, right)):
            if not there:
                raise BadOption(option=name, value="", expected=EXAMPLE)
        if len(wrong) > MOST_OPTIONS - 1:
            raise CannotBeAsked(why=f"it has {len(wrong)} wrong answers, and a round shows three", option=WRONG)
        if len(right) > MOST_RIGHT:
            raise CannotBeAsked(why=f"it has {len(right)} right answers, and {MOST_RIGHT} are kept", option=RIGHT)
        asked = QuizQuestion(self.question, right[0], tuple(wrong), tuple(right[1:]), self.explanation)
        item = made(asked)
        if isinstance(item, Refused):
            raise CannotBeAsked(why=WHY[item.rule], option=_ABOUT.get(item.rule, RIGHT))
        return item


_ABOUT = {"too-few-options": WRONG, "not-one-right-answer": WRONG, "incomplete-stem": QUESTION, "longer": QUESTION}


def doubt(item: Item) -> str:
    """What a careful writer would see to in an item that can be played, "" for nothing."""
    found = refusal(item, exempt=[rule for rule in WHY if rule not in TOLD])
    return WHY[found.rule] if found else ""


def read_plainly(words: Sequence[str]) -> dict[str, str]:
    """ "What is our kettle called? Bertha": a question up to its last mark, and behind it what is right."""
    text = " ".join(words).strip()
    asked, mark, right = text.rpartition("?")
    read = {QUESTION: (asked + mark).strip() if mark else text, RIGHT: right.strip() if mark else ""}
    return {name: value for name, value in read.items() if value}


def read_numbered(words: Sequence[str]) -> dict[str, str]:
    """The same behind the number of a question."""
    return ({"number": words[0]} if words else {}) | read_plainly(words[1:])


def _answers(text: str) -> list[str]:
    """The answers in a text, each once."""
    parts = _PARTS.split(text) if "\n" in text else text.split(";")
    return list(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


def _joined(answers: Sequence[str]) -> str:
    return ("\n" if any(";" in a for a in answers) else "; ").join(answers)


def _text(text: str) -> str:
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    told = "\n".join(line for line in lines if line)
    return "" if told == EMPTIED else told
