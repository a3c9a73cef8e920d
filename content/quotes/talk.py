"""What a talk tells about its passages: which words are common in it, and who asks."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from content.model import Turn
from content.text import words
from content.vocabulary import COVERED, weight

# A word's weight in a language whose words nobody counted: what most words have.
_UNKNOWN = 0.5
# What is kept of a word (content.quotes.measures): how heavy it is, what it adds to the sums, and to the counts.
Told = tuple[float, float, float, float, int]


@dataclass(frozen=True, slots=True)
class Talk:
    """The words of a whole talk. `asking` is the share of each speaker's sentences that ask.

    `told` keeps what content.quotes.measures found of each word.
    """

    language: str
    counts: Counter[str]
    asking: dict[str | None, float]
    told: dict[str, Told] = field(default_factory=dict, repr=False)
    _weights: dict[str, float] = field(default_factory=dict, repr=False)

    def weight(self, word: str) -> float:
        """How rare a word is in its language: 0.1 for "the", 1.4 for one that nobody knows (content.vocabulary)."""
        known = self._weights.get(word)
        if known is None:
            counted = (self.language or "en") in COVERED
            known = self._weights[word] = weight(word, self.language or "en") if counted else _UNKNOWN
        return known

    def recurrence(self, word: str) -> float:
        """0 for a word said once in the talk, 1 for one said e times."""
        return math.log(max(1, self.counts[word]))


def talk_of(turns: Sequence[Turn], language: str = "en") -> Talk:
    """The talk that these turns are."""
    ends: Counter[str | None] = Counter()
    asked: Counter[str | None] = Counter()
    for turn in turns:
        questions = turn.text.count("?") + turn.text.count("？")
        asked[turn.speaker] += questions
        ends[turn.speaker] += questions + sum(map(turn.text.count, ".!。！"))
    return Talk(language, _counted(t.text for t in turns), {who: asked[who] / n for who, n in ends.items() if n})


def _counted(texts: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(words(text))
    return counts
