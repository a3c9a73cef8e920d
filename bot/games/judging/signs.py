"""What is written with signs, spelt out before words are counted: ½, 10^6, 1 000, 12+, No. 9, v3.10, Guns N' Roses."""

import re
from fractions import Fraction

from bot.games.judging.measures import with_symbols

# U+2044 stands in a fraction from here on; a slash may be anything.
_VULGAR = {
    "½": "1⁄2", "⅓": "1⁄3", "⅔": "2⁄3", "¼": "1⁄4", "¾": "3⁄4", "⅕": "1⁄5", "⅖": "2⁄5", "⅗": "3⁄5", "⅘": "4⁄5",
    "⅙": "1⁄6", "⅚": "5⁄6", "⅛": "1⁄8", "⅜": "3⁄8", "⅝": "5⁄8", "⅞": "7⁄8",
}  # fmt: skip
_SUPERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_RAISED = re.compile("([0-9])([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{1,4})")
_POWERS = re.compile(r"(?<=\w)\s(?:(squared)|cubed)(?!\w)", re.IGNORECASE)
# No date, no version, no "24/7", no "50/50": one number by another into which people divide.
FRACTION = re.compile(r"(?<![\w./^-])(?!(\d+)\s?/\s?\1\b)(\d{1,2})\s?/\s?([234568]|10|16)(?![\w/]|\.\d)")
# One letter is a unit where a space stands before it; without one it is a scale (5m) or a name (5G).
_LETTER_UNITS = {
    "C": "degrees celsius", "F": "degrees fahrenheit", "l": "litres", "m": "metres", "g": "grams", "h": "hours",
    "s": "seconds", "t": "tonnes", "L": "litres", "W": "watts", "V": "volts", "A": "amperes",
}  # fmt: skip
_DEGREES = re.compile(r"\s?°\s?([CcFf])(?!\w)")
# A number with nothing but the letter behind it, 37C; as a name it is the same for both who say it.
_BARE_DEGREES = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)\s?([CcFf])(?![\w'+#-])")
_LETTER_UNIT = re.compile(r"(?<=\d)\s([lmghstLWVACF])(?=$|[.!?]$)")
# Spaces or apostrophes between the thousands.
_GROUPED = re.compile(r"(?<![\w.,'])\d{1,3}(?:[ '\u2019\u00a0\u2009\u202f]\d{3})+(?![\w']|[.,]\d)")
_BEGINS = re.compile(r"(?<![\w.])\.(?=\d)")
_POWER = re.compile(r"(?<![\w.,^])(\d{1,4})\s?(?:\^|\*\*)\s?(-?\d{1,3})(?![\w^]|[.,]\d)")
_EXPONENT = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{1,6})?)e\+?(-?\d{1,2})(?![\w]|[.,]\d)", re.IGNORECASE)
_MOST_DIGITS = 90
_PLUS = re.compile(r"(?<=\d)\+(?![\w+])")
_MORE = re.compile(r"(?<![-=<>])[<>]\s?(?=\d)")
_SUM = re.compile(r"(?<=\d)\s?\+\s?(?=\d)")
# What says nothing but that a number, or a version, follows.
_NUMBERED = re.compile(
    r"(?<!\w)(?i:(?:nos?|nr|num)\.\s?|nr\s|n[°º]\s?|№\s?|#\s?|(?:number|nummer|num[ée]ro)\s+)(?=\d)|(?<=\w\s)No\s(?=\d)"
)
_SPELT_NUMBER = re.compile(r"(?<!\w)number\s+(?=(?:one|two|three|four|five|six|seven|eight|nine|ten)(?!\w))", re.I)
_VERSION = re.compile(r"(?<!\w)(?:v\.?\s?|(?:version|release)\s+)(?=\d+\.\d)", re.IGNORECASE)
_VERSION_WORD = re.compile(r"(?<=\w)\s+version\s+(?=\d)", re.IGNORECASE)
_DOT = re.compile(r"\A\s*dot(?:\s(?=\w)|(?=net\s*\Z))", re.IGNORECASE)
_DOTTED = re.compile(r"(?<=[^\W\d_]{2})[vV]?(?=\d+\.\d)")
# Two numbers with a hyphen or a colon between: years, scores, odds. No time has its minutes alone, no date a third.
_TO = re.compile(r"(?<![\w.,:/-])(\d{1,6})\s?(?:[-–—]|:(?![0-5]\d(?!\d)))\s?(\d{1,6})(?![\w:/-]|[.,]\d)")
# Whose dollars they are, and what is bought with, before the amount.
_AMOUNT = r"(\d[\d.,]*(?:\s?(?:k|m|bn|thousand|million|billion|trillion)(?!\w))?)"
_DOLLARS = re.compile(rf"(?<!\w)(US|AU|A|CA|C|Can|HK|NZ|S|R)\$\s?{_AMOUNT}")
_WHOSE = {
    "US": "dollars", "AU": "australian dollars", "A": "australian dollars", "CA": "canadian dollars",
    "C": "canadian dollars", "Can": "canadian dollars", "HK": "hong kong dollars", "NZ": "new zealand dollars",
    "S": "singapore dollars", "R": "reais",
}  # fmt: skip
_CODE = re.compile(
    rf"(?<!\w)(USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|NZD|HKD|SEK|NOK|DKK|PLN|CZK|BRL|ZAR|KRW|RUB)\s?{_AMOUNT}", re.I
)
# Six feet and two inches, at the end.
_FOOT_INCH = re.compile(r"(?<!\w)(\d{1,3})\s?['′]\s?(\d{1,2})\s?(?:\"|″|'')\s*\Z")
_INCH = re.compile(r"(?<=\d)\s?(?:\"|″|''|(?i:in)\.?)\s*\Z")
_FOOT = re.compile(r"(?<=\d)\s?[′']\s*\Z")
_AND = re.compile(r"(?<=\w)\s?'n'?\s?(?=\w{2})|(?<=\w)\sn'\s(?=\w)", re.IGNORECASE)


def spelt_out(text: str) -> str:
    """The text with its signs in letters and plain numbers, as people say them."""
    if not text.isascii():
        text = _without_raised(text.replace("’", "'"))
    if "'" in text:
        text = _AND.sub(" and ", text)
    text = _DOT.sub("", text)
    if "umber " in text:
        text = _SPELT_NUMBER.sub("", text)
    if "squared" in text or "cubed" in text:
        text = _POWERS.sub(lambda m: ("^" if text[m.start() - 1].isdigit() else "") + ("2" if m[1] else "3"), text)
    if not any(map(str.isdigit, text)):
        return text
    text = _DOTTED.sub(" ", _VERSION.sub("", _NUMBERED.sub("", text)))
    text = _MORE.sub(lambda m: "more than " if m[0][0] == ">" else "less than ", text)
    text = _TO.sub(lambda m: f"{m[1]} to {_whole(m[1], m[2])}", text)
    text = _GROUPED.sub(lambda m: re.sub(r"\D", "", m[0]), text)
    text = _EXPONENT.sub(lambda m: _power(Fraction(m[1]), 10, int(m[2]), m[0]), _BEGINS.sub("0.", text))
    text = _POWER.sub(lambda m: _power(Fraction(1), int(m[1]), int(m[2]), m[0]), text)
    if "$" in text:
        text = _DOLLARS.sub(lambda m: f"{m[2]} {_WHOSE[m[1]]}", text)
    text = with_symbols(_CODE.sub(r"\2 \1", text))
    text = _FOOT.sub(" feet", _INCH.sub(" inches", _FOOT_INCH.sub(r"\1 feet \2 inches", text)))
    text = _DEGREES.sub(lambda m: f" {_LETTER_UNITS[m[1].upper()]}", text)
    text = _BARE_DEGREES.sub(lambda m: f"{m[1]} {_LETTER_UNITS[m[2].upper()]}", text)
    text = _LETTER_UNIT.sub(lambda m: f" {_LETTER_UNITS.get(m[1]) or _LETTER_UNITS[m[1].lower()]}", text)
    return FRACTION.sub(r"\2⁄\3", _PLUS.sub(" plus", _SUM.sub(" plus ", text)))


def with_version(said: str) -> list[str]:
    """An answer without the word "version" before a number, and with a v for it: "HTML version 5", "IP version 6"."""
    return [_VERSION_WORD.sub(sign, said) for sign in (" ", " v")] if _VERSION_WORD.search(said) else []


def _whole(first: str, last: str) -> str:
    """The second year of a span, in full: 1914-18."""
    return first[:2] + last if len(first) == 4 and len(last) == 2 and last > first[2:] else last


def _without_raised(text: str) -> str:
    for sign, plain in _VULGAR.items():
        text = text.replace(sign, f" {plain} ")
    return _RAISED.sub(lambda m: f"{m[1]}^{m[2].translate(_SUPERS)}", text)


def _power(factor: Fraction, base: int, exponent: int, written: str) -> str:
    """The value in digits, or as a fraction; what would fill a page stays as it is written."""
    if not base or abs(exponent) * len(str(base)) > _MOST_DIGITS:
        return written
    value = factor * Fraction(base) ** exponent
    return str(value).replace("/", "⁄")
