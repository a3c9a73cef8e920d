"""How an answer, or what somebody looks for, is like a person's name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from anyascii import anyascii

from bot.likeness.edits import KNOWN_WITHOUT_FIRST, as_said, distance, forgiven
from bot.likeness.figures import in_figures
from bot.likeness.marks import telling
from bot.likeness.roman import roman
from bot.likeness.titles import SUFFIXES, title_count
from content.text import words

SHORT = 3
PARTICLES = frozenset("van von der den della di da dos de del la le bin ibn al ter ten zu zur".split())


class Form(IntEnum):
    """Which part of a name was said; more is surer."""

    NONE = 0
    FIRST = 1
    SURNAME = 2
    FULL = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """How an answer is like one name: the form, the edits it is away, and what is doubtful about it.

    `short`: a name of three letters is misspelt; `begins`: a short one begins differently. Only a roster that has
    nobody nearer can settle those.
    """

    form: Form = Form.NONE
    edits: int = 99
    short: bool = False
    begins: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether it takes a roster to tell."""
        return self.short or self.begins


def name_words(text: str) -> list[str]:
    """The words of a name without titles; initials become one word ("j. r. r." → "jrr"), "the Fourth" becomes 4."""
    found = ordered_words(text)
    found = found[title_count(found) :]
    while len(found) > 1 and found[-1] in SUFFIXES:
        found = found[:-1]
    if len(found) > 2 and found[-2] == "the":
        found[-2:] = [in_figures(found[-1:])[0].removesuffix("th")]
    return _joined_initials(found)


def ordered_words(text: str) -> list[str]:
    """The words of a name, titles and all, in the order of speech: "King, Stephen" is Stephen King, "King, Jr." is not
    turned round.
    """
    if text.count(",") == 1:
        last, _, first = text.partition(",")
        text = f"{last} {first}" if {*words(first.replace(".", " "))} <= SUFFIXES else f"{first} {last}"
    return [w.removesuffix("'s") for w in words(text.replace(".", " ").replace("-", " "))]


def likeness(said: Sequence[str], name: str) -> Likeness:
    """The surest way in which these words are that name."""
    full = name_words(name)
    number = regnal(name) if len(full) > 1 else 0
    whole = _same(said, full, Form.FULL, number)
    if number:
        shorter = Form.FULL if len(full) > 2 else Form.FIRST
        return max(whole, _same(said, full[:-1], shorter), _same(said, [full[0]], Form.FIRST), key=sureness)
    tries = [whole, _same(said, full[::-1], Form.FULL), _joined(said, full)]
    if len(full) > 1:
        tries += [_same(said, [full[0]], Form.FIRST)]
        tries += [_same(said, full[i:], Form.SURNAME) for i in range(1, len(full))]
        tries += [replace(j, form=Form.SURNAME) for i in range(1, len(full) - 1) if (j := _joined(said, full[i:])).form]
    if len(full) > 2:
        tries.append(_same(said, [full[0], full[-1]], Form.FULL))
    if len(said) > 1 and 1 < len(said[0]) <= SHORT:
        tries += [_same(said, _with_initials(name, len(said[0])), Form.FULL) for name in (full, _bare(full))]
    if len(said) > 2:
        tries.append(_same(said, _bare(full), Form.FULL))
    return max(tries, key=sureness)


def in_latin(text: str) -> str:
    """The text in Latin letters; what Russian is written with in many ways (-skiy, yo, ye) in one."""
    return anyascii(text.replace("ё", "yo")).replace("iy", "y").replace("yo", "e").replace("ye", "e")


def is_short_form(text: str, name: str) -> bool:
    """ "Paul G", "Graham P", or initials written as such: "P.G.", "PG", "GvR"."""
    said, parts = name_words(text), name_words(name)
    if len(parts) < 2:
        return False
    if len(said) == 2 and {len(said[0]), len(said[1])} != {1}:
        ends = (parts[0], parts[-1])
        return any(said[0] == ends[i] and len(said[1]) == 1 and ends[1 - i][0] == said[1] for i in (0, 1))
    letters = text.replace(".", "").replace(" ", "")
    written = (letters[:1].isupper() and letters[-1:].isupper()) or text.count(".") >= len(letters) - 1
    return written and letters.isalpha() and len(letters) >= 2 and letters.casefold() == "".join(p[0] for p in parts)


def sureness(like: Likeness) -> tuple[int, int, int]:
    """More is surer: a name at all, few edits, more of it."""
    return (0, 0, 0) if like.form is Form.NONE else (1, -like.edits, like.form)


def _same(said: Sequence[str], name: Sequence[str], form: Form, number: int = 0) -> Likeness:
    """Word by word; `number` is what the last word of the name stands for, and must be."""
    if len(said) != len(name) or (number and _ordinal(said[-1]) != number):
        return Likeness()
    edits, short, begins = 0, False, False
    for mine, right in zip(said[: len(said) - bool(number)], name, strict=not number):
        if len(name) > 1 and right != name[-1] and (mine[0] == right) | (mine == right[0]):
            continue
        away = distance(mine, right, 4)
        tiny = len(name) > 1 and len(right) <= SHORT and away == 1
        if telling(mine) != telling(right) or (away > forgiven(right) and not tiny):
            return Likeness()
        edits += away
        short = short or tiny
        begins = begins or (
            mine[0] != right[0] and len(right) < KNOWN_WITHOUT_FIRST and as_said(mine) != as_said(right)
        )
    return Likeness(form, edits, short, begins)


def _with_initials(full: Sequence[str], count: int) -> list[str]:
    """The name with so many of its first words as initials: "jrr tolkien"."""
    return ["".join(word[0] for word in full[:count]), *full[count:]] if count < len(full) else []


def _bare(full: Sequence[str]) -> list[str]:
    """The name without its small words."""
    return [word for word in full if word not in PARTICLES]


def _joined(said: Sequence[str], name: Sequence[str]) -> Likeness:
    """Written without the space, or with one too many: nothing else may be wrong but one letter."""
    mine, right = "".join(said), "".join(name)
    if len(said) > len(name) + 1 or abs(len(mine) - len(right)) > 1 or len(said) == len(name):
        return Likeness()
    away = distance(mine, right, 2)
    fits = away <= min(1, forgiven(right)) and telling(mine) == telling(right)
    return Likeness(Form.FULL, away, begins=mine[:1] != right[:1]) if fits else Likeness()


def _joined_initials(found: list[str]) -> list[str]:
    out: list[str] = []
    run = False
    for word in found:
        if len(word) == 1 and run and out:
            out[-1] += word
        else:
            out.append(word)
        run = len(word) == 1
    return out


def regnal(name: str) -> int:
    """The number at the end of a name: "Louis XIV", "World War Two"; 0 where there is none, as in "Wei Li"."""
    last = name.rsplit(maxsplit=1)[-1]
    if last == name.strip() or "." in last:
        return 0
    if roman(last):
        return roman(last) if last.isupper() and not name.isupper() else 0
    return _ordinal(name_words(name)[-1])


def _ordinal(word: str) -> int:
    """The number a last word stands for: "IV", "4th", "four"; 0 for any other word."""
    digits = in_figures([word])[0]
    for ending in ("th", "rd", "nd", "st"):
        digits = digits.removesuffix(ending)
    if digits.isdecimal():
        return int(digits[:4])
    return 1 if digits == "one" else roman(word)
