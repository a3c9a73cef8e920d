"""What may be meant where no words say so, and what is like a quote: by meanings that a test gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest

from bot.library.index import QuoteIndex
from bot.library.lookup import Meanings, NotFound, Postings, alike, search
from bot.library.lookup.perhaps import NAMED, evidence, perhaps, weighed
from bot.library.lookup.rerank import Ranked, Traits
from bot.library.lookup.search import nearest_by_meaning, nearest_by_words
from tests.builders import pack, stored

NO_TRAITS = Traits(*([0.0] * len(Traits._fields)))
TEXTS = (
    "A backup that has never been restored is a rumour.",
    "Tea first, decisions later.",
    "Nobody reads the plan until it burns.",
    "Nobody reads the plan until it burns, they say.",
    "The lamp by the door is never out.",
)


@dataclass(frozen=True)
class Given:
    """Likenesses by key; whatever has none is not known."""

    likenesses: Mapping[int, float]
    strong: bool = False

    def __call__(self, words: str) -> "Given":
        """Whatever is searched for."""
        return self

    def near(self, key: int, limit: int, least: float) -> list[int] | None:
        """What is nearest to one of them."""
        near = [one for one, likeness in self.nearest(limit + 1) if one != key and likeness >= least][:limit]
        return near if key in self.likenesses else None

    def has_told(self, key: int, limit: int, least: float) -> bool:
        """They are given."""
        return True

    def nearest(self, limit: int) -> list[tuple[int, float]]:
        """Best first."""
        return sorted(self.likenesses.items(), key=lambda one: -one[1])[:limit]

    def likeness(self, key: int) -> float:
        """0 where it is not known."""
        return self.likenesses.get(key, 0.0)


def ranked(scores: Mapping[int, float]) -> list[Ranked]:
    """Candidates with these scores by words."""
    return [Ranked(key, score, NO_TRAITS) for key, score in scores.items()]


def over(texts: Sequence[str] = TEXTS) -> Postings:
    """An index of these, numbered from 0."""
    return QuoteIndex().over([stored(1, pack("talk", *texts), first=0)])


@pytest.mark.parametrize(
    ("words", "meaning", "order"),
    [
        ({1: 0.2, 2: 0.5}, {}, [2, 1]),
        ({1: 0.2, 2: 0.5}, {1: 0.8}, [1, 2]),
        ({1: 0.2, 2: 0.5}, {1: 0.3, 2: 0.1}, [2, 1]),
        # What means the contrary is as far away as what means nothing like it.
        ({1: 0.2, 2: 0.1}, {1: -0.9}, [1, 2]),
        # Quotes before passages, then the lower number.
        ({-1: 0.2, 3: 0.2, 1: 0.2}, {}, [1, 3, -1]),
        ({-5: 0.2, -2: 0.2}, {}, [-2, -5]),
    ],
)
def test_words_and_meaning_count_together(
    words: Mapping[int, float], meaning: Mapping[int, float], order: list[int]
) -> None:
    """As much as each other."""
    found = weighed(ranked(words), Given(meaning))

    assert [one.key for one in found] == order
    assert found[0].score == pytest.approx(words[order[0]] + max(0.0, meaning.get(order[0], 0.0)))


def test_what_speaks_for_the_first() -> None:
    """Its lead over the mean of the five best others, however many there are; twelve words are many."""
    found = weighed(ranked(dict(enumerate([0.9, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0, 0.0]))), Given({}))

    first = evidence(found, 0, 400, 6)
    assert (first.score, first.words) == (0.9, 0.5)
    assert first.lead == pytest.approx(0.9 - 0.3)
    assert evidence(found, 1, 400, 6).lead == pytest.approx(0.5 - (0.9 + 0.4 + 0.3 + 0.2 + 0.1) / 5)
    assert evidence(found[:1], 0, 400, 6).lead == 0.9
    assert evidence(found, 0, 400, 40).words == 1.0
    # Fewer than any talk has are as unlikely to hold it as so many more.
    assert evidence(found, 0, 40, 6).many == pytest.approx(evidence(found, 0, 4000, 6).many)
    assert evidence(found, 0, 40_000, 6).many > evidence(found, 0, 4000, 6).many > first.many


def test_three_at_most_are_named() -> None:
    """Each with its chance, the first whatever it is; what is hardly meant is not."""
    many = perhaps(ranked(dict.fromkeys(range(9), 0.4)), Given(dict.fromkeys(range(9), 0.5)), 400, 12)
    assert [m.key for m in many] == [0, 1, 2]
    assert len(many) == NAMED
    one = perhaps(ranked({1: 0.6, 2: 0.0}), Given({1: 0.7}), 400, 12)
    assert [m.key for m in one] == [1]
    assert one[0].confidence > 0.9
    weak = perhaps(ranked({1: 0.0, 2: 0.0}), Given({}), 100_000, 1)
    assert [m.key for m in weak] == [1]
    assert 0 < weak[0].confidence < 0.02


SEARCH = "why should somebody try to get lost files again"


@pytest.mark.parametrize(
    ("likenesses", "hidden", "found"),
    [
        ({0: 0.8, 1: 0.1}, set(), [0]), ({0: 0.8, 1: 0.1}, {0}, []), ({0: 0.1, 1: 0.1}, set(), []), ({}, set(), []),
        ({4: 0.8, 0: 0.79}, {4}, [0]),
    ],
)  # fmt: skip
def test_what_no_words_find_may_be_meant(likenesses: Mapping[int, float], hidden: set[int], found: list[int]) -> None:
    """Where it is likely enough, and may be shown."""
    result = search(over(), TEXTS.__getitem__, SEARCH, hides=hidden.__contains__, meaning=Given(likenesses))

    assert isinstance(result, NotFound)
    assert [m.key for m in result.perhaps] == found
    assert search(over(), TEXTS.__getitem__, SEARCH) == NotFound()


def test_what_is_hidden_takes_no_place_among_the_nearest() -> None:
    """Sixty of those that may be shown."""
    many = Given({n: 1 - n / 1000 for n in range(300)})

    assert nearest_by_meaning(many, lambda key: key < 100) == list(range(100, 160))
    assert nearest_by_meaning(Given({1: 0.5}), lambda _: False) == [1]
    assert set(nearest_by_words(over(), ["plan"], lambda _: False)) == {2, 3}
    assert nearest_by_words(over(), ["plan"], {3}.__contains__) == [2]
    assert nearest_by_words(over(), ["plan"], lambda _: True) == []


def near(key: int, meaning: Meanings | None = None, limit: int = 9, hides: set[int] | None = None) -> list[int]:
    """What is like that one of the five."""
    hidden = hides or set()
    return list(alike(over(), TEXTS.__getitem__, key, hides=hidden.__contains__, limit=limit, meaning=meaning))


def test_what_means_much_the_same_is_like_it() -> None:
    """The nearest first, as far as they have anything to do with it; not the same words over again."""
    likenesses = {0: 0.34, 1: 0.36, 2: 0.99, 3: 0.98, 4: 0.7}

    assert near(2, Given(likenesses)) == [4, 1]
    assert near(2, Given(likenesses), limit=1) == [4]
    assert near(2, Given(likenesses), hides={4}) == [1]
    assert near(2, Given(likenesses, strong=True)) == [4]


def test_without_meanings_words_tell_what_is_like_it() -> None:
    """Enough of them, and not the same ones over again."""
    assert near(2) == []
    assert near(1) == []
