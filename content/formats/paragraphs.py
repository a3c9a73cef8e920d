""" "Name: text" paragraphs: the way most interviews are written down.

A paragraph without a label belongs to the last speaker. What stands before the first speaker is narration, one turn
a paragraph. Headings name the section of what follows and end a turn. Times stand before the label, in brackets after
it, alone in a line, or in square brackets between the words.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from content.errors import Problem
from content.formats.account import Account
from content.formats.cuts import Paragraph, paragraphs_of, part_from_facts, part_shouts, spell_alike
from content.formats.definitions import part_from_definitions
from content.formats.document import Document
from content.formats.furniture import rule_for
from content.formats.grammar import speakers_among
from content.formats.label_marks import may_be_person
from content.formats.labels import (
    PLAIN,
    Labelled,
    could_be_label,
    could_be_name,
    is_floor,
    is_minutes,
    is_named,
    is_of_the_text,
    is_stage,
    overlong_label,
    reads_as_sentence,
    too_long,
)
from content.formats.marks import is_aside, timed_parts
from content.formats.named import Names, begun_otherwise, nobodys_between
from content.formats.turns import Piece, weave
from content.model import Speaker, Transcript, Turn
from content.near_names import MOST_COMPARED, nearest
from content.persons import begins_as_name, may_be_one

NAME = "paragraphs"
_INITIALS = 4
# Where fewer than one paragraph in so many begins with what may be a name, the text names nobody.
_FEW = 4
# What somebody says is reported with such words, by somebody else.
_REPORTED = frozenset(
    "notes noted says said asks asked agrees agreed explains explained suggests suggested presents presented replies "
    "replied responds responded clarifies clarified proposes proposed volunteers volunteered reports reported".split()
)


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


@dataclass(frozen=True)
class _Layout:
    """What is known of a text before its words are read: its grammar."""

    paragraphs: list[Paragraph]
    labels: frozenset[str]
    marks: Counter[str]
    stamped: bool
    noted: frozenset[str]
    account: Account

    def may_announce(self, part: Labelled) -> bool:
        """Whether it stands there as the labels of speakers do, though it names none of them.

        Where half of these have a mark of their own, words before a colon without it are text, if nobody is called so.
        """
        if not could_be_label(part.label):
            return False
        if part.mark != PLAIN or 2 * self.marks[PLAIN] > self.marks.total():
            return part.mark in self.marks
        return self._is_called(part.label)

    def _is_called(self, label: str) -> bool:
        """Whether it may be another name of somebody who speaks, or that of somebody else where marks were lost."""
        if PLAIN in self.marks and begins_as_name(label):
            return True
        return is_named(label) and any(may_be_one(label, name) for name in self.labels)

    def tells_of(self, text: str) -> bool:
        """Whether a paragraph without a label begins with the initials of somebody who has one (“AN we did that”),
        with what a scribe writes of them (“Ada notes that …”), or with their name and another mark (“Ada; we did”): its
        colon was forgotten, or it is told by the scribe.
        """
        if self.names.begin(text):
            return True
        first, _, rest = text[:80].partition(" ")
        if first not in self.labels or not rest:
            return False
        return (first.isupper() and 1 < len(first) <= _INITIALS) or rest.split(" ")[0] in _REPORTED

    @cached_property
    def names(self) -> Names:
        """Those who have a label."""
        return Names(self.labels)

    @property
    def floor(self) -> bool:
        """Whether only those who listen have a label: whoever gives the talk has none."""
        return bool(self.labels) and all(map(is_floor, self.labels))


def recognises(document: Document) -> bool:
    """Whether somebody is named as a speaker in it."""
    return bool(_layout(document).labels)


def read(document: Document, tidy: Callable[[str], str] = str) -> Transcript:
    """The turns of a text; `tidy` takes the marks of another format out of the words."""
    layout = _layout(document)
    turns, timing = weave(_pieces(layout, document.speaker, tidy))
    problems = (*document.front.problems, *_unnamed(layout, document.speaker), *_problems(layout), *timing)
    unsaid = nobodys_between(turns, problems) if not layout.floor else ()
    return Transcript(
        source=document.front.source(document.name),
        speakers=known_speakers(turns, document.front.speakers),
        turns=turns,
        problems=(*problems, *unsaid),
        furniture=layout.account.furniture,
        headings=layout.account.headings,
    )


def labelled_lines(document: Document) -> dict[int, Labelled]:
    """The lines, from 1, at which somebody's words begin behind their name, and what stands there."""
    layout = _layout(document)
    parts = ((p.line, p.part) for p in layout.paragraphs)
    return {line: part for line, part in parts if part is not None and part.label in layout.labels and part.text}


def known_speakers(turns: Sequence[Turn], described: Sequence[Speaker] = ()) -> tuple[Speaker, ...]:
    """Everybody who speaks, in the order of their first words, with what is known about them."""
    by_name = {s.name: s for s in described}
    heard = dict.fromkeys(t.speaker for t in turns if t.speaker is not None)
    return tuple(by_name.get(name, Speaker(name=name)) for name in heard)


def _layout(document: Document) -> _Layout:
    if NAME not in document.seen:
        account = Account()
        paragraphs = paragraphs_of(document, account)
        part_from_facts(paragraphs, document.text)
        known = {*document.known, *(s.name for s in document.front.speakers)}
        part_from_definitions(paragraphs, known)
        spell_alike(paragraphs)
        spoken = [p.part for p in paragraphs if p.title is None and not p.rule]
        labels = speakers_among(spoken, known)
        part_shouts(paragraphs, labels)
        taken = [p for p in paragraphs if p.part is not None and p.part.label in labels]
        document.seen[NAME] = _Layout(
            paragraphs, labels, Counter(p.part.mark for p in taken if p.part is not None),
            2 * sum(p.stamped for p in taken) > len(taken), _noted(paragraphs), account,
        )  # fmt: skip
    found = document.seen[NAME]
    assert isinstance(found, _Layout)
    return found


def _noted(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """Headings that come again and again (“Summary”, “Conclusion”): below them stands what was noted, and not said."""
    counts = Counter(p.title for p in paragraphs if p.title is not None)
    return frozenset(title for title, count in counts.items() if count > 1 or is_minutes(title))


def _pieces(layout: _Layout, narrator: str | None, tidy: Callable[[str], str]) -> Iterator[Piece]:
    section, speaker, opens, awaited = "", narrator, True, False
    floor = layout.floor
    for paragraph in layout.paragraphs:
        if paragraph.title is not None:
            section, opens = tidy(paragraph.title), True
            speaker = None if layout.labels and paragraph.title in layout.noted else speaker
            layout.account.head(paragraph.line)
            continue
        part = paragraph.part
        start, text = paragraph.start, paragraph.text
        if part is not None and part.label in layout.labels:
            speaker, opens, text = part.label, True, part.text
            start = start if part.start is None else part.start
            awaited = not text
        elif layout.labels and (rule := _rule(paragraph)) is not None:
            layout.account.leave(rule, paragraph.line)
            speaker, opens, awaited = None, True, False
            continue
        elif layout.labels and part is None and is_aside(text) and not awaited:
            yield Piece(None, tidy(text), line=paragraph.line, section=section, opens=True, breaks=True)
            opens = True
            continue
        elif layout.labels and not (awaited and _may_be_said(paragraph)) and _is_nobodys(paragraph, layout):
            speaker, opens = None, True
        elif floor and not awaited and speaker != narrator:
            speaker, opens = narrator, True
        awaited = awaited and part is not None and part.label in layout.labels
        first = _Begun(speaker, paragraph.line, start, section, opens or speaker is None)
        yield from _timed(first, tidy(text))
        opens = False


def _may_be_said(paragraph: Paragraph) -> bool:
    """Whether it may be what a label alone in its line announces, though it looks like a label itself."""
    return not paragraph.mute and (paragraph.part is None or not is_stage(paragraph.part.label))


def _rule(paragraph: Paragraph) -> str | None:
    return paragraph.rule or rule_for(paragraph.text, paragraph.part)


def _is_nobodys(paragraph: Paragraph, layout: _Layout) -> bool:
    """Whether it has the shape of a labelled paragraph without naming a speaker, or is a notice."""
    part = paragraph.part
    if part is None:
        # Where time and label stand together, a time without a label begins the words of somebody who is not named.
        stamped = layout.stamped and paragraph.stamped
        return (
            paragraph.mute or stamped or layout.tells_of(paragraph.text) or overlong_label(paragraph.text) is not None
        )
    return is_stage(part.label) or layout.may_announce(part)


def _timed(begun: _Begun, text: str) -> Iterator[Piece]:
    """The words of a paragraph in the pieces between its time marks."""
    following = False
    for start, part in timed_parts(text):
        yield begun.piece(part, begun.start if start is None else start, first=not following)
        following = True
    if not following and begun.speaker is not None:
        yield begun.piece("", begun.start, first=True)


def _unnamed(layout: _Layout, narrator: str | None) -> Iterator[Problem]:
    """What is told where only those who ask are named."""
    if layout.floor and narrator is None:
        asking = ", ".join(f"“{label}”" for label in sorted(layout.labels))
        yield Problem(f"only {asking} is named in it, and who gives the talk is not: name them as its speaker")


def _problems(layout: _Layout) -> Iterator[Problem]:
    if not layout.labels:
        return
    untaken: dict[str, list[int]] = {}
    for paragraph, following in zip_longest(layout.paragraphs, layout.paragraphs[1:]):
        part = paragraph.part
        if paragraph.title is not None:
            continue
        if part is None:
            yield from _unlabelled(paragraph, layout)
        elif part.label in layout.labels:
            if not part.text and _says_nothing(following, layout):
                yield Problem(f"{part.label} is named but says nothing", paragraph.line)
        elif is_stage(part.label):
            yield Problem(f"“{part.label}” is no speaker; its text counts as narration", paragraph.line)
        elif _rule(paragraph) is None and _is_nobodys(paragraph, layout):
            untaken.setdefault(part.label, []).append(paragraph.line)
    yield from not_taken(untaken, layout.labels)


def _unlabelled(paragraph: Paragraph, layout: _Layout) -> Iterator[Problem]:
    """What is told of a paragraph without a label that is not given to whoever spoke before."""
    if (label := overlong_label(paragraph.text)) is not None:
        yield Problem(too_long(label), paragraph.line)
    elif (name := layout.names.begin(paragraph.text)) and _rule(paragraph) is None:
        yield Problem(begun_otherwise(name), paragraph.line)


def not_taken(labels: dict[str, list[int]], taken: Iterable[str]) -> Iterator[Problem]:
    """What is told of labels that stand in these lines and are nobody; others were `taken` for somebody."""
    names = frozenset(taken)
    speaking = sorted(names) if len(names) * len(labels) <= MOST_COMPARED else []
    for label, lines in labels.items():
        often = f" {len(lines)} times" if len(lines) > 1 else ""
        text = f"“{label}” stands before a colon{often} and was taken for nobody"
        yield Problem(text, lines[0], mend="" if is_of_the_text(label) else f"{label}={_called(label, speaking)}")


def _called(label: str, speaking: Iterable[str]) -> str:
    """The name of whoever may be meant: one of those who speak, else the label with capitals; signs alone say that it
    is missing."""
    if not any(map(str.isalnum, label)):
        return "NAME"
    if (name := nearest(label, speaking)) is not None:
        return name
    return label.title() if label.islower() else label


def seen_before_colons(document: Document) -> dict[str, list[int]]:
    """The lines of what stands before colons and may be somebody, though the text leaves open whether it is; what
    comes more often first. Nothing where it is few of the paragraphs: then it is a text that names nobody."""
    found: dict[str, list[int]] = {}
    held = _layout(document).paragraphs
    for paragraph in held:
        part = paragraph.part
        if part is not None and paragraph.title is None and _may_be_called(part.label):
            found.setdefault(part.label, []).append(paragraph.line)
    if sum(map(len, found.values())) * _FEW < len(held):
        return {}
    return dict(sorted(found.items(), key=lambda each: -len(each[1])))


def _may_be_called(label: str) -> bool:
    return could_be_name(label) and may_be_person(label) and not reads_as_sentence(label)


def _says_nothing(following: Paragraph | None, layout: _Layout) -> bool:
    """Whether no words of the same speaker come next."""
    return following is None or (
        following.title is None and following.part is not None and following.part.label in layout.labels
    )
