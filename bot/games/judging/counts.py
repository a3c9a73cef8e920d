"""A number and what is said around it: "in 1921" and "42 people" are 1921 and 42, "about 1921" is not yet."""

from collections.abc import Sequence

from bot.games.judging.lexicon import Lexicon
from bot.games.judging.normal import NEGATIONS, numbers
from bot.games.judging.verdict import Judgement, Verdict
from bot.likeness.figures import SCALES, is_number

# What may stand before a number without changing it.
_BEFORE = frozenset("in at on the year it was is of during it that a number came".split())
_VAGUE = frozenset("about around roughly approximately approx circa ca some like or so ish maybe".split())
_ERA = frozenset({"ad", "ce"})
# What makes it another number, or asks for another measure than the question may have meant.
_CHANGING = frozenset(
    "bc bce plus minus more less fewer over under above below before after until since by between past half quarter "
    "third point over ago later squared cubed am pm x than "
    "at least most up to nearly almost every other per times divided and double twice triple out".split()
) - {"times", "at"}
# Measures: the number is right only in the one that was asked for.
_MEASURES = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades century "
    "centuries mm cm m km metre metres meter meters kilometre kilometres kilometer kilometers mile miles foot feet "
    "inch inches yard yards g kg gram grams kilo kilos kilogram kilograms ton tons tonne tonnes litre litres liter "
    "liters byte bytes kilobyte kilobytes kb megabyte megabytes mb gigabyte gigabytes gb terabyte terabytes tb bit "
    "bits "
    "percent percentage degrees dollars euros pounds yen cents watt watts volt volts hz khz mhz ghz celsius "
    "fahrenheit".split()
)
_MOST_THINGS = 2


def judge_count(key: Sequence[str], answer: Sequence[str], lexicon: Lexicon) -> Judgement:
    """Judge an answer to a key that is nothing but a number; the lexicon holds the words of the question."""
    if numbers(list(key)) != numbers(list(answer)) or key[0] not in answer:
        return Judgement(Verdict.REJECT, "number")
    place = answer.index(key[0])
    before, after = answer[:place], answer[place + 1 :]
    around = {*before, *after}
    if around & (_CHANGING | NEGATIONS | SCALES.keys()):
        return Judgement(Verdict.REJECT, "number")
    if around & _VAGUE:
        return Judgement(Verdict.PROMPT, "about")
    things = [token for token in after if token not in _ERA]
    if not set(before) <= _BEFORE or len(things) > _MOST_THINGS or any(map(is_number, things)):
        return Judgement(Verdict.REJECT, "number")
    if any(token in _MEASURES and token not in lexicon.words for token in things):
        return Judgement(Verdict.PROMPT, "incomplete")
    return Judgement(Verdict.ACCEPT, "exact")


def is_count(key: Sequence[str]) -> bool:
    """Whether a key is one number and nothing else; "one" is what the digit 1 has become."""
    return len(key) == 1 and (key[0] == "one" or is_number(key[0]))
