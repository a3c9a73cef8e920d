"""The account of every line of a document: a turn, narration, a heading, furniture with its rule, or a problem."""

from collections import Counter
from dataclasses import dataclass

from content.model import Pack

TURN, NARRATION, HEADING, FURNITURE, PROBLEM, EMPTY = "turn", "narration", "heading", "furniture", "problem", "empty"


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a line; `rule` tells why it is furniture."""

    use: str
    rule: str = ""


def account_of(pack: Pack, text: str) -> list[Line]:
    """What became of each line of the text that the pack was made of, the first line first."""
    left = {number: furniture.rule for furniture in pack.furniture for number in furniture.lines}
    headings, told = frozenset(pack.headings), {p.line for p in pack.problems if p.line is not None}
    spoken = {turn.line: turn.speaker is not None for turn in pack.turns}
    found: list[Line] = []
    use = NARRATION
    for number, line in enumerate(text.split("\n"), 1):
        if number in spoken:
            use = TURN if spoken[number] else NARRATION
        if not line.strip():
            found.append(Line(EMPTY))
        elif number in left:
            found.append(Line(FURNITURE, left[number]))
        elif number in headings:
            found.append(Line(HEADING))
        else:
            found.append(Line(PROBLEM if number in told and use == NARRATION else use))
    return found


def counted(lines: list[Line]) -> dict[str, int]:
    """How many lines there are of each use, what furniture is by its rule."""
    return dict(Counter(f"{line.use}: {line.rule}" if line.rule else line.use for line in lines if line.use != EMPTY))
