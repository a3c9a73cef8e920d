"""A guess at a number: what was typed as a number, and how near it is."""

import math
import re
from enum import StrEnum
from fractions import Fraction

from bot.games.judging.normal import tokens
from bot.likeness.figures import is_number
from content.text import fold

MOST = 10**15
EXACT, NEAR = 150, 100
# People and captions part the thousands by spaces as well.
_PARTED = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_ENDLESS = frozenset("infinity infinite infinitely endless unendlich infini infinie infinito infinita inf nan".split())
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
# A couple is two; half and a quarter are shares of what follows.
_MEANT = (
    (re.compile(r"\b(?:a )?couple (?:of )?(?=hundred|thousand|million|billion|dozen|k\b)"), "two "),
    (re.compile(r"\b(?:a )?quarter (?:of )?(?:an? )?(?=million|billion|thousand)"), "0.25 "),
)
# Nobody knows how many these are.
_SCALE = (
    r"(?:hundred|thousand|million|billion|trillion|dozen|hundert|tausend|milliard|dutzend|centaine|millier|douzaine|"
    r"cient|docena)\w*|mil|k|100|1[.,]?000"
)
_VAGUE = re.compile(
    r"\b(?:few|several|some|many|numerous|various|multiple|handful|countless|paar|einige|mehrere|viele|quelques|"
    rf"plusieurs|unos|unas|algunos|algunas|varios|varias)\s+(?:of\s+|good\s+)?(?:{_SCALE})\b"
)
_PLURAL = re.compile(
    r"\b(?:hundreds|thousands|millions|billions|dozens|scores|hunderte|tausende|millionen|dutzende|centaines|"
    r"milliers|cientos|millones)\b"
)


class Wrong(StrEnum):
    """Why something is no guess: it holds no number, several (a range), one that may be many (a few hundred), one below
    zero, or one beyond all bounds.
    """

    NONE = "none"
    SEVERAL = "several"
    VAGUE = "vague"
    NEGATIVE = "negative"
    ENDLESS = "endless"


def read_guess(text: str, language: str = "en") -> Fraction | Wrong:
    """The one number that was typed, in digits or in words, whatever is said around it."""
    for sign, digits in _FRACTIONS.items():
        text = text.replace(sign, digits)
    said = fold(text)
    if _VAGUE.search(said):
        return Wrong.VAGUE
    if any(meant.search(said) for meant, _ in _MEANT):
        for meant, number in _MEANT:
            text = said = meant.sub(number, said)
    found = tokens(_PARTED.sub("", text), language)
    numbers = [piece for piece in found if is_number(piece) or piece == "one"]
    if _ENDLESS.intersection(found) or "∞" in text:
        return Wrong.ENDLESS
    if len(numbers) > 1 and "one" in numbers and not re.search(r"\d", fold(text)):
        numbers.remove("one")  # "One of the forty" is forty.
    if not numbers:
        return Wrong.VAGUE if _PLURAL.search(said) else Wrong.NONE
    if len(numbers) > 1:
        return Wrong.SEVERAL
    try:
        value = Fraction("1" if numbers[0] == "one" else numbers[0])
    except ValueError:
        return Wrong.NONE  # "3rd" and "1990s" count nothing.
    if value < 0:
        return Wrong.NEGATIVE
    return Wrong.ENDLESS if value > MOST else value


def nearness(number: float, guess: Fraction) -> int:
    """Points: 150 for the number itself, else from 100 down to 0 for half as much or twice as much."""
    asked = Fraction(number)
    if guess == asked or math.isclose(guess, asked, rel_tol=1e-9):
        return EXACT
    if guess <= 0 or asked <= 0:
        return 0
    return max(0, int(NEAR * (1 - abs(math.log(guess / asked)) / math.log(2)) + 0.5))
