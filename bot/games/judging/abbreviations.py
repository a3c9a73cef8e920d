"""What is said shorter or longer than it was asked for: USA, LOTR, CFO, tech debt, the World Health Organization.

Nobody is told by it, so it is asked back about and never accepted.
"""

from collections.abc import Sequence
from functools import cache

from bot.games.judging.persons import is_person
from bot.likeness.edits import LIGHT_WORDS
from content.tables import table
from content.text import fold, words

_SHORTEST, _LONGEST = 2, 6


def abbreviates(said: str, own: Sequence[str]) -> bool:
    """Whether an answer is the initials of the right one, perhaps with one more letter (NYC), or spells them out."""
    return any(_is_short(said, form) or _is_short(form, said) for form in own)


def is_clipped(one: str, other: str) -> bool:
    """Whether of two folded words one is what people say for the other: tech, technical."""
    return other in _clippings().get(one, ()) or one in _clippings().get(other, ())


def _is_short(short: str, full: str) -> bool:
    letters = fold(short).removeprefix("the ").replace(".", "").replace("&", "", 1).replace(" ", "")
    found = words(full.replace("-", " "))
    if len(found) < _SHORTEST or all(len(word) == 1 for word in found):
        return False
    if not (_SHORTEST <= len(letters) <= _LONGEST and letters.isalpha()):
        return False
    if " " in short.removeprefix("the ").replace(". ", ".").replace(" & ", "&").strip():
        return False
    upper = sum(map(str.isupper, short))
    title = all(word[:1].isupper() for word in full.replace("-", " ").split() if fold(word) not in LIGHT_WORDS)
    if upper < _SHORTEST and (not title or is_person(full)):
        return False
    heavy = [word for word in found if word not in LIGHT_WORDS and len(word) > 1]
    initials = {"".join(word[0] for word in kept) for kept in (found, heavy) if len(kept) > 1}
    return letters in initials or (len(letters) > _SHORTEST and letters[:-1] in initials)


@cache
def _clippings() -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[1].split()) for row in table("clippings")}
