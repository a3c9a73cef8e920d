"""Numbers as people write them, each as one token: "twenty-one", "1k", "nineteen eighty-four", "3rd", "minus five"."""

import re
from fractions import Fraction

_CENTURIES = frozenset(map(str, range(10, 21)))
_MISSPELT = {
    "fourty": "forty", "forteen": "fourteen", "fourten": "fourteen", "fiveteen": "fifteen", "fiften": "fifteen",
    "eightteen": "eighteen", "ninteen": "nineteen", "twelth": "twelfth", "twelv": "twelve", "ninty": "ninety",
    "fivety": "fifty", "eigthy": "eighty", "eigth": "eighth", "nineth": "ninth", "thirten": "thirteen",
    # Decades, as they are spelt and misspelt.
    **{
        word: f"{place}0s"
        for place, stem in enumerate("twent thirt fort fift sixt sevent eight ninet".split(), 2)
        for word in (f"{stem}ies", f"{stem}ys", f"{stem}yies")
    },
    "hunderd": "hundred", "hundered": "hundred", "hundrd": "hundred", "thousend": "thousand", "thosand": "thousand",
    "milion": "million", "millon": "million",
    "noughties": "2000s", "ninties": "90s", "eightties": "80s", "fourties": "40s",
}  # fmt: skip
_UNITS = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {w: n for n, w in enumerate([*_UNITS, *_TEENS])} | {w: 20 + 10 * n for n, w in enumerate(_TENS)}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
SCALES |= {"mn": 10**6, "mln": 10**6, "mio": 10**6, "bn": 10**9, "tn": 10**12}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
    **{f"{w}th": n for w, n in SMALL.items() if w not in ("one", "two", "three", "five", "eight", "nine", "twelve")},
    **{f"{w[:-1]}ieth": n for w, n in SMALL.items() if w in _TENS},
}  # fmt: skip
# The parts of a whole and whether the word tells several of them.
_PARTS = {
    name + ending: (parts, bool(ending))
    for name, parts in {"third": 3, "quarter": 4, **{w: n for w, n in _ORDINALS.items() if 3 < n <= 12}}.items()
    for ending in ("", "s")
} | {"half": (2, False), "halves": (2, True)}
_ZEROS = frozenset({"oh", "o"})
_MOST_PARTS = 99
# "a third" is a part where nothing but the whole follows; "a third time" is one more.
_OF_IT = frozenset({"", "of"})
_LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_MOST_DIGITS = 100
_VERSION = re.compile(r"0\d{1,5}|[1-9]\d{0,3}\.\d{0,3}[1-9]\d{0,3}0")
_YEARS = range(10, 22)


def is_number(token: str) -> bool:
    """Whether a token is a number or begins with one."""
    return token.lstrip("-")[:1].isdigit()


def is_version(token: str) -> bool:
    """Whether a number is written so that its zeros may count: 3.10 may be the one after 3.9, 010 a code; 2.0 and
    0.50 are 2 and a half.
    """
    return bool(_VERSION.fullmatch(token))


def worth(token: str) -> str:
    """A number that was kept as it is written, as the number it is."""
    return str(_value(token)) if is_version(token) else token


def figure(digits: str, letters: str = "") -> list[str]:
    """The tokens of digits (with separators) and the letters that follow without a space: 3rd, 1k, 5km, 1990s."""
    if letters in _ENDINGS and digits.isdigit():
        return [f"{_plain(digits)}th"]
    if letters == "s":
        return [f"{_plain(digits)}s"]
    if not letters and is_version(digits):
        return [digits]
    value = _value(digits)
    if letters in _LETTERS and value is not None:
        return [str(value * _LETTERS[letters])]
    own = _plain(digits) if value is None else str(value)
    return [own, letters] if letters else [own]


def in_figures(found: list[str]) -> list[str]:
    """The words with every number in words, and every number before a scale ("5 million"), as one token.

    "one" alone stays a word, and the digit 1 becomes it: most often it means no number.
    """
    out: list[str] = []
    place = 0
    found = [_MISSPELT.get(word, word) for word in found]
    while place < len(found):
        token, taken = _Reader(found, place).read()
        if found[place] == "second" and out and (is_number(out[-1]) or out[-1] == "per"):
            token, taken = "second", 1
        place += taken
        if out and out[-1] in ("minus", "negative") and is_number(token):
            out[-1] = f"-{token}"
        elif out and len(token) == 3 and token.endswith("0s") and out[-1] in _CENTURIES:
            out[-1] += token
        else:
            out.append(token)
    return ["one" if t == "1" else t for t in out]


class _Reader:
    """Reads one number from a place in a list of words; `read` tells the token and how many words it took."""

    def __init__(self, found: list[str], start: int) -> None:
        self.found, self.start, self.place = found, start, start

    def read(self) -> tuple[str, int]:
        """The number that begins there, or the word itself."""
        first = self.found[self.start]
        value = self._begin()
        if value is None:
            return (f"{_ORDINALS[first]}th", 1) if first in _ORDINALS else (first, 1)
        if is_version(first) and self.place == self.start + 1:
            return first, 1
        if first == "one" and self.place == self.start + 1 and self._ordinal(value) is None:
            return "one", 1
        ordinal = self._ordinal(value)
        return ordinal or str(value), self.place - self.start

    def _begin(self) -> Fraction | None:
        word, after = self._at(0), self._at(1)
        if word == "half" and (after in SCALES or (after in ("a", "an") and self._at(2) in SCALES)):
            self.place += 1 + (after in ("a", "an"))
            return self._scaled(Fraction(1, 2))
        if word == "half":
            self.place += 1
            return Fraction(1, 2)
        if word in ("a", "an") and after in SCALES:
            self.place += 1
            return self._scaled(Fraction(1))
        if word in ("a", "an") and after in _PARTS and self._at(2) in _OF_IT:
            self.place += 2
            return Fraction(1, _PARTS[after][0])
        if word in SCALES:
            return self._scaled(Fraction(1))
        if word in SMALL:
            return self._scaled(Fraction(self._under_hundred(years=True)))
        value = _value(word) if word[:1].isdigit() else None
        if value is None:
            return None
        self.place += 1
        return self._scaled(value)

    def _under_hundred(self, *, years: bool = False) -> int:
        value = SMALL[self._at(0)]
        self.place += 1
        if value >= 20 and 0 < SMALL.get(self._at(0), 0) < 10:
            value += SMALL[self._at(0)]
            self.place += 1
        if years and value in _YEARS:
            if SMALL.get(self._at(0), 0) >= 10:
                return value * 100 + self._under_hundred()
            if self._at(0) in ("oh", "o") and 0 < SMALL.get(self._at(1), 0) < 10:
                self.place += 2
                return value * 100 + SMALL[self.found[self.place - 1]]
        return value

    def _scaled(self, value: Fraction) -> Fraction:
        """The value with its decimals, the scales after it, and what is added: "two million three hundred and five"."""
        share = self._share(value)
        if share is not None:
            return share
        total, last, value = Fraction(0), 0, self._hundreds(value + self._decimals() + self._added_share())
        while (scale := SCALES.get(self._at(0), 0)) and (not last or scale < last):
            self.place += 1
            total, last, value = total + value * scale, scale, Fraction(0)
            step = self._at(0) == "and"
            if scale < 1000 or self._at(step) not in SMALL:
                break
            self.place += step
            value = self._hundreds(Fraction(self._under_hundred()))
        return total + value

    def _share(self, value: Fraction) -> Fraction | None:
        """ "two thirds", "three quarters", "one third"; None where no part is named, as in "twenty third"."""
        parts, plural = _PARTS.get(self._at(0), (0, False))
        if not parts or value.denominator != 1 or not (plural or value == 1) or not 0 < value <= _MOST_PARTS:
            return None
        self.place += 1
        return value / parts

    def _added_share(self) -> Fraction:
        """ "and a half", "and three quarters", or a fraction in figures."""
        step = self._at(0) == "and"
        if "/" in self._at(step):
            added, taken = Fraction(self._at(step)), step + 1
        elif not step:
            return Fraction(0)
        elif self._at(1) == "half":
            added, taken = Fraction(1, 2), 2
        else:
            count = 1 if self._at(1) in ("a", "an", "one") else SMALL.get(self._at(1), 0)
            parts, plural = _PARTS.get(self._at(2), (0, False))
            added, taken = (Fraction(count, parts), 3) if parts and (count == 1 or plural) else (Fraction(1), 0)
        if added >= 1:
            return Fraction(0)
        self.place += taken
        return added

    def _hundreds(self, value: Fraction) -> Fraction:
        if self._at(0) != "hundred":
            return value
        self.place += 1
        step = self._at(0) == "and"
        if self._at(step) not in SMALL:
            return value * 100
        self.place += step
        return value * 100 + self._under_hundred()

    def _decimals(self) -> Fraction:
        if self._at(0) != "point" or (self._at(1) not in _UNITS and self._at(1) not in _ZEROS):
            return Fraction(0)
        self.place += 1
        digits = ""
        while (self._at(0) in _UNITS or self._at(0) in _ZEROS) and len(digits) < _MOST_DIGITS:
            digits += str(SMALL.get(self._at(0), 0))
            self.place += 1
        return Fraction(int(digits), 10 ** len(digits))

    def _ordinal(self, value: Fraction) -> str | None:
        """ "twenty first", "hundred and third": the last word makes it an ordinal."""
        last = _ORDINALS.get(self._at(0), 0)
        fits = value >= 20 and value % 10 == 0 and 0 < last < (10 if value < 100 else 100)
        if not fits or self.found[self.place - 1] in _UNITS:
            return None
        self.place += 1
        return f"{value + last}th"

    def _at(self, step: int) -> str:
        place = self.place + step
        return self.found[place] if place < len(self.found) else ""


def _value(digits: str) -> Fraction | None:
    """What digits (with separators, or a fraction of ours) are worth; None for a version, a date, too long a number."""
    if "/" in digits:
        return Fraction(digits)
    if len(digits) > _MOST_DIGITS or not all(p.isdecimal() for p in re.split("[.,]", digits)):
        return None
    whole, point, rest = digits.rpartition(".")
    if not point:
        parts = digits.split(",")
        if len(parts) == 2 and (len(parts[1]) != 3 or not int(parts[0])):
            return Fraction(int(parts[0] + parts[1]), 10 ** len(parts[1]))
        return Fraction(int("".join(parts))) if all(len(p) == 3 for p in parts[1:]) else None
    parts = whole.split(",")
    if "." in whole or "," in rest or any(len(p) != 3 for p in parts[1:]):
        return None
    return Fraction(int("".join(parts) + rest), 10 ** len(rest))


def _plain(digits: str) -> str:
    return digits.lstrip("0") or "0"
