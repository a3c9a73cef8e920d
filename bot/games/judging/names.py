"""Names against the roster: an answer is right when it is nearer to the key than to everybody else it could be."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.games.judging.families import (
    PARTICLES,
    has_more_firsts,
    is_rank_of_thing,
    is_turned,
    lacks_last,
    lacks_title,
)
from bot.games.judging.lexicon import ENGLISH, Lexicon
from bot.games.judging.misspelt_names import borrowed, is_another, is_said_alike
from bot.games.judging.normal import NEGATIONS, undone
from bot.games.judging.persons import is_told_as_person
from bot.games.judging.verdict import Judgement, Verdict
from bot.games.judging.vocabulary import is_other_word
from bot.likeness.known_names import (
    are_spellings,
    is_famous,
    is_first_name,
    is_short_for,
)
from bot.likeness.marks import marked_words
from bot.likeness.person_names import (
    Form,
    Likeness,
    in_latin,
    is_short_form,
    likeness,
    name_words,
    ordered_words,
    regnal,
    sureness,
)
from bot.likeness.roman import roman
from bot.likeness.titles import SUFFIXES, Clash, clash
from content.text import fold, words

_ELIDED = ("d'", "d’", "l'", "l’")
_LEADING = re.compile(r"(the|from|by|said by)\s+(?=\w)", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_NOBODY = (Likeness(), Clash.NONE)
_EXCEPT = frozenset({"except", "excepting", "excluding", "besides", "but", "unless"})
_BETWEEN = frozenset({"or", "and", "plus", "vs", "versus", "und", "oder", "et", "ou", "и", "или"})
_MARKS = "/;|&+\n"
MOST_WORDS = 5
_TWO_NAMES = 2


def is_name(text: str) -> bool:
    """Whether a key looks like somebody's name: up to five words, each beginning with a capital, no digits."""
    parts = text.replace(".", ". ").split()
    if (len(parts) == 1 and len(text) > 1 and roman(text)) or marked_words(fold(text)):
        return False
    if not 1 <= len(parts) <= MOST_WORDS or any(c.isdigit() for c in text):
        return False
    return parts[0][0].isupper() and all(
        p[0].isupper() or p.casefold() in PARTICLES or (p.startswith(_ELIDED) and p[2:3].isupper()) for p in parts
    )


def judge_name(own: Sequence[str], rivals: Sequence[str], said: str, lexicon: Lexicon = ENGLISH) -> Judgement:
    """Judge a name. `own` are the key and its aliases; `rivals` the other names that could be meant."""
    if fold(said).isascii() != fold(own[0]).isascii():
        own, rivals, said = [in_latin(n) for n in own], [in_latin(n) for n in rivals], in_latin(said)
    if marked_words(fold(said)):
        return Judgement(Verdict.REJECT, "different-word")
    said = _without_lead(_AND.sub("&", said) if any("&" in name for name in own) else said, own)
    parts = name_words(said)
    mine_words, their_words = _all_words(own), _all_words(rivals)
    if {u for w in words(said) for u in undone(w)} & (NEGATIONS | _EXCEPT) - mine_words - their_words:
        return Judgement(Verdict.REJECT, "negation")
    if _names_several(said, parts, own, rivals):
        return Judgement(Verdict.REJECT, "several-names")
    parts = _with_long_name(parts, own, rivals)
    titled = ordered_words(said)
    mine, doubt = max((_with_title(titled, parts, name) for name in own), key=lambda m: (sureness(m[0]), -m[1]))
    other, _ = max((_with_title(titled, parts, name) for name in rivals), key=lambda m: sureness(m[0]), default=_NOBODY)
    if mine.form is Form.FULL and len(parts) == 1 and lacks_title(titled, own) and other.form is not Form.NONE:
        mine = replace(mine, form=other.form)
    if doubt is Clash.CONTRADICTION and other.form is Form.NONE:
        return Judgement(Verdict.REJECT, "title")
    if other.form is not Form.NONE and sureness(other) > sureness(mine):
        return Judgement(Verdict.REJECT, "rival")
    if mine.form is Form.NONE:
        return _judge_initials(own, rivals, said)
    if mine.edits and (refused := borrowed(parts, mine_words, their_words, own, lexicon)):
        return refused
    if mine.doubtful and not rivals:
        return Judgement(Verdict.REJECT, "too-far")
    if other.form is mine.form and other.edits <= mine.edits:
        return Judgement(Verdict.PROMPT, "ambiguous", f"Which {said}?")
    long = parts != name_words(said) and not are_spellings(parts[0], name_words(said)[0])
    told = is_first_name(parts[0]) or any(len(name_words(rival)) > 1 for rival in rivals)
    shared = mine.edits and _is_shared(parts, own, rivals)
    reason = _doubted(mine, other, titled, parts, own, lexicon, closed=bool(rivals), told=told) or _left_open(
        doubt, rivals, long=long
    )
    reason = reason or ("another-word" if shared else "")
    if not reason and mine.form is Form.SURNAME and not rivals and not any(map(is_told_as_person, own)):
        reason = "half-name"  # Arch Linux may be anybody's and anything's.
    return Judgement(Verdict.PROMPT, reason) if reason else Judgement(Verdict.ACCEPT, _reason(mine))


def _doubted(
    mine: Likeness,
    other: Likeness,
    titled: Sequence[str],
    parts: Sequence[str],
    own: Sequence[str],
    lexicon: Lexicon,
    *,
    closed: bool,
    told: bool,
) -> str:
    """Why the words of a name are asked back about, "" for nothing; a `closed` roster settles more.

    `told`: what was said is somebody's first name, or the roster has people of two names.
    """
    words_of_key = _all_words(own)
    if mine.form is Form.FIRST and (not closed or any(map(is_famous, own))):
        return "first-name"
    if mine.form is not Form.FULL and mine.edits and other.form is mine.form:
        return "ambiguous"
    if mine.begins and any(is_other_word(word, "", lexicon) for word in parts if word not in words_of_key):
        return "first-letter"
    if mine.edits and is_another(parts, own, words_of_key, lexicon, closed=closed):
        return "another-word"
    if mine.half or (mine.form is Form.FULL and len(parts) == 1 and is_rank_of_thing(parts[0], titled, own)):
        return "half-name"
    if mine.form is Form.FIRST and not told:
        return "first-name"
    if is_turned(parts, own):
        return "order"
    shorter = 1 < len(parts) < min(len(name_words(name)) for name in own)
    return "ambiguous" if shorter and other.form is Form.SURNAME and other.edits <= mine.edits else ""


def _left_open(doubt: Clash, rivals: Sequence[str], *, long: bool) -> str:
    """What a title leaves open, or, without a roster, the long form of a first name."""
    if doubt is not Clash.NONE:
        return "title"
    return "first-name" if long and not rivals else ""


def _with_title(titled: Sequence[str], parts: Sequence[str], name: str) -> tuple[Likeness, Clash]:
    """How an answer is like a name, and how its titles go with it; another one's title makes it nobody's."""
    right, number = ordered_words(name), regnal(name)
    like = likeness(parts, name)
    if like.form is Form.NONE:
        return like, Clash.NONE
    found = clash(titled, right, whole=like.form is Form.FULL, number=number)
    if found is Clash.CONTRADICTION:
        return Likeness(), found
    untold = number > 0 and like.form is Form.FULL and len(parts) < len(name_words(name)) and titled[-1] not in SUFFIXES
    return like, max(found, Clash.DOUBT if untold else Clash.NONE)


def _with_long_name(parts: list[str], own: Sequence[str], rivals: Sequence[str]) -> list[str]:
    """The words with Timothy as Tim, or Steven as Stephen, where that is who is meant, and nobody goes by Timothy."""
    if len(parts) < 2 or any(likeness(parts, name).form for name in (*own, *rivals)):
        return parts
    firsts = [name_words(name)[0] for name in own]
    spelt = next((first for first in firsts if are_spellings(parts[0], first)), "")
    if spelt:
        return [spelt, *parts[1:]]
    return [next((first for first in firsts if is_short_for(parts[0], first)), parts[0]), *parts[1:]]


def _without_lead(said: str, own: Sequence[str]) -> str:
    """ "by Tim Cook", "the NSA"; "the King" is not Stephen King."""
    lead = _LEADING.match(said)
    if lead is None or any(_LEADING.match(name) for name in own):
        return said
    rest = said[lead.end() :]
    alone = len(name_words(rest)) == 1 and all(len(name_words(name)) > 1 for name in own)
    return said if alone and lead[1].lower() == "the" else rest


def _judge_initials(own: Sequence[str], rivals: Sequence[str], said: str) -> Judgement:
    parts = name_words(said)
    if any(len(parts) > 2 and [parts[0], parts[-1]] == name_words(name) for name in own):
        return Judgement(Verdict.PROMPT, "more-names")
    if any(has_more_firsts(parts, name_words(name)) for name in own):
        return Judgement(Verdict.PROMPT, "more-names")
    if any(lacks_last(parts, name_words(name)) for name in own):
        return Judgement(Verdict.PROMPT, "half-name")
    if not any(is_short_form(said, name) for name in own):
        too_many = len(name_words(said)) > MOST_WORDS
        return Judgement(Verdict.REJECT, "several-names" if too_many else "too-far")
    if any(is_short_form(said, name) for name in rivals):
        return Judgement(Verdict.PROMPT, "ambiguous", f"Which {said}?")
    return Judgement(Verdict.ACCEPT if rivals else Verdict.PROMPT, "initials")


def _is_shared(parts: Sequence[str], own: Sequence[str], rivals: Sequence[str]) -> bool:
    """Whether another first name was said where somebody else has the same family name, so that it tells: Selena."""
    if len(parts) < _TWO_NAMES or not is_first_name(parts[0]):
        return False
    names = [name_words(name) for name in own]
    if any(
        parts[0] == name[0] or are_spellings(parts[0], name[0]) or is_said_alike(parts[0], name[0]) for name in names
    ):
        return False
    return any(name_words(rival)[-1:] == name[-1:] for rival in rivals for name in names)


def _names_several(said: str, parts: Sequence[str], own: Sequence[str], rivals: Sequence[str]) -> bool:
    if any(said.count(mark) > max(name.count(mark) for name in own) for mark in _MARKS):
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


def _reason(like: Likeness) -> str:
    if like.edits:
        return "typo"
    return {Form.FULL: "exact", Form.SURNAME: "surname", Form.FIRST: "first-name"}.get(like.form, "exact")
