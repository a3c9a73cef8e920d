"""Which "Name:" at the beginning of a paragraph is a speaker, and which is only a word before a colon."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from content.text import fold

_LABELLED = re.compile(r"(?:\*\*)?([^\s:*#>\[\]-][^:*\n]{0,59}?)(?:\*\*[ \t]?:|:\*\*|[ \t]?:)[ \t]*(.*)", re.DOTALL)
_NO_NAME = re.compile(r"[.?!,;\"“”=/\\{}<>|]")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr)\.")
_NOT_SPEAKERS = frozenset("break jingle outro intro music applause advertisement ad sponsor".split())
_ORDINARY = frozenset(
    "note notes warning example examples remember http https update source title date question answer summary tip "
    "caution important disclaimer edit ps correction fact hint today first second third finally however".split()
)
MOST_WORDS = 5
MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paragraph that begins with something before a colon."""

    label: str
    text: str


def split_label(paragraph: str) -> Labelled | None:
    """What stands before and after the first colon, if the first could be a name at all."""
    match = _LABELLED.fullmatch(paragraph)
    if match is None or paragraph[match.start(2) :].startswith("//"):
        return None
    label = match[1].strip()
    return Labelled(label, match[2].strip()) if _could_be_name(label) else None


def speakers_among(paragraphs: Iterable[str], known: Iterable[str] = ()) -> frozenset[str]:
    """The labels that are speakers: known ones, those that recur, full names, or all when most paragraphs have one."""
    found = list(paragraphs)
    labels = Counter(part.label for p in found if (part := split_label(p)))
    names = {n for n in labels if fold(n) not in _ORDINARY and not is_stage(n)}
    if found and sum(labels[n] for n in names) > MOSTLY * len(found):
        return frozenset(names)
    certain = set(known) | {n for n in names if labels[n] > 1}
    if certain:
        certain |= {n for n in names if _is_full_name(n) or _is_handle(n)}
    return frozenset(certain & set(labels))


def is_stage(label: str) -> bool:
    """Whether a label names no person but a part of the programme."""
    folded = fold(label)
    return folded in _NOT_SPEAKERS or folded.startswith(("clip from", "clip of", "voice of"))


def _could_be_name(label: str) -> bool:
    words = label.split()
    if not 1 <= len(words) <= MOST_WORDS or _NO_NAME.search(_ABBREVIATION.sub("", label)):
        return False
    return not words[0][0].islower() or _is_handle(label)


def _is_handle(label: str) -> bool:
    return any(c.isdigit() or c == "_" for c in label)


def _is_full_name(label: str) -> bool:
    words = label.split()
    return len(words) > 1 and all(w[0].isupper() for w in words)
