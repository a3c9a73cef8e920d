"""Names that are known without a roster: first names and whose they are, family names, short forms, places."""

from functools import cache

from bot.likeness.edits import within
from content.tables import column, table
from content.text import fold


def is_first_name(word: str) -> bool:
    """Whether a folded word is somebody's first name in Europe, America or India."""
    return word in _first_names()


def gender(word: str) -> str:
    """ "m" or "f" for a first name that only men or only women have, "" for any other word."""
    return {"man": "m", "woman": "f"}.get(_first_names().get(word, ""), "")


def are_two(one: str, other: str) -> bool:
    """Whether two first names are a man's and a woman's, or one of them is both: Gabriel and Gabriele."""
    kinds = _first_names().get(one), _first_names().get(other)
    return None not in kinds and kinds[0] != kinds[1]


def near_place(word: str, right: str, edits: int) -> bool:
    """Whether another place is as near to a word as the right one, `edits` away: "nigera" from Nigeria and Niger.

    Not where the right one is no place.
    """
    if not is_place(right):
        return False
    return any(place != right for place in within(word, _places(), edits))


def is_known_name(word: str) -> bool:
    """Whether a folded word is a name of a person or a place."""
    return word in _first_names() or word in _listed("person_names", "surname", " ") or is_place(word)


def is_place(folded: str) -> bool:
    """Whether that is the name of a country, a big city, a river or a planet."""
    return folded in _listed("things", "place", ",")


def is_famous(name: str) -> bool:
    """Whether everybody knows somebody of that family name by it alone: Ludwig van Beethoven, Cervantes Saavedra."""
    found = fold(name).split()
    return "-".join(found) in _famous() or any(word in _famous() for word in found[len(found) > 1 :])


def is_country(folded: str) -> bool:
    """Whether that is the name of a country or of a state of the USA, in English or in its own language."""
    return folded in _listed("things", "country", ",")


def begins_thing(word: str) -> bool:
    """Whether a word begins the names of places and things: "new", "supreme"."""
    return word in _listed("things", "first", ",")


def ends_thing(word: str) -> bool:
    """Whether a word ends the names of places and things: "sea", "court"."""
    return word in _listed("things", "head", ",")


def is_maker(word: str) -> bool:
    """Whether things are named with that word in front, after who made them: "github"."""
    return word in _listed("things", "maker", ",")


def is_short_for(one: str, other: str) -> bool:
    """Whether two first names are one person's: Tim and Timothy."""
    short = _short_forms()
    return other in short.get(one, ()) or one in short.get(other, ())


def are_spellings(one: str, other: str) -> bool:
    """Whether two first names are one in two spellings: Stephen and Steven."""
    return other in _spellings().get(one, ())


def prepare() -> None:
    """Read the lists."""
    _first_names()
    _short_forms()
    for kind in ("place", "country", "first", "head", "maker"):
        _listed("things", kind, ",")
    _listed("person_names", "surname", " ")


@cache
def _first_names() -> dict[str, str]:
    return {
        name: kind
        for kind in ("man", "woman", "either")
        for line in column("person_names", kind)
        for name in line.split()
    }


@cache
def _famous() -> frozenset[str]:
    known = _listed("person_names", "famous", " ")
    return known | {fold(name) for row in table("names") for name in row[0].split("|")}


@cache
def _places() -> tuple[str, ...]:
    return tuple(sorted(_listed("things", "place", ",")))


@cache
def _listed(name: str, kind: str, separator: str) -> frozenset[str]:
    return frozenset(entry for line in column(name, kind) for entry in line.split(separator))


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    sets = [tuple(alike.split("-")) for line in column("person_names", "alike") for alike in line.split()]
    return {name: alike for alike in sets for name in alike}


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in table("nicknames")}
