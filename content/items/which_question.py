"""which-question: an answer is shown, questions that were asked in the same source are the options."""

import re
from collections.abc import Sequence
from itertools import pairwise

from content.items import blind
from content.items.bank import Bank
from content.items.kind import Kind
from content.items.rules import FEWEST_OPTIONS, LENGTH_RATIO, LENGTH_SLACK, MOST_OPTIONS, Refused, build
from content.items.stems import stems
from content.model import Item, Quote
from content.text import words

NAME = "which-question"
STEM = "Which question was this the answer to?"
# A question must be about something to be told from the others.
LEAST_HEAVY, WIDEST_HEAVY = 2, 1
MOST_SURE = 0.5
# Questions are asked near by when so few turns lie between.
NEAR, WIDEST = 30, 90
_POINTING = frozenset("it its this these those they them he him she her such".split())
_ARTICLES = frozenset("the a an".split())
_TAG = re.compile(r"\b(?:right|correct|yeah|no|okay|huh|oder|nicht wahr|non|verdad)\?$", re.IGNORECASE)
# Questions for an explanation, a person, a time and a place are answered in different ways; all others by yes or no.
_ASKED_FOR = {
    word: sort
    for sort, told in (
        ("how it is", "what what's which why how was welche welcher welches warum wieso wie"),
        ("how it is", "que quoi quel quelle pourquoi comment qué cuál cuáles por cómo"),
        ("who", "who who's whose wer wen wem wessen qui quién quiénes"), ("when", "when wann quand cuándo"),
        ("where", "where wo wohin woher où dónde adónde"),
    )
    for word in told.split()
}  # fmt: skip
_JOINING = frozenset("or and but so because then also".split())


def make(bank: Bank, quote: Quote) -> Item | Refused:
    """The item about this answer; refused where the words alone would tell which question it belongs to."""
    if not quote.asked:
        return Refused("no-question", quote.id)
    if not bank.weighed and quote.id not in bank.opening:
        return Refused("goes-on", quote.id)  # What follows the answer could follow any other.
    if leans(bank, quote.asked) or _names_another(bank, quote, quote.asked):
        return Refused("leaning-question", quote.id)
    if len(stems(quote.asked)) < (WIDEST_HEAVY if bank.weighed else LEAST_HEAVY):
        return Refused("empty-question", quote.id)
    if not bank.weighed and repeats(quote.text, quote.asked):
        return Refused("echoes-its-question", quote.id)
    chosen = _rivals(bank, quote)
    if len(chosen) < FEWEST_OPTIONS - 1:
        return Refused("too-few-questions", quote.id)
    if not bank.weighed and (rule := _taste(quote, chosen)):
        return Refused(rule, quote.id)
    made: Item | Refused = Refused("too-few-questions", quote.id)
    for count in range(len(chosen), FEWEST_OPTIONS - 2, -1):
        made = build(
            quote, NAME, gap="", stimulus=quote.text, stem=STEM, key=quote.asked, distractors=chosen[:count],
            explanation=f"Asked of {quote.speaker}." if quote.speaker else "",
        )  # fmt: skip
        if not isinstance(made, Refused):
            break
    return made


def _taste(quote: Quote, chosen: Sequence[str]) -> str:
    """The rule that refuses what the words alone tell, "" where none does."""
    shared = stems(quote.text) & stems(quote.asked)
    if not shared <= frozenset().union(*map(stems, chosen)):
        return "echoes-its-question"
    sure = blind.pick_phrase(quote.text, [quote.asked, *chosen])
    return "stranger-knows" if sure[quote.asked] > MOST_SURE else ""


def _rivals(bank: Bank, quote: Quote) -> list[str]:
    """Other questions to the same person, the nearest in the talk first; those that share the key's words lead."""
    shared, found = stems(quote.text) & stems(quote.asked), []
    for question, (turn, speaker) in bank.questions.items():
        near = 1 < abs(turn - quote.turn) <= (WIDEST if bank.weighed else NEAR)
        same = (speaker == quote.speaker, asks_alike(question, quote.asked))
        if (
            near
            and (bank.weighed or all(same))
            and not leans(bank, question)
            and not _names_another(bank, quote, question)
            and _is_apart(bank, question, quote.asked)
        ):
            found.append((2 - sum(same), not stems(question) & shared, abs(turn - quote.turn), question))
    chosen: list[str] = []
    for *_, question in sorted(found):
        if all(len(stems(question) & stems(other)) < 2 for other in chosen):
            chosen.append(question)
    return chosen[: MOST_OPTIONS - 1]


def _names_another(bank: Bank, quote: Quote, question: str) -> bool:
    """Whether it calls somebody else than who answers."""
    own = words(quote.speaker or "")
    return bank.names_somebody([word for word in words(question) if word.removesuffix("'s") not in own])


def leans(bank: Bank, question: str) -> bool:
    """Whether a question cannot be understood without what was said before it, or only wants to be agreed with."""
    if _TAG.search(question) or not question.lstrip("¿\"“«„‘'")[:1].isalnum():
        return True
    return not bank.weighed and points(question)


def points(question: str) -> bool:
    """Whether it points to something that was said before."""
    first = words(question)[:4]
    return bool(_POINTING & set(first)) or bool(_JOINING & set(first[:1]))


def repeats(said: str, asked: str) -> bool:
    """Whether two words in a row stand in both, one of them telling: it would be found by its look."""
    pairs = set(pairwise(words(said))) & set(pairwise(words(asked)))
    return any(stems(" ".join(pair)) for pair in pairs if not _ARTICLES & set(pair))


def asks_alike(rival: str, key: str) -> bool:
    """Whether both ask for the same sort of answer: a yes or no, a reason, a time."""
    return sort_of_answer(rival) == sort_of_answer(key)


def sort_of_answer(question: str) -> str:
    """What a question asks for, "" for a yes or no."""
    return _ASKED_FOR.get((words(question) or [""])[0], "")


def _is_apart(bank: Bank, rival: str, key: str) -> bool:
    """Whether a question is about something, about something else, and as long."""
    short, long = sorted((len(rival), len(key)))
    alike = long <= LENGTH_RATIO * short + LENGTH_SLACK
    return (
        alike
        and len(stems(rival)) >= (WIDEST_HEAVY if bank.weighed else LEAST_HEAVY)
        and len(stems(rival) & stems(key)) < 2
    )


KIND = Kind(name=NAME, title="Which question", make=make)
