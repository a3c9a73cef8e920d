"""Phrases, single words and numbers: numbers and negations must match, words may be misspelt, none may be another."""

import re
from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise, product

from bot.games.judging.counts import is_count, judge_count
from bot.games.judging.forms import is_inflection, is_kin
from bot.games.judging.lexicon import ENGLISH, Lexicon
from bot.games.judging.normal import ARTICLES, NEGATIONS, negations, numbers, readings, tokens
from bot.games.judging.verdict import Judgement, Verdict
from bot.games.judging.vocabulary import is_opposite, is_other_word
from bot.likeness.edits import KNOWN_WITHOUT_FIRST, LIGHT_WORDS, distance, is_typo
from bot.likeness.figures import is_number
from bot.likeness.marks import telling
from content.vocabulary import weight

ACCEPT_COVERAGE = 0.88
PROMPT_COVERAGE = 0.6
# Two of four words that changed places tell something else; of five or more they are a slip of the memory.
IN_ORDER = 0.8
_OR = re.compile(r"\bor\b(?! so\b)|/|;", re.IGNORECASE)


class Fit(IntEnum):
    """How a word that was said fits one that was wanted, in order of doubt."""

    NONE = 0
    ANOTHER = 1  # near, but a word of its own
    KIN = 2  # quick, quickly
    MISSPELT = 3
    INFLECTED = 4
    SAME = 5


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of a key an answer holds: weighted share 0–1, heavy words missing and added, share of those in order.

    `other_end`: both end in words that the other does not hold ("goes out", "goes on"). `opposite`: a word is there in
    its opposite ("possible", "impossible"). `worst` is the least certain fit among those held.
    """

    coverage: float
    missing: int
    added: int
    order: float
    other_end: bool
    opposite: bool
    worst: Fit


def judge_phrase(own: Sequence[str], rivals: Sequence[str], said: str, lexicon: Lexicon = ENGLISH) -> Judgement:
    """Judge a phrase, a word or a number against the key's forms and the distractors."""
    language = lexicon.language
    answers = [_bare(found, language) for found in readings(said, language)]
    keys = [_bare(found, language) for form in own for found in readings(form, language)]
    others = [_bare(tokens(r, language), language) for r in rivals]
    if answers[0] in others:
        return Judgement(Verdict.REJECT, "rival")
    if _OR.search(said) and not any(_OR.search(form) for form in own):
        return Judgement(Verdict.REJECT, "several")
    tries = [(_judge_form(key, answer, lexicon), answer) for key, answer in product(keys, answers)]
    judged, answer = max(tries, key=lambda t: t[0].verdict.rank)
    if judged.verdict is Verdict.REJECT or judged.reason == "exact":
        return judged
    if judged.reason == "inflection" and len(answer) == 1:
        near = any(len(o) == 1 and is_inflection(answer[0], o[0], lexicon.language) for o in others)
    else:
        near = any(_nearer(o, keys, answer, lexicon) for o in others)
    return Judgement(Verdict.REJECT, "rival") if near else judged


def fit(said: str, wanted: str, lexicon: Lexicon = ENGLISH) -> Fit:
    """How one word fits another; numbers and negations fit only themselves."""
    if said == wanted:
        return Fit.SAME
    if telling(said) != telling(wanted) or any(is_number(t) or t in NEGATIONS for t in (said, wanted)):
        return Fit.NONE
    if is_opposite(said, wanted, lexicon.language):
        return Fit.NONE
    if is_inflection(said, wanted, lexicon.language):
        return Fit.INFLECTED
    if is_kin(said, wanted, lexicon.language):
        return Fit.KIN
    if not is_typo(said, wanted):
        return Fit.NONE
    return Fit.ANOTHER if is_other_word(said, wanted, lexicon) else Fit.MISSPELT


def overlap(key: Sequence[str], answer: Sequence[str], lexicon: Lexicon = ENGLISH) -> Overlap:
    """Compare two lists of tokens; each token of the answer serves once, a repeated one in its turn."""
    left, places, held = list(enumerate(answer)), dict[str, list[int]](), 0.0
    worst, kept, gone = Fit.SAME, list[str](), list[str]()
    for token in key:
        fits, found = _best(left, token, lexicon)
        if found is None:
            gone.append(token)
            continue
        left.remove(found)
        worst = min(worst, fits)
        if token not in LIGHT_WORDS:
            kept.append(token)
            insort(places.setdefault(token, []), found[0])
        held += weight(token, lexicon.language)
    total = sum(weight(token, lexicon.language) for token in key) or 1.0
    heavy = [t for _, t in left if t not in LIGHT_WORDS]
    missing = sum(t not in LIGHT_WORDS for t in gone)
    ends = bool(gone) and gone[-1] == key[-1] and bool(left) and left[-1][0] == len(answer) - 1
    opposite = any(is_opposite(said, token, lexicon.language) for said in heavy for token in gone)
    order = _in_order([places[token].pop(0) for token in kept])
    return Overlap(held / total, missing, len(heavy), order, ends, opposite, worst)


def _best(left: Sequence[tuple[int, str]], token: str, lexicon: Lexicon) -> tuple[Fit, tuple[int, str] | None]:
    same = next((p for p in left if p[1] == token), None)
    if same is not None:
        return Fit.SAME, same
    fits = [(fit(p[1], token, lexicon), -p[0], p) for p in left]
    best, _, found = max(fits, default=(Fit.NONE, 0, None))
    return (best, found) if best is not Fit.NONE else (best, None)


def _judge_form(key: list[str], answer: list[str], lexicon: Lexicon) -> Judgement:
    if answer == key or _is_joined(key, answer):
        return Judgement(Verdict.ACCEPT, "exact")
    if is_count(key) and (is_number(key[0]) or key[0] in answer):
        return judge_count(key, answer, lexicon)
    if numbers(key) != numbers(answer) or all(map(is_number, key)):
        return Judgement(Verdict.REJECT, "number")
    if negations(key) != negations(answer):
        return Judgement(Verdict.REJECT, "negation")
    if len(key) == 1:
        return _judge_word(key[0], answer, lexicon)
    return _judge_words(key, answer, lexicon)


def _judge_word(key: str, answer: list[str], lexicon: Lexicon) -> Judgement:
    if len(answer) > 2:
        return Judgement(Verdict.REJECT, "several" if len(answer) > 3 else "too-far")
    said = "".join(answer)
    if is_opposite(said, key, lexicon.language):
        return Judgement(Verdict.REJECT, "negation")
    match fit(said, key, lexicon):
        case Fit.INFLECTED:
            return Judgement(Verdict.ACCEPT, "inflection")
        case Fit.KIN:
            return Judgement(Verdict.PROMPT, "inflection")
        case Fit.ANOTHER:
            return Judgement(Verdict.PROMPT, "another-word")
        case Fit.MISSPELT:
            if len(answer) > 1:
                return Judgement(Verdict.PROMPT, "another-word")
            clear = said[0] == key[0] or len(key) >= KNOWN_WITHOUT_FIRST
            return Judgement(Verdict.ACCEPT, "typo") if clear else Judgement(Verdict.PROMPT, "first-letter")
        case _:
            return Judgement(Verdict.REJECT, "too-far")


def _judge_words(key: list[str], answer: list[str], lexicon: Lexicon) -> Judgement:
    if len(answer) > 2 * len(key) + 2:
        return Judgement(Verdict.REJECT, "several")
    shared = overlap(key, answer, lexicon)
    if shared.opposite:
        return Judgement(Verdict.REJECT, "negation")
    if (shared.missing and shared.added) or shared.other_end:
        return Judgement(Verdict.REJECT, "different-word")
    if shared.added > max(1, len(key) // 4):
        return Judgement(Verdict.REJECT, "several")
    if shared.missing or shared.coverage < ACCEPT_COVERAGE:
        enough = shared.coverage >= PROMPT_COVERAGE
        return Judgement(Verdict.PROMPT, "incomplete") if enough else Judgement(Verdict.REJECT, "too-far")
    if shared.order < IN_ORDER:
        return Judgement(Verdict.PROMPT, "order")
    if shared.worst <= Fit.KIN:
        return Judgement(Verdict.PROMPT, "inflection" if shared.worst is Fit.KIN else "another-word")
    return Judgement(Verdict.ACCEPT, "inflection" if shared.worst is Fit.INFLECTED else "typo")


def _nearer(rival: list[str], keys: Sequence[list[str]], answer: list[str], lexicon: Lexicon) -> bool:
    if len(rival) == 1 and len(answer) == 1:
        away = min(distance(answer[0], "".join(k)) for k in keys)
        return distance(answer[0], rival[0]) <= away
    return overlap(rival, answer, lexicon).coverage > max(overlap(k, answer, lexicon).coverage for k in keys)


def _bare(found: list[str], language: str) -> list[str]:
    """Without an article in front; "one giant leap" is remembered as a giant leap."""
    begins = len(found) > 1 and (found[0] in ARTICLES[language] or (found[0] == "one" and len(found) > 2))
    return found[1:] if begins else found


def _is_joined(key: Sequence[str], answer: Sequence[str]) -> bool:
    """Whether both are the same but for the spaces: "data base", "HTML 5", "R2-D2"; no two numbers become one."""
    if len(key) == len(answer) or "".join(key) != "".join(answer) or negations([*key]) != negations([*answer]):
        return False
    return not any(a[-1].isdigit() and b[0].isdigit() for found in (key, answer) for a, b in pairwise(found))


def _in_order(places: list[int]) -> float:
    """The share of these places that stand in the key's order (longest increasing run)."""
    best: list[int] = []
    for place in places:
        best.append(1 + max((b for b, p in zip(best, places, strict=False) if p < place), default=0))
    return max(best, default=1) / max(1, len(places))
