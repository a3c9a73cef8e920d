"""What items are made with: the words of a pack, how often and beside what they stand, and who speaks how much."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from content.items.lexicon import word_kind
from content.items.stems import stems
from content.items.tails import Cut, cuts
from content.model import Quote, Speaker
from content.text import words

LEAST_QUOTES = 3
ASKER_SHARE = 0.6


class Bank:
    """The material of one pack. Built once, never changed; what is costly is counted at its first use."""

    def __init__(self, quotes: Sequence[Quote], speakers: Sequence[Speaker], language: str = "") -> None:
        self.quotes = tuple(q for q in quotes if q.verbatim)
        self.speakers = tuple(speakers)
        self.language = language

    @cached_property
    def frequency(self) -> Counter[str]:
        """In how many quotes a word stands."""
        return Counter(w for q in self.quotes for w in set(words(q.text)))

    @cached_property
    def neighbours(self) -> dict[str, set[str]]:
        """The words that stand before ("<word") and after (">word") each word."""
        found: dict[str, set[str]] = defaultdict(set)
        for quote in self.quotes:
            said = words(quote.text)
            for before, after in pairwise(said):
                found[after].add("<" + before)
                found[before].add(">" + after)
        return found

    @cached_property
    def by_kind(self) -> dict[str, list[str]]:
        """Every word that is ever written small, in the order of the alphabet, by the kind of word it is."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in sorted({w for q in self.quotes for w in _plain_words(q.text)}):
            found[word_kind(word)].append(word)
        return found

    @cached_property
    def stem_uses(self) -> Counter[str]:
        """In how many quotes a stem stands."""
        return Counter(s for q in self.quotes for s in stems(q.text))

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The questions that quotes here answer, each once."""
        return tuple(dict.fromkeys(q.asked for q in self.quotes if q.asked))

    @cached_property
    def cuts(self) -> tuple[tuple[Quote, Cut], ...]:
        """Every quote with the best place to cut it, where it has one."""
        return tuple((q, found[0]) for q in self.quotes if (found := cuts(q.text)))

    @cached_property
    def voices(self) -> tuple[str, ...]:
        """Speakers with enough quotes to be known by them."""
        count = Counter(q.speaker for q in self.quotes)
        return tuple(s.name for s in self.speakers if count[s.name] >= LEAST_QUOTES)

    @cached_property
    def askers(self) -> frozenset[str]:
        """Speakers most of whose quotes are questions: their questions tell their role."""
        asked = Counter(q.speaker for q in self.quotes if q.text.rstrip("”\"'’").endswith("?"))
        count = Counter(q.speaker for q in self.quotes)
        return frozenset(name for name in self.voices if asked[name] > ASKER_SHARE * count[name])


def _plain_words(text: str) -> list[str]:
    return [w for raw in text.split()[1:] if (w := raw.strip('.,;:!?"“”()…')).isalpha() and w.islower()]
