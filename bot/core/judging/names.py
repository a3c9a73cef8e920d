"""Names against the roster: an answer is right when it is nearer to the key than to everybody else it could be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from bot.core.judging.normal import NEGATIONS
from bot.core.judging.verdict import Judgement, Verdict
from bot.core.matching import distance, forgiven
from content.text import words

_TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame lord lady rev hon st saint capt".split())
_PARTICLES = frozenset("van von de der den del della di da dos la le du bin ibn al el ter ten zu zur of y e".split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})
_SEVERAL = re.compile(r"[/;|&\n]|\bor\b|\band\b|,.*,", re.IGNORECASE)
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
    """How an answer is like one name: the form, the edits it is away, and whether it is doubtful.

    Doubtful is a word that begins differently, or a misspelt one of three letters: only a roster that has nobody
    nearer can settle it.
    """

    form: Form = Form.NONE
    edits: int = 99
    doubtful: bool = False


def is_name(text: str) -> bool:
    """Whether a key looks like somebody's name: up to five words, each beginning with a capital, no digits."""
    parts = text.replace(".", ". ").split()
    if not 1 <= len(parts) <= MOST_WORDS or any(c.isdigit() for c in text):
        return False
    return all(p[0].isupper() or p.casefold() in _PARTICLES for p in parts) and parts[0][0].isupper()


def judge_name(own: Sequence[str], rivals: Sequence[str], said: str) -> Judgement:
    """Judge a name. `own` are the key and its aliases; `rivals` the other names that could be meant."""
    parts = name_words(said)
    if set(words(said)) & NEGATIONS:
        return Judgement(Verdict.REJECT, "negation")
    if _SEVERAL.search(said) and not any(_SEVERAL.search(name) for name in own):
        return Judgement(Verdict.REJECT, "several-names")
    mine = max((likeness(parts, name) for name in own), key=_sureness)
    other = max((likeness(parts, name) for name in rivals), key=_sureness, default=Likeness())
    if other.form is not Form.NONE and _sureness(other) > _sureness(mine):
        return Judgement(Verdict.REJECT, "rival")
    if mine.form is Form.NONE or (mine.doubtful and not rivals):
        return Judgement(Verdict.REJECT, "several-names" if len(parts) > MOST_WORDS else "too-far")
    if other.form is mine.form and other.edits <= mine.edits:
        return Judgement(Verdict.PROMPT, "ambiguous", f"Which {said}?")
    if mine.form is Form.FIRST and not rivals:
        return Judgement(Verdict.PROMPT, "first-name")
    if mine.form is not Form.FULL and mine.edits and other.form is mine.form:
        return Judgement(Verdict.PROMPT, "ambiguous")
    return Judgement(Verdict.ACCEPT, _reason(mine))


def name_words(text: str) -> list[str]:
    """The words of a name without titles; dotted or spaced initials become one word ("j. r. r." → "jrr")."""
    if text.count(",") == 1:
        last, _, first = text.partition(",")
        text = f"{first} {last}"
    found = [w.removesuffix("'s") for w in words(text.replace(".", " ").replace("-", " "))]
    while len(found) > 1 and found[0] in _TITLES:
        found = found[1:]
    while len(found) > 1 and found[-1] in _SUFFIXES:
        found = found[:-1]
    return _joined_initials(found)


def likeness(said: Sequence[str], name: str) -> Likeness:
    """The surest way in which these words are that name."""
    full = name_words(name)
    tries = [_same(said, full, Form.FULL), _same(said, full[::-1], Form.FULL), _joined(said, full)]
    if len(full) > 1:
        tries += [_same(said, [full[-1]], Form.SURNAME), _same(said, [full[0]], Form.FIRST)]
        tries += [_same(said, full[i:], Form.SURNAME) for i in range(1, len(full) - 1)]
        tries += [replace(j, form=Form.SURNAME) for i in range(1, len(full) - 1) if (j := _joined(said, full[i:])).form]
    if len(full) > 2:
        tries.append(_same(said, [full[0], full[-1]], Form.FULL))
    return max(tries, key=_sureness)


def _sureness(like: Likeness) -> tuple[int, int, int]:
    return (0, 0, 0) if like.form is Form.NONE else (1, -like.edits, like.form)


def _same(said: Sequence[str], name: Sequence[str], form: Form) -> Likeness:
    if len(said) != len(name):
        return Likeness()
    edits, doubtful = 0, False
    for mine, right in zip(said, name, strict=True):
        if len(name) > 1 and len(mine) == 1 and right.startswith(mine) and right != name[-1]:
            continue
        away = distance(mine, right, 4)
        short = len(name) > 1 and len(right) <= SHORT and away == 1
        if away > forgiven(right) and not short:
            return Likeness()
        edits += away
        doubtful = doubtful or short or mine[0] != right[0]
    return Likeness(form, edits, doubtful)


def _joined(said: Sequence[str], name: Sequence[str]) -> Likeness:
    """Written without the space, or with one too many: nothing else may be wrong but one letter."""
    mine, right = "".join(said), "".join(name)
    if len(said) > len(name) + 1 or abs(len(mine) - len(right)) > 1 or len(said) == len(name):
        return Likeness()
    away = distance(mine, right, 2)
    return Likeness(Form.FULL, away, mine[:1] != right[:1]) if away <= min(1, forgiven(right)) else Likeness()


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


def _reason(like: Likeness) -> str:
    if like.edits:
        return "typo"
    return {Form.FULL: "exact", Form.SURNAME: "surname", Form.FIRST: "first-name"}.get(like.form, "exact")
