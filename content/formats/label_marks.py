"""How a document sets its labels off: by a mark of their own, bold or brackets, or by their colon alone.

Where those who speak have a mark, words before a colon without it are text: “In January: …”, “Best prose: …”.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from content.formats.labels import (
    BOLD,
    BRACKETED,
    PLAIN,
    Labelled,
    could_be_name,
    is_named,
    is_no_person,
    is_of_the_text,
    is_word,
)
from content.persons import begins_as_name

# Who stands there so often is a speaker, whatever the name looks like.
OFTEN = 3
# For each label with the mark so many of the same names may have lost it.
_LOST = 2
# Initials have at most so many letters.
_INITIALS = 3


def mark_of(units: Sequence[Labelled | None]) -> str:
    """The mark of this document's labels."""
    marked = [part for part in units if part is not None and part.mark in (BOLD, BRACKETED)]
    if not marked:
        return PLAIN
    counts = Counter(part.mark for part in marked if not is_no_person(part.label))
    plain = Counter(
        part.label for part in units
        if part is not None and part.mark == PLAIN and could_be_name(part.label) and may_be_person(part.label)
    )  # fmt: skip
    for mark in (BOLD, BRACKETED):
        held = [part for part in marked if part.mark == mark and may_be_marked(part.label)]
        usual = counts[mark] >= plain.total() and not _are_notes(held, plain)
        if counts[mark] > 1 and (usual or is_custom(held, plain)):
            return mark
    return PLAIN


def may_be_person(label: str) -> bool:
    """Whether it is none of the words that stand before colons without anybody speaking."""
    if is_word(label) or is_of_the_text(label) or is_no_person(label):
        return False
    # Without a mark signs alone (“??”) say that a name is missing.
    return any(map(str.isalnum, label))


def may_be_marked(label: str) -> bool:
    """The same for a label with a mark of its own: that makes a name even of what begins sentences (“[So]: …”), and
    of initials (“[PS] …”)."""
    return (not is_of_the_text(label) or (len(label) <= _INITIALS and label.isupper())) and not is_no_person(label)


def called_beside(units: Iterable[Labelled | None]) -> set[str]:
    """Names without the mark that the others have, and that come again: half of them lost it, or never had it."""
    labels = Counter(part.label for part in units if part is not None and part.mark == PLAIN)
    return {
        n for n, count in labels.items() if count >= OFTEN and may_be_person(n) and begins_as_name(n) and is_named(n)
    }


def is_custom(held: Sequence[Labelled], plain: Counter[str]) -> bool:
    """Whether names come again and again with this mark, though more words before a colon have none.

    `held` are the parts with the mark, `plain` how often what has none stands there. Names that mostly stand there
    without it were emphasised by chance.
    """
    counts = Counter(part.label for part in held)
    firm = {
        n: count for n, count in counts.items()
        if count > 1 and count + plain[n] >= OFTEN and could_be_name(n) and is_named(n)
    }  # fmt: skip
    told = sum(firm.values())
    if not firm or 2 * told < len(held) or sum(plain[n] for n in firm) > _LOST * told:
        return False
    rivals = {n: count for n, count in plain.items() if n not in counts and count >= OFTEN and is_named(n)}
    persons, others = _persons(firm), _persons(rivals)
    if persons or others:
        return persons > 0 and persons >= others
    full = any(len(name.split()) > 1 for name in firm)
    return full and (not rivals or all(not part.text for part in held))


def _are_notes(held: Sequence[Labelled], plain: Counter[str]) -> bool:
    """Whether nobody is called as what has this mark, and those who speak have none (“**Tools:** …”)."""
    persons = _persons({n: count for n, count in plain.items() if count >= OFTEN})
    return 2 * persons > len(held) and not _persons(Counter(part.label for part in held))


def _persons(labels: dict[str, int]) -> int:
    """How often people stand there whose name is known as one."""
    return sum(count for label, count in labels.items() if begins_as_name(label))
