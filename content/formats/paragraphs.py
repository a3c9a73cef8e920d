""" "Name: text" paragraphs: the way most interviews are written down.

A paragraph without a label belongs to the last speaker. What stands before the first speaker is narration, one turn
a paragraph. Headings name the section of what follows and end a turn. Times stand before the label, in brackets after
it, alone in a line, or in square brackets between the words.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.errors import Problem
from content.formats import times
from content.formats.document import Document
from content.formats.front_matter import FrontMatter, read_front_matter
from content.formats.headings import heading
from content.formats.labels import Labelled, is_stage, speakers_among, split_label
from content.formats.marks import timed_parts
from content.formats.weaving import Piece, weave
from content.model import Speaker, Transcript, Turn

NAME = "paragraphs"
WRAPPED_WIDTH = 110
# What other programs write at the end; nobody said it.
FOOTERS = ("transcribed by https://otter.ai", "this editable transcript was computer generated")


@dataclass(slots=True)
class Paragraph:
    """A run of text, the line of the file where it begins, from 1, and the time that stands before it.

    `title` is its name if it is a heading; `part` what stands before and after its first colon, if it is not.
    """

    text: str
    line: int
    start: float | None = None
    title: str | None = None
    part: Labelled | None = None


@dataclass(slots=True)
class _Run:
    """Lines that make one paragraph."""

    texts: list[str]
    line: int
    start: float | None


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
    """What is known of a text before its words are read."""

    front: FrontMatter
    paragraphs: list[Paragraph]
    labels: frozenset[str]


def recognises(document: Document) -> bool:
    """Whether somebody is named as a speaker in it."""
    return bool(_layout(document).labels)


def read(document: Document, tidy: Callable[[str], str] = str) -> Transcript:
    """The turns of a text; `tidy` takes the marks of another format out of the words."""
    layout = _layout(document)
    front, paragraphs, labels = layout.front, layout.paragraphs, layout.labels
    turns, problems = weave(_pieces(paragraphs, labels, document.speaker, tidy))
    return Transcript(
        source=front.source(document.name),
        speakers=known_speakers(turns, front.speakers),
        turns=turns,
        problems=(*front.problems, *_problems(paragraphs, labels), *problems),
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
        front = read_front_matter(document.lines)
        paragraphs = _paragraphs(document.lines, front)
        spoken = [p.part for p in paragraphs if p.title is None]
        labels = speakers_among(spoken, (s.name for s in front.speakers))
        _part_shouts(paragraphs, labels)
        document.seen[NAME] = _Layout(front, paragraphs, labels)
    found = document.seen[NAME]
    assert isinstance(found, _Layout)
    return found


def _part_shouts(paragraphs: Sequence[Paragraph], labels: frozenset[str]) -> None:
    """What is written large behind a speaker's name is what they say (“INES: NO WAY”), else it is a heading."""
    for paragraph in paragraphs:
        if paragraph.title is not None and paragraph.part is not None:
            if paragraph.part.label in labels:
                paragraph.title = None
            else:
                paragraph.part = None


def _pieces(
    paragraphs: Sequence[Paragraph], labels: frozenset[str], narrator: str | None, tidy: Callable[[str], str]
) -> Iterator[Piece]:
    section, speaker = "", narrator
    opens = True
    for paragraph in paragraphs:
        if paragraph.title is not None:
            section, opens = tidy(paragraph.title), True
            continue
        part = paragraph.part
        start, text = paragraph.start, paragraph.text
        if part is not None and (part.label in labels or is_stage(part.label)):
            speaker, opens = (part.label, True) if part.label in labels else (None, True)
            start = paragraph.start if part.start is None else part.start
            text = part.text if speaker else text
        first = _Begun(speaker, paragraph.line, start, section, opens or speaker is None)
        yield from _timed(first, tidy(text))
        opens = False


def _timed(begun: _Begun, text: str) -> Iterator[Piece]:
    """The words of a paragraph in the pieces between its time marks."""
    following = False
    for start, part in timed_parts(text):
        yield begun.piece(part, begun.start if start is None else start, first=not following)
        following = True
    if not following and begun.speaker is not None:
        yield begun.piece("", begun.start, first=True)


def _paragraphs(lines: list[str], front: FrontMatter) -> list[Paragraph]:
    wrapped = _is_wrapped(lines[front.lines :])
    runs: list[_Run] = []
    blank, start = True, None
    for number, line in enumerate(lines[front.lines :], front.lines + 1):
        stripped = line.strip()
        if (clock := times.alone(stripped)) is not None:
            blank, start = True, clock
            continue
        if stripped.casefold().startswith(FOOTERS):
            continue
        joins = wrapped and not blank and _labelled(stripped)[1] is None and heading(stripped) is None
        if stripped and joins and heading(runs[-1].texts[0]) is None:
            runs[-1].texts.append(stripped)
        elif stripped:
            before, stripped = times.leading(stripped)
            runs.append(_Run([stripped], number, start if before is None else before))
            start = None
        blank = not stripped
    return [_paragraph(run) for run in runs]


def _paragraph(run: _Run) -> Paragraph:
    text = " ".join(run.texts)
    title = heading(text)
    stamped, part = _labelled(text) if title is None or title == text else (None, None)
    if part is not None and not any(c.isalpha() for c in part.text):
        title = None
    return Paragraph(text, run.line, run.start if stamped is None else stamped, title, part)


def _labelled(text: str) -> tuple[float | None, Labelled | None]:
    """What may be a label at the beginning, or behind a stamp, and the time of that stamp."""
    if (part := split_label(text)) is not None:
        return None, part
    stamped, rest = times.stamp(text)
    part = split_label(rest) if rest != text else None
    return (stamped, part) if part is not None else (None, None)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were broken by width: blank lines part the paragraphs and no line is long."""
    filled = [line for line in lines if line.strip()]
    inside = sum(bool(a.strip() and b.strip()) for a, b in pairwise(lines))
    return (
        len(filled) < len(lines) - 1 and 3 * inside > len(filled) and max(map(len, filled), default=0) <= WRAPPED_WIDTH
    )


def _problems(paragraphs: Sequence[Paragraph], labels: frozenset[str]) -> Iterator[Problem]:
    for paragraph in paragraphs:
        part = paragraph.part
        if part is not None and part.label not in labels and is_stage(part.label):
            yield Problem(f"“{part.label}” is no speaker; its text counts as narration", paragraph.line)
        elif part is not None and part.label in labels and not part.text:
            yield Problem(f"{part.label} is named but says nothing", paragraph.line)
