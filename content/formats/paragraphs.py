""" "Name: text" paragraphs: the way most interviews are written down.

A paragraph without a label belongs to the last speaker. What stands before the first speaker is narration, one turn
a paragraph. Headings name the section of what follows and end a turn. Times stand before the label, in brackets after
it, alone in a line, or in square brackets between the words.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from content.errors import Problem
from content.formats import times
from content.formats.account import Account
from content.formats.document import Document
from content.formats.furniture import FOOTERS, fact_blocks, is_link, is_said_by_nobody, may_hold_notices, rule_for
from content.formats.grammar import speakers_among
from content.formats.headings import heading
from content.formats.labels import (
    PLAIN,
    Labelled,
    asked_label,
    asks_and_answers,
    could_be_label,
    could_be_name,
    is_stage,
    shaped_label,
)
from content.formats.marks import timed_parts
from content.formats.weaving import Piece, weave
from content.model import Speaker, Transcript, Turn

NAME = "paragraphs"
WRAPPED_WIDTH = 110


@dataclass(slots=True)
class Paragraph:
    """A run of text, the line of the file where it begins, from 1, and the time that stands before it.

    `title` is its name if it is a heading; `part` what stands before and after its first colon, if it is not;
    `rule` why it is furniture, where that is known already; `stamped`: a time in front of the label;
    `mute`: it is a title line or a notice.
    """

    text: str
    line: int
    start: float | None = None
    title: str | None = None
    part: Labelled | None = None
    rule: str = ""
    stamped: bool = False
    mute: bool = False


@dataclass(slots=True)
class _Run:
    """Lines that make one paragraph."""

    texts: list[str]
    line: int
    start: float | None
    stamped: bool


@dataclass(slots=True)
class _Begun:
    """What is known of a paragraph before its words are cut at the times in it."""

    speaker: str | None
    line: int
    start: float | None
    section: str
    opens: bool

    def piece(self, text: str, start: float | None, *, first: bool) -> Piece:
        """Words of it; only the first ones open a turn and begin a line."""
        return Piece(
            self.speaker, text, line=self.line, start=start, section=self.section, opens=first and self.opens,
            breaks=first,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is known of a text before its words are read: its grammar."""

    paragraphs: list[Paragraph]
    labels: frozenset[str]
    marks: frozenset[str]
    stamped: bool
    account: Account


def recognises(document: Document) -> bool:
    """Whether somebody is named as a speaker in it."""
    return bool(_layout(document).labels)


def read(document: Document, tidy: Callable[[str], str] = str) -> Transcript:
    """The turns of a text; `tidy` takes the marks of another format out of the words."""
    layout = _layout(document)
    turns, problems = weave(_pieces(layout, document.speaker, tidy))
    return Transcript(
        source=document.front.source(document.name),
        speakers=known_speakers(turns, document.front.speakers),
        turns=turns,
        problems=(*document.front.problems, *_problems(layout), *problems),
        furniture=layout.account.furniture,
        headings=layout.account.headings,
    )


def labelled_lines(document: Document) -> frozenset[int]:
    """The lines, from 1, at which somebody's words begin behind their name."""
    layout = _layout(document)
    return frozenset(
        p.line for p in layout.paragraphs if p.part is not None and p.part.label in layout.labels and p.part.text
    )


def known_speakers(turns: Sequence[Turn], described: Sequence[Speaker] = ()) -> tuple[Speaker, ...]:
    """Everybody who speaks, in the order of their first words, with what is known about them."""
    by_name = {s.name: s for s in described}
    heard = dict.fromkeys(t.speaker for t in turns if t.speaker is not None)
    return tuple(by_name.get(name, Speaker(name=name)) for name in heard)


def _layout(document: Document) -> _Layout:
    if NAME not in document.seen:
        account = Account()
        paragraphs = _paragraphs(document, account)
        _part_from_facts(paragraphs, document.text)
        spoken = [p.part for p in paragraphs if p.title is None and not p.rule]
        known = {*document.known, *(s.name for s in document.front.speakers)}
        labels = speakers_among(spoken, known)
        _part_shouts(paragraphs, labels)
        taken = [p for p in paragraphs if p.part is not None and p.part.label in labels]
        document.seen[NAME] = _Layout(
            paragraphs, labels, frozenset(p.part.mark for p in taken if p.part is not None),
            2 * sum(p.stamped for p in taken) > len(taken), account,
        )  # fmt: skip
    found = document.seen[NAME]
    assert isinstance(found, _Layout)
    return found


def _part_from_facts(paragraphs: Sequence[Paragraph], text: str) -> None:
    """What stands before a colon in facts, title lines and links of the document is nobody."""
    if blocks := fact_blocks([(p.line, p.part) for p in paragraphs]):
        for paragraph in paragraphs:
            if paragraph.line in blocks:
                paragraph.rule, paragraph.part, paragraph.title = "facts", None, None
    if may_hold_notices(text):
        for paragraph in paragraphs:
            if is_said_by_nobody(paragraph.text, paragraph.part):
                paragraph.part, paragraph.mute = None, True
    if "://" in text:
        _part_links(paragraphs)


def _part_links(paragraphs: Sequence[Paragraph]) -> None:
    """A word that stands before addresses alone names what is there (“BIP 8: https://…”)."""
    linked = [p for p in paragraphs if p.part is not None and is_link(p.part.text)]
    if linked:
        speaking = {p.part.label for p in paragraphs if p.part is not None and not is_link(p.part.text)}
        for paragraph in linked:
            if paragraph.part is not None and paragraph.part.label not in speaking:
                paragraph.rule, paragraph.part, paragraph.title = "link", None, None


def _part_shouts(paragraphs: Sequence[Paragraph], labels: frozenset[str]) -> None:
    """What is written large behind a speaker's name is what they say (“INES: NO WAY”), else it is a heading."""
    for paragraph in paragraphs:
        if paragraph.title is not None and paragraph.part is not None:
            if paragraph.part.label in labels:
                paragraph.title = None
            else:
                paragraph.part = None


def _pieces(layout: _Layout, narrator: str | None, tidy: Callable[[str], str]) -> Iterator[Piece]:
    section, speaker, opens = "", narrator, True
    for paragraph in layout.paragraphs:
        if paragraph.title is not None:
            section, opens = tidy(paragraph.title), True
            layout.account.head(paragraph.line)
            continue
        part = paragraph.part
        start, text = paragraph.start, paragraph.text
        if part is not None and part.label in layout.labels:
            speaker, opens, text = part.label, True, part.text
            start = start if part.start is None else part.start
        elif layout.labels and (rule := _rule(paragraph)) is not None:
            layout.account.leave(rule, paragraph.line)
            speaker, opens = None, True
            continue
        elif layout.labels and _is_nobodys(paragraph, layout):
            speaker, opens = None, True
        first = _Begun(speaker, paragraph.line, start, section, opens or speaker is None)
        yield from _timed(first, tidy(text))
        opens = False


def _rule(paragraph: Paragraph) -> str | None:
    return paragraph.rule or rule_for(paragraph.text, paragraph.part)


def _is_nobodys(paragraph: Paragraph, layout: _Layout) -> bool:
    """Whether it has the shape of a labelled paragraph without naming a speaker, or is a notice."""
    part = paragraph.part
    if part is None:
        # Where time and label stand together, a time without a label begins the words of somebody who is not named.
        return paragraph.mute or (layout.stamped and paragraph.stamped)
    return is_stage(part.label) or (part.mark in layout.marks and could_be_label(part.label))


def _timed(begun: _Begun, text: str) -> Iterator[Piece]:
    """The words of a paragraph in the pieces between its time marks."""
    following = False
    for start, part in timed_parts(text):
        yield begun.piece(part, begun.start if start is None else start, first=not following)
        following = True
    if not following and begun.speaker is not None:
        yield begun.piece("", begun.start, first=True)


def _paragraphs(document: Document, account: Account) -> list[Paragraph]:
    lines, above = document.lines, document.front.lines
    for number in range(1, above + 1):
        account.leave("front-matter", number)
    wrapped = _is_wrapped(lines[above:])
    asked = asks_and_answers(lines)
    runs: list[_Run] = []
    blank, start = True, None
    for number, line in enumerate(lines[above:], above + 1):
        stripped = line.strip()
        if (clock := times.alone(stripped)) is not None:
            blank, start = True, clock
            account.leave("time", number)
            continue
        if stripped[-1:] in ("M", "m") and times.is_half(stripped):
            blank, start = True, None
            account.leave("time", number)
            continue
        if stripped[:1] in "tT" and stripped.casefold().startswith(FOOTERS):
            account.leave("footer", number)
            continue
        joins = wrapped and not blank and _labelled(stripped, asked)[1] is None and heading(stripped) is None
        if stripped and joins and heading(runs[-1].texts[0]) is None:
            runs[-1].texts.append(stripped)
        elif stripped:
            before, rest = times.leading(stripped)
            runs.append(_Run([rest or stripped], number, start if before is None else before, before is not None))
            start = None
        blank = not stripped
    return [_paragraph(run, asked=asked) for run in runs]


def _paragraph(run: _Run, *, asked: bool) -> Paragraph:
    text = " ".join(run.texts)
    title = heading(text)
    stamped, part = _shaped(text, asked=asked) if title is None or title == text else (None, None)
    if part is not None and not any(c.isalpha() for c in part.text):
        title = None
    behind = run.stamped or (part is not None and part.mark == PLAIN and not text.startswith(part.label))
    return Paragraph(text, run.line, run.start if stamped is None else stamped, title, part, stamped=behind)


def _shaped(text: str, *, asked: bool) -> tuple[float | None, Labelled | None]:
    """What has the shape of a label at the beginning, or behind a stamp, and the time of that stamp."""
    if asked and (part := asked_label(text)) is not None:
        return None, part
    part = shaped_label(text)
    if part is not None and could_be_name(part.label):
        return None, part
    stamped, rest = times.stamp(text)
    behind = shaped_label(rest) if rest != text else None
    return (stamped, behind) if behind is not None else (None, part)


def _labelled(text: str, asked: bool) -> tuple[float | None, Labelled | None]:
    """The same where it looks like a name, or is in bold."""
    stamped, part = _shaped(text, asked=asked)
    return (stamped, part) if part is not None and (part.mark != PLAIN or could_be_name(part.label)) else (None, None)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were broken by width: blank lines part the paragraphs and no line is long."""
    filled = [line for line in lines if line.strip()]
    inside = sum(bool(a.strip() and b.strip()) for a, b in pairwise(lines))
    return (
        len(filled) < len(lines) - 1 and 3 * inside > len(filled) and max(map(len, filled), default=0) <= WRAPPED_WIDTH
    )


def _problems(layout: _Layout) -> Iterator[Problem]:
    if not layout.labels:
        return
    untaken: dict[str, list[int]] = {}
    for paragraph, following in zip_longest(layout.paragraphs, layout.paragraphs[1:]):
        part = paragraph.part
        if part is None or paragraph.title is not None:
            continue
        if part.label in layout.labels:
            if not part.text and _says_nothing(following, layout):
                yield Problem(f"{part.label} is named but says nothing", paragraph.line)
        elif is_stage(part.label):
            yield Problem(f"“{part.label}” is no speaker; its text counts as narration", paragraph.line)
        elif _rule(paragraph) is None and _is_nobodys(paragraph, layout):
            untaken.setdefault(part.label, []).append(paragraph.line)
    yield from not_taken(untaken)


def not_taken(labels: dict[str, list[int]]) -> Iterator[Problem]:
    """What is told of labels that stand in these lines and are nobody: those that come again."""
    for label, lines in labels.items():
        if len(lines) > 1:
            text = f"“{label}” stands before a colon {len(lines)} times and was taken for nobody"
            yield Problem(text, lines[0], mend=f"{label}={label}")


def _says_nothing(following: Paragraph | None, layout: _Layout) -> bool:
    """Whether no words of the same speaker come next."""
    return following is None or (
        following.title is None and following.part is not None and following.part.label in layout.labels
    )
