"""Phrases, single words and numbers: numbers and negations must match, words may be misspelt, none may be another."""

import re
from collections.abc import Sequence
from itertools import chain, product

from bot.games.judging.clock import is_time, loosely, without_half
from bot.games.judging.counts import is_count, judge_count
from bot.games.judging.dates import possible_days, without_days
from bot.games.judging.decades import judge_decade
from bot.games.judging.forms import is_inflection
from bot.games.judging.lexicon import ENGLISH, Lexicon
from bot.games.judging.measures import is_unit, with_pounds
from bot.games.judging.normal import ARTICLES, negations, numbers, readings, tokens
from bot.games.judging.overlap import Fit, fit, overlap
from bot.games.judging.sameness import (
    is_same,
    is_same_in_small,
    is_share,
    lacks_century,
    with_times,
    with_twice,
    with_unit,
)
from bot.games.judging.verdict import Judgement, Verdict
from bot.games.judging.vocabulary import is_opposite
from bot.likeness.edits import KNOWN_WITHOUT_FIRST, LIGHT_WORDS, distance
from bot.likeness.figures import is_number
from content.vocabulary import weight

ACCEPT_COVERAGE = 0.88
PROMPT_COVERAGE = 0.6
# Two of four words that changed places tell something else; of five or more they are a slip of the memory.
IN_ORDER = 0.8
# Of so many words on, one small one may be left out.
LONG_PHRASE = 6
# "in 1984" and "at 8 pm" are asked for by the number.
_SHORT_KEY = 4
_LEADS = frozenset("in on at im um en".split())
_MORE_OF_IT = frozenset("very really so quite some pretty truly extremely sehr ganz tres muy".split())
_DEGREES = frozenset({"degrees", "celsius", "fahrenheit"})
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|\.000)")
_MAY_BE_GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_PER = re.compile(r"(?<=[a-z])/(?:h|s|min|sec)\b", re.IGNORECASE)
_OR = re.compile(r"\bor\b(?! (?:so|more|less|fewer|over|above)\b)|(?<!\d)/|/(?!\d)|\d/\d{3}|\d{3}/|;", re.IGNORECASE)


def judge_phrase(own: Sequence[str], rivals: Sequence[str], said: str, lexicon: Lexicon = ENGLISH) -> Judgement:
    """Judge a phrase, a word or a number against the key's forms and the distractors."""
    language = lexicon.language
    answers = [_bare(found, language) for found in readings(said, language)]
    keys = [_bare(found, language) for form in own for found in readings(form, language)]
    keys += [key[1:] for key in keys if len(key) == 2 and key[0] in _LEADS and is_number(key[1])]
    if _GROUPED.fullmatch(said):
        answers.append(tokens(said.replace(".", ""), language))
    elif _MAY_BE_GROUPED.fullmatch(said) and tokens(said.replace(".", ""), language) in keys:
        return Judgement(Verdict.PROMPT, "number")
    if any(map(is_time, chain.from_iterable(keys))):
        answers.append(tokens(loosely(said, language), language))
    others = [_bare(tokens(r, language), language) for r in rivals]
    if answers[0] in others:
        return Judgement(Verdict.REJECT, "rival")
    if any(mark in said + own[0] for mark in "/-") and _may_be_day(own, said, keys, answers[0], language):
        return Judgement(Verdict.PROMPT, "incomplete")
    if _OR.search(_PER.sub("", without_days(said))) and not any(_OR.search(form) for form in own):
        return Judgement(Verdict.REJECT, "several")
    if any("x" in key or "times" in key for key in keys):
        keys, answers = [*map(with_times, keys)], [*map(with_times, answers)]
    if any("twice" in key for key in keys):
        answers += [merged for found in answers if (merged := with_twice(found)) != found]
    tries = [(_judge_form(key, answer, lexicon), answer) for key, answer in product(keys, answers)]
    judged, answer = max(tries, key=lambda t: t[0].verdict.rank)
    if judged.verdict is Verdict.REJECT and is_same_in_small(own, said, language):
        return Judgement(Verdict.PROMPT, "unit")
    if judged.verdict is Verdict.REJECT or judged.reason == "exact":
        return judged
    # Of what so many are, it does not say.
    if all(map(is_number, answer)) and any(len(key) > 1 and key[:1] == answer for key in keys):
        return judged
    if judged.reason == "inflection" and len(answer) == 1:
        near = any(len(o) == 1 and is_inflection(answer[0], o[0], lexicon.language) for o in others)
    else:
        near = any(_nearer(o, keys, answer, lexicon) for o in others)
    return Judgement(Verdict.REJECT, "rival") if near else judged


def _may_be_day(own: Sequence[str], said: str, keys: Sequence[list[str]], answer: Sequence[str], language: str) -> bool:
    """Whether a date in figures is the right one in one of its orders."""
    if answer in keys:
        return False
    if any(_bare(tokens(day, language), language) in keys for day in possible_days(said, language)):
        return True
    return any(
        _bare(tokens(day, language), language) == answer for form in own for day in possible_days(form, language)
    )


def _judge_form(key: list[str], answer: list[str], lexicon: Lexicon) -> Judgement:
    key, answer = [*with_pounds(key, answer)], [*with_pounds(answer, key)]
    if is_same(key, answer):
        return Judgement(Verdict.ACCEPT, "exact")
    if any(map(is_time, (*key, *answer))) and [*map(without_half, key)] == [*map(without_half, answer)]:
        told = [t[-2:] for found in (key, answer) for t in found if is_time(t) and t.endswith("m")]
        return Judgement(Verdict.REJECT, "number") if len(set(told)) > 1 else Judgement(Verdict.PROMPT, "incomplete")
    if lacks_century(key, answer):
        return Judgement(Verdict.PROMPT, "incomplete")
    if is_share(key, answer):
        return Judgement(Verdict.PROMPT, "number")
    if (decade := judge_decade(key, answer)) is not None:
        return decade
    if ("bc" in answer) > ("bc" in key):
        return Judgement(Verdict.REJECT, "number")
    if is_count(key) and (is_number(key[0]) or key[0] in answer):
        return judge_count(key, answer, lexicon)
    if numbers(key) != numbers(answer) or all(map(is_number, key)):
        return Judgement(Verdict.REJECT, "number")
    if negations(key) != negations(answer):
        return Judgement(Verdict.REJECT, "negation")
    if [*key[:1]] == answer and len(key) > 1 and all(is_unit(token) or token in _DEGREES for token in key[1:]):
        return Judgement(Verdict.PROMPT, "incomplete")
    if len(key) == 1:
        return _judge_word(key[0], answer, lexicon)
    judged = _judge_words(key, answer, lexicon)
    if judged.verdict is Verdict.ACCEPT and _counts(key) != _counts(answer):
        return Judgement(Verdict.PROMPT, "order")
    return with_unit(judged, key, answer, lexicon)


def _counts(found: Sequence[str]) -> list[str]:
    """The numbers as they are said, one after the other."""
    return [t for t in found if is_number(t) or t == "one"]


def _judge_word(key: str, answer: list[str], lexicon: Lexicon) -> Judgement:
    if len(answer) > 2:
        return Judgement(Verdict.REJECT, "several" if len(answer) > 3 else "too-far")
    if answer[-1:] == [key] and answer[0] in _MORE_OF_IT:
        return Judgement(Verdict.PROMPT, "added")
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
    if ((shared.missing or shared.lacking) and shared.added) or shared.other_end:
        return Judgement(Verdict.REJECT, "different-word")
    if shared.added > max(1, len(key) // 4):
        return Judgement(Verdict.REJECT, "several")
    if shared.missing or shared.coverage < ACCEPT_COVERAGE:
        enough = shared.coverage >= PROMPT_COVERAGE or _holds_heaviest(key, answer, lexicon.language)
        return Judgement(Verdict.PROMPT, "incomplete") if enough else Judgement(Verdict.REJECT, "too-far")
    if shared.order < (1 if negations(key) else IN_ORDER):
        return Judgement(Verdict.PROMPT, "order")
    if shared.added:
        return Judgement(Verdict.PROMPT, "added")
    if shared.turned or (shared.lacking and len(key) < LONG_PHRASE):
        return Judgement(Verdict.PROMPT, "small-word")
    if shared.worst <= Fit.KIN:
        return Judgement(Verdict.PROMPT, "inflection" if shared.worst is Fit.KIN else "another-word")
    return Judgement(Verdict.ACCEPT, "inflection" if shared.worst is Fit.INFLECTED else "typo")


def _holds_heaviest(key: list[str], answer: list[str], language: str) -> bool:
    """Whether the word that tells most of a short key was said: Oxford of the University of Oxford."""
    heaviest = max(key, key=lambda token: weight(token, language))
    return len(key) <= _SHORT_KEY and "and" not in key and heaviest in answer and not is_number(heaviest)


def _nearer(rival: list[str], keys: Sequence[list[str]], answer: list[str], lexicon: Lexicon) -> bool:
    if len(rival) == 1 and len(answer) == 1:
        away = min(distance(answer[0], "".join(k)) for k in keys)
        return distance(answer[0], rival[0]) <= away
    return overlap(rival, answer, lexicon).coverage > max(overlap(k, answer, lexicon).coverage for k in keys)


def _bare(found: list[str], language: str) -> list[str]:
    """Without an article in front; "one giant leap" is remembered as a giant leap."""
    if len(found) > 2 and found[0] == "one" and not is_number(found[1]) and found[1] not in LIGHT_WORDS:
        return found[1:]
    return found[1:] if len(found) > 1 and found[0] in ARTICLES[language] else found
