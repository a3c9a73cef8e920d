"""A number and what is said around it: "in 1921" and "42 people" are 1921 and 42, "about 1921" is not yet."""

from collections.abc import Sequence
from functools import cache

from bot.games.judging.lexicon import Lexicon
from bot.games.judging.measures import forms_of, is_unit
from bot.games.judging.normal import NEGATIONS, numbers
from bot.games.judging.verdict import Judgement, Verdict
from bot.likeness.figures import SCALES, is_number, worth
from content.tables import column

_ERA = frozenset({"ad", "ce"})
_MOST_THINGS = 2


def judge_count(key: Sequence[str], answer: Sequence[str], lexicon: Lexicon) -> Judgement:
    """Judge an answer to a key that is nothing but a number; the lexicon holds the words of the question."""
    if [worth(key[0])] == [worth(token) for token in answer] and key[0] != answer[0]:
        return Judgement(Verdict.PROMPT, "number")
    if numbers(list(key)) != numbers(list(answer)) or key[0] not in answer:
        return Judgement(Verdict.REJECT, "number")
    place = answer.index(key[0])
    before, after = answer[:place], answer[place + 1 :]
    around = {*before, *after}
    if around & (_around("changing") - _around("before") | NEGATIONS | SCALES.keys()) or set(after) & _around(
        "changing"
    ):
        return Judgement(Verdict.REJECT, "number")
    if around & _around("vague"):
        return Judgement(Verdict.PROMPT, "about")
    things = [token for token in after if token not in _ERA]
    if not set(before) <= _around("before") or len(things) > _MOST_THINGS or any(map(is_number, things)):
        return Judgement(Verdict.REJECT, "number")
    if any(is_unit(token) and not _asked_for(token, lexicon) for token in things):
        return Judgement(Verdict.PROMPT, "incomplete")
    if things and key[0].endswith("th"):
        return Judgement(Verdict.PROMPT, "added")
    return Judgement(Verdict.ACCEPT, "exact")


def _asked_for(unit: str, lexicon: Lexicon) -> bool:
    """Whether the question names that unit, in any of its forms."""
    return any(form in lexicon.words for form in forms_of(unit))


@cache
def _around(kind: str) -> frozenset[str]:
    return frozenset(word for words in column("around_numbers", kind) for word in words.split())


def is_count(key: Sequence[str]) -> bool:
    """Whether a key is one number and nothing else; "one" is what the digit 1 has become."""
    return len(key) == 1 and (key[0] == "one" or is_number(key[0]))
