"""Two labels of a pack that are one person: their words under one name."""

from collections.abc import Iterable
from dataclasses import replace

from content.model import Item, Pack, Speaker
from content.persons import may_be_one


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
    """Which of these labels may be one person: (label, fuller name); nothing of one that may be several people."""
    held = list(dict.fromkeys(names))
    found = []
    for label in held:
        others = [n for n in held if n != label and may_be_one(label, n)]
        fuller = [n for n in others if (len(n.split()), len(n)) > (len(label.split()), len(label))]
        if fuller and all(may_be_one(one, other) for one in others for other in others if one != other):
            found.append((label, max(fuller, key=lambda n: (len(n.split()), len(n)))))
    return tuple(found)
