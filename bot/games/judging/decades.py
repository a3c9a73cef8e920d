"""Decades: "the nineties" and "the 90s" are the 1990s; which twenties are meant is asked."""

import re
from collections.abc import Sequence

from bot.games.judging.verdict import Judgement, Verdict

_SHORT, _LONG = re.compile(r"\d0s"), re.compile(r"\d\d\d0s")
_OWN = frozenset({"his", "her", "their", "my", "your", "our", "its"})
_THIS_CENTURY = frozenset({"00s", "10s", "20s"})
_UNSAID = "19"


def judge_decade(key: Sequence[str], answer: Sequence[str]) -> Judgement | None:
    """Judge an answer that differs from the key by the century of a decade alone; None for any other.

    A person's thirties are no decade of a century.
    """
    if len(key) != len(answer):
        return None
    apart = [place for place, (one, other) in enumerate(zip(key, answer, strict=True)) if one != other]
    if len(apart) != 1:
        return None
    place = apart[0]
    short, long = sorted((key[place], answer[place]), key=len)
    if not (_SHORT.fullmatch(short) and _LONG.fullmatch(long) and long.endswith(short)):
        return None
    if place and key[place - 1] in _OWN:
        return None
    if long.startswith(_UNSAID) and short not in _THIS_CENTURY:
        return Judgement(Verdict.ACCEPT, "exact")
    return Judgement(Verdict.PROMPT, "incomplete")
