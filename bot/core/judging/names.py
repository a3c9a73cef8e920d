"""Names against the roster: an answer is right when it is nearer to the key than to everybody else it could be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from anyascii import anyascii

from bot.core.judging.figures import in_figures, roman
from bot.core.judging.lexicon import ENGLISH, Lexicon
from bot.core.judging.marks import marked_words, telling
from bot.core.judging.normal import NEGATIONS, undone
from bot.core.judging.phrases import KNOWN_WITHOUT_FIRST
from bot.core.judging.verdict import Judgement, Verdict
from bot.core.judging.vocabulary import is_opposite, is_other_word
from bot.core.matching import distance, forgiven
from content.text import fold, words

_TITLES = frozenset(
    "mr mister mrs missus ms miss mx dr doctor prof professor sir dame lord lady rev reverend hon honourable honorable "
    "st saint capt captain lieutenant sergeant colonel general senator governor president herr frau monsieur madame "
    "mme mlle senor senora".split()
)
_PARTICLES = frozenset("van von de der den del della di da dos la le du bin ibn al el ter ten zu zur of y e".split())
_SUFFIXES = frozenset({"jr", "sr", "phd", "md"})
_EXCEPT = frozenset({"except", "excepting", "excluding", "besides", "but", "unless"})
_BETWEEN = frozenset({"or", "and", "plus", "vs", "versus", "und", "oder", "et", "ou", "и", "или"})
_MARKS = "/;|&+\n"
MOST_WORDS = 5
SHORT = 3


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


def is_name(text: str) -> bool:
    """Whether a key looks like somebody's name: up to five words, each beginning with a capital, no digits."""
    parts = text.replace(".", ". ").split()
    if (len(parts) == 1 and len(text) > 1 and roman(text)) or marked_words(fold(text)):
        return False
    if not 1 <= len(parts) <= MOST_WORDS or any(c.isdigit() for c in text):
        return False
    return all(p[0].isupper() or p.casefold() in _PARTICLES for p in parts) and parts[0][0].isupper()


def judge_name(own: Sequence[str], rivals: Sequence[str], said: str, lexicon: Lexicon = ENGLISH) -> Judgement:
    """Judge a name. `own` are the key and its aliases; `rivals` the other names that could be meant."""
    if fold(said).isascii() != fold(own[0]).isascii():
        own, rivals, said = [in_latin(n) for n in own], [in_latin(n) for n in rivals], in_latin(said)
    if marked_words(fold(said)):
        return Judgement(Verdict.REJECT, "different-word")
    parts = name_words(said)
    mine_words, their_words = _all_words(own), _all_words(rivals)
    if {u for w in words(said) for u in undone(w)} & (NEGATIONS | _EXCEPT) - mine_words - their_words:
        return Judgement(Verdict.REJECT, "negation")
    if _names_several(said, parts, own, rivals):
        return Judgement(Verdict.REJECT, "several-names")
    mine = max((likeness(parts, name) for name in own), key=_sureness)
    other = max((likeness(parts, name) for name in rivals), key=_sureness, default=Likeness())
    if other.form is not Form.NONE and _sureness(other) > _sureness(mine):
        return Judgement(Verdict.REJECT, "rival")
    if mine.form is Form.NONE:
        return _judge_initials(own, rivals, said)
    if mine.edits and (refused := _borrowed(parts, mine_words, their_words, own, lexicon)):
        return refused
    if mine.doubtful and not rivals:
        return Judgement(Verdict.REJECT, "too-far")
    if other.form is mine.form and other.edits <= mine.edits:
        return Judgement(Verdict.PROMPT, "ambiguous", f"Which {said}?")
    if mine.form is Form.FIRST and not rivals:
        return Judgement(Verdict.PROMPT, "first-name")
    if mine.form is not Form.FULL and mine.edits and other.form is mine.form:
        return Judgement(Verdict.PROMPT, "ambiguous")
    if mine.begins and any(is_other_word(word, "", lexicon) for word in parts if word not in mine_words):
        return Judgement(Verdict.PROMPT, "first-letter")
    return Judgement(Verdict.ACCEPT, _reason(mine))


def name_words(text: str) -> list[str]:
    """The words of a name without titles; initials become one word ("j. r. r." → "jrr"), "the Fourth" becomes 4."""
    if text.count(",") == 1:
        last, _, first = text.partition(",")
        text = f"{first} {last}"
    found = [w.removesuffix("'s") for w in words(text.replace(".", " ").replace("-", " "))]
    while len(found) > 1 and found[0] in _TITLES:
        found = found[1:]
    while len(found) > 1 and found[-1] in _SUFFIXES:
        found = found[:-1]
    if len(found) > 2 and found[-2] == "the":
        found[-2:] = [in_figures(found[-1:])[0].removesuffix("th")]
    return _joined_initials(found)


def likeness(said: Sequence[str], name: str) -> Likeness:
    """The surest way in which these words are that name."""
    full = name_words(name)
    number = _regnal(name) if len(full) > 1 else 0
    whole = _same(said, full, Form.FULL, number)
    if number:
        shorter = Form.FULL if len(full) > 2 else Form.FIRST
        return max(whole, _same(said, full[:-1], shorter), _same(said, [full[0]], Form.FIRST), key=_sureness)
    tries = [whole, _same(said, full[::-1], Form.FULL), _joined(said, full)]
    if len(full) > 1:
        tries += [_same(said, [full[0]], Form.FIRST)]
        tries += [_same(said, full[i:], Form.SURNAME) for i in range(1, len(full))]
        tries += [replace(j, form=Form.SURNAME) for i in range(1, len(full) - 1) if (j := _joined(said, full[i:])).form]
    if len(full) > 2:
        tries.append(_same(said, [full[0], full[-1]], Form.FULL))
    return max(tries, key=_sureness)


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


def _judge_initials(own: Sequence[str], rivals: Sequence[str], said: str) -> Judgement:
    if not any(is_short_form(said, name) for name in own):
        too_many = len(name_words(said)) > MOST_WORDS
        return Judgement(Verdict.REJECT, "several-names" if too_many else "too-far")
    if any(is_short_form(said, name) for name in rivals):
        return Judgement(Verdict.PROMPT, "ambiguous", f"Which {said}?")
    return Judgement(Verdict.ACCEPT if rivals else Verdict.PROMPT, "initials")


def _borrowed(
    parts: Sequence[str], mine: set[str], theirs: set[str], own: Sequence[str], lexicon: Lexicon
) -> Judgement | None:
    """Refuses what is spelt wrong for this name because it is somebody else's, or a word of its own."""
    for word in (w for w in parts if w not in mine):
        away = min((distance(word, m) for m in mine), default=99)
        nearest = min((distance(word, t) for t in theirs - mine), default=99)
        if nearest < away:
            return Judgement(Verdict.REJECT, "rival")
        if nearest == away and len(parts) == 1:
            return Judgement(Verdict.PROMPT, "ambiguous")
        if any(is_opposite(word, m, lexicon.language) for m in mine):
            return Judgement(Verdict.REJECT, "negation")
        single = all(len(name_words(name)) == 1 for name in own)
        if single and all(is_other_word(word, m, lexicon) for m in mine):
            return Judgement(Verdict.PROMPT, "another-word")
    return None


def _names_several(said: str, parts: Sequence[str], own: Sequence[str], rivals: Sequence[str]) -> bool:
    if any(mark in said and not any(mark in name for name in own) for mark in _MARKS):
        return True
    if set(words(said)) & _BETWEEN - _all_words(own):
        return True
    commas = said.count(",")
    if commas > 1 + max(name.count(",") for name in own):
        return True
    if commas == 1 and not any(likeness(parts, name).form for name in own):
        return _two_names(said, own, rivals)
    return any(set(parts) >= set(name_words(mine)) | set(name_words(other)) for mine in own for other in rivals) and (
        not any(likeness(parts, name).form for name in own)
    )


def _two_names(said: str, own: Sequence[str], rivals: Sequence[str]) -> bool:
    """Whether a comma stands between two names, not before a first name."""
    sides = [name_words(side) for side in said.split(",")]
    known = [any(likeness(side, name).form for name in (*own, *rivals)) for side in sides]
    return all(known) or all(len(side) > 1 for side in sides) or all(len(name_words(name)) == 1 for name in own)


def _all_words(names: Iterable[str]) -> set[str]:
    return {w for name in names for w in (*name_words(name), *words(name))}


def _sureness(like: Likeness) -> tuple[int, int, int]:
    return (0, 0, 0) if like.form is Form.NONE else (1, -like.edits, like.form)


def _same(said: Sequence[str], name: Sequence[str], form: Form, number: int = 0) -> Likeness:
    """Word by word; `number` is what the last word of the name stands for, and must be."""
    if len(said) != len(name) or (number and _ordinal(said[-1]) != number):
        return Likeness()
    edits, short, begins = 0, False, False
    for mine, right in zip(said[: len(said) - bool(number)], name, strict=not number):
        if len(name) > 1 and len(mine) == 1 and right.startswith(mine) and right != name[-1]:
            continue
        away = distance(mine, right, 4)
        tiny = len(name) > 1 and len(right) <= SHORT and away == 1
        if telling(mine) != telling(right) or (away > forgiven(right) and not tiny):
            return Likeness()
        edits += away
        short = short or tiny
        begins = begins or (mine[0] != right[0] and len(right) < KNOWN_WITHOUT_FIRST)
    return Likeness(form, edits, short, begins)


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


def _regnal(name: str) -> int:
    """The number at the end of a name: "Louis XIV", "World War Two"; 0 where there is none, as in "Wei Li"."""
    last = name.rsplit(maxsplit=1)[-1]
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


def _reason(like: Likeness) -> str:
    if like.edits:
        return "typo"
    return {Form.FULL: "exact", Form.SURNAME: "surname", Form.FIRST: "first-name"}.get(like.form, "exact")
