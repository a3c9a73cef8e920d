"""How an answer, or what somebody looks for, is like a person's name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from anyascii import anyascii

from bot.likeness.double_names import joints
from bot.likeness.edits import KNOWN_WITHOUT_FIRST, as_said, distance, forgiven, is_doubled_otherwise
from bot.likeness.figures import in_figures
from bot.likeness.known_names import is_first_name
from bot.likeness.marks import telling
from bot.likeness.roman import roman
from bot.likeness.titles import SUFFIXES, title_count
from content.text import fold, words
from content.vocabulary import frequencies

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
    nobody nearer can settle those. `half`: of a name of two words one was said, "Tim Lee" of Tim Berners-Lee.
    """

    form: Form = Form.NONE
    edits: int = 99
    short: bool = False
    begins: bool = False
    half: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether it takes a roster to tell."""
        return self.short or self.begins


def name_words(text: str) -> list[str]:
    """The words of a name without titles; initials become one word ("j. r. r." → "jrr"), "the Fourth" becomes 4."""
    found = ordered_words(text)
    titles = title_count(found)
    if titles and "-" in text and fold(text).startswith(f"{found[titles - 1]}-"):  # Saint-Exupéry
        titles = 0
    found = found[titles:]
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
    halves = joints(name, full)
    tries = [whole, *_turned(said, full, halves), _joined(said, full)]
    if len(full) > 1:
        tries += _parts(said, full, halves)
    if len(full) > 2:
        tries += _outer(said, full, halves)
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


def sureness(like: Likeness) -> tuple[int, int, int, bool]:
    """More is surer: a name at all, few edits, more of it."""
    return (0, 0, 0, False) if like.form is Form.NONE else (1, -like.edits, like.form, not like.half)


def _turned(said: Sequence[str], full: Sequence[str], halves: frozenset[int]) -> list[Likeness]:
    """The family name first; what is one name stays as it is."""
    starts = [place for place in range(len(full)) if place not in halves]
    groups = [[*full[one:other]] for one, other in zip(starts, [*starts[1:], len(full)], strict=True)]
    orders = [full[::-1]] if len(groups) == len(full) else [[w for group in groups[::-1] for w in group]]
    return [_same(said, order, Form.FULL) for order in orders]


def _parts(said: Sequence[str], full: Sequence[str], halves: frozenset[int]) -> list[Likeness]:
    """The first name alone, or what comes behind it."""
    first = next((place for place in range(1, len(full)) if place not in halves), len(full))
    tries = [_same(said, full[:first], Form.FIRST if first < len(full) else Form.FULL)]
    if first > 1:
        tries.append(replace(_same(said, [full[0]], Form.FIRST), half=True))
    for place in range(1, len(full)):
        half = place in halves and full[place - 1] != "saint"  # which is taken for a title
        half = half or (place < len(full) - 1 and len(full[0]) > 1 and _is_middle(full[place], place, halves))
        tries.append(replace(_same(said, full[place:], Form.SURNAME), half=half))
        if place < len(full) - 1 and (joined := _joined(said, full[place:])).form:
            tries.append(replace(joined, form=Form.SURNAME, half=half))
    return tries


def _is_middle(word: str, place: int, halves: frozenset[int]) -> bool:
    """Whether a family name does not begin there, but what is between: Sebastian Bach."""
    return is_first_name(word) and word not in PARTICLES and place + 1 not in halves


def _outer(said: Sequence[str], full: Sequence[str], halves: frozenset[int]) -> list[Likeness]:
    """The first name and the last without what is between; of a double name one half, or the first one and no other."""
    last = max(place for place in range(len(full)) if place not in halves)
    first = next((place for place in range(1, len(full)) if place not in halves), len(full))
    tries = [replace(_same(said, [full[0], full[-1]], Form.FULL), half=bool({1, len(full) - 1} & halves))]
    if 0 < first < last and (first, last) != (1, len(full) - 1):
        tries.append(_same(said, [*full[:first], *full[last:]], Form.FULL))
    if halves:
        begun = [place for place in sorted(halves) if place > first and len(full[place]) > SHORT]
        tries += [replace(_same(said, full[:place], Form.FULL), half=True) for place in begun]
    return tries


def _same(said: Sequence[str], name: Sequence[str], form: Form, number: int = 0) -> Likeness:
    """Word by word; `number` is what the last word of the name stands for, and must be."""
    if len(said) != len(name) or (number and _ordinal(said[-1]) != number):
        return Likeness()
    edits, short, begins = 0, False, False
    for mine, right in zip(said[: len(said) - bool(number)], name, strict=not number):
        if len(name) > 1 and right != name[-1] and (mine[0] == right) | (mine == right[0]):
            continue
        away = distance(mine, right, 4)
        if away == 2 and (mine.replace("ph", "f") == right.replace("ph", "f") or is_doubled_otherwise(mine, right)):
            away = 1  # Sofia, Sophia; Mozzila, Mozilla
        tiny = len(name) > 1 and 1 < len(right) <= SHORT and away == 1
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
    if len(name[-1]) == 1 and len(name[0]) > SHORT and frequencies().get(mine, 0):  # "Model S", models
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
