"""The same in other words: without spaces, as a measure, in percent, "symphony 9"; and what is nearly the same."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from bot.games.judging.dates import is_season
from bot.games.judging.lexicon import Lexicon
from bot.games.judging.measures import has_symbol, in_base, is_apart, is_binary_of, is_unit, may_be_other
from bot.games.judging.normal import negations, tokens
from bot.games.judging.overlap import Fit, fit
from bot.games.judging.verdict import Judgement, Verdict
from bot.likeness.figures import is_number
from content.vocabulary import frequencies

_PLAIN = re.compile(r"\d{1,9}(?:/\d{1,9})?")
_SHORT_WORD = 3


def is_same(key: Sequence[str], answer: Sequence[str]) -> bool:
    """Whether both say the same: word by word, but for the spaces, as a measure, or as "9th symphony", "symphony 9"."""
    if answer == key or _is_joined(key, answer):
        return True
    measured = in_base(key)
    if measured is not None and measured == in_base(answer):
        return True
    return _counted(key) == _counted(answer)


def is_same_in_small(own: Sequence[str], said: str, language: str) -> bool:
    """Whether nothing but the capitals of a unit is another: 5 Mb for 5 MB, 5 mw for 5 MW."""
    if not has_symbol(said) or not any(map(has_symbol, own)):
        return False
    answer = tokens(said.lower(), language)
    return any(is_same(tokens(form.lower(), language), answer) for form in own if has_symbol(form))


def with_unit(judged: Judgement, key: Sequence[str], answer: Sequence[str], lexicon: Lexicon) -> Judgement:
    """The judgement of a measure, which is not accepted in another unit or with a word that is none."""
    said = {number: unit for number, unit in pairwise(answer) if is_number(number) or number == "one"}
    for number, unit in pairwise(key):
        other = said.get(number, unit)
        if other == unit or not is_unit(unit):
            continue
        if is_binary_of(unit, other):
            return Judgement(Verdict.PROMPT, "unit")
        apart = is_apart(unit, other) or fit(other, unit, lexicon) is Fit.INFLECTED
        if apart and judged.verdict is Verdict.ACCEPT:
            return Judgement(Verdict.REJECT, "different-word")
        if judged.verdict is Verdict.ACCEPT and may_be_other(unit, other):
            return Judgement(Verdict.PROMPT, "unit")
    return judged


def lacks_century(key: Sequence[str], answer: Sequence[str]) -> bool:
    """Whether an answer is the right day with the last two figures of its year."""
    year = answer[-1]
    return (
        len(key) == len(answer) > 1
        and len(key[-1]) == 4
        and len(year) == 2
        and year.isdecimal()
        and key[-1].endswith(year)
        and (answer[-2].endswith("th") or is_season(answer[-2]))
        and [*key[:-1]] == [*answer[:-1]]
    )


def is_share(key: Sequence[str], answer: Sequence[str]) -> bool:
    """Whether a part of a whole was said in percent, or the other way round: 75 % for three quarters."""
    told = [_in_parts(found) if "percent" in found or "in" in found else found for found in (key, answer)]
    return told != [key, answer] and [*told[0]] == [*told[1]]


def with_times(found: list[str]) -> list[str]:
    """With "10x" as 10 times."""
    return ["times" if t == "x" and before and is_number(before) else t for before, t in pairwise(["", *found])]


def with_twice(found: list[str]) -> list[str]:
    """With "2 times" as twice."""
    return " ".join(found).replace("2 times", "twice").split()


def _counted(found: Sequence[str]) -> Sequence[str]:
    """What begins with an ordinal, or ends in one, with the number behind it."""
    if len(found) == 2 and found[1].endswith("th") and is_number(found[1]):
        found = found[::-1]
    if len(found) < 2 or not found[0].endswith("th") or not is_number(found[0]):
        return found
    number = found[0].removesuffix("th")
    return [*found[1:], "one" if number == "1" else number]


def _in_parts(found: Sequence[str]) -> Sequence[str]:
    """With "75 percent" as 3/4, and "3 in 4"."""
    if len(found) > 2 and found[1] == "in" and found[2].isdecimal() and int(found[2]):
        part = "1" if found[0] == "one" else found[0]
        return [str(Fraction(int(part), int(found[2]))), *found[3:]] if part.isdecimal() else found
    place = found.index("percent") if "percent" in found else 0
    if not place or not _PLAIN.fullmatch(found[place - 1]):
        return found
    return [*found[: place - 1], str(Fraction(found[place - 1]) / 100), *found[place + 1 :]]


def _is_joined(key: Sequence[str], answer: Sequence[str]) -> bool:
    """Whether both are the same but for the spaces: "data base", "HTML 5", "R2-D2"; no two numbers become one."""
    if len(key) == len(answer) or "".join(key) != "".join(answer) or negations([*key]) != negations([*answer]):
        return False
    if any(a[-1].isdigit() and b[0].isdigit() for found in (key, answer) for a, b in pairwise(found)):
        return False
    # "Model S" is no models.
    apart, whole = sorted((key, answer), key=len, reverse=True)
    return not (len(apart[-1]) == 1 and len(apart[-2]) > _SHORT_WORD and whole[-1] in frequencies())
