"""What stands before and behind a name: Mr and Mrs, Lord and Lady, Jr. and Sr.; missing is forgiven, another is not."""

from collections.abc import Sequence
from enum import IntEnum

from bot.likeness.known_names import gender

_CANONICAL = {
    "mister": "mr", "missus": "mrs", "doctor": "dr", "professor": "prof", "reverend": "rev", "honourable": "hon",
    "honorable": "hon", "st": "saint", "captain": "capt", "lt": "lieutenant", "sgt": "sergeant", "col": "colonel",
    "gen": "general", "sen": "senator", "gov": "governor", "pres": "president", "herr": "mr", "monsieur": "mr",
    "senor": "mr", "frau": "mrs", "madame": "mrs", "mme": "mrs", "senora": "mrs", "mlle": "miss", "senorita": "miss",
}  # fmt: skip
_CIVIL = frozenset({"mr", "mrs", "ms", "miss", "mx"})
_LEARNED = frozenset({"dr", "prof", "hon"})
_RANKS = frozenset(
    "sir dame lord lady rev saint capt lieutenant sergeant colonel general admiral senator governor president king "
    "queen prince princess pope emperor empress tsar sultan chancellor rear vice commodore commander brigadier".split()
)
_MEN = frozenset("mr sir lord king prince pope emperor tsar sultan".split())
_WOMEN = frozenset("mrs ms miss dame lady queen princess empress".split())
TITLES = frozenset(_CANONICAL) | _CIVIL | _LEARNED | _RANKS
_YOUNGER, _ELDER = frozenset({"jr", "junior", "younger"}), frozenset({"sr", "senior", "elder"})
SUFFIXES = frozenset({"phd", "md", "jr", "junior", "sr", "senior"})
_NO_NAMES = frozenset({"of", "the", "and"})


class Clash(IntEnum):
    """Whether what stands around a name speaks against another one with the same words."""

    NONE = 0
    DOUBT = 1
    CONTRADICTION = 2


def title_count(found: Sequence[str]) -> int:
    """How many words in front are titles; what is left is a name: none in "Prince", "Prince of Wales"."""
    count = 0
    while count < len(found) - 1 and found[count] in TITLES and found[count + 1] not in _NO_NAMES:
        count += 1
    return count


def clash(said: Sequence[str], name: Sequence[str], *, whole: bool, number: int) -> Clash:
    """How the titles and suffixes of an answer go with those of a name, both as folded words.

    `whole`: the answer holds the whole name; `number`: that of the name ("Louis XIV"), 0 where it has none.
    """
    return max(_clash_of_titles(said, name, whole=whole), _clash_of_generations(said, name, number))


def _clash_of_titles(said: Sequence[str], name: Sequence[str], *, whole: bool) -> Clash:
    mine, right = _titles(said), _titles(name)
    core = name[len(right) :]
    mine = [title for title in mine if title not in core]
    theirs = _sex(right) or (gender(core[0]) if not right and len(core) > 1 else "")
    if not mine:
        return Clash.NONE
    if _sex(mine) and theirs and _sex(mine) != theirs:
        return Clash.CONTRADICTION
    if set(mine) & set(right):
        return Clash.NONE
    if not right:
        return Clash.DOUBT if set(mine) & _RANKS and not whole else Clash.NONE
    if len(core) > 1 and whole:
        return Clash.NONE
    if set(mine) <= _CIVIL and set(right) <= _CIVIL:
        return Clash.NONE if "ms" in (*mine, *right) else Clash.CONTRADICTION
    return Clash.DOUBT if set(mine) <= _CIVIL or set(right) <= _CIVIL else Clash.CONTRADICTION


def _clash_of_generations(said: Sequence[str], name: Sequence[str], number: int) -> Clash:
    mine, right = _generation(said), _generation(name) or min(number, 2)
    if not mine:
        return Clash.NONE
    if mine == right:
        return Clash.NONE
    return Clash.CONTRADICTION if right else Clash.DOUBT


def _generation(found: Sequence[str]) -> int:
    """1 for the elder, 2 for the younger, 0 where nothing tells."""
    last = found[-1] if len(found) > 1 else ""
    return 1 if last in _ELDER else 2 if last in _YOUNGER else 0


def _titles(found: Sequence[str]) -> list[str]:
    return [_CANONICAL.get(word, word) for word in found[: title_count(found)]]


def _sex(titles: Sequence[str]) -> str:
    if set(titles) & _MEN:
        return "m"
    return "f" if set(titles) & _WOMEN else ""
