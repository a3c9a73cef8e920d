"""Phrases, single words and numbers: numbers and negations must match, words may be misspelt, none may be another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.judging.normal import ARTICLES, NEGATIONS, negations, numbers, tokens
from bot.core.judging.verdict import Judgement, Verdict
from bot.core.matching import LIGHT_WEIGHT, LIGHT_WORDS, distance, is_typo

ACCEPT_COVERAGE = 0.88
PROMPT_COVERAGE = 0.6
_ENDINGS = ("ing", "ed", "es", "s", "d", "ly", "er")
_OR = re.compile(r"\bor\b|/|;", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of a key an answer holds: weighted share 0–1, heavy words missing and added, share of those in order.

    `other_end`: both end in words that the other does not hold ("goes out", "goes on").
    """

    coverage: float
    missing: int
    added: int
    order: float
    other_end: bool


def judge_phrase(own: Sequence[str], rivals: Sequence[str], said: str) -> Judgement:
    """Judge a phrase, a word or a number against the key's forms and the distractors."""
    answer = _bare(tokens(said))
    if any(answer == _bare(tokens(r)) for r in rivals):
        return Judgement(Verdict.REJECT, "rival")
    if _OR.search(said) and not any(_OR.search(form) for form in own):
        return Judgement(Verdict.REJECT, "several")
    judged = max((_judge_form(_bare(tokens(form)), answer) for form in own), key=lambda j: j.verdict.rank)
    if judged.verdict is Verdict.REJECT:
        return judged
    others = [_bare(tokens(r)) for r in rivals]
    if judged.reason == "inflection":
        near = any(len(o) == 1 and _inflected("".join(answer), o[0]) for o in others)
    else:
        near = any(_nearer(o, own, answer) for o in others)
    return Judgement(Verdict.REJECT, "rival") if near else judged


def overlap(key: Sequence[str], answer: Sequence[str]) -> Overlap:
    """Compare two lists of tokens; each token of the answer serves once."""
    left, places, held = list(enumerate(answer)), list[int](), 0.0
    missing, ends = 0, False
    for place, token in enumerate(key, 1):
        found = next((p for p in left if p[1] == token), None) or next((p for p in left if _alike(p[1], token)), None)
        if found is None:
            missing += token not in LIGHT_WORDS
            ends = place == len(key)
            continue
        left.remove(found)
        if token not in LIGHT_WORDS:
            places.append(found[0])
        held += _weight(token)
    total = sum(map(_weight, key)) or 1.0
    added = sum(token not in LIGHT_WORDS for _, token in left)
    other_end = ends and bool(left) and left[-1][0] == len(answer) - 1
    return Overlap(held / total, missing, added, _in_order(places), other_end)


def _judge_form(key: list[str], answer: list[str]) -> Judgement:
    if answer == key:
        return Judgement(Verdict.ACCEPT, "exact")
    if numbers(key) != numbers(answer):
        return Judgement(Verdict.REJECT, "number")
    if negations(key) != negations(answer):
        return Judgement(Verdict.REJECT, "negation")
    if len(key) == 1:
        return _judge_word(key[0], answer)
    return _judge_words(key, answer)


def _judge_word(key: str, answer: list[str]) -> Judgement:
    if len(answer) > 2:
        return Judgement(Verdict.REJECT, "several" if len(answer) > 3 else "too-far")
    said = "".join(answer)
    if _inflected(said, key):
        return Judgement(Verdict.ACCEPT, "inflection")
    if is_typo(said, key):
        same_start = said[0] == key[0] or len(key) > 7
        return Judgement(Verdict.ACCEPT, "typo") if same_start else Judgement(Verdict.PROMPT, "first-letter")
    return Judgement(Verdict.REJECT, "too-far")


def _judge_words(key: list[str], answer: list[str]) -> Judgement:
    shared = overlap(key, answer)
    if (shared.missing and shared.added) or shared.other_end:
        return Judgement(Verdict.REJECT, "different-word")
    if shared.added > max(1, len(key) // 4) or len(answer) > 2 * len(key) + 2:
        return Judgement(Verdict.REJECT, "several")
    if shared.coverage >= ACCEPT_COVERAGE and not shared.missing:
        good = shared.order >= 0.75
        return Judgement(Verdict.ACCEPT, "typo") if good else Judgement(Verdict.PROMPT, "order")
    if shared.coverage >= PROMPT_COVERAGE:
        return Judgement(Verdict.PROMPT, "incomplete")
    return Judgement(Verdict.REJECT, "too-far")


def _nearer(rival: list[str], own: Sequence[str], answer: list[str]) -> bool:
    keys = [_bare(tokens(form)) for form in own]
    if len(rival) == 1 and len(answer) == 1:
        away = min(distance(answer[0], "".join(k)) for k in keys)
        return distance(answer[0], rival[0]) <= away
    return overlap(rival, answer).coverage > max(overlap(k, answer).coverage for k in keys)


def _bare(found: list[str]) -> list[str]:
    return found[1:] if len(found) > 1 and found[0] in ARTICLES else found


def _alike(said: str, token: str) -> bool:
    if token[0].isdigit() or said[0].isdigit() or said in NEGATIONS or token in NEGATIONS:
        return said == token
    return is_typo(said, token) or _inflected(said, token) or said in _plurals(token) or token in _plurals(said)


def _inflected(said: str, key: str) -> bool:
    """The same word with another regular ending; the stem keeps at least four letters."""
    return len(said) >= 4 and len(key) >= 4 and bool(_stems(said) & _stems(key))


def _plurals(word: str) -> tuple[str, str]:
    """The word with the endings that even short ones take ("go", "goes")."""
    return f"{word}s", f"{word}es"


def _stems(word: str) -> set[str]:
    stems = {word}
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 4:
            stems |= {stem, stem + "e"}
    if word.endswith("ies") and len(word) > 5:
        stems.add(word[:-3] + "y")
    return stems


def _weight(token: str) -> float:
    return LIGHT_WEIGHT if token in LIGHT_WORDS else 1.0


def _in_order(places: list[int]) -> float:
    """The share of these places that stand in the key's order (longest increasing run)."""
    best: list[int] = []
    for place in places:
        best.append(1 + max((b for b, p in zip(best, places, strict=False) if p < place), default=0))
    return max(best, default=1) / max(1, len(places))
