""" "Name: text" paragraphs: the way most interviews are written down.

A paragraph without a label belongs to the last speaker. What stands before the first speaker is narration, one turn
a paragraph. Headings name the section of what follows and end a turn. Times stand before the label, in brackets after
it, alone in a line, or in square brackets between the words.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.errors import Problem
from content.formats import times
from content.formats.document import Document
from content.formats.front_matter import FrontMatter, read_front_matter
from content.formats.headings import heading
from content.formats.labels import is_stage, speakers_among, split_label
from content.formats.marks import timed_parts
from content.formats.weaving import Piece, weave
from content.model import Speaker, Transcript, Turn

NAME = "paragraphs"
WRAPPED_WIDTH = 110
# What other programs write at the end; nobody said it.
FOOTERS = ("transcribed by https://otter.ai", "this editable transcript was computer generated")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text, the line of the file where it begins, from 1, and the time that stands before it."""

    text: str
    line: int
    start: float | None = None


def recognises(document: Document) -> bool:
    """Whether somebody is named as a speaker in it."""
    front = read_front_matter(document.lines)
    return bool(_speakers(_paragraphs(document.lines, front), front))


def read(document: Document, tidy: Callable[[str], str] = str) -> Transcript:
    """The turns of a text; `tidy` takes the marks of another format out of the words."""
    front = read_front_matter(document.lines)
    paragraphs = _paragraphs(document.lines, front)
    labels = _speakers(paragraphs, front)
    turns, problems = weave(_pieces(paragraphs, labels, document.speaker, tidy))
    return Transcript(
        source=front.source(document.name),
        speakers=known_speakers(turns, front.speakers),
        turns=turns,
        problems=(*front.problems, *_problems(paragraphs, labels), *problems),
    )


def known_speakers(turns: Sequence[Turn], described: Sequence[Speaker] = ()) -> tuple[Speaker, ...]:
    """Everybody who speaks, in the order of their first words, with what is known about them."""
    by_name = {s.name: s for s in described}
    heard = dict.fromkeys(t.speaker for t in turns if t.speaker is not None)
    return tuple(by_name.get(name, Speaker(name=name)) for name in heard)


def _speakers(paragraphs: Sequence[Paragraph], front: FrontMatter) -> frozenset[str]:
    spoken = [p.text for p in paragraphs if heading(p.text) is None]
    return speakers_among(spoken, (s.name for s in front.speakers))


def _pieces(
    paragraphs: Sequence[Paragraph], labels: frozenset[str], narrator: str | None, tidy: Callable[[str], str]
) -> Iterator[Piece]:
    section, speaker = "", narrator
    opens = True
    for paragraph in paragraphs:
        if (title := heading(paragraph.text)) is not None:
            section, opens = tidy(title), True
            continue
        part = split_label(paragraph.text)
        start, text = paragraph.start, paragraph.text
        if part is not None and (part.label in labels or is_stage(part.label)):
            speaker, opens = (part.label, True) if part.label in labels else (None, True)
            start = paragraph.start if part.start is None else part.start
            text = part.text if speaker else text
        first = Piece(
            speaker, "", line=paragraph.line, start=start, section=section, opens=opens or speaker is None, breaks=True
        )
        yield from _timed(first, tidy(text))
        opens = False


def _timed(first: Piece, text: str) -> Iterator[Piece]:
    """The words of a paragraph in the pieces between its time marks."""
    following = False
    for start, part in timed_parts(text):
        began = first.start if start is None else start
        if following:
            yield Piece(first.speaker, part, line=first.line, start=began, section=first.section)
        else:
            yield replace(first, text=part, start=began)
        following = True
    if not following and first.speaker is not None:
        yield first


def _paragraphs(lines: list[str], front: FrontMatter) -> list[Paragraph]:
    wrapped = _is_wrapped(lines[front.lines :])
    paragraphs: list[Paragraph] = []
    blank, start = True, None
    for number, line in enumerate(lines[front.lines :], front.lines + 1):
        stripped = line.strip()
        if (clock := times.alone(stripped)) is not None:
            blank, start = True, clock
            continue
        if stripped.casefold().startswith(FOOTERS):
            continue
        joins = wrapped and not blank and split_label(stripped) is None and heading(stripped) is None
        if stripped and joins and heading(paragraphs[-1].text) is None:
            paragraphs[-1] = replace(paragraphs[-1], text=f"{paragraphs[-1].text} {stripped}")
        elif stripped:
            before, stripped = times.leading(stripped)
            paragraphs.append(Paragraph(stripped, number, start if before is None else before))
            start = None
        blank = not stripped
    return paragraphs


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were broken by width: blank lines part the paragraphs and no line is long."""
    filled = [line for line in lines if line.strip()]
    inside = sum(bool(a.strip() and b.strip()) for a, b in pairwise(lines))
    return (
        len(filled) < len(lines) - 1 and 3 * inside > len(filled) and max(map(len, filled), default=0) <= WRAPPED_WIDTH
    )


def _problems(paragraphs: Sequence[Paragraph], labels: frozenset[str]) -> Iterator[Problem]:
    for paragraph in paragraphs:
        part = split_label(paragraph.text)
        if part is not None and part.label not in labels and is_stage(part.label):
            yield Problem(f"“{part.label}” is no speaker; its text counts as narration", paragraph.line)
        elif part is not None and part.label in labels and not part.text:
            yield Problem(f"{part.label} is named but says nothing", paragraph.line)
