"""The same written in another way: F♯ and F#, 4×4 and 4x4, x^2 and x²; 9-11 for 9/11, and a number word misspelt."""

import re

from bot.games.judging.kana import in_hiragana
from bot.games.judging.normal import tokens
from bot.games.judging.vocabulary import has_word
from bot.likeness.edits import is_typo
from bot.likeness.figures import is_number
from content.text import fold

_SIGNS = str.maketrans({"♯": "#", "♭": "b", "×": "x"})
_RAISED = re.compile(r"(?<=[^\W\d_])\^(?=\d)")
_APART = re.compile(r"(?<!\w)with\s+out(?!\w)", re.IGNORECASE)
_NUMBERED = re.compile(r"\A\s*no\.?\s*(?=\d+\s*\Z)", re.IGNORECASE)
_MARKED = re.compile(r"\s*(\d+)([-/\s])(\d+)\s*")
_SHORT = 4
# "5k" is said of kilometres and of kilograms.
_THOUSANDS = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s?k\s*", re.IGNORECASE)
_BY_THOUSANDS = ("km", "kg")
_HOURS = "ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf"
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = re.compile(r"(?<![\w/.-])(0?[1-9]|1[0-2])/((?:1[5-9]|20)\d\d)(?![\w/-])")
# What is counted by other words: by pairs, by dozens, by fortnights, tenfold; a quarter of an hour cut in two.
_COUNTED = tuple((re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE), meant) for written, meant in (
    ("(?:(?:a|one) )?fortnight", "two weeks"), ("a couple of", "two"),
    ("(two|three|four|five|six|seven|eight|nine|ten|twelve|hundred|thousand)fold", r"\1 times"),
    ("(?:ein )?halbes dutzend", "sechs"), ("zwei dutzend", "vierundzwanzig"), ("drei dutzend", "sechsunddreißig"),
    ("(?:ein )?dutzend", "zwölf"), (f"drei viertel(?= (?:{_HOURS}))", "dreiviertel"),
    ("media docena", "seis"), ("una docena", "doce"), ("dos docenas", "veinticuatro"),
    ("(?:une )?demi-douzaine", "six"), ("deux douzaines", "vingt-quatre"),
))  # fmt: skip
# A word with a capital inside is a name that nothing in it negates.
_INNER = re.compile(r"[^\W\d_]*[a-z][A-Z][^\W_]*")


def in_one_writing(text: str) -> str:
    """The text with signs that are written in two ways in one of them, and words in one that people cut in two."""
    text = in_hiragana(text).translate(_SIGNS)
    return _APART.sub("without", text)


def as_written_in(key: str, said: str) -> str:
    """The answer without "no", where the right one is "No. 5", and without "^", where that has none."""
    said = _RAISED.sub("", said) if "^" not in key else said
    return _NUMBERED.sub("", said) if _NUMBERED.match(key) else said


def in_other_words(text: str) -> list[str]:
    """The text with what it counts by pairs, dozens or fortnights as a number, 03/2020 as a month; [] without any."""
    meant = _MONTH.sub(lambda m: f"{_MONTHS[int(m[1]) - 1]} {m[2]}", text)
    for written, number in _COUNTED:
        meant = written.sub(number, meant)
    return [meant] if meant != text else []


def is_same_apart(said: str, key: str) -> bool:
    """Whether nothing but what stands between two numbers, or cuts a name in two, is another: 9-11, "no SQL"."""
    mine, right = _MARKED.fullmatch(said), _MARKED.fullmatch(key)
    if mine and right:
        return (mine[1], mine[3]) == (right[1], right[3])
    return bool(_INNER.fullmatch(key)) and re.sub(r"[\s-]", "", said).casefold() == key.casefold()


def is_nearly_figures(said: str, key: str, language: str) -> bool:
    """Whether a number in words was misspelt, and is no other number: twnty."""
    typed, right = fold(said), fold(key)
    if not (right.isalpha() and typed.isalpha() and len(right) > _SHORT and is_typo(typed, right)):
        return False
    if has_word(typed, language):
        return False
    one, other = tokens(key, language), tokens(said, language)
    return len(one) == 1 and is_number(one[0]) and not any(is_number(word) or word == "one" for word in other)


def is_nearly_measured(said: str, key: str, language: str) -> bool:
    """Whether a measure was said by the first letter of its unit alone: 5k for five kilometres."""
    count = _THOUSANDS.fullmatch(said)
    right = tokens(key, language)
    return count is not None and any(tokens(f"{count[1]} {unit}", language) == right for unit in _BY_THOUSANDS)
