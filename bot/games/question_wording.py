"""How questions that people write themselves are put into words."""

from collections.abc import Iterator, Sequence

from bot.chat.counts import counted
from bot.chat.forms import Field, Form
from bot.chat.incoming import PressId
from bot.chat.messages import Button, Listing, Mark, Notice
from bot.chat.moments import day_text
from bot.chat.plain import line
from bot.games.own_questions import (
    EXPLANATION,
    QUESTION,
    RIGHT,
    WRONG,
    OwnQuestion,
    QuestionState,
    Written,
)
from bot.games.verbs import ADMIT, DECLINE, INSIST, QUESTIONS, REWRITE, SUGGESTED, UNWRITE, WRITE, WROTE
from content.items.rules import LONGEST_TEXT
from content.text import excerpt

NEW, ALL = "new", "all"
PAGE = 8
_LINE = 160
_STATES = {
    QuestionState.IN: "in play",
    QuestionState.WAITING: "waits for a manager",
    QuestionState.DECLINED: "declined",
}
PLAY = "/quiz start mode=hand-written plays such questions; a mixed quiz asks them too."


def form(about: OwnQuestion | None, written: Written) -> Form:
    """Asks for a question, or for what is to stand instead."""
    new = about is None
    subject = NEW if about is None else _subject(about)
    several = "Several, with ; between them"
    return Form(
        id=str(PressId(WROTE, subject)),
        title="A question of yours" if new else f"Question {about.number if about else ''}",
        fields=(
            Field(name=QUESTION, label="The question", limit=LONGEST_TEXT, value=written.question),
            Field(name=RIGHT, label="What is right", limit=LONGEST_TEXT, hint=several, value=written.right),
            Field(
                name=WRONG, label="Wrong answers to choose from", limit=LONGEST_TEXT, required=False,
                hint="Two or three, with ; between them. Without any the answer is typed", value=written.wrong,
            ),
            Field(
                name=EXPLANATION, label="What is told at the reveal", limit=LONGEST_TEXT, required=False,
                value=written.explanation,
            ),
        ),
        instead="/quiz add What is our kettle called? Bertha",
    )  # fmt: skip


def added(question: OwnQuestion, doubt: str) -> Listing:
    """It is in, or waits for a manager; `doubt` is what a careful writer would see to."""
    waits = question.state is QuestionState.WAITING
    told = f"Question {question.number} waits for a manager" if waits else f"✓ Question {question.number} is in"
    return _one(question, told, doubt, "/quiz list tells what becomes of it." if waits else PLAY)


def shown(question: OwnQuestion) -> Listing:
    """One question, with what can be done about it."""
    return _one(question, f"Question {question.number}: {_STATES.get(question.state, question.state)}", "", "")


def changed(question: OwnQuestion, doubt: str) -> Listing:
    """It reads otherwise now."""
    return _one(question, f"✓ Question {question.number} is changed", doubt, "")


def _one(question: OwnQuestion, title: str, doubt: str, closing: str) -> Listing:
    mind = [f"Mind: {doubt}."] if doubt else []
    return Listing(
        title=title, lines=(*_lines(question), *mind), closing=closing,
        buttons=(
            Button(id=str(PressId(WRITE, str(question.number))), label="Change…"),
            Button(id=str(PressId(UNWRITE, _subject(question))), label="Delete"),
        ),
    )  # fmt: skip


def changed_meanwhile(question: OwnQuestion, mine: Written) -> Listing:
    """Somebody else was quicker: what stands, what was written, and that it can be taken all the same."""
    return Listing(
        title=f"{question.changed.name} changed question {question.number} while you wrote",
        lines=("It reads now:", *_lines(question), "You wrote:", *_written(mine)),
        closing="Nothing of yours was taken yet.",
        buttons=(Button(id=str(PressId(INSIST, _subject(question))), label="Take mine instead"),),
    )


def deleted(question: OwnQuestion) -> Notice:
    """It is gone; its button brings it back for a while."""
    return Notice(
        text=f"Question {question.number} is deleted and is asked no more. For ten minutes the button brings it back.",
        mark=Mark.RIGHT,
        buttons=(Button(id=str(PressId(REWRITE, _subject(question))), label="Bring it back"),),
    )


def restored(question: OwnQuestion) -> Notice:
    """A deletion was undone."""
    return Notice(text=f"Question {question.number} is back: {_STATES[question.state]}.", mark=Mark.RIGHT)


def listing(questions: Sequence[tuple[OwnQuestion, bool]], page: int, waiting: int, *, manager: bool) -> Listing:
    """A page of questions, each with whether it may be told now; to a manager all, to others their own."""
    first = page * PAGE
    shown_now = questions[first : first + PAGE]
    buttons = [Button(id=str(PressId(SUGGESTED, "next")), label=f"Look at suggestions ({waiting})")] if waiting else []
    if len(questions) > first + PAGE:
        buttons.append(Button(id=str(PressId(QUESTIONS, ALL, page + 1)), label="More"))
    buttons.append(Button(id=str(PressId(WRITE, NEW)), label="Write one…"))
    many = counted(len(questions), "question")
    title = f"{many} of your own" if manager else f"{many} that you suggested"
    if not questions:
        title = "No questions of your own yet" if manager else "You have suggested no questions yet"
    part = f" · {first + 1} to {first + len(shown_now)}" if len(questions) > PAGE else ""
    return Listing(
        title=title + part,
        lines=tuple(_line(one, told=told) for one, told in shown_now),
        closing=_handles(shown_now[0][0].number) if shown_now else PLAY,
        buttons=tuple(buttons),
    )


def _handles(number: int) -> str:
    return f"Look at one, or change it, by /quiz edit {number}, take it away by /quiz delete {number}"


def suggestion(question: OwnQuestion | None, left: int, lead: str = "") -> Listing:
    """A suggestion to decide about; None where none waits any more."""
    led = (lead,) if lead else ()
    if question is None:
        return Listing(title="No suggestion waits", lines=led, closing=PLAY)
    subject = _subject(question)
    return Listing(
        title=f"Question {question.number} is suggested by {question.added.name} · {counted(left, 'suggestion')}",
        lines=(*led, *_lines(question)),
        buttons=(
            Button(id=str(PressId(ADMIT, subject)), label="Take it in"),
            Button(id=str(PressId(DECLINE, subject)), label="Decline"),
            Button(id=str(PressId(WRITE, str(question.number))), label="Change…"),
        ),
    )


def settled(number: int, *, admitted: bool) -> str:
    """What was decided, above the next one."""
    return f"✓ Question {number} is in." if admitted else f"Question {number} is declined."


def _line(question: OwnQuestion, *, told: bool) -> str:
    state = "" if question.state is QuestionState.IN else f" · {_STATES.get(question.state, question.state)}"
    by = f" · by {question.added.name}, {day_text(question.added_at.date())}{state}"
    if question.item is None or not told:
        return f"{question.number}. (kept back while a game may ask it){by}"
    answers = " / ".join((question.item.key, *question.item.accept))
    return f"{question.number}. {excerpt(line(question.item.stem), _LINE)} — {excerpt(answers, _LINE // 2)}{by}"


def _lines(question: OwnQuestion) -> Iterator[str]:
    if question.item is not None:
        yield from _written(Written.again(question.item))
    yield f"Written by {question.added.name}, {day_text(question.added_at.date())}" + (
        f"; changed by {question.changed.name}, {day_text(question.changed_at.date())}" if question.version > 1 else ""
    )


def _written(written: Written) -> Iterator[str]:
    flat = {name: getattr(written, name).replace("\n", "; ") for name in (QUESTION, RIGHT, WRONG, EXPLANATION)}
    yield flat[QUESTION]
    yield f"Right: {flat[RIGHT]}"
    yield f"Wrong: {flat[WRONG]}" if flat[WRONG] else "No answers to choose from: it is typed"
    if flat[EXPLANATION]:
        yield f"At the reveal: {flat[EXPLANATION]}"


def _subject(question: OwnQuestion) -> str:
    return f"{question.number}:{question.version}"
