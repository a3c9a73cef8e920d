"""A name beside or above a time, what they said below or behind it: Otter, Rev, Teams and many pages write like this.

Which of these ways a text uses is counted (header_lines.py); it is then read that one way.
"""

from collections.abc import Iterator

from content.errors import Problem
from content.formats import times
from content.formats.account import Account
from content.formats.document import Document
from content.formats.furniture import rule_for
from content.formats.header_lines import ALONE, FEWEST, MOST_LINES, NAME, announcing, headers_of
from content.formats.headings import marked_heading
from content.formats.labels import is_stage
from content.formats.markdown import plain
from content.formats.paragraphs import known_speakers, labelled_lines
from content.formats.weaving import Piece, weave
from content.model import Transcript

__all__ = ["NAME", "read", "recognises"]


def recognises(document: Document) -> bool:
    """Whether lines of a name and a time part the text, rather than names before a colon.

    In words that are labelled, “We meet at 10:15” may well stand in two lines.
    """
    headers = headers_of(document)
    if len(headers) < FEWEST or len(headers) * MOST_LINES < sum(bool(line.strip()) for line in document.lines):
        return False
    return len(headers) >= len(labelled_lines(document) - headers.keys())


def read(document: Document) -> Transcript:
    """The turns between the headers; what stands before the first is narration."""
    problems: list[Problem] = []
    account = Account()
    turns, told = weave(_pieces(document, problems, account))
    return Transcript(
        source=document.front.source(document.name),
        speakers=known_speakers(turns, document.front.speakers),
        turns=turns,
        problems=(*document.front.problems, *problems, *told),
        furniture=account.furniture,
        headings=account.headings,
    )


def _pieces(document: Document, problems: list[Problem], account: Account) -> Iterator[Piece]:
    headers = headers_of(document)
    announced = announcing(document, headers)
    speaker: str | None = document.speaker
    opening: Piece | None = None
    section, start, passed = "", None, 0
    for number, line in enumerate(document.lines, 1):
        text = line.strip()
        if number <= document.front.lines:
            account.leave("front-matter", number)
        elif (head := headers.get(number)) is not None:
            yield from _silent(opening, problems)
            speaker, start, passed = None if is_stage(head.name) else head.name or None, None, number + head.size - 1
            opening = Piece(speaker, "", number, head.start, section=section, opens=True, breaks=True)
            if head.text:
                yield Piece(speaker, plain(head.text), number, head.start, section=section, opens=True, breaks=True)
                opening = None
            elif not head.name:
                account.head(number)
        elif not text or number <= passed:
            continue
        elif number in announced:
            account.leave("time", number)
        elif (title := marked_heading(text)) is not None:
            section = plain(title)
            account.head(number)
        elif opening is None and (clock := ALONE.fullmatch(text)) is not None:
            start = None if clock[2] else times.seconds(clock[1])
            account.leave("time", number)
        elif opening is None and (rule := rule_for(text, None)) is not None:
            account.leave(rule, number)
        else:
            before, text = times.leading(text)
            timed, start = (start if before is None else before), None
            if opening is not None:
                opening.text, opening.start = plain(text), opening.start if timed is None else timed
                yield opening
                opening = None
            elif text:
                yield Piece(
                    speaker, plain(text), number, timed, section=section, opens=speaker is None,
                    breaks=timed is None and not _follows_time(document.lines, number),
                )  # fmt: skip
    yield from _silent(opening, problems)


def _follows_time(lines: list[str], number: int) -> bool:
    return number > 1 and ALONE.fullmatch(lines[number - 2].strip()) is not None


def _silent(opening: Piece | None, problems: list[Problem]) -> Iterator[Piece]:
    """A header with nothing below it is told, and its time still counts."""
    if opening is not None and opening.speaker is not None:
        problems.append(Problem(f"{opening.speaker} is named but says nothing", opening.line))
        yield opening
