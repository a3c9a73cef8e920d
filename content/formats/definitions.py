"""Bold words before a colon that name what is explained, and nobody who speaks: manuals, API references, options.

The document tells: people come again in turn, terms are explained once, in all of it or in each of its sections.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from content.formats.cuts import Paragraph
from content.formats.labels import BOLD, is_numbered
from content.persons import first_names, titles
from content.text import fold, words

# So many different terms are explained once each; so many sections each explain the same few.
_FEWEST_TERMS, _FEWEST_SECTIONS = 4, 3
# This share of the terms is explained once.
_MOSTLY = 0.8
_ASKING = frozenset({"q", "a", "question", "answer"})


def part_from_definitions(paragraphs: Sequence[Paragraph], known: Iterable[str]) -> None:
    """Where bold labels are terms, they are nobody; `known` are somebody's own."""
    sections = _sections(paragraphs)
    labels = Counter(label for section in sections for label in section)
    if not _are_terms(sections, labels) or not labels.keys().isdisjoint(known):
        return
    persons = sum(_may_speak(label) for label in labels)
    if 2 * persons < len(labels):
        for paragraph in paragraphs:
            if paragraph.part is not None and paragraph.part.mark == BOLD:
                paragraph.part = None


def _sections(paragraphs: Sequence[Paragraph]) -> list[list[str]]:
    """The bold labels of each section that has some."""
    found: list[list[str]] = [[]]
    for paragraph in paragraphs:
        if paragraph.title is not None:
            found.append([])
        elif paragraph.part is not None and paragraph.part.mark == BOLD:
            found[-1].append(paragraph.part.label)
    return [section for section in found if section]


def _are_terms(sections: Collection[Sequence[str]], labels: Counter[str]) -> bool:
    once = sum(count == 1 for count in labels.values())
    if len(labels) >= _FEWEST_TERMS and once >= _MOSTLY * len(labels):
        return True
    apart = all(len(set(section)) == len(section) for section in sections)
    return apart and len(sections) >= _FEWEST_SECTIONS


def _may_speak(label: str) -> bool:
    """Whether a program numbered the voice, it asks or answers, or a word of it is a name or what people are called."""
    if is_numbered(label) or fold(label) in _ASKING:
        return True
    return any(word in first_names() or word in titles() for word in words(label))
