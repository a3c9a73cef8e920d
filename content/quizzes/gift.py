"""Moodle GIFT, in and out: "question {=right ~wrong}", "{=one =another}", "{T}"; backslashes before its own signs."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from content.errors import Problem
from content.model import Item
from content.quizzes.asked import Quiz, QuizQuestion, quiz

if TYPE_CHECKING:
    from content.formats.document import Document

NAME = "gift"
GAP = "_____"
_BRACES = re.compile(r"(?<!\\)\{((?:[^{}\\]|\\.){0,20000})\}", re.DOTALL)
_TITLE = re.compile(r"^::(?:[^:\\]|\\.|:(?!:)){0,500}::[ \t]*")
_MARKUP = re.compile(r"^\[(html|markdown|moodle|plain)\][ \t]*", re.IGNORECASE)
# What is no markup, nor any program's to make one of.
PLAIN = "[plain]"
_ANSWER = re.compile(r"(?<!\\)([=~])((?:[^=~\\]|\\.)*)", re.DOTALL)
_WEIGHT = re.compile(r"^%-?[0-9.]{1,8}%")
_FEEDBACK = re.compile(r"(?<!\\)#")
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_SPECIAL = re.compile(r"([~=#{}:\\])")
_TAG = re.compile(r"</?[a-z][^<>\n]{0,200}>", re.IGNORECASE)
TRUE, FALSE = "True", "False"
MOSTLY = 0.5


def recognises(document: "Document") -> bool:
    """Whether most blocks of the text hold answers in braces."""
    if "{" not in document.text or document.text.lstrip()[:1] in ("{", "["):
        return False
    blocks = [block for _, block in _blocks(document.lines)][:200]
    held = sum(bool((m := _BRACES.search(b)) and re.match(r"\s*(?:[=~#]|T\b|F\b|TRUE|FALSE)", m[1])) for b in blocks)
    return bool(blocks) and held > MOSTLY * len(blocks)


def read(document: "Document") -> Quiz:
    """Choices, short answers and true-or-false; other types are told."""
    problems: list[Problem] = []
    asked = list(_asked(document, problems))
    return quiz(document.name, asked, problems)


def written(items: Iterable[Item]) -> str:
    """Items as GIFT. What is shown comes after the question, an empty line apart nowhere; no text is markup."""
    return "\n\n".join(map(_written, items)) + "\n"


def _written(item: Item) -> str:
    question = " ".join(filter(None, (item.stem, item.stimulus)))
    if item.options:
        answers = [_answer("=", item.key), *(_answer("~", o) for o in item.options if o != item.key)]
    else:
        answers = [_answer("=", a) for a in (item.key, *item.accept)]
    told = f" ####{_escape(item.explanation)}" if item.explanation else ""
    return f"::{item.id}:: {PLAIN}{_escape(question)} {{{' '.join(answers)}{told}}}"


def _answer(sign: str, text: str) -> str:
    """An answer; one that looks like a weight is told its own, and an arrow, by which pairs are known, is one sign."""
    escaped = _escape(text.replace("->", "→"))
    weight = {"=": "%100%", "~": "%0%"}[sign] if escaped.startswith("%") else ""
    return f"{sign}{weight}{escaped}"


def _blocks(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Runs of lines without a blank one between them, comments and categories left out, with their first line."""
    held: list[str] = []
    first = 1
    for number, line in enumerate([*lines, ""], 1):
        stripped = line.strip()
        if stripped.startswith(("//", "$CATEGORY")):
            continue
        if stripped:
            first = first if held else number
            held.append(stripped)
        elif held:
            yield first, "\n".join(held)
            held = []


def _asked(document: "Document", problems: list[Problem]) -> Iterator[QuizQuestion]:
    for line, block in _blocks(document.lines):
        text = _TITLE.sub("", block)
        mark = _MARKUP.match(text)
        is_plain, text = mark is not None and mark[0].strip().lower() == PLAIN, _MARKUP.sub("", text)
        match = _BRACES.search(text)
        if match is None:
            problems.append(Problem("there are no answers in braces here, so it was passed over", line))
            continue
        before, after = text[: match.start()].strip(), text[match.end() :].strip()
        question = _plain(f"{before} {GAP} {after}" if after else before, tags=is_plain)
        found = _answers(match[1].strip(), question, line, tags=is_plain)
        if found is None:
            problems.append(Problem("this type of question cannot be asked here, so it was passed over", line))
        else:
            yield found


def _answers(text: str, question: str, line: int, *, tags: bool) -> QuizQuestion | None:
    body, _, general = text.partition("####")
    told = _plain(general, tags=tags)
    bare = _FEEDBACK.split(body)[0].strip().upper()
    if bare in ("T", "TRUE", "F", "FALSE"):
        key, other = (TRUE, FALSE) if bare.startswith("T") else (FALSE, TRUE)
        return QuizQuestion(question, key, (other,), explanation=told, line=line)
    if not body.strip() or body.lstrip().startswith("#") or "->" in body:
        return None
    right: list[str] = []
    wrong: list[str] = []
    for sign, answer in _ANSWER.findall(body):
        words = _plain(_FEEDBACK.split(_WEIGHT.sub("", answer.strip()))[0], tags=tags)
        (right if sign == "=" or answer.strip().startswith("%100%") else wrong).append(words)
    if not right:
        return None
    return QuizQuestion(question, right[0], tuple(wrong), () if wrong else tuple(right[1:]), told, line)


def _plain(text: str, *, tags: bool) -> str:
    """The text without its escapes; what looks like a tag is `tags` where no text is markup."""
    bare = text if tags else _TAG.sub("", text)
    return " ".join(_ESCAPED.sub(lambda sign: " " if sign[1] == "n" else sign[1], bare).split())


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
