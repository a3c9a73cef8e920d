""" "Name: text" paragraphs: the way most interviews are written down.

A paragraph without a label belongs to the last speaker. What stands before the first speaker is narration, one turn
a paragraph. Headings name the section of what follows and end a turn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.errors import Problem
from content.formats.front_matter import FrontMatter, read_front_matter
from content.formats.headings import heading
from content.formats.labels import is_stage, speakers_among, split_label
from content.model import Speaker, Transcript, Turn

WRAPPED_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text and the line of the file where it begins, from 1."""

    text: str
    line: int


def recognises(text: str) -> bool:
    """Whether somebody is named as a speaker in it."""
    front = read_front_matter(text.split("\n"))
    return bool(_speakers(_paragraphs(text, front), front))


def read(text: str, name: str, speaker: str | None = None) -> Transcript:
    """The turns of a text. With `speaker`, paragraphs that nobody is named for are theirs."""
    front = read_front_matter(text.split("\n"))
    paragraphs = _paragraphs(text, front)
    labels = _speakers(paragraphs, front)
    turns = tuple(_turns(paragraphs, labels, speaker))
    return Transcript(
        source=front.source(name),
        speakers=_known_speakers(turns, front),
        turns=turns,
        problems=(*front.problems, *_problems(paragraphs, labels)),
    )


def _speakers(paragraphs: Sequence[Paragraph], front: FrontMatter) -> frozenset[str]:
    spoken = [p.text for p in paragraphs if heading(p.text) is None]
    return speakers_among(spoken, (s.name for s in front.speakers))


def _turns(paragraphs: Sequence[Paragraph], labels: frozenset[str], narrator: str | None) -> Iterator[Turn]:
    section, speaker = "", narrator
    current: Turn | None = None
    for paragraph in paragraphs:
        if (title := heading(paragraph.text)) is not None:
            section = title
            if current is not None:
                yield current
            current = None
            continue
        part = split_label(paragraph.text)
        labelled = part is not None and (part.label in labels or is_stage(part.label))
        if part is not None and labelled:
            speaker = part.label if part.label in labels else None
        text = part.text if part is not None and part.label in labels else paragraph.text
        if current is not None and not labelled and speaker is not None:
            current = replace(current, text=f"{current.text}\n{text}" if current.text else text)
            continue
        if current is not None:
            yield current
        current = Turn(speaker=speaker, text=text, section=section, line=paragraph.line)
    if current is not None:
        yield current


def _paragraphs(text: str, front: FrontMatter) -> list[Paragraph]:
    lines = text.split("\n")
    wrapped = _is_wrapped(lines[front.lines :])
    paragraphs: list[Paragraph] = []
    blank = True
    for number, line in enumerate(lines[front.lines :], front.lines + 1):
        stripped = line.strip()
        joins = wrapped and not blank and split_label(stripped) is None and heading(stripped) is None
        if stripped and joins and heading(paragraphs[-1].text) is None:
            paragraphs[-1] = replace(paragraphs[-1], text=f"{paragraphs[-1].text} {stripped}")
        elif stripped:
            paragraphs.append(Paragraph(stripped, number))
        blank = not stripped
    return paragraphs


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were broken by width: blank lines part the paragraphs and no line is long."""
    filled = [line for line in lines if line.strip()]
    inside = sum(bool(a.strip() and b.strip()) for a, b in pairwise(lines))
    return (
        len(filled) < len(lines) - 1 and 3 * inside > len(filled) and max(map(len, filled), default=0) <= WRAPPED_WIDTH
    )


def _known_speakers(turns: Sequence[Turn], front: FrontMatter) -> tuple[Speaker, ...]:
    described = {s.name: s for s in front.speakers}
    heard = dict.fromkeys(t.speaker for t in turns if t.speaker is not None)
    return tuple(described.get(name, Speaker(name=name)) for name in heard)


def _problems(paragraphs: Sequence[Paragraph], labels: frozenset[str]) -> Iterator[Problem]:
    for paragraph in paragraphs:
        part = split_label(paragraph.text)
        if part is not None and part.label not in labels and is_stage(part.label):
            yield Problem(f"“{part.label}” is no speaker; its text counts as narration", paragraph.line)
        elif part is not None and part.label in labels and not part.text:
            yield Problem(f"{part.label} is named but says nothing", paragraph.line)
