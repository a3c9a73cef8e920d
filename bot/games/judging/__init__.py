"""Whether a typed answer is right, as a fair host would say: against what else it could be, not by one threshold.

ACCEPT counts, PROMPT asks to be more exact, REJECT does not count; each with a reason that is a stable code.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from threading import Thread
from types import MappingProxyType

from bot.games.judging.abbreviations import abbreviates, is_same_thing
from bot.games.judging.accents import is_form_of_another, says_another, without_umlauts
from bot.games.judging.dates import in_full
from bot.games.judging.forms import is_of_other_sex, is_other_title
from bot.games.judging.hedges import strip_hedges
from bot.games.judging.leads import described, is_place_of, without_frame, without_lead, without_vessel
from bot.games.judging.lexicon import Lexicon, codes_in, is_covered, language_for
from bot.games.judging.makers import without_maker
from bot.games.judging.measures import is_same_in_symbols
from bot.games.judging.names import is_name, judge_name
from bot.games.judging.normal import NEGATIONS
from bot.games.judging.ones import is_the_one
from bot.games.judging.persons import is_person
from bot.games.judging.phrases import judge_phrase
from bot.games.judging.places import without_where
from bot.games.judging.shorthand import in_full_words, lacks_apostrophes
from bot.games.judging.signs import with_version
from bot.games.judging.variants import (
    as_written_in,
    in_one_writing,
    in_other_words,
    is_nearly_figures,
    is_nearly_measured,
    is_same_apart,
)
from bot.games.judging.verdict import Judgement, Verdict
from bot.games.judging.vocabulary import is_listed
from bot.likeness.known_names import is_known_name, is_place
from bot.likeness.known_names import prepare as prepare_names
from bot.likeness.marks import code_marks, has_words, symbols
from content.items.rules import LONGEST_ANSWER
from content.text import fold, words
from content.vocabulary import COVERED, frequencies

__all__ = ["ANSWER_LIMIT", "Judgement", "Verdict", "judge", "prepare", "prepare_in_background"]

ANSWER_LIMIT = LONGEST_ANSWER
_THE = re.compile(r"(?:the|an?)\s", re.IGNORECASE)
_NO_PROMPTS: Mapping[str, str] = MappingProxyType({})
# English is read before anybody is served.
_begun = {"en"}


def judge(
    *,
    key: str,
    accept: Sequence[str] = (),
    rivals: Sequence[str] = (),
    reject: Sequence[str] = (),
    prompts: Mapping[str, str] = _NO_PROMPTS,
    vocabulary: Collection[str] = (),
    asked: Collection[str] = (),
    language: str | None = None,
    exact_forms: bool = False,
    answer: str,
) -> Judgement:
    """Judge an answer against the key, its other accepted forms, and the rivals (other speakers, or distractors).

    `vocabulary` holds the folded words of what is shown, `asked` those of the question, by which a name may be
    described ("the mixer Brunhilde"), `language` the code of its language (None: told by the words).
    `reject` are answers that are wrong however near, `prompts` answers to which a question is asked back. With
    `exact_forms` another inflection of the right word is a PROMPT. An answer over 200 characters is refused before
    anything is compared. Never raises.
    """
    if len(answer) > ANSWER_LIMIT:
        return Judgement(Verdict.REJECT, "too-long")
    covered = is_covered(language, (key, *accept), answer)
    key, answer = in_one_writing(key), as_written_in(key, in_one_writing(answer))
    accept, rivals, reject = ([in_one_writing(form) for form in forms] for forms in (accept, rivals, reject))
    said = strip_hedges(answer)
    if not has_words(said):
        return _judge_symbols(answer, said, (key, *accept))
    lexicon = Lexicon(
        language_for(language, (key, *accept), answer), vocabulary, covered, language is None,
        codes_in((key, *accept)), words(key),
    )  # fmt: skip
    judged = _listed(said, key, accept, reject, prompts) or _compared(said, key, accept, rivals, lexicon, answer)
    if judged.verdict is Verdict.REJECT and judged.reason not in ("rival", "listed"):
        judged = _described(said, key, accept, rivals, lexicon, {*vocabulary, *asked}) or judged
    if judged.verdict is Verdict.ACCEPT and (marked := _marked_otherwise(answer, said, (key, *accept))):
        return marked
    if judged.verdict is Verdict.ACCEPT and says_another(said, (key, *accept), lexicon):
        return Judgement(Verdict.PROMPT, "accent")
    if judged.verdict is Verdict.ACCEPT and judged.reason == "inflection":
        if key.lstrip().startswith("."):
            return Judgement(Verdict.PROMPT, "sign")
        if exact_forms or is_other_title(said, key, lexicon.language) or is_of_other_sex(said, key, lexicon.language):
            return Judgement(Verdict.PROMPT, "inflection")
        if is_form_of_another(said, key, lexicon.language):
            return Judgement(Verdict.PROMPT, "accent")
    return judged


def prepare(languages: Collection[str] = ("en",)) -> None:
    """Read what the first typed answer in these languages would wait for: English takes half a second and 12 MB of
    memory, German, Spanish and French together four seconds and 90 MB.
    """
    prepare_names()
    for language in languages:
        frequencies(language)
        is_listed("a", language)


def prepare_in_background(language: str) -> None:
    """The same for one language, once, in a thread that keeps nobody waiting, not even the end of the process."""
    if language in COVERED and language not in _begun:
        _begun.add(language)
        Thread(target=prepare, args=((language,),), name="quoth-words", daemon=True).start()


def _listed(
    said: str, key: str, accept: Sequence[str], reject: Sequence[str], prompts: Mapping[str, str]
) -> Judgement | None:
    """What somebody decided beforehand about this very answer."""
    folded = fold(said)
    if folded == fold(key) and is_same_in_symbols(said, key):
        return Judgement(Verdict.ACCEPT, "exact")
    if folded in map(fold, accept):
        return Judgement(Verdict.ACCEPT, "alias")
    if folded in map(fold, reject):
        return Judgement(Verdict.REJECT, "listed")
    question = next((asked for form, asked in prompts.items() if fold(form) == folded), None)
    return None if question is None else Judgement(Verdict.PROMPT, "directed", question)


def _compared(
    said: str, key: str, accept: Sequence[str], rivals: Sequence[str], lexicon: Lexicon, answer: str
) -> Judgement:
    own = [form for form in (key, *accept) if has_words(form)]
    own += without_umlauts(own)
    own += [meant for form in own for meant in in_other_words(form)]
    if not own:
        return Judgement(Verdict.REJECT, "too-far")
    own_folded = set(map(fold, own))
    others = [r for r in rivals if fold(r) not in own_folded and has_words(r)]
    if is_same_thing(said, own, others):
        return Judgement(Verdict.ACCEPT, "abbreviation")
    if is_the_one(said, own, others):
        return Judgement(Verdict.ACCEPT, "the-one")
    compare = judge_name if _is_name(own[0], others, lexicon.language) else judge_phrase
    # "It's" may begin the phrase itself, so the whole answer has its chance too.
    leads = (without_lead(said, key, lexicon.language) or said, *without_frame(said, lexicon))
    forms = dict.fromkeys((said, answer.strip(), *leads, in_full(said), *with_version(said), *in_other_words(said)))
    judged = max((compare(own, others, form, lexicon) for form in forms), key=lambda j: j.verdict.rank)
    if judged.verdict is not Verdict.ACCEPT and judged.reason != "rival":
        whole = _in_full_words(said, own, others, lexicon)
        if any(lacks_apostrophes(one, own) and fold(one) not in map(fold, others) for one in (said, answer)):
            whole = Judgement(Verdict.ACCEPT, "exact")
        if is_place_of(said, own, others):
            whole = Judgement(Verdict.ACCEPT, "the-one")
        judged = max(judged, whole or judged, key=lambda j: j.verdict.rank)
    if judged.verdict is Verdict.REJECT and ": " in key:
        halves = (half for half in key.split(": ", 1) if has_words(half))
        if any(judge_phrase([half], (), said, lexicon).verdict is Verdict.ACCEPT for half in halves):
            return Judgement(Verdict.PROMPT, "incomplete")
    if judged.verdict is Verdict.REJECT and (reason := _nearly(said, own, others, judged.reason, lexicon.language)):
        return Judgement(Verdict.PROMPT, reason)
    if judged.verdict is Verdict.REJECT and judged.reason != "rival":
        place, held, thing = (
            compare(own, others, rest, lexicon) if rest else judged
            for rest in (
                without_where(said, others),
                without_vessel(said),
                without_maker(said, key),
            )
        )
        if Verdict.ACCEPT in (place.verdict, held.verdict) or thing == Judgement(Verdict.ACCEPT, "exact"):
            return Judgement(Verdict.PROMPT, "added")
    return judged


def _described(
    said: str, key: str, accept: Sequence[str], rivals: Sequence[str], lexicon: Lexicon, asked: Collection[str]
) -> Judgement | None:
    """A right name behind what it is the name of, as the question says it; by another word it is asked back about."""
    noun, name = described(said)
    if not noun or is_known_name(noun) or noun in NEGATIONS or any(noun in words(rival) for rival in rivals):
        return None
    if key.isupper() or not _is_name(key, rivals, lexicon.language):
        return None
    judged = judge_name([key, *accept], rivals, name, lexicon)
    if judged.verdict is not Verdict.ACCEPT:
        return None
    return judged if noun in asked else Judgement(Verdict.PROMPT, "added")


def _in_full_words(said: str, own: Sequence[str], rivals: Sequence[str], lexicon: Lexicon) -> Judgement | None:
    """What is right once it is written out as nobody does on a phone: word for word, as some of it was guessed."""
    others = set(map(fold, rivals))
    for meant in in_full_words(said, lexicon.language):
        if meant not in others and judge_phrase(own, rivals, meant, lexicon) == Judgement(Verdict.ACCEPT, "exact"):
            return Judgement(Verdict.ACCEPT, "exact")
    return None


def _nearly(said: str, own: Sequence[str], rivals: Sequence[str], refused: str, language: str) -> str:
    """Why what is not right is asked back about all the same: an abbreviation, other marks between its figures, a
    misspelt number; "" for nothing.
    """
    if refused == "rival" or fold(said) in map(fold, rivals):
        return ""
    if abbreviates(said, own):
        return "abbreviation"
    if any(is_same_apart(said, form) for form in own):
        return "sign"
    if any(is_nearly_measured(said, form, language) for form in own):
        return "unit"
    if any(fold(said) == fold(without_vessel(form)) for form in own):
        return "incomplete"
    return "number" if any(is_nearly_figures(said, form, language) for form in own) else ""


def _is_name(key: str, rivals: Sequence[str], language: str) -> bool:
    """Whether a key is judged as a name: somebody's, or one word that nothing can be left out of."""
    if not is_name(key) or _is_noun(key, language):
        return False
    parts = key.replace("-", " ").replace("/", " ").split()
    return len(parts) == 1 or is_person(key, rivals)


def _is_noun(key: str, language: str) -> bool:
    """German nouns begin with a capital as names do; a word that the language has is taken for one, not so NASA."""
    return (
        language == "de"
        and " " not in key
        and not key.isupper()
        and fold(key) in frequencies("de")
        and not is_place(fold(key))
    )


def _marked_otherwise(answer: str, said: str, own: Sequence[str]) -> Judgement | None:
    """What is said of the right words with other marks of code: i for ++i, "the net" for .NET."""
    marks = {code_marks(form) for form in own}
    tries = {code_marks(answer), code_marks(said)}
    if _THE.match(said) and own[0].lstrip().startswith("."):
        return Judgement(Verdict.PROMPT, "sign")
    if marks & tries:
        return None
    before, between = code_marks(said)
    if before == "--" and ("", between) in marks:  # a dash before a signature
        return None
    return Judgement(Verdict.REJECT, "different-word") if before or between else Judgement(Verdict.PROMPT, "sign")


def _judge_symbols(answer: str, said: str, own: Sequence[str]) -> Judgement:
    """What has no letter or digit ("!=", an emoji) is right as it is or not at all."""
    right = {symbols(form) for form in own if not has_words(form)} - {""}
    if right & {symbols(answer), symbols(said)}:
        return Judgement(Verdict.ACCEPT, "exact")
    return Judgement(Verdict.REJECT, "too-far" if right else "empty")
