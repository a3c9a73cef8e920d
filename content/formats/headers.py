"""A name beside or above a time, what they said below or behind it: Otter, Rev, Teams and many pages write like this.

Which of these ways a text uses is counted (header_lines.py); it is then read that one way.
"""

from collections import Counter
from collections.abc import Iterator

from content.errors import Problem
from content.formats import times
from content.formats.account import Account
from content.formats.document import Document
from content.formats.furniture import rule_for
from content.formats.header_lines import FEWEST, MOST_LINES, NAME, announcing, headers_of
from content.formats.header_shapes import ALONE, Head, Way
from content.formats.headings import marked_heading
from content.formats.label_marks import is_custom
from content.formats.labels import BOLD, PLAIN, Labelled, is_stage, overlong_label, shaped_label, too_long
from content.formats.markdown import plain
from content.formats.named import Names, begun_otherwise, nobodys_between
from content.formats.paragraphs import known_speakers, labelled_lines
from content.formats.turns import Piece, weave
from content.model import Transcript
from content.persons import begins_as_name
from content.text import fold

__all__ = ["NAME", "read", "recognises"]

_MARKS = frozenset("*_#")


def recognises(document: Document) -> bool:
    """Whether lines of a name and a time part the text, rather than names before a colon.

    In words that are labelled, “We meet at 10:15” may well stand in two lines.
    """
    headers = headers_of(document)
    if len(headers) < FEWEST or len(headers) * MOST_LINES < sum(bool(line.strip()) for line in document.lines):
        return False
    return len(headers) >= len(_labelled_beside(document, headers))


def _labelled_beside(document: Document, headers: dict[int, Head]) -> dict[int, Labelled]:
    """Lines with words behind a name that speak against these headers.

    Where names are set off alone in their lines, in bold or as headings, words before a colon are text.
    """
    labelled = {n: part for n, part in labelled_lines(document).items() if n not in headers}
    marked = [Labelled(h.name, "", mark=BOLD) for n, h in headers.items() if _is_marked(document.lines[n - 1], h)]
    plain = Counter(part.label for part in labelled.values() if part.mark == PLAIN)
    if len(marked) < len(headers) or not is_custom(marked, plain):
        return labelled
    return {n: part for n, part in labelled.items() if part.mark != PLAIN or begins_as_name(part.label)}


def _is_marked(line: str, head: Head) -> bool:
    return head.kind == Way.BY_ITSELF and line.lstrip()[:1] in _MARKS


def read(document: Document) -> Transcript:
    """The turns between the headers; what stands before the first is narration."""
    problems: list[Problem] = []
    account = Account()
    turns, told = weave(_Pieces(document, problems, account).all())
    told = (*told, *nobodys_between(turns, problems))
    return Transcript(
        source=document.front.source(document.name),
        speakers=known_speakers(turns, document.front.speakers),
        turns=turns,
        problems=(*document.front.problems, *problems, *told),
        furniture=account.furniture,
        headings=account.headings,
    )


class _Pieces:
    """The lines of a document, one after the other: who speaks, and what of their words is still to come."""

    def __init__(self, document: Document, problems: list[Problem], account: Account) -> None:
        self._document, self._problems, self._account = document, problems, account
        self._headers = headers_of(document)
        self._announced = announcing(document, self._headers)
        called = {head.name for head in self._headers.values() if head.name}
        self._names, self._called = Names(called), frozenset(map(fold, called))
        self._speaker, self._section = document.speaker, ""
        # A header whose words come in the next line, a time that stood alone, the last line that is part of a header.
        self._opening: Piece | None = None
        self._start: float | None = None
        self._passed = 0

    def all(self) -> Iterator[Piece]:
        """What is said, in its order."""
        for number, line in enumerate(self._document.lines, 1):
            text = line.strip()
            if number <= self._document.front.lines:
                self._account.leave("front-matter", number)
            elif (head := self._headers.get(number)) is not None:
                yield from self._silent()
                yield from self._begun(head, number)
            elif text and number > self._passed and not self._is_furniture(text, number):
                if self._opening is None and (told := self._named_otherwise(text)):
                    self._problems.append(Problem(told, number))
                    self._speaker = None
                yield from self._said(text, number)
        yield from self._silent()

    def _named_otherwise(self, text: str) -> str:
        """What is told of a line that names somebody, but not as this text does; "" for any other."""
        if (label := overlong_label(text)) is not None:
            return too_long(label)
        part = shaped_label(text)
        if part is not None and fold(part.label) in self._called:
            return begun_otherwise(part.label)
        return begun_otherwise(name) if (name := self._names.begin(text)) else ""

    def _begun(self, head: Head, number: int) -> Iterator[Piece]:
        self._speaker, self._start = None if is_stage(head.name) else head.name or None, None
        self._passed = number + head.size - 1
        self._opening = Piece(self._speaker, "", number, head.start, section=self._section, opens=True, breaks=True)
        if head.text:
            self._opening.text = plain(head.text)
            yield self._opening
            self._opening = None
        elif not head.name:
            self._account.head(number)

    def _is_furniture(self, text: str, number: int) -> bool:
        """Whether nobody says that line; what it tells of those that follow is noted."""
        if number in self._announced:
            self._account.leave("time", number)
        elif number in self._document.paper:
            self._account.leave("page", number)
        elif (title := marked_heading(text)) is not None:
            self._section = plain(title)
            self._account.head(number)
        elif self._opening is None and (clock := ALONE.fullmatch(text)) is not None:
            self._start = None if clock[2] else times.seconds(clock[1])
            self._account.leave("time", number)
        elif self._opening is None and (rule := rule_for(text, None)) is not None:
            self._account.leave(rule, number)
        else:
            return False
        return True

    def _said(self, text: str, number: int) -> Iterator[Piece]:
        before, text = times.leading(text)
        timed, self._start = (self._start if before is None else before), None
        if self._opening is not None:
            self._opening.text = plain(text)
            self._opening.start = self._opening.start if timed is None else timed
            yield self._opening
            self._opening = None
        elif text:
            yield Piece(
                self._speaker, plain(text), number, timed, section=self._section, opens=self._speaker is None,
                breaks=timed is None and not _follows_time(self._document.lines, number),
            )  # fmt: skip

    def _silent(self) -> Iterator[Piece]:
        """A header with nothing below it is told, and its time still counts."""
        if self._opening is not None and self._opening.speaker is not None:
            self._problems.append(Problem(f"{self._opening.speaker} is named but says nothing", self._opening.line))
            yield self._opening


def _follows_time(lines: list[str], number: int) -> bool:
    return number > 1 and ALONE.fullmatch(lines[number - 2].strip()) is not None
