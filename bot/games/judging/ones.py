"""The second one, the red one: what is chosen among things of one kind, and called by what tells it from the others."""

from collections.abc import Sequence

from bot.games.judging.normal import ARTICLES
from content.text import words

_ONE = "one"


def is_the_one(said: str, own: Sequence[str], rivals: Sequence[str]) -> bool:
    """Whether an answer names the right thing without its noun, which all that it could be have in common."""
    told = _bare(said)
    if len(told) < 2 or told[-1] != _ONE or not rivals:
        return False
    others = [_bare(rival) for rival in rivals]
    return any(_tells(_bare(form), told[:-1], others) for form in own)


def _tells(key: list[str], told: list[str], others: Sequence[list[str]]) -> bool:
    same_kind = all(other[-1:] == key[-1:] and len(other) > 1 for other in others)
    return len(key) > 1 and same_kind and key[:-1] == told and all(other[:-1] != told for other in others)


def _bare(text: str) -> list[str]:
    found = words(text)
    return found[1:] if len(found) > 1 and found[0] in ARTICLES["en"] else found
