"""Turns → quotes: sentences joined to self-contained quotations, the unworthy refused by name, the rest scored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.ids import quote_id
from content.model import Quote, Speaker, Turn
from content.quotes.passages import Passage, passages
from content.quotes.refusing import Refusing
from content.quotes.worthiness import worthiness
from content.text import fold


@dataclass(frozen=True, slots=True)
class Left:
    """Words that did not become a quote, and the name of the rule that refused them."""

    speaker: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Quotes in the order they were said, and what was left out."""

    quotes: tuple[Quote, ...]
    left: tuple[Left, ...]


def select_quotes(turns: Sequence[Turn], speakers: Sequence[Speaker]) -> Selection:
    """The quotes in these turns. Each text stands in its turn word for word; ids are unique among them."""
    refusing = Refusing(speakers)
    occurrences: dict[str, int] = {}
    quotes: list[Quote] = []
    left: list[Left] = []
    for index, speaker, passage in _spoken(turns):
        rule = refusing.rule_against(passage.text, speaker)
        if rule is not None:
            left.append(Left(speaker, passage.text, rule))
            continue
        folded = fold(passage.text)
        occurrence = occurrences[folded] = occurrences.get(folded, -1) + 1
        score, reasons = worthiness(passage.text)
        quotes.append(
            Quote(
                id=quote_id(passage.text, occurrence),
                turn=index,
                speaker=speaker,
                text=passage.text,
                original=passage.text,
                section=turns[index].section,
                start=turns[index].start,
                score=score,
                reasons=reasons,
            )
        )
    return Selection(tuple(quotes), tuple(left))


def _spoken(turns: Sequence[Turn]) -> Iterator[tuple[int, str, Passage]]:
    for index, turn in enumerate(turns):
        if turn.speaker is not None:
            for paragraph in turn.text.split("\n"):
                for passage in passages(paragraph):
                    yield index, turn.speaker, passage
