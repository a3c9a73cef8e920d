"""Names that stand alone in a line above what was said, with nothing that marks them: plays, Hansard, some interviews.

Nothing but its place tells such a name, so it is believed only where several of them come again and most are names
that people have.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from content.formats.labels import could_be_name, is_fact, is_named, is_stage, without_belonging
from content.persons import first_names, titles
from content.text import words

OFTEN = 3
_LONGEST, _MOST_WORDS = 60, 5
_NO_END = frozenset(".?!,;:…。？！，")
# At least so many people take part.
_FEWEST_NAMES = 2


def lone_names(lines: Sequence[str], above: int) -> dict[int, str]:
    """The lines, from 1, that are such names; "" for one that has their shape and names nobody."""
    shaped = dict(_shaped(lines, above))
    counts = Counter(shaped.values())
    often = {name for name, count in counts.items() if count >= OFTEN}
    persons = {name for name in often if _is_person(name)}
    told = sum(counts[name] for name in often)
    if len(often) < _FEWEST_NAMES or 2 * len(persons) < len(often) or 2 * told < len(shaped):
        return {}
    order = [name for name in shaped.values() if name in often]
    if 2 * sum(a != b for a, b in pairwise(order)) < len(order) - 1:
        return {}
    return {number: name if name in often or _is_person(name) else "" for number, name in shaped.items()}


def _shaped(lines: Sequence[str], above: int) -> Iterator[tuple[int, str]]:
    """Short lines above others that read like a name."""
    for index in range(above, len(lines) - 1):
        line = lines[index].strip()
        if (
            not line
            or len(line) > _LONGEST
            or line[-1] in _NO_END
            or ":" in line
            or (index > above and lines[index - 1].strip())
        ):
            continue
        below = next((held.strip() for held in lines[index + 1 : index + 3] if held.strip()), "")
        if below and _reads_as_name(line):
            yield index + 1, line


def _reads_as_name(line: str) -> bool:
    base = without_belonging(line)
    if len(base.split()) > _MOST_WORDS or is_stage(base) or is_fact(base) or any(c.isdigit() for c in base):
        return False
    return could_be_name(base) and is_named(base)


def _is_person(label: str) -> bool:
    """Whether a word of it is a first name, or what somebody is called by for what they do."""
    said = words(label)
    return any(word in first_names() or word in titles() for word in said)
