"""Turns → quotes: the passages that a talk is best quoted in, the unworthy refused by name, the rest scored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.edits import NO_EDITS, Edits, is_stretch, leaves_out_only
from content.errors import Problem
from content.ids import quote_id
from content.model import Quote, Rejected, Speaker, Turn
from content.quotes.added import FROM_LIST
from content.quotes.questions import REACH, asked_before
from content.quotes.score import between
from content.quotes.selection import Chooser, Chosen
from content.text import fold

PINNED = 1.0
LISTED = 0.6


@dataclass(frozen=True, slots=True)
class Selection:
    """Quotes in the order they were said, what was left out, and edits that could not be followed."""

    quotes: tuple[Quote, ...]
    left: tuple[Rejected, ...]
    problems: tuple[Problem, ...] = ()


def select_quotes(
    turns: Sequence[Turn], speakers: Sequence[Speaker], *, language: str = "", listed: bool = False,
    edits: Edits = NO_EDITS,
) -> Selection:  # fmt: skip
    """The quotes in these turns. Each original stands in its turn word for word; ids are unique among them.

    `listed` turns are quotes already. Where nobody is named at all, everything is taken for speech.
    """
    chooser = Chooser(turns, speakers, language, edits, listed=listed)
    chosen = chooser.chosen()
    making = _Making(turns, language, edits, listed=listed)
    quotes = tuple(making.quotes(chosen))
    return Selection(quotes, tuple(chooser.left), tuple(making.problems))


class _Making:
    """Chosen passages made into quotes."""

    def __init__(self, turns: Sequence[Turn], language: str, edits: Edits, *, listed: bool) -> None:
        self._turns, self._language, self._edits, self._listed = turns, language, edits, listed
        self.problems: list[Problem] = []

    def quotes(self, chosen: Sequence[Chosen]) -> Iterator[Quote]:
        """The quotes; the same words said again are told apart by their place among them."""
        occurrences: dict[str, int] = {}
        for one in chosen:
            folded = fold(one.passage.text)
            occurrence = occurrences[folded] = occurrences.get(folded, -1) + 1
            yield self._quote(one, occurrence)

    def _quote(self, one: Chosen, occurrence: int) -> Quote:
        turn, original = self._turns[one.turn], one.passage.text
        score, reasons = between(one.score), one.reasons
        if one.pinned or self._listed:
            score, reasons = (
                (PINNED, {"pinned": PINNED}) if one.pinned else (max(score, LISTED), {FROM_LIST: LISTED, **reasons})
            )
        text = self._trimmed(original, turn.line) or one.text
        found = Quote(
            id=quote_id(original, occurrence), turn=one.turn, speaker=turn.speaker,
            text=text, original=original, section=turn.section,
            edited=text != one.text and not (is_stretch(original, text) or is_stretch(one.text, text)),
            start=turn.start_at(one.passage.at), score=score, reasons=tuple(reasons),
            weights=tuple(reasons.values()),
        )  # fmt: skip
        asked = "" if self._listed or one.passage.at > REACH else asked_before(self._turns, one.turn, self._language)
        return replace(found, asked=asked) if asked else found

    def _trimmed(self, text: str, line: int) -> str | None:
        trimmed = self._edits.trimmed(text)
        if trimmed is not None and leaves_out_only(text, trimmed):
            return trimmed
        if trimmed is not None:
            self.problems.append(Problem(f"the trim to “{trimmed[:60]}” adds words, so it was not followed", line))
        return None
