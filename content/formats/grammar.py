"""Which labels of a document are speakers: decided by how often it uses them and where, not by how they look.

Looks decide only what the document leaves open: a label that stands there once or twice, or in a text where labels
are rare.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from content.formats.initialled import of_nobody
from content.formats.label_marks import OFTEN, called_beside, mark_of, may_be_marked, may_be_person
from content.formats.labels import (
    ASKED,
    BOLD,
    BRACKETED,
    PLAIN,
    Labelled,
    could_be_label,
    could_be_name,
    is_minutes,
    is_named,
    is_numbered,
    is_stage,
    reads_as_sentence,
    without_belonging,
)
from content.near_names import slips_among
from content.text import fold

# More than this share of the paragraphs is labelled: the document is written that way.
MOSTLY = 0.6
# Labels of a text in which they are rare are not longer.
_FEW_WORDS = 3
# Cues without a label are few if they are one in so many, of so many at least.
_FEW_UNLABELLED, _MANY = 8, 16
_ASKING = frozenset({"question", "answer"})


def speakers_among(
    paragraphs: Iterable[Labelled | None], known: Iterable[str] = (), *, whole: bool = False
) -> frozenset[str]:
    """The labels that are speakers. `known` are somebody's own; `whole`: every cue has a label.

    Where words before a colon are as often ordinary words as names, no prefix is believed.
    """
    units = list(paragraphs)
    mark = mark_of(units)
    found = [part if part is not None and part.mark in (mark, ASKED) else None for part in units]
    labels = Counter(part.label for part in found if part)
    told = frozenset(map(fold, known))
    given = {n for n in labels if fold(n) in told}
    often = {n for n, count in labels.items() if _is_often(n, count, labels, mark)}
    likely = {n for n in labels if could_be_name(n) and may_be_person(n)}
    total = sum(labels.values()) if mark != PLAIN else len(found)
    every = whole and len(found) >= OFTEN
    mostly = every or sum(labels[n] for n in given | often | likely) > MOSTLY * total
    # Where few look like names it is the labels that come again by which a text is written.
    again = {n for n, count in labels.items() if not mostly and count > 1 and _may_be(n, mark) and could_be_label(n)}
    if sum(labels[n] for n in given | often | again) > MOSTLY * total:
        mostly, often = True, often | again
    if mostly:
        small = any(n[0].islower() for n in often)
        nobody = of_nobody(units) if mark == PLAIN else frozenset()
        rare = [n for n in labels if n not in often and n not in nobody]
        taken = given | often | {n for n in rare if _looks(n, mark, whole=every, small=small)}
        taken |= slips_among([n for n in rare if n not in taken and _may_be(n, mark) and could_be_label(n)], taken)
        if mark != PLAIN:
            taken |= called_beside(units)
        return frozenset(taken | {part.label for part in units if part is not None and part.label in taken})
    return frozenset(_of_few(labels, len(found), given) or _voices(units))


def _voices(units: Iterable[Labelled | None]) -> set[str]:
    """Voices that a program numbered and set off by a mark of their own: even one alone is no other thing."""
    marked = (part for part in units if part is not None and part.mark in (BOLD, BRACKETED))
    return {part.label for part in marked if is_numbered(part.label)}


def _may_be(label: str, mark: str) -> bool:
    return may_be_person(label) if mark == PLAIN else may_be_marked(label)


def _is_often(label: str, count: int, labels: Counter[str], mark: str) -> bool:
    if fold(label) in _ASKING:
        return count > 1 and len({fold(n) for n in labels} & _ASKING) == len(_ASKING)
    return count >= OFTEN and _may_be(label, mark)


def _looks(label: str, mark: str, *, whole: bool, small: bool) -> bool:
    """Whether a label that stands there once or twice looks like somebody, as names are written here."""
    if not _may_be(label, mark):
        return False
    if whole or mark != PLAIN:
        return not reads_as_sentence(label)
    base = without_belonging(label)
    return could_be_name(base) and (is_named(base) or (small and not reads_as_sentence(label)))


def _of_few(labels: Counter[str], units: int, given: set[str]) -> set[str]:
    """The speakers of a text in which most paragraphs have no label: those who recur and look like somebody."""
    likely = {n for n in labels if could_be_name(n) and may_be_person(n)}
    certain = given | {n for n in likely if labels[n] > 1 and is_named(n)}
    certain |= {n for n, count in labels.items() if count >= max(OFTEN, units // 40) and _is_short(n)}
    if certain:
        shouted = any(n.isupper() for n in certain)
        certain |= {n for n in likely if is_named(n) and (is_numbered(n) or (shouted and n.isupper()) or _has_words(n))}
    believed = sum(labels[n] for n in certain)
    doubted = sum(count for n, count in labels.items() if n not in certain and _is_doubted(n))
    return certain if given or believed > doubted else set()


def _has_words(label: str) -> bool:
    """Whether a full name stands there, and no term with a number (“v1 message”)."""
    return len(label.split()) > 1 and not any(c.isdigit() for c in label)


def _is_short(label: str) -> bool:
    return may_be_person(label) and not reads_as_sentence(label) and len(label.split()) <= _FEW_WORDS


def _is_doubted(label: str) -> bool:
    return could_be_name(label) and not is_stage(label) and not is_minutes(label)


def is_labelled_one_by_one(labels: Sequence[str | None], *, continues: bool = True) -> bool:
    """Whether every cue or line is meant to have a label, or only those where the speaker changes.

    Of the two the one that the document breaks less often: an unlabelled cue speaks against the first, the same label
    twice in a row against the second. Where few have none and none of these `continues` a sentence,
    whoever speaks in them is not known.
    """
    if not any(labels):
        return False
    unlabelled = sum(label is None for label in labels)
    repeated = sum(a is not None and a == b for a, b in pairwise(labels))
    few = unlabelled * _FEW_UNLABELLED <= len(labels) >= _MANY
    return unlabelled == 0 or repeated > unlabelled or (few and not continues)
