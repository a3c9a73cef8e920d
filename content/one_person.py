"""Two labels of a pack that are one person: their words under one name."""

from collections.abc import Iterable
from dataclasses import replace

from content.model import Item, Pack, Speaker
from content.near_names import is_as_names_are, perhaps_one
from content.persons import may_be_one, own_words
from content.speakers import plain_name


def joined(pack: Pack, label: str, name: str) -> Pack:
    """The pack with what `label` said under `name`; the label stays as an alias."""
    return replace(
        pack,
        turns=tuple(replace(t, speaker=name) if t.speaker == label else t for t in pack.turns),
        quotes=tuple(replace(q, speaker=name) if q.speaker == label else q for q in pack.quotes),
        speakers=one_speaker(pack.speakers, label, name),
        items=tuple(item for item in pack.items if not counts(item, label, name)),
    )


def one_speaker(speakers: Iterable[Speaker], label: str, name: str) -> tuple[Speaker, ...]:
    """These with both as one, in the place of `name`."""
    held = list(speakers)
    other = next((s for s in held if s.name == label), None)
    if other is None:
        return tuple(held)
    return tuple(
        replace(
            s, aliases=tuple(dict.fromkeys((*s.aliases, *other.aliases, label))), blurb=s.blurb or other.blurb
        ) if s.name == name else s
        for s in held if s.name != label
    )  # fmt: skip


def counts(item: Item, label: str, name: str) -> bool:
    """Whether it counts what only one of the two labels said, so that its answer would be wrong of both together."""
    return item.number is not None and not item.stimulus and any(who in item.stem for who in (label, name))


def pairs_of(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Which of these labels may be one person: (label, what they are rather called); nothing of one that may be
    several people."""
    held = list(dict.fromkeys(names))
    found = []
    for place, label in enumerate(held):
        others = [(n, name) for n, name in enumerate(held) if n != place and perhaps_one(label, name)]
        rather = [name for n, name in others if _is_rather(name, label, earlier=n < place)]
        if rather and all(perhaps_one(one, other) for _, one in others for _, other in others if one != other):
            found.append((label, max(rather, key=_fullness)))
    return tuple(found)


def _is_rather(name: str, label: str, *, earlier: bool) -> bool:
    """Whether somebody is called so rather than by the label: more of a name stands there, or of two that are nearly
    the same it is written as names are, or came first."""
    if may_be_one(name, label) and _fullness(name) != _fullness(label):
        return _fullness(name) > _fullness(label)
    return (is_as_names_are(name), earlier) > (is_as_names_are(label), not earlier)


def _fullness(name: str) -> tuple[int, int, bool]:
    """How much of a name it is; titles and what is noted beside it are nothing of it."""
    plain = plain_name(name)
    return len(own_words(plain)), len(plain), plain == name
