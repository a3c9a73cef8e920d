"""Which "Name:" at the beginning of a paragraph is a speaker, and which is only a word before a colon."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from content.formats.times import CLOCK, seconds
from content.text import fold

_LABELLED = re.compile(
    r"(?:\*\*|__)?([^\s:：*#>\[\]-][^:：*\n]{0,59}?)(?:\*\*[ \t]?[:：]|[:：]\*\*|__[ \t]?:|:__|[ \t]?[:：])[ \t]*(.*)",
    re.DOTALL,
)
_TIMED = re.compile(rf"(.{{1,60}}?)[ \t]*[\[(]({CLOCK})[\])][ \t]*(?=\*\*[:：]|[:：])")
_NO_NAME = re.compile(r"[.?!,;\"“”=/\\{}<>|。，！？、]")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|(?i:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Rep|Sen|Gov|Hon|Rev|Gen|Capt|Lt|Col|Sgt))\.")
# What people have earned stands behind their names: "Ada Novak, Ph.D.", "Sam Orr, CTO".
_CREDENTIAL = re.compile(r", ?(?:[A-Z][A-Za-z]{0,3}\.? ?){0,2}[A-Z][A-Za-z]{0,2}\.?(?=,|$)")
_SORTED_NAME = re.compile(r"^([^\s,]+), ([^\s,]+)(?= \(|$)")
_NOT_SPEAKERS = frozenset("break jingle outro intro music applause advertisement ad ads sponsor commercial".split())
_ORDINARY = frozenset(
    "note notes warning example examples remember http https update source title date question answer summary tip "
    "caution important disclaimer edit ps correction fact hint today first second third fourth finally however so and "
    "but or now then look listen well yes no ok okay right again plus also anyway basically obviously result results "
    "step part chapter section topic agenda time place duration keywords speakers attendees transcript link links "
    "because here there what why how when where who which this that these those it he she we they you i my our".split()
)
_PARTICLES = frozenset("van von der den de la le du di da dos del bin ibn al el of the and & y e".split())
# A label, its marks and a time in brackets are not longer than this.
_REACH = 100
MOST_WORDS = 5
MOSTLY = 0.6


@dataclass(slots=True)
class Labelled:
    """A paragraph that begins with something before a colon, and the time in brackets after that, if there is one."""

    label: str
    text: str
    start: float | None = None


def split_label(paragraph: str) -> Labelled | None:
    """What stands before and after the first colon, if the first could be a name at all."""
    start = None
    if ":" not in paragraph[:_REACH] and "：" not in paragraph[:_REACH]:
        return None
    if ("[" in paragraph[:80] or "(" in paragraph[:80]) and (timed := _TIMED.match(paragraph)):
        start = seconds(timed[2])
        paragraph = timed[1] + paragraph[timed.end() :]
    match = _LABELLED.fullmatch(paragraph)
    if match is None or paragraph[match.start(2) :].startswith("//") or _is_in_clock(paragraph, match.end(1)):
        return None
    label = match[1].strip()
    return Labelled(label, match[2].strip(), start) if could_be_name(label) else None


def _is_in_clock(text: str, colon: int) -> bool:
    """Whether a colon stands between digits: that of "10:15" ends no label."""
    return text[colon - 1].isdigit() and text[colon + 1 : colon + 2].isdigit()


def speakers_among(paragraphs: Iterable[Labelled | None], known: Iterable[str] = ()) -> frozenset[str]:
    """The labels that are speakers: known ones, names that recur, full names, or all when most paragraphs have one.

    Where words before a colon are as often ordinary words as names, no prefix is believed.
    """
    found = list(paragraphs)
    labels = Counter(part.label for part in found if part)
    names = {n for n in labels if fold(n) not in _ORDINARY and not is_stage(n)}
    if found and sum(labels[n] for n in names) > MOSTLY * len(found):
        return frozenset(names)
    named = {n for n in names if is_named(n)}
    certain = set(known) | {n for n in named if labels[n] > 1}
    if certain:
        shouted = any(n.isupper() for n in certain)
        certain |= {n for n in named if len(n.split()) > 1 or _is_handle(n) or (shouted and n.isupper())}
    believed = sum(labels[n] for n in certain)
    doubted = sum(count for n, count in labels.items() if n not in certain and not is_stage(n))
    if not known and believed <= doubted:
        return frozenset()
    return frozenset(certain & set(labels))


def is_stage(label: str) -> bool:
    """Whether a label names no person but a part of the programme."""
    folded = fold(label)
    return folded in _NOT_SPEAKERS or folded.startswith(("clip from", "clip of", "voice of"))


@lru_cache(maxsize=4096)
def could_be_name(label: str) -> bool:
    """Whether a label has the shape of a name: few words, no sentence, no small beginning but in a handle."""
    words = label.split()
    bare = _ABBREVIATION.sub("", _CREDENTIAL.sub("", _SORTED_NAME.sub(r"\2 \1", label)))
    if not 1 <= len(words) <= MOST_WORDS or _NO_NAME.search(bare):
        return False
    return not words[0][0].islower() or _is_handle(label) or words[0] in _PARTICLES or _is_chat_name(label)


def _is_chat_name(label: str) -> bool:
    """One small word: how people write their own name in a chat."""
    return " " not in label and fold(label) not in _ORDINARY


def _is_handle(label: str) -> bool:
    return any(c.isdigit() or c == "_" for c in label)


def is_named(label: str) -> bool:
    """Whether every word could be part of a name: written large, a particle, or in a script without case."""
    words = [w for w in label.split() if w.casefold() not in _PARTICLES]
    large = [w for w in words if not w.strip("(\"'").islower() or not w[0].isalpha()]
    return _is_handle(label) or (bool(words) and len(large) == len(words))
