"""A text cut into paragraphs: where they begin, which are headings, what in front of them has the shape of a label."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.formats import times
from content.formats.account import Account
from content.formats.code_blocks import code_lines
from content.formats.colonless import colonless_label, colonless_labels
from content.formats.document import Document
from content.formats.furniture import FOOTERS, fact_blocks, is_link, is_said_by_nobody, may_hold_notices
from content.formats.headings import heading
from content.formats.labels import (
    PLAIN,
    Labelled,
    asked_label,
    asks_and_answers,
    could_be_name,
    is_of_the_text,
    shaped_label,
)
from content.formats.same_names import spellings
from content.formats.titled import are_titled, titled_label
from content.text import fold

WRAPPED_WIDTH = 110
_NEARLY_ALL = 0.8
# A line shorter than this share of the longest had room for the next word.
_ROOM = 0.7
_CLOCK_ENDS = frozenset("0123456789)]")
_SENTENCE_END = re.compile(r"[.?!:;…。？！)\]][\"”’')\]]*$")
# The first line of a paragraph is not set in deeper; it is at least one in so many of the others.
_DEEPEST, _FEWEST_INDENTED = 8, 40


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
    outside: bool = False


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a text is set: whether lines were broken by width, what a paragraph begins with, how times stand before it,
    whether those who ask are Q and A, whether labels are titles, which have no colon, and how often each stands
    where lines begin, in whatever spelling, where some begin small.
    """

    wrapped: bool
    indent: str
    leading: Callable[[str], tuple[float | None, str]]
    asked: bool
    titled: bool
    colonless: frozenset[str]
    begun: Counter[str]


def paragraphs_of(document: Document, account: Account) -> list[Paragraph]:
    """All of them in their order; lines that are none, such as times, are accounted for."""
    above = document.front.lines
    for number in range(1, above + 1):
        account.leave("front-matter", number)
    layout = _layout_of(document)
    code = code_lines(document.lines)
    cut = _Cut(layout, document, account)
    for number, line in enumerate(document.lines[above:], above + 1):
        if number in code:
            account.leave("code", number)
        cut.take("" if number in code else line, number)
    return [_paragraph(run, layout) for run in cut.runs]


def _layout_of(document: Document) -> _Layout:
    lines, below = document.lines, document.lines[document.front.lines :]
    asked = asks_and_answers(lines)
    wrapped = bool(document.pages) or (_is_wrapped(below) and not _are_single(below, asked=asked))
    indent = _indent(below) if wrapped else ""
    if document.pages:
        indent = _label_indent(lines, asked=asked)
    titled = are_titled(line.strip() for line in lines if line.startswith(indent))
    begun: Counter[str] = Counter()
    if wrapped and any(line.lstrip()[:1].islower() for line in below):
        parts = (_labelled(line.strip(), asked)[1] for line in below)
        begun.update(fold(part.label) for part in parts if part is not None)
    leading = times.bare if _are_timed(below) else times.leading
    colonless = colonless_labels(below, leading)
    return _Layout(wrapped, indent, leading, asked, titled, colonless, begun)


class _Cut:
    """The runs of lines so far, and what the last line was for the next one."""

    def __init__(self, layout: _Layout, document: Document, account: Account) -> None:
        self._layout, self._pages, self._account = layout, document.pages, account
        self._paper, self._outside = document.pages | document.paper, document.outside
        self.runs: list[_Run] = []
        self._blank = True
        self._start: float | None = None

    def take(self, line: str, number: int) -> None:
        """The next line, with its number in the file."""
        stripped = line.strip()
        if self._is_furniture(stripped, number):
            return
        if stripped and number in self._outside:
            self.runs.append(_Run([stripped], number, None, stamped=False, outside=True))
        elif stripped and self._goes_on(line, stripped):
            self.runs[-1].texts.append(stripped)
        elif stripped:
            before, rest = self._layout.leading(stripped)
            start = self._start if before is None else before
            self.runs.append(_Run([rest or stripped], number, start, before is not None))
            self._start = None
        self._blank = not stripped

    def _is_furniture(self, stripped: str, number: int) -> bool:
        """Whether it is no part of any paragraph: a page's number, a time of its own, a footer."""
        if number in self._paper:
            if stripped:
                self._account.leave("page", number)
            return True
        if stripped[-1:] in _CLOCK_ENDS and (clock := times.alone(stripped)) is not None:
            self._blank, self._start = True, clock
        elif stripped[-1:] in ("M", "m") and times.is_half(stripped):
            self._blank, self._start = True, None
        elif stripped[:1] in "tT" and stripped.casefold().startswith(FOOTERS):
            self._account.leave("footer", number)
            return True
        else:
            return False
        self._account.leave("time", number)
        return True

    def _goes_on(self, line: str, stripped: str) -> bool:
        """Whether it goes on with the paragraph before it."""
        layout = self._layout
        if not layout.wrapped or self._blank or self.runs[-1].outside:
            return False
        if layout.indent:
            begins = line.startswith(layout.indent)
        else:
            begins = layout.leading(stripped)[0] is not None or self._is_labelled(stripped)
        if begins or heading(self.runs[-1].texts[0]) is not None:
            return False
        # In lines that were numbered, or within a sentence, a number at the beginning of one is a word of it.
        numbers = stripped.isupper() or not (self._pages or self._in_sentence())
        return bool(layout.indent) or not numbers or heading(stripped) is None

    def _is_labelled(self, stripped: str) -> bool:
        """Whether a label begins it: a small word in the middle of a sentence is one only where it comes again."""
        if self._layout.colonless and colonless_label(stripped, self._layout.colonless) is not None:
            return True
        part = _labelled(stripped, self._layout.asked)[1]
        if part is None:
            return False
        return not part.label[0].islower() or self._layout.begun[fold(part.label)] > 1 or not self._in_sentence()

    def _in_sentence(self) -> bool:
        """Whether the line before it ends no sentence."""
        return _SENTENCE_END.search(self.runs[-1].texts[-1]) is None


def _are_timed(lines: Sequence[str]) -> bool:
    """Whether nearly all of them begin with a time, and something stands behind it."""
    filled = [stripped for line in lines if (stripped := line.strip())]
    return sum(times.bare(line)[0] is not None for line in filled) > _NEARLY_ALL * len(filled) > 2


def _indent(lines: Sequence[str]) -> str:
    """The spaces with which a paragraph begins where no blank line parts it from the one before."""
    inside = [after for before, after in pairwise(lines) if before.strip() and after.strip()]
    widths = Counter(len(line) - len(line.lstrip(" ")) for line in inside)
    width, count = max(
        ((w, n) for w, n in widths.items() if 1 < w <= _DEEPEST), key=lambda each: each[1], default=(0, 0)
    )
    flush = widths[0] + widths[1]
    return " " * width if width and flush > count > flush // _FEWEST_INDENTED else ""


def _label_indent(lines: Sequence[str], *, asked: bool) -> str:
    """The spaces with which labelled lines begin where nearly all of them are set in."""
    found = [line for line in lines if line.strip() and _labelled(line.strip(), asked)[1] is not None]
    widths = sorted(len(line) - len(line.lstrip(" ")) for line in found)
    inside = [width for width in widths if width > 1]
    return " " * inside[0] if inside and _NEARLY_ALL * len(widths) < len(inside) else ""


def _paragraph(run: _Run, layout: _Layout) -> Paragraph:
    text = " ".join(run.texts)
    if run.outside:
        return Paragraph(text, run.line, mute=True)
    title = heading(text)
    stamped, part = _shaped(text, asked=layout.asked) if title is None or title == text else (None, None)
    if layout.titled and (called := titled_label(text)) is not None:
        part, title = called, None
    elif layout.colonless and (set_off := colonless_label(text, layout.colonless)) is not None:
        part, title = set_off if part is None or _is_longer(part, set_off) else part, None
    if part is not None and not any(c.isalpha() for c in part.text):
        title = None
    behind = run.stamped or (part is not None and part.mark == PLAIN and not text.startswith(part.label))
    return Paragraph(text, run.line, run.start if stamped is None else stamped, title, part, stamped=behind)


def _is_longer(part: Labelled, set_off: Labelled) -> bool:
    """Whether its label holds all of one that a dash sets off, and words behind that: they were said."""
    return part.label.startswith(f"{set_off.label} ")


def _shaped(text: str, *, asked: bool) -> tuple[float | None, Labelled | None]:
    """What has the shape of a label at the beginning, or behind a stamp, and the time of that stamp."""
    if asked and (part := asked_label(text)) is not None:
        return None, part
    if ":" not in text and "：" not in text and text[:1] not in ("*", "_"):
        return None, None
    part = shaped_label(text)
    if part is not None and could_be_name(part.label):
        return None, part
    stamped, rest = times.stamp(text)
    behind = shaped_label(rest) if rest != text else None
    return (stamped, behind) if behind is not None else (None, part)


def _labelled(text: str, asked: bool) -> tuple[float | None, Labelled | None]:
    """The same where it looks like a name, or is in bold."""
    stamped, part = _shaped(text, asked=asked)
    if part is None or (part.mark == PLAIN and not could_be_name(part.label) and not is_of_the_text(part.label)):
        return None, None
    return stamped, part


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were broken by width: blank lines part the paragraphs and no line is long."""
    filled = [line for line in lines if line.strip()]
    inside = sum(bool(a.strip() and b.strip()) for a, b in pairwise(lines))
    return (
        len(filled) < len(lines) - 1 and 3 * inside > len(filled) and max(map(len, filled), default=0) <= WRAPPED_WIDTH
    )


def _are_single(lines: Sequence[str], *, asked: bool) -> bool:
    """Whether most lines begin with a label, and most of the others stand below one that had room for their first word:
    no width broke these.
    """
    filled = [line.strip() for line in lines if line.strip()]
    labelled = [_labelled(line, asked)[1] is not None for line in filled]
    if 2 * sum(labelled) <= len(filled):
        return False
    width = max(map(len, filled))
    inside = [(a.strip(), b.strip()) for a, b in pairwise(lines) if a.strip() and b.strip()]
    rest = [(a, b) for a, b in inside if _labelled(b, asked)[1] is None]
    room = sum(len(a) + len(b.split(None, 1)[0]) < _ROOM * width for a, b in rest)
    return 2 * room > len(rest)


def part_from_facts(paragraphs: Sequence[Paragraph], text: str) -> None:
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


def spell_alike(paragraphs: Sequence[Paragraph]) -> None:
    """A label that stands there in several spellings gets the one by which its person is called."""
    parts = [p.part for p in paragraphs if p.part is not None]
    called = spellings(part.label for part in parts)
    for part in parts if called else ():
        part.label = called.get(part.label, part.label)


def part_shouts(paragraphs: Sequence[Paragraph], labels: frozenset[str]) -> None:
    """What is written large behind a speaker's name is what they say (“INES: NO WAY”), else it is a heading."""
    for paragraph in paragraphs:
        if paragraph.title is not None and paragraph.part is not None:
            if paragraph.part.label in labels:
                paragraph.title = None
            else:
                paragraph.part = None
