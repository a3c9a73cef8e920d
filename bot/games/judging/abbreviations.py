"""What is said shorter or longer than it was asked for: USA, LOTR, CFO, VS Code, SegWit, the World Health Organization.

Nobody is told by it, so it is asked back about, and accepted only where everybody says it and means nothing else.
"""

import re
from collections.abc import Sequence
from functools import cache

from bot.games.judging.persons import is_person
from bot.likeness.edits import LIGHT_WORDS
from content.tables import table
from content.text import fold, words

_SHORTEST, _LONGEST = 2, 6
_ARTICLE = re.compile(r"^(?:the|an?|my|our) ")
_HALF = re.compile(r"[A-Z][a-z]+")


def abbreviates(said: str, own: Sequence[str]) -> bool:
    """Whether an answer is the initials of the right one, perhaps with one more letter (NYC), or spells them out."""
    ways = (_is_short, _is_partly_short, _is_blend)
    return any(way(one, other) for form in own for one, other in ((said, form), (form, said)) for way in ways)


def is_same_thing(said: str, own: Sequence[str], rivals: Sequence[str]) -> bool:
    """Whether an answer is what everybody says for the right one, or that in full, and for no rival: UK, the fridge."""
    return _is_called(said, own) and not _is_called(said, rivals) and not any(abbreviates(said, [r]) for r in rivals)


def is_clipped(one: str, other: str) -> bool:
    """Whether of two folded words one is what people say for the other: tech, technical."""
    return other in _clippings().get(one, ()) or one in _clippings().get(other, ())


def _is_called(said: str, forms: Sequence[str]) -> bool:
    told = _plain(said)
    return any(
        (told, right) in _same_things()
        # "us" and "who" are words; nobody asked for "united states" by them.
        or ((right, told) in _same_things() and (not form.islower() or " " not in told))
        for form, right in zip(forms, map(_plain, forms), strict=True)
    )


def _plain(text: str) -> str:
    """The words without an article, in the singular where that is known here."""
    bare = _ARTICLE.sub("", fold(text).replace(".", "").replace("-", " "))
    return bare.removesuffix("s") if bare.removesuffix("s") in _known_things() and bare not in _known_things() else bare


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


def _is_partly_short(short: str, full: str) -> bool:
    """Whether words of it are initials and the others stand as they are: VS Code, Visual Studio Code."""
    left, shortened = words(full), False
    for token in short.split():
        told = left[: len(token)]
        if (
            len(told) == len(token) >= _SHORTEST
            and token.isalpha()
            and token.isupper()
            and token.casefold() == "".join(w[0] for w in told)
        ):
            left, shortened = left[len(token) :], True
        elif left[:1] == [fold(token)]:
            left = left[1:]
        else:
            return False
    return shortened and not left


def _is_blend(short: str, full: str) -> bool:
    """Whether it is one word of the beginnings of all the others: SegWit, segregated witness."""
    halves, found = _HALF.findall(short), words(full)
    if "".join(halves) != short or len(halves) < _SHORTEST or len(halves) != len(found):
        return False
    return all(word.startswith(fold(half)) and word != fold(half) for half, word in zip(halves, found, strict=True))


@cache
def _same_things() -> frozenset[tuple[str, str]]:
    return frozenset((row[0], row[1]) for row in table("same_things"))


@cache
def _known_things() -> frozenset[str]:
    return frozenset(name for pair in _same_things() for name in pair)


@cache
def _clippings() -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[1].split()) for row in table("clippings")}
