"""A player who never heard the talk: what they are sure of is no question.

They know which words follow each other in other talks (content.runs), how
common a word is, and the look of options: what is longest, what shares words with what is shown. Nothing here chooses
what is offered: a model that had chosen the options would find them all alike.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from content.items.rules import PAIRS
from content.items.stems import stems
from content.model import Item
from content.runs import runs
from content.text import words

# How a gap is written, and the kind whose options are questions.
GAP, WHICH_QUESTION = "_____", "which-question"


@cache
def _shaped() -> Mapping[tuple[str, int], Sequence[str]]:
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in runs().after[""]:
        found[word[0], len(word)].append(word)
    return found


def choose(before: str, after: str, options: Sequence[str]) -> dict[str, float]:
    """How sure the player is of each option for the gap between two texts."""
    left, right, known = words(before), words(after), runs()
    return _shares({option: known.fit(words(option), left, right) for option in options})


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    most = max(scores.values())
    shares = {option: math.exp(score - most) for option, score in scores.items()}
    return {option: share / sum(shares.values()) for option, share in shares.items()}


def type_(before: str, after: str, key: str) -> dict[str, float]:
    """How sure the player is of the words that begin like the key and are as long; empty where they know none."""
    candidates = _shaped().get((words(key)[0][0], len(key)), ())
    left, right, known = words(before), words(after), runs()
    return _shares({word: known.fit((word,), left, right) for word in candidates}) if candidates else {}


def pick_phrase(shown: str, options: Sequence[str]) -> dict[str, float]:
    """How sure they are of a phrase: by the words it shares with what is shown, else by its length."""
    held, said = stems(shown), set(pairwise(words(shown)))
    shared = {o: 1.0 + 2 * len(stems(o) & held) + len(set(pairwise(words(o))) & said) for o in options}
    longest = max(options, key=len)
    shared[longest] += 0.25
    return {o: score / sum(shared.values()) for o, score in shared.items()}


def guess(item: Item) -> str:
    """What they would answer, whatever is asked; "" where they have no idea."""
    before, gap, after = item.stimulus.partition(GAP)
    if gap and item.options:
        return _surest(choose(before, after, item.options))
    if gap and item.number is None:
        return _surest(type_(before, after, item.key))
    if frozenset(item.options) in PAIRS:
        return item.options[-1]
    if item.kind == WHICH_QUESTION:
        return _surest(pick_phrase(item.stimulus, item.options))
    if item.quote_ids:
        return odd_one(item.options)
    return ""


def odd_one(lines: Sequence[str]) -> str:
    """What they take for the odd one: the line that shares least with the others, else the longest."""
    return min(lines, key=lambda line: (sum(len(stems(line) & stems(o)) for o in lines if o != line), -len(line)))


def _surest(sure: Mapping[str, float]) -> str:
    return max(sure, key=sure.__getitem__) if sure else ""
