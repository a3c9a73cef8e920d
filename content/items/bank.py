"""What items are made with: the words of a pack, how often they stand there, and who speaks how much."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from cachetools import LRUCache

from content.items.rules import Refused
from content.items.stems import stems
from content.items.tails import Cut, cuts
from content.language import is_english
from content.leaning import is_broken
from content.model import Item, Quote, Speaker
from content.text import words

LEAST_QUOTES = 3
ASKER_SHARE, HOST_SHARE = 0.6, 0.25
MOST_MADE = 5000


def is_question(text: str) -> bool:
    """Whether it ends by asking."""
    return text.rstrip("”\"'’").endswith("?")


class Bank:
    """The material of one pack. Built once, never changed; what is costly is done at its first use."""

    def __init__(self, quotes: Sequence[Quote], speakers: Sequence[Speaker], language: str = "") -> None:
        self.quotes = tuple(q for q in quotes if q.verbatim)
        self.speakers = tuple(speakers)
        self.language = language
        # What was made, for the next time somebody asks; of many, the latest.
        self.made: LRUCache[tuple[str, Quote], Item | Refused] = LRUCache(MOST_MADE)

    @cached_property
    def frequency(self) -> Counter[str]:
        """In how many quotes a word stands."""
        return Counter(w for q in self.quotes for w in set(words(q.text)))

    def alike(self, word: str) -> Sequence[str]:
        """The words with the same first letter and as many letters."""
        return self._alike.get((word[0], len(word)), ())

    @cached_property
    def _alike(self) -> dict[tuple[str, int], list[str]]:
        found: dict[tuple[str, int], list[str]] = {}
        for word in self.frequency:
            found.setdefault((word[0], len(word)), []).append(word)
        return found

    @cached_property
    def stem_uses(self) -> Counter[str]:
        """In how many quotes a stem stands."""
        return Counter(s for q in self.quotes for s in stems(q.text))

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The questions that quotes here answer, each once."""
        return tuple(dict.fromkeys(q.asked for q in self.quotes if q.asked))

    def cuts_of(self, quote: Quote) -> list[Cut]:
        """The places where a quote can be cut, best first."""
        return cuts(quote.text, english=is_english(self.language))

    @cached_property
    def cuts(self) -> tuple[tuple[Quote, Cut], ...]:
        """Every quote that was said to its end, with each place where it can be cut."""
        return tuple((q, cut) for q in self.quotes if not is_broken(q.text) for cut in self.cuts_of(q))

    @cached_property
    def voices(self) -> tuple[str, ...]:
        """Speakers with enough quotes to be known by them, without those who only ask."""
        count = Counter(q.speaker for q in self.quotes)
        known = (s.name for s in self.speakers if count[s.name] >= LEAST_QUOTES)
        return tuple(name for name in known if name not in self.askers)

    @cached_property
    def askers(self) -> frozenset[str]:
        """Speakers most of whose quotes are questions: nobody takes their words for a guest's."""
        return self._asking(ASKER_SHARE)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Speakers many of whose quotes are questions: a question is taken for theirs by itself."""
        return self._asking(HOST_SHARE)

    def _asking(self, share: float) -> frozenset[str]:
        asked = Counter(q.speaker for q in self.quotes if is_question(q.text))
        count = Counter(q.speaker for q in self.quotes)
        return frozenset(name for name in count if name and asked[name] > share * count[name])
