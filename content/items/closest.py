"""closest: a number that was really said, or how often somebody says something; the nearer a guess, the more points.

These come from the whole talk, so they are made when it is brought in, and kept with its pack.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from content.completeness import is_disfluent
from content.ids import item_id, quote_id
from content.items.bank import Bank
from content.items.counters import counted_words
from content.items.kind import Kind
from content.items.numbers import Number, all_values, is_exact, is_told, telling_numbers
from content.items.question import is_question
from content.items.rules import Refused, refusal
from content.items.stems import stems
from content.model import Item, Quote, Rejected, Turn
from content.text import is_balanced, length, words

NAME = "closest"
GAP = "_____"
NUMBER_STEM = "Which number was it? The nearer, the more points."
NUMBER_STEM_OF = "Which number was it in what {who} said? The nearer, the more points."
COUNT_STEM = (
    "How often does {who} say “{what}” in this talk, in about {words} words?{beside} The nearer, the more points."
)
_WHAT = re.compile("“(.+?)” in this talk")
BESIDE = " {other} says it {count}."
TIMES = "times"
LONGEST, WIDEST, LEAST_HEAVY = 35, 45, 3
# In a long talk what is said again is remembered; what is said all the time is no question.
FEWEST_SAID, MOST_SAID, LONG = 2, 6, 100
# Echoed within so many turns it is the same number; later only what is counted tells.
ECHO = 3
# Said once, only a fact that surprises is worth knowing: it is large or money, exact, and its line says of what.
SURPRISING, LEAST_HEAVY_ONCE = 1000, 5
_MONEY = frozenset("$€£")
# Passages that were left out for these reasons are nothing to ask about either.
_UNFIT = frozenset({"dropped", "read-out", "near-duplicate", "advertisement", "unclear", "too-long"})


def gather(bank: Bank, turns: Sequence[Turn], left: Sequence[Rejected]) -> list[Item]:
    """What a talk gives: its numbers, those of quotes first, then what its voices say all the time."""
    found = [*_numbers(bank, turns, left), *_counters(bank, turns)]
    return [item for item in found if not isinstance(item, Refused)]


def _numbers(bank: Bank, turns: Sequence[Turn], left: Sequence[Rejected]) -> Iterator[Item | Refused]:
    said = {} if bank.weighed else _said(bank, turns)
    quotes: list[tuple[str, str | None, Quote | None]] = [(q.text, q.speaker, q) for q in bank.quotes]
    others = [(p.text, p.speaker, None) for p in left if p.rule not in _UNFIT and (p.speaker or not bank.speakers)]
    for text, speaker, quote in (*quotes, *others):
        numbers = telling_numbers(text, bank.language, wide=bank.weighed)
        if not (numbers and numbers[0].at and _stands_alone(bank, text)) or is_told(text, numbers[0]):
            continue
        if bank.weighed or _is_known(bank, text, numbers[0], said.get(numbers[0].value, ())):
            yield _number(bank, text, numbers[0], quote, speaker)


def _said(bank: Bank, turns: Sequence[Turn]) -> Mapping[float, Sequence[tuple[str, int]]]:
    """The turns in which each number stands, once for each time, with their places."""
    found: dict[float, list[tuple[str, int]]] = {}
    for place, turn in enumerate(turns):
        for value in all_values(turn.text, bank.language):
            found.setdefault(value, []).append((turn.text, place))
    return found


def _is_known(bank: Bank, text: str, number: Number, said: Sequence[tuple[str, int]]) -> bool:
    """Whether a listener can know it: it was said again of the same, or is a fact that surprises.

    `said` are the turns in which such a number stands.
    """
    if len(said) > MOST_SAID:
        return False
    counted = set(words(number.unit))
    here = [at for told, at in said if number.said in told and _overlaps(told, text)]
    again = [
        at for told, at in said
        if any(abs(at - own) <= ECHO for own in here) or not counted.isdisjoint(words(told))
    ]  # fmt: skip
    if len(again) >= FEWEST_SAID:
        return True
    if len(bank.quotes) < LONG:
        return is_exact(text, number)
    large = number.value >= SURPRISING or number.unit in _MONEY
    return large and is_exact(text, number) and len(stems(text)) >= LEAST_HEAVY_ONCE


def _overlaps(told: str, text: str) -> bool:
    """Whether the turn holds the line, words left out or not: it holds its rarest words."""
    return len(stems(text) - stems(told)) <= 1


def _stands_alone(bank: Bank, text: str) -> bool:
    torn = is_disfluent(text) or not is_balanced(text) or not text[0].isalnum() or text[0].islower()
    if bank.weighed:
        return not torn and length(text) <= WIDEST and not is_question(text)
    return not (torn or length(text) > LONGEST or is_question(text) or len(stems(text)) < LEAST_HEAVY)


def _number(bank: Bank, text: str, number: Number, quote: Quote | None, speaker: str | None) -> Item | Refused:
    at = number.at
    about = quote.id if quote else quote_id(text, 0)
    item = Item(
        id=item_id(about, NAME, number.said), kind=NAME, stem=_stem(bank, speaker), key=number.said,
        number=number.value, accept=(number.said,),
        stimulus=text[:at] + GAP + text[at + len(number.said) :], unit=number.unit,
        quote_id=quote.id if quote else None, explanation=f"{speaker} said it." if speaker and not quote else "",
    )  # fmt: skip
    return refusal(item, KIND.exempt) or item


def _stem(bank: Bank, speaker: str | None) -> str:
    """The question, with whose words these are where several voices are known by theirs."""
    return NUMBER_STEM_OF.format(who=speaker) if speaker in bank.voices and len(bank.voices) > 1 else NUMBER_STEM


def _counters(bank: Bank, turns: Sequence[Turn]) -> Iterator[Item | Refused]:
    for found in counted_words(bank, turns):
        beside = BESIDE.format(other=found.other, count=_times(found.others)) if found.other else ""
        item = Item(
            id=item_id("", NAME, f"{found.who} {found.what}"), kind=NAME, stimulus="", key=str(found.count),
            accept=(str(found.count),),
            stem=COUNT_STEM.format(who=found.who, what=found.what, words=_rounded(found.words), beside=beside),
            number=found.count, unit=TIMES,
            explanation=f"Once in every {max(1, round(found.words / found.count))} words of {found.who}'s.",
        )  # fmt: skip
        yield refusal(item, KIND.exempt) or item


def _rounded(count: int) -> str:
    """As people say how many: 8,200."""
    return f"{round(count, -2):,}"


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _spoken(item: Item) -> str:
    return item.stimulus.replace(GAP, item.key)


def _consumes(item: Item, text: str) -> Set[str]:
    """Of each voice one count is enough for a game."""
    return frozenset({item.stem.partition(" say “")[0]}) if item.unit == TIMES else frozenset(words(item.key))


def _counted(item: Item) -> str:
    found = _WHAT.search(item.stem) if item.unit == TIMES else None
    return found[1] if found else ""


def _hint(item: Item) -> str:
    digits = len(str(int(item.number or 0)))
    point = "" if float(item.number or 0).is_integer() else " before the point"
    return "It is below ten." if digits == 1 else f"It has {digits} digits{point}."


KIND = Kind(
    name=NAME, title="Closest number", needs="It needs a talk in which numbers or favourite words are said.",
    # A count is written in the question of another one.
    gather=gather, exempt={"key-leaks"}, spoken=_spoken, consumes=_consumes, counted=_counted, hint=_hint, daily=False,
)  # fmt: skip
