"""Turns → quotes: sentences joined to self-contained quotations, the unworthy refused by name, the rest scored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.edits import NO_EDITS, Edits, leaves_out_only
from content.errors import Problem
from content.ids import quote_id
from content.language import is_english
from content.model import Left, Quote, Speaker, Turn
from content.quotes.passages import Passage, passages
from content.quotes.questions import REACH, asked_before
from content.quotes.refusing import Refusing
from content.quotes.shown import shown
from content.quotes.worthiness import worthiness
from content.text import fold, words

PINNED = 1.0
LISTED = 0.6
# Eight words are longer, and so are the characters that take their place; "so." need not be looked at.
FEWEST_LETTERS = 15


@dataclass(frozen=True, slots=True)
class Selection:
    """Quotes in the order they were said, what was left out, and edits that could not be followed."""

    quotes: tuple[Quote, ...]
    left: tuple[Left, ...]
    problems: tuple[Problem, ...] = ()


def select_quotes(
    turns: Sequence[Turn], speakers: Sequence[Speaker], *, language: str = "", listed: bool = False,
    edits: Edits = NO_EDITS,
) -> Selection:  # fmt: skip
    """The quotes in these turns. Each original stands in its turn word for word; ids are unique among them.

    `listed` turns are quotes already. Where nobody is named at all, everything is taken for speech.
    """
    choosing = _Choosing(turns, speakers, language, edits, listed=listed)
    quotes = [found for index, passage in choosing.passages() if (found := choosing.quote(index, passage))]
    return Selection(tuple(quotes), tuple(choosing.left), tuple(choosing.problems))


class _Choosing:
    """One pass over the turns; it remembers what was said before."""

    def __init__(
        self, turns: Sequence[Turn], speakers: Sequence[Speaker], language: str, edits: Edits, *, listed: bool
    ) -> None:
        self.turns, self.language, self.edits, self.listed = turns, language, edits, listed
        self.left: list[Left] = []
        self.problems: list[Problem] = []
        self._refusing = Refusing(speakers, language, listed=listed)
        self._anybody = bool(speakers)
        self._plain = not listed and not (edits.pin or edits.drop)
        self._occurrences: dict[str, int] = {}

    def passages(self) -> Iterator[tuple[int, Passage]]:
        for index, turn in enumerate(self.turns):
            if self.listed:
                yield index, Passage(turn.text, 0)
            elif turn.speaker is not None or not self._anybody:
                found = _spoken(turn.text, self.language)
                yield from ((index, p) for p in _with_pins(list(found), turn.text, self.edits.pin))

    def quote(self, index: int, passage: Passage) -> Quote | None:
        """The quote of a passage, or None and a line in `left`."""
        turn = self.turns[index]
        if self._plain and len(passage.text) < FEWEST_LETTERS:
            self.left.append(Left(turn.speaker, passage.text, "too-short", turn.line))
            return None
        text = shown(passage.text) if is_english(self.language) and not self.listed else passage.text
        pinned = self.edits.pins(passage.text)
        # Whatever is chosen, an occurrence counts: so an id does not depend on what was left out.
        folded = fold(passage.text)
        occurrence = self._occurrences[folded] = self._occurrences.get(folded, -1) + 1
        rule = "dropped" if self.edits.drops(passage.text) else None
        said = words(text)
        rule = rule or (None if pinned else self._refusing.rule_against(text, turn.speaker, said))
        if rule is not None:
            self.left.append(Left(turn.speaker, passage.text, rule, turn.line))
            return None
        trimmed = self._trimmed(passage.text, turn.line)
        text, said = (trimmed, words(trimmed)) if trimmed else (text, said)
        score, reasons = worthiness(text, self.language, said)
        if pinned or self.listed:
            score, reasons = (PINNED, ("pinned",)) if pinned else (max(score, LISTED), ("listed", *reasons))
        found = Quote(
            id=quote_id(passage.text, occurrence), turn=index, speaker=turn.speaker, text=text, original=passage.text,
            section=turn.section, start=turn.start_at(passage.at), score=score, reasons=reasons,
        )  # fmt: skip
        asked = "" if self.listed or passage.at > REACH else asked_before(self.turns, index, self.language)
        return replace(found, asked=asked) if asked else found

    def _trimmed(self, text: str, line: int) -> str | None:
        trimmed = self.edits.trimmed(text)
        if trimmed is not None and leaves_out_only(text, trimmed):
            return trimmed
        if trimmed is not None:
            self.problems.append(Problem(f"the trim to “{trimmed[:60]}” adds words, so it was not followed", line))
        return None


def _spoken(text: str, language: str) -> Iterator[Passage]:
    at = 0
    for paragraph in text.split("\n"):
        for passage in passages(paragraph, language):
            yield Passage(passage.text, at + passage.at)
        at += len(paragraph) + 1


def _with_pins(passages: list[Passage], turn: str, pins: Sequence[str]) -> list[Passage]:
    """The passages of a turn; a pinned text that runs over several makes them one."""
    for pin in pins:
        place = turn.find(pin)
        touched = [p for p in passages if p.at < place + len(pin) and place < p.at + len(p.text)] if place >= 0 else []
        if len(touched) > 1:
            first, last = touched[0], touched[-1]
            index = passages.index(first)
            passages[index : index + len(touched)] = [Passage(turn[first.at : last.at + len(last.text)], first.at)]
    return passages
