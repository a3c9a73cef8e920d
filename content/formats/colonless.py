"""Labels that another mark sets off than a colon, in notes and in what programs print: “[AN] …”, “SPEAKER_00 - …”.

Such marks have other uses, so only what comes again and again is taken for a label.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from content.formats.label_marks import OFTEN, may_be_person
from content.formats.labels import BRACKETED, PLAIN, Labelled, is_numbered, is_stage, reads_as_sentence
from content.formats.marks import is_stage_mark

_INITIALS = re.compile(r"\[([A-Z]{2,4}|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})\][ \t]+(?=[^\s(:-])")
_DASHED = re.compile(r"([^\W\d_][^\n:–—\[\](){}<>|/=\"“”.,;?!]{0,29}?)[ \t]+[-–—][ \t]+(?=\S)")
_COLON = re.compile(r"([^\s:*#>\[(][^:\n]{0,29}?):[ \t]")
_DASHES = (" - ", " – ", " — ")
_MOST_WORDS = 3
# Of those who speak in such a text at least so many come again.
_FEWEST = 2


def colonless_labels(lines: Sequence[str], leading: Callable[[str], tuple[float | None, str]]) -> frozenset[str]:
    """The labels that lines of this text begin with, without a colon; `leading` parts a time from what follows it."""
    marked = (leading(line.strip())[1] for line in lines if "[" in line or any(dash in line[:80] for dash in _DASHES))
    initials: Counter[str] = Counter()
    dashed: Counter[str] = Counter()
    for line in marked:
        if line[:1] == "[" and (match := _INITIALS.match(line)) is not None:
            initials[match[1]] += 1
        elif line[:1].isalpha() and (match := _DASHED.match(line)) is not None and _may_be(match[1]):
            dashed[match[1]] += 1
    colons = (_COLON.match(leading(line.strip())[1]) for line in lines if ":" in line[:80]) if dashed else ()
    others = Counter(match[1] for match in colons if match is not None and match[1] in dashed)
    return frozenset(_often(initials, Counter()) | _often(dashed, others))


def colonless_label(paragraph: str, labels: frozenset[str]) -> Labelled | None:
    """The label of a paragraph of such a text."""
    bracketed = paragraph[:1] == "["
    match = (_INITIALS if bracketed else _DASHED).match(paragraph)
    if match is None or match[1] not in labels:
        return None
    return Labelled(match[1], paragraph[match.end() :].strip(), mark=BRACKETED if bracketed else PLAIN)


def _may_be(label: str) -> bool:
    return len(label.split()) <= _MOST_WORDS and may_be_person(label) and not reads_as_sentence(label)


def _often(found: Counter[str], others: Counter[str]) -> set[str]:
    """Those that come again: numbered voices, names that stand before colons too, or several that come often."""
    held = {n: count for n, count in found.items() if not is_stage(n) and not is_stage_mark(f"[{n}]")}
    voices = {n for n in held if is_numbered(n)}
    voices = voices if sum(held[n] for n in voices) > len(voices) else set()
    often = {n for n, count in held.items() if count >= OFTEN}
    both = {n for n, count in held.items() if others[n] > 1 and count + others[n] >= OFTEN}
    return voices | both | often if len(often) >= _FEWEST or both else voices
