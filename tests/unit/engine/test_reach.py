"""What is remembered by its meaning is named, and what nobody said is not: the small twin of the benchmarks."""

import pytest

from bot.library.lookup import Found, NotFound, Result
from bot.library.withheld import NOTHING
from content.packs import read_bytes_as_pack
from content.shipped import shipped_packs
from tests.benchmarks.meanings import Talks, stored_whole
from tests.benchmarks.strictness import EVERYDAY

TEN = """Ada Novak: The garden behind the office belongs to whoever waters it first.
Ben Osei: I never trust a map that has been folded by somebody in a hurry.
Ines Moreau: Our first customers paid in vegetables, and the books still smell of leeks.
Ada Novak: A meeting without tea is only a queue with chairs in it.
Ben Osei: We kept the old server because it hums in the key of G, and the choir tunes to it.
Ines Moreau: Every winter I promise the stove that we will buy better wood next year.
Ada Novak: The shortest report I ever wrote had one word, and it was wrong.
Ben Osei: Nobody remembers the bridge, but everybody remembers the toll.
Ines Moreau: You can tell a good carpenter by the silence after the last nail.
Ada Novak: I learned to swim in the year the pool was closed.
"""
# Searches in other words, and a word of what is meant.
RETOLD_OF_TEN = (
    ("the plot outside work is for the person who gives it water", "garden"),
    ("gathering with nothing to drink is standing in line sitting down", "queue"),
    ("the ancient machine stays since its noise is in tune for singers", "hums"),
    ("each cold season I vow to get finer logs", "stove"),
    ("my briefest document was a single mistaken term", "shortest"),
    ("people forget the crossing but not the fee", "toll"),
    ("skilled woodworkers are known by how quiet it gets when they finish", "carpenter"),
    ("I picked up swimming while there was no open pool", "swim"),
)
RETOLD_OF_SAMPLES = (
    ("we released to all users at the same moment so nobody felt excluded", "everybody at once"),
    ("pupils searched for a punctuation mark and became friends", "comma"),
    ("my spouse wakes only when I quietly say uh-oh", "whisper"),
    ("my greatest insight came from a coworker in an elevator", "in a lift"),
    ("the incident write-up just blamed the pet", "the cat again"),
)


@pytest.fixture(scope="module")
def ten() -> Talks:
    """A pack of ten quotes."""
    return Talks([stored_whole(1, read_bytes_as_pack(TEN.encode(), "ten.txt", name="ten"))])


@pytest.fixture(scope="module")
def samples() -> Talks:
    """What comes with Quoth."""
    return Talks([stored_whole(n, shipped.pack()) for n, shipped in enumerate(shipped_packs(), 1)])


def asked(among: Talks, search: str) -> Result:
    """What a search finds."""
    return among.library.without(NOTHING).search(search, meaning=among.meaning)


def named(among: Talks, search: str) -> list[str]:
    """What perhaps is meant."""
    result = asked(among, search)
    return [among.texts[m.key] for m in result.perhaps] if isinstance(result, NotFound) else []


@pytest.mark.parametrize(("search", "word"), RETOLD_OF_TEN)
def test_what_was_retold_of_a_few_quotes_is_named(ten: Talks, search: str, word: str) -> None:
    """In none of its words."""
    assert any(word in text for text in named(ten, search))


@pytest.mark.parametrize(("search", "word"), RETOLD_OF_SAMPLES)
def test_what_was_retold_of_the_samples_is_named(samples: Talks, search: str, word: str) -> None:
    """In other words."""
    assert any(word in text for text in named(samples, search))


def test_what_nobody_said_is_never_found(ten: Talks, samples: Talks) -> None:
    """Eighty questions of everyday life: nothing is found, and little comes near."""
    for among, most in ((ten, 4), (samples, 12)):
        results = [asked(among, search) for search in EVERYDAY]
        assert not [r for r in results if isinstance(r, Found)]
        assert sum(isinstance(r, NotFound) and bool(r.perhaps) for r in results) <= most
