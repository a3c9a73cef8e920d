"""Names that are spelt wrong: whether what was written is somebody else, or a word of its own."""

from collections.abc import Sequence

from bot.games.judging.families import (
    SHORT_NAME,
    is_another_family,
    is_key_slip,
)
from bot.games.judging.lexicon import Lexicon
from bot.games.judging.verdict import Judgement, Verdict
from bot.games.judging.vocabulary import is_counterpart, is_opposite, is_other_word, is_proper, is_slip
from bot.likeness.edits import TELLING_LENGTH, as_said, distance, is_clear_typo
from bot.likeness.known_names import (
    are_spellings,
    are_two,
    gender,
    is_first_name,
    is_known_name,
    is_place,
    near_place,
)
from bot.likeness.person_names import (
    name_words,
)

_TELLING_END = 4


def borrowed(
    parts: Sequence[str], mine: set[str], theirs: set[str], own: Sequence[str], lexicon: Lexicon
) -> Judgement | None:
    """Refuses what is spelt wrong for this name because it is somebody else's, or a word of its own."""
    for word in (w for w in parts if w not in mine):
        away = min((distance(word, m) for m in mine), default=99)
        nearest = min((distance(word, t) for t in theirs - mine), default=99)
        if nearest < away:
            if any(are_spellings(word, m) for m in mine) and mine & set(parts) - theirs:
                continue
            if word == parts[-1] and parts[0] in mine - theirs and len(parts) > 1:
                return Judgement(Verdict.PROMPT, "ambiguous")
            return Judgement(Verdict.REJECT, "rival")
        if nearest == away and len(parts) == 1:
            return Judgement(Verdict.PROMPT, "ambiguous")
        if any(is_opposite(word, m, lexicon.language) or is_counterpart(word, m, lexicon.language) for m in mine):
            return Judgement(Verdict.REJECT, "negation")
    return None


def is_another(parts: Sequence[str], own: Sequence[str], mine: set[str], lexicon: Lexicon, *, closed: bool) -> bool:
    """Whether what is spelt wrong is a name of its own; or, said alone, a word of its own or too short to tell.

    In a `closed` roster Tom Cook can be nobody but Tim Cook.
    """
    alone = len(parts) == 1 or all(len(name_words(name)) == 1 for name in own)
    for word in (w for w in parts if w not in mine):
        right = min(sorted(mine), key=lambda m: distance(word, m))
        if alone and _is_thing(word, right, own, lexicon, closed=closed):
            return True
        if is_said_alike(word, right):
            continue
        if word == parts[-1] and is_another_family(word, right, mine, alone=alone):
            return True
        if not alone and not is_first_name(word) and not is_key_slip(word, right):
            accented = not own[0].isascii() and len(right) <= SHORT_NAME
            if accented or is_other_word(word, right, lexicon):
                return True
        if alone and len(right) == _TELLING_END and word == right[:-1]:  # Lod, Łódź
            return True
        first = closed and word == parts[0] and parts[-1] in mine and len(parts) > 1
        if is_proper(word) and not (first and gender(word) == gender(right)):
            return True
        if alone and len(right) <= TELLING_LENGTH and not is_clear_typo(word, right):
            return True
    return False


def _is_thing(word: str, right: str, own: Sequence[str], lexicon: Lexicon, *, closed: bool) -> bool:
    """Whether what was said alone is another place, another abbreviation or a word of its own."""
    acronym = own[0].isupper() and len(right) <= TELLING_LENGTH
    if acronym or _is_demonym(word, right) or near_place(word, right, distance(word, right)):
        return True
    silent = word.removesuffix("e") == right.removesuffix("e") and not is_known_name(word)  # strip, stripe
    if closed and as_said(word) == as_said(right) and not are_two(word, right) and not silent:
        return False
    return is_other_word(word, right, lexicon) or not (lexicon.covered or is_slip(word, right, lexicon))


def _is_demonym(word: str, right: str) -> bool:
    """Whether a place has got an ending, as who lives there has: Tehrani."""
    return is_place(right) and word.startswith(right) and not is_clear_typo(word, right)


def is_said_alike(word: str, right: str) -> bool:
    """Whether two spellings are said alike, or two neighbours have changed places: Fisher/Fischer, Micheal/Michael."""
    word, right = word.replace("'", ""), right.replace("'", "")
    if are_two(word, right):
        return False
    swapped = len(word) == len(right) and sorted(word) == sorted(right) and distance(word, right, 2) == 1
    return swapped or as_said(word) == as_said(right)
