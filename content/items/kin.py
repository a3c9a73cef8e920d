"""Words that can stand in for each other: sets of siblings, and pairs that turn what was said into its opposite.

The words of a set fit the same sentences, say different things, and none is odd beside the others. A word stands in
one set. Options and swapped words come from here alone: a word without kin is never asked for.
"""

from collections.abc import Iterator, Mapping

from content.lexicon import past, plural, with_ending
from content.tables import table


def _sets() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Nouns also in the plural, verbs in all their forms."""
    for kind, line in table("siblings"):
        held = tuple(line.split())
        yield kind, held
        if kind in ("noun", "verb"):
            yield f"{kind}s", tuple(map(plural, held))
        if kind == "verb":
            yield "verbing", tuple(with_ending(verb, "ing") for verb in held)
            yield "verbed", tuple(map(past, held))


def _opposites() -> Iterator[tuple[str, str, str]]:
    for kind, one, other in table("opposites"):
        yield from ((kind, one, other), (kind, other, one))


SIBLINGS: Mapping[str, tuple[str, ...]] = {w: tuple(o for o in held if o != w) for _, held in _sets() for w in held}
OPPOSITE: Mapping[str, str] = {one: other for _, one, other in _opposites()}
KIND: Mapping[str, str] = {one: kind for kind, one, _ in _opposites()} | {w: k for k, held in _sets() for w in held}
