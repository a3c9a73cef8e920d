"""Numbers that were said of something, and are worth knowing."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.language import is_english
from content.lexicon import word_kind
from content.text import fold

LEAST, MOST = 12, 10**12
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "k": 1000}
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ONES = {w: n for n, w in enumerate(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split(), 1)}  # fmt: skip
_WORDS = "|".join((*_TENS, *_ONES))
_SCALE = r"(?:hundred|thousand|million|billion|trillion)"
_DIGITS = r"\d{1,3}(?:[.,’'  ]\d{3})+(?![\d])|\d+(?:[.,]\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,:/#@$€£%+=&-])(?P<money>[$€£]?)(?P<said>(?:(?:{_DIGITS})k?|(?:{_WORDS})(?:[- ](?:{_WORDS}))?)"
    rf"(?:[ -]{_SCALE})*)(?![\w/:]|[.,]\d|-\w)(?P<percent> ?%| per ?cent\b)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
# A part of every word for a number from LEAST on.
_LARGE = ("twe", "teen", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet", "hundred", "thousand", "illion")
_PARTED = re.compile(r"^\d{1,3}([.,])\d{3}(?:\1\d{3})*$")
_AFTER = re.compile(r"\s+(?:(?P<one>[^\W\d_][\w'’-]*)(?:\s+(?P<two>[^\W\d_][\w'’-]*))?)")
_BEFORE = re.compile(r"(\S+)\s+$")
# What is counted is something else than its name says.
_NO_COUNT = frozenset(
    "step chapter version episode page port rfc top number no volume part round level type section line figure table "
    "covid windows python web http tls layer phase gen generation between or and minus point bip "
    "several few couple many".split()
)
_RANGE = re.compile(
    r"^\s*(?:(?:to|or|through|and)\s+|[-–—]\s*)(?:[$€£]?\d|(?:" + _WORDS + r")\b|a hundred)", re.IGNORECASE
)
_UNITS = frozenset("people percent men women children kids folks bucks dollars euros pounds feet grand devs".split())
_TIMES = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years times time o'clock things "
    "ways points".split()
)
# Said of time they are as good as "some".
_ROUND = frozenset(
    (10, 12, 15, 20, 24, 30, 36, 40, 45, 48, 50, 60, 72, 90, 100, 200, 365, 500, 1000, 10000, 100000, 10**6)
)
# Everybody knows that memory has such sizes.
_BINARY = frozenset(2.0**n for n in range(4, 14))
# Everybody says them, and means all or nothing.
_HYPERBOLE = frozenset((50, 99, 30_000, 100, 101, 110, 1000, 10**6, 10**9))
# Ways of speaking: "at 30,000 feet", "10,000 hours", "90% of the time".
_IDIOMS = frozenset((*((10_000.0 * n, "feet") for n in (1, 2, 3, 4, 5, 10)), (10_000.0, "hours"), (110.0, "%")))
_MOSTLY = re.compile(
    r" ?(?:%|per ?cent) of (?:the |all |my |our |your |their )?(?:time|cases|people|it|what|work|way)\b"
)
# "Not even 85 pages", "like 20 of them": any other number would have done.
_NOT_MEANT = re.compile(
    r"\bi think (?:over|about|around|like|maybe)\s+[$€£]?$|"
    r"\b(?:not|never|n['’]t|another|any|other|those|these|same|even|only if|or|than|every|each|top|first|next|last)"
    r"(?: (?:even|like|have|need|just|about|the|more than))*\s+[$€£]?$",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|nobody|\w+n['’]t)\b[^.,;:?!…]*$", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:like|about|around|some|over|almost|nearly|roughly|approximately|at least|more than|less than|probably|"
    r"i think|maybe|up to|as many as|close to)(?: (?:like|about|around|over|a|the))*\s+[$€£]?$",
    re.IGNORECASE,
)
# "800,000 or more devs".
_MORE = re.compile(r"^\s+(?:or (?:so|more)|plus)\b", re.IGNORECASE)
_OLD = re.compile(r"^[ -]years?[ -]old\b", re.IGNORECASE)
# What is so much for each can be reckoned, and another number is something to hold on to.
_RECKONED = re.compile(r"\b(?:per|each|every) (?:second|minute|hour|day|week|month|year)\b", re.IGNORECASE)
_OTHER = re.compile(r"\d|\b(?:hundred|thousand|million|billion|half|twice|double|percent)\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"(?:\b(?:imagine|suppose|pretend|let's say|if (?:you|i|we|they|someone|it)\b|if (?:you|we|they)'|whatever|"
    r"would be like|(?:could|would|might) (?:be|have|get|take|cost)|you have to|an example)|"
    r"(?:^|[.!?] )say (?:it|you|i|we|they)\b)[^.?!]*$",
    re.IGNORECASE,
)
# What is only imagined happened to nobody.
_IMAGINED = re.compile(
    r"\b(?:if|let's say|say,|imagine|suppose|could|would|might|maybe|for example|for instance|you can|you have|"
    r"you need|can i|probably|or something|whatever|episodes?|percent off|% off|expect)\b",
    re.IGNORECASE,
)
# Of "50k" only these tell that it is money.
_PAYING = re.compile(
    r"\b(?:pa(?:y|id|ying)|costs?|price\w*|wanted|rais\w+|sold|sell|checks?|salary|spen[dt])\b", re.IGNORECASE
)
_PREPOSITIONS = frozenset("from of in at on for to by with into about than and or".split())
# How many people there are.
_EVERYBODY = frozenset((6e9, 7e9, 8e9))
_NOT_THINGS = frozenset("is was has does this as us his its yes always perhaps else less across plus versus".split())


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: where it begins, how it is written, its value, and what is counted."""

    at: int
    said: str
    value: float
    unit: str


def telling_numbers(text: str, language: str = "en", *, wide: bool = False) -> list[Number]:
    """The number of ten or more that counts something, if it is the only one there.

    No year, range or version is one, and, unless `wide`, no way of saying "very many" and no round number of hours.
    """
    return list(_telling(text, language, wide=wide))


def _telling(text: str, language: str, *, wide: bool) -> Iterator[Number]:
    if not _may_count(text):
        return
    every = [m for m in _NUMBER.finditer(text) if (value_of(m["said"], language) or 0) >= LEAST]
    for match in every if len(every) == 1 else ():
        if not wide and value_of(match["said"], language) in _BINARY:
            continue
        said = match["said"]
        value = value_of(said, language)
        if value is None or not LEAST <= value <= MOST or _is_led(text, match) or _RANGE.match(text[match.end() :]):
            continue
        unit = _unit(text, match, value, english=is_english(language), wide=wide)
        if unit:
            yield Number(match.start("said"), said, value, unit)


def _may_count(text: str) -> bool:
    """Whether something there may say a number that is large enough; to look for it costs less than to read numbers."""
    return _DIGIT.search(text) is not None or any(map(text.casefold().__contains__, _LARGE))


def is_told(text: str, number: Number) -> bool:
    """Whether the line says the same number again: "a gigabyte is a billion, … one billion"."""
    rest = text[: number.at] + text[number.at + len(number.said) :]
    scale = next((word for word, size in _SCALES.items() if size == number.value), "")
    return number.value in all_values(rest) or bool(scale and re.search(rf"\ban? {scale}\b", rest, re.IGNORECASE))


def is_reckoned(text: str, number: Number) -> bool:
    """Whether the number can be reckoned from what else stands there."""
    rest = text[: number.at] + text[number.at + len(number.said) :]
    return bool(_RECKONED.search(rest) or _OTHER.search(rest))


def is_meant(text: str, number: Number) -> bool:
    """Whether it was this number that was meant, and no way of saying many or few."""
    if (number.value, number.unit.split(" ")[-1]) in _IDIOMS or _MOSTLY.match(text, number.at + len(number.said)):
        return False
    return not (_NOT_MEANT.search(text[: number.at]) or _DENIED.search(text[: number.at]))


def is_exact(text: str, number: Number) -> bool:
    """Whether nothing says that it is only about so many."""
    return not (_ABOUT.search(text[: number.at]) or _MORE.match(text[number.at + len(number.said) :]))


def is_favourite_size(value: float) -> bool:
    """Whether people say it of anything: a round number, one of everybody's, or a size of memory."""
    return value in _ROUND or value in _HYPERBOLE or value in _BINARY


def is_imagined(text: str) -> bool:
    """Whether an English sentence tells what may be, not what is."""
    return bool(_IMAGINED.search(text))


def is_supposed(before: str) -> bool:
    """Whether a number that follows these English words in their sentence is only supposed."""
    return bool(_SUPPOSED.search(before.replace("’", "'")))


def all_values(text: str, language: str = "en") -> list[float]:
    """The values of all numbers there, whatever they count."""
    values = (value_of(match["said"], language) for match in _NUMBER.finditer(text))
    return [value for value in values if value is not None]


def _is_led(text: str, match: re.Match[str]) -> bool:
    """Whether a word before it makes it something else: "version ten", "Windows 95", "nine to ten"."""
    before = _BEFORE.search(text[: match.start()])
    if before is None:
        return False
    word = before[1].strip("(\"“‘'")
    named = word[:1].isupper() and word[-1] not in ".?!:,;" and len(text[: match.start()].split()) > 1 and word != "I"
    if fold(word) == "to" and not re.search(r"\bup\s+$", text[: before.start(1)]):
        return True
    return fold(word).strip(",.") in _NO_COUNT or named or any(c.isdigit() for c in word)


def _unit(text: str, match: re.Match[str], value: float, *, english: bool, wide: bool) -> str:
    year = 1900 <= value <= 2100 and match["said"].isdigit()
    if match["money"]:
        return match["money"]
    if match["percent"]:
        return "" if value >= 99 or (value == 50 and not wide) else "%"
    if year:
        return ""
    rest = text[match.end() :]
    if english and _OLD.match(rest):
        return "years old"
    if english and match["said"].casefold().endswith("k") and _PAYING.search(text):
        return "$"
    after = _AFTER.match(_MORE.sub("", rest))
    if after is None:
        return ""
    one, two = fold(after["one"]), fold(after["two"] or "")
    if one in _PREPOSITIONS or (value in _EVERYBODY and one == "people"):
        return ""
    for word in (one, two):
        if word in _TIMES:
            round_ = not wide and (value in _ROUND or value in _HYPERBOLE)
            return "" if round_ or word in ("times", "time", "things", "o'clock") else word
        thing = not english and word == one and len(word) > 3 and word not in _NOT_THINGS
        plural = word.endswith("s") and not word.endswith("ss") and word not in _NOT_THINGS and len(word) > 3
        if word in _UNITS or thing or (plural and english and word_kind(word) not in ("verbs", "adverb")):
            return "" if value in _HYPERBOLE and not wide else (word if word == one else f"{one} {word}")
        if not english or word_kind(word) in ("adverb", "verb", "verbed", "past"):
            return ""
    return ""


def value_of(said: str, language: str = "en") -> float | None:
    """What a number is as it is written: "20,000", "1.5 million", "forty-five", "60k"; None where it is none."""
    parts = fold(said).replace("-", " ").split(" ")
    total, current, seen = 0.0, 0.0, False
    for part in parts:
        if part in _SCALES and part != "k":
            current = (current or 1) * _SCALES[part]
        elif part in _TENS or part in _ONES:
            current += _TENS.get(part, _ONES.get(part, 0))
        elif (figure := _figure(part, language)) is not None:
            current += figure
        else:
            return None
        seen = True
    return total + current if seen else None


def _figure(part: str, language: str) -> float | None:
    factor = 1000 if part.endswith("k") else 1
    part = part.removesuffix("k")
    thousands, decimal = (",", ".") if is_english(language) else (".", ",")
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+", part):
        return factor * float(part.replace(thousands, ""))
    plain = part.replace(decimal, ".") if decimal == "," else part
    return factor * float(plain) if re.fullmatch(r"\d{1,15}(?:\.\d+)?", plain) else None


def other_number(number: Number, seed: str) -> str:
    """Another number, written alike: about twice or half as much."""
    factor = random.Random(seed).choice((0.5, 2.0) if number.unit != "%" or number.value < 45 else (0.5,))
    digits = re.match(r"[\d.,]+", number.said)
    if digits is None:
        return _spelt(number, factor)
    whole, parted = digits[0], _PARTED.search(digits[0])
    value = number.value if parted else float(whole.replace(",", "."))
    size = value * factor
    if value >= 20 and value % 10 == 0:
        size = max(10, round(size / 10) * 10)
    if parted is None and ("." in whole or "," in whole):
        return number.said.replace(whole, f"{size:.1f}".replace(".", "," if "," in whole else "."), 1)
    told = f"{size:,.0f}".replace(",", parted[1] if parted else ",") if parted or size >= 10_000 else f"{size:.0f}"
    return number.said.replace(whole, told, 1)


def _spelt(number: Number, factor: float) -> str:
    """A number in words with its first word exchanged."""
    first, mark, rest = re.match(r"([A-Za-z]+)([- ]?)(.*)", number.said).groups()  # type: ignore[union-attr]
    order = [*list(_ONES)[1:], *_TENS]
    value = {**_ONES, **_TENS}[first.lower()]
    near = min((w for w in order if w != first.lower()), key=lambda w: abs({**_ONES, **_TENS}[w] - value * factor))
    return f"{near}{mark}{rest}" if first.islower() else f"{near.capitalize()}{mark}{rest}"
