"""Lines that begin with the name of somebody who speaks, but not as names stand there: “Ada; we did”, “ada > we did”.

Whose words they are is not sure: they are not given to whoever spoke before.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from content.errors import Problem
from content.formats import times
from content.model import Turn
from content.text import fold

# A comma is none of these marks: whoever is spoken to stands before one (“Ada, did you?”).
_BEGUN = re.compile(
    rf"(?P<name>[^\W_][\w.'’]*(?:[ -][\w.'’]+){{0,4}}?)"
    rf"(?:[ \t]*[;>=|][ \t]*|[ \t]+[-–—][ \t]+|[-–—](?=[a-z])|[ \t]{{2,}}|\t|"
    rf"[ \t]+[\[(]?{times.CLOCK}[\])]?[ \t]+)(?=\S)"
)
_REACH = 120
# So many lines are named where several are told at once.
_TOLD = 5


class Names:
    """The names of those who speak, whole and by their first word."""

    def __init__(self, labels: Iterable[str]) -> None:
        held = list(labels)
        self._called = {fold(label): label for label in held}
        for label in held:
            self._called.setdefault(fold(label.split(" ")[0]), label)

    def begin(self, text: str) -> str:
        """The name with which a text without a label begins, as it is written there; "" for any other."""
        begun = text[:_REACH]
        for start in (begun, times.stamp(begun)[1]):
            if (match := _BEGUN.match(start)) is not None and fold(match["name"]) in self._called:
                return match["name"]
        return ""


def begun_otherwise(name: str) -> str:
    """What is told of such a line."""
    return f"it begins with “{name}”, but not as names stand here, and was taken for nobody"


def nobodys_between(turns: Sequence[Turn], told: Iterable[Problem]) -> Iterator[Problem]:
    """What is told of lines between those of speakers that count as nobody's, where nothing tells of them yet."""
    spoken = [n for n, turn in enumerate(turns) if turn.speaker is not None]
    known = {problem.line for problem in told}
    between = turns[spoken[0] : spoken[-1]] if spoken else ()
    lines = [turn.line for turn in between if turn.speaker is None and turn.line not in known]
    if lines:
        named = ", ".join(map(str, lines[:_TOLD])) + (" …" if len(lines) > _TOLD else "")
        what = f"{len(lines)} paragraphs (lines {named})" if len(lines) > 1 else "a paragraph"
        count = "count" if len(lines) > 1 else "counts"
        yield Problem(f"{what} between what people say {count} as nobody's", lines[0])
