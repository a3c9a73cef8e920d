"""Whose words are not told: the labels that are one voice, and how a label is known again that nobody keeps."""

from collections.abc import Iterable
from hashlib import blake2b

from content.model import Speaker
from content.omission import several
from content.text import fold, words

# One word alone ("Ada") may be the label of several people: it is followed where it was linked, not as an alias.
_TELLING = 2


def known_as(speaker: Speaker) -> frozenset[str]:
    """The labels that tell a speaker in every pack, folded: the name, and other labels of two words or more."""
    others = (a for a in speaker.aliases if len(words(a)) >= _TELLING)
    return frozenset(map(fold, (speaker.name, *others)))


def told_by(speaker: Speaker) -> frozenset[str]:
    """The same, and of a dialogue everybody who speaks in it: it is the words of each, and makes nobody another."""
    return known_as(speaker).union(map(fold, several(speaker.name)))


def voices(labels: Iterable[str], speakers: Iterable[Speaker]) -> frozenset[str]:
    """These labels with all others of the same voices, folded: what one pack calls one person, the next ones do too."""
    found, left = set(labels), [known_as(s) for s in speakers]
    while near := [known for known in left if not found.isdisjoint(known)]:
        found.update(*near)
        left = [known for known in left if found.isdisjoint(known)]
    return frozenset(found)


def digest(label: str, salt: str) -> str:
    """A label as it is kept of somebody who was forgotten."""
    return blake2b(fold(label).encode("utf-8", "replace"), key=salt.encode(), digest_size=16).hexdigest()
