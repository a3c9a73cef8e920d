"""Names in what was said, and names of the same make, any of which could stand where one of them stands.

Makes are written down in content/data/names.tsv; a name that a speaker lists beside one of these ("Redis, Minio and
SQLite") is of its make, and names that are listed together are of one make of their own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from content.tables import table
from content.text import fold

FEWEST_LISTED = 4
# So many characters before a name tell whether a sentence begins there; the names of so many texts are known at once.
_REACH, _REMEMBERED = 80, 256
_NAME = r"[^\W\d_a-zà-öø-ÿ][\w+#]*(?:[.\-'’&][^\W\d_][\w+#]*)*"
_SPAN = re.compile(rf"(?<![\w@#./'’\-]){_NAME}(?: {_NAME})*(?![\w@/]|['’]\w)")
_LISTED = re.compile(
    rf"({_NAME}(?: {_NAME})?)((?:, {_NAME}(?: {_NAME})?)+),? (?:and|or|und|oder|et|ou|y|o) ({_NAME}(?: {_NAME})?)"
)
_BEGINS = re.compile(r"(?:^|[.?!:…—]|\n|--)[\s\"“”'‘’«»¿¡(\[]*$|[\"“‘«(\[]$")
_NO_NAMES = frozenset(
    "i i'm i'll i've i'd ok okay oh yeah yes no tv ai api apis pr prs cd ci id ids url urls ui ux qa it mr mrs dr "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar "
    "märz mai juni juli oktober dezember "
    "st us uk usa eu q a b c d e f g h j k l m n o p r s t u v w x y z pm am lol god "
    "if and but or so then when because that while "
    # Said loudly or where a sentence was cut: “people SHOULD use”.
    "very only thank thanks should this these those there what which how why where not never always also just even "
    "still really must could would is are was were do does did have has had any some every each his her its our their "
    "your my he she they you".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text and where it begins."""

    at: int
    text: str


def _makes() -> Mapping[str, tuple[str, ...]]:
    sets = [tuple(row[0].split("|")) for row in table("names")]
    return {name: held for held in sets for name in held}


MAKES = _makes()
# Words that tell a well-known name to everybody.
CLUES: Mapping[str, frozenset[str]] = {name: frozenset(told.split("|")) for name, told in table("name_clues")}
# Of the known ones some are written small, and others hold a sign.
_KNOWN = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in MAKES if not re.fullmatch(_NAME, n))})(?!\w)")
_KNOWN_SMALL = tuple(n for n in MAKES if n[0].islower())


def names_in(text: str, *, nouns_are_large: bool = False) -> list[Name]:
    """The whole names that stand there, none at the beginning of a sentence unless it is a known one.

    `nouns_are_large`: in German every noun looks like a name, so that only known ones are.
    """
    return [n for n in _spans(text) if n.text in MAKES or not (nouns_are_large or _begins(text, n.at))]


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins at that place, or a quotation."""
    return _BEGINS.search(text, max(0, at - _REACH), at) is not None


@lru_cache(maxsize=_REMEMBERED)
def _spans(text: str) -> tuple[Name, ...]:
    return tuple(_spanned(text))


def _spanned(text: str) -> Iterator[Name]:
    if any(map(text.__contains__, _KNOWN_SMALL)):
        yield from (Name(match.start(), match[0]) for match in _KNOWN.finditer(text) if match[0][0].islower())
    for match in _SPAN.finditer(text):
        at, parts = match.start(), match[0].split(" ")
        while parts and (fold(parts[0]) in _NO_NAMES or (len(parts) > 1 and _begins(text, at))):
            at += len(parts[0]) + 1
            parts = parts[1:]
        while parts and fold(parts[-1]) in _NO_NAMES:
            parts = parts[:-1]
        if parts:
            yield Name(at, " ".join(parts))


def makes_of(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each name of a make that stands in these texts or is written down, all of its make."""
    groups: dict[str, set[str]] = {}
    for listed in _lists(texts):
        known = [n for n in listed if n in MAKES]
        held = set(listed) | {m for n in known[:1] for m in MAKES[n]}
        if len({MAKES[n] for n in known}) > 1:
            continue  # What is listed is of two makes.
        for name in listed:
            held |= groups.get(name, set())
        for name in held:
            groups[name] = held
    found = {name: tuple(sorted(held)) for name, held in groups.items() if len(held) >= FEWEST_LISTED}
    return {**MAKES, **found}


def _lists(texts: Iterable[str]) -> Iterator[list[str]]:
    for text in texts:
        for match in _LISTED.finditer(text):
            names = [match[1], *match[2].removeprefix(", ").split(", "), match[3]]
            if all(fold(n) not in _NO_NAMES for n in names) and not _BEGINS.search(text[: match.start()]):
                yield names


def counted(texts: Iterable[str], *, nouns_are_large: bool = False) -> Counter[str]:
    """In how many texts each name stands."""
    return Counter(
        n for text in texts for n in {found.text for found in names_in(text, nouns_are_large=nouns_are_large)}
    )
