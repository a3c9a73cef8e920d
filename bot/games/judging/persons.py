"""Whether a key of several words is a person, named by the last of them, or a thing, which is not."""

from collections.abc import Sequence

from bot.likeness.known_names import begins_thing, ends_thing, is_first_name, is_known_name, is_place
from bot.likeness.person_names import in_latin
from bot.likeness.roman import roman
from bot.likeness.titles import SUFFIXES, title_count
from content.text import fold, words
from content.vocabulary import frequencies

_PARTICLES = frozenset("van von der den della di da dos la le bin ibn al ter ten zu zur".split())
# Of English words said less often than four times in ten million, most are names.
_COMMON = 650
# "Pliny the Elder".
_WITH_BYNAME = 3
_OF = frozenset({"of", "the", "and", "for", "in", "on", "to", "n'"})


def is_person(name: str, rivals: Sequence[str] = ()) -> bool:
    """By title, first name or initials; where the name itself tells nothing, by the company that it is in."""
    told = _told(name)
    if told is None:
        others = [told for rival in rivals if (told := _told(rival)) is not None]
        return sum(others) * 2 >= len(others) if others else not _is_common(name)
    return told


def is_told_as_person(name: str) -> bool:
    """Whether the name itself says so, whatever stands beside it."""
    return bool(_told(name))


def _told(name: str) -> bool | None:
    """What the name itself tells; None for nothing."""
    found = words(in_latin(name).replace(".", ". ").replace("-", " "))
    if len(found) > 2 and roman(found[-1]):
        found = found[:-1]
    if len(found) < 2:
        return None
    if len(found) == _WITH_BYNAME and found[1] == "the":
        return True
    if set(found) & _OF or is_place(fold(name)) or "&" in name or "/" in name:
        return False
    if " " not in name and any(len(part) == 1 for part in found):
        return False
    if title_count(found) or found[-1] in SUFFIXES:
        return True
    if begins_thing(found[0]) or (ends_thing(found[-1]) and not is_first_name(found[0])):
        return False
    if is_first_name(found[0]) or len(found[0]) == 1:
        return not (is_place(found[0]) and ends_thing(found[-1]))
    return True if set(found[1:-1]) & _PARTICLES else False if is_place(found[0]) else None


def _is_common(name: str) -> bool:
    """Whether it is made of nothing but words that everybody has: "Big Bang", "Die Hard"."""
    known = frequencies()
    return all(
        known.get(word, 0) >= _COMMON and not (place and is_known_name(word)) for place, word in enumerate(words(name))
    )
