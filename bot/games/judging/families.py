"""Family names: which letter makes another one, which order is another's name, what may be left out of a long one."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from bot.games.judging.vocabulary import is_listed
from bot.likeness.edits import as_said, distance
from bot.likeness.known_names import gender, is_first_name, is_known_name
from bot.likeness.person_names import SHORT, name_words, ordered_words
from bot.likeness.titles import TITLES, title_count

PARTICLES = frozenset("van von de der den del della di da dos la le du bin ibn al el ter ten zu zur of y e".split())
_VOWEL = re.compile("[aeiou]")
_TWO_VOWELS = re.compile("([^aeiou]*)(ei|ai|ie|au|eu)(?![aeiou])")
SHORT_NAME = 7
_TWO = 2
_RANKS = TITLES | frozenset("major duke earl baron count marquis knight bishop abbot judge marshal corporal".split())
_BEFORE_ANY = frozenset("dr doctor prof professor mr mister mrs ms miss".split())
# What lies beside a key, in its row or in the one below, to the left and to the right.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = frozenset(frozenset(pair) for row in _ROWS for pair in pairwise(row)) | frozenset(
    frozenset((upper[place + step], lower[place]))
    for upper, lower in pairwise(_ROWS)
    for place in range(len(lower))
    for step in (0, 1)
    if place + step < len(upper)
)
# Of a man and a woman: Kowalski and Kowalska, Ivanov and Ivanova.
_ENDINGS = ({"i", "a"}, {"", "a"}, {"y", "aya"})


def lacks_last(parts: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the second family name of a long name was left out: Miguel de Cervantes, Cervantes."""
    end = len(full) - 1
    if end < _TWO or parts[-1] != full[end - 1] or parts[-1] in PARTICLES:
        return False
    return end > _TWO and [*parts] in ([*full[:end]], [full[end - 1]], [*full[end - 2 : end]])


def has_more_firsts(parts: Sequence[str], full: Sequence[str]) -> bool:
    """Whether somebody has another first name before those that the key tells: Ludwig Mies van der Rohe."""
    more = parts[: -len(full)]
    return bool(more) and len(full) > 1 and [*parts[-len(full) :]] == [*full] and all(map(is_first_name, more))


def lacks_title(titled: Sequence[str], own: Sequence[str]) -> bool:
    """Whether it is a title that makes the key somebody's, and the answer has none: Prince Charles, and Charles."""
    return not title_count(titled) and any(title_count(ordered_words(name)) for name in own)


def is_rank_of_thing(word: str, titled: Sequence[str], own: Sequence[str]) -> bool:
    """Whether a title is half of the name of something else: General Motors."""
    ranks = {ordered_words(name)[0] for name in own} - _BEFORE_ANY
    return bool(ranks) and lacks_title(titled, own) and not is_known_name(word) and is_listed(word, "en")


def is_turned(parts: Sequence[str], own: Sequence[str]) -> bool:
    """Whether the last word comes first and is a first name, as the other is, or a rank: George Michael is not Michael
    George, John Major no Major John.
    """
    return (
        [*parts] not in map(name_words, own)
        and any(parts == name_words(name)[::-1] for name in own)
        and len(parts) == _TWO
        and (all(map(gender, parts)) or parts[0] in _RANKS)
    )


def is_another_family(word: str, right: str, mine: Collection[str], *, alone: bool) -> bool:
    """Whether a misspelt family name is another one; `right` is the nearest of the key's own words, `alone`: nothing
    else was said.

    One of three letters, a short one with another first vowel (Möller for Müller), one with the ending of the other
    sex, or two letters away (Kowalewski).
    """
    if not alone and len(right) <= SHORT and sorted(word) != sorted(right):
        return True
    if not alone and distance(word, right, 2) > 1 and as_said(word) != as_said(right):
        return True
    return any(_is_of_other_sex(word, own) or _has_other_vowel(word, own) or _lacks_vowel(word, own) for own in mine)


def is_key_slip(word: str, right: str) -> bool:
    """Whether it is not one letter for another, or one whose key is beside the right one's: Cool for Cook."""
    if len(word) != len(right):
        return True
    apart = [(one, other) for one, other in zip(word, right, strict=True) if one != other]
    return len(apart) != 1 or frozenset(apart[0]) in _BESIDE


def _is_of_other_sex(word: str, right: str) -> bool:
    stems = (right, right[:-1], word, word[:-1])
    return any({word.removeprefix(stem), right.removeprefix(stem)} in _ENDINGS for stem in stems if len(stem) > SHORT)


def _lacks_vowel(word: str, right: str) -> bool:
    """Whether one of the two first vowels was left out: Wess for Weiß."""
    first = _TWO_VOWELS.match(right) if len(right) <= SHORT_NAME else None
    return first is not None and word in (first[1] + vowel + right[first.end() :] for vowel in first[2])


def _has_other_vowel(word: str, right: str) -> bool:
    if len(word) != len(right) or len(right) > SHORT_NAME:
        return False
    apart = [place for place, (one, other) in enumerate(zip(word, right, strict=True)) if one != other]
    firsts = [found.start() for found in (_VOWEL.search(word), _VOWEL.search(right)) if found]
    return firsts == [*apart, *apart]
