"""One label in several spellings: “MATEO”, “mateo” and “Mateo” are one person, called as names are written."""

from collections import Counter
from collections.abc import Iterable

from content.formats.label_marks import may_be_person
from content.formats.labels import is_named
from content.text import fold


def spellings(labels: Iterable[str]) -> dict[str, str]:
    """For each label that stands there in another spelling as well, the one by which its person is called.

    `labels` are all that stand there, as often as they do. Written as names are goes before written large or small,
    then what stands there more often, then what came first.
    """
    counts = Counter(labels)
    alike: dict[str, list[str]] = {}
    for label in counts:
        alike.setdefault(fold(label), []).append(label)
    return {
        label: max(held, key=lambda n: (_is_as_names_are(n), _is_mixed(n), counts[n]))
        for held in alike.values()
        if len(held) > 1 and all(map(may_be_person, held))
        for label in held
    }  # fmt: skip


def _is_as_names_are(label: str) -> bool:
    return is_named(label) and _is_mixed(label)


def _is_mixed(label: str) -> bool:
    return not label.isupper() and not label.islower()
