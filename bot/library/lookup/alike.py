"""What says something like a quote that somebody has before them."""

from collections.abc import Callable
from itertools import islice

from bot.library.lookup.query import QUERY_LIMIT, terms
from bot.library.lookup.rerank import rank
from bot.library.lookup.results import Meaning, Postings
from bot.library.lookup.search import nearest_by_meaning, nearest_by_words

# With so many of its words in the quote it is the same said again, not something like it.
SAME = 0.8
# Whose meaning is less like it, and without meanings whose words answer it less, has nothing to do with it.
LEAST, LEAST_BY_WORDS = 0.55, 0.45


def alike(
    postings: Postings,
    text_of: Callable[[int], str],
    text: str,
    *,
    hides: Callable[[int], bool],
    limit: int,
    meaning: Callable[[str], Meaning] | None = None,
) -> tuple[int, ...]:
    """The keys of at most `limit` that come nearest to this text and do not merely say it again, best first.

    Where nothing is known of meanings words alone decide.
    """
    wanted = terms(text[:QUERY_LIMIT])
    if meaning is None:
        keys = nearest_by_words(postings, wanted, hides)
        ranked = rank(wanted, keys, lambda key: terms(text_of(key)), postings)
        near = [r.key for r in ranked if r.score >= LEAST_BY_WORDS]
    else:
        asked = meaning(text[:QUERY_LIMIT])
        near = [key for key in nearest_by_meaning(asked, hides) if asked.likeness(key) >= LEAST]
    return tuple(islice((key for key in near if not _is_same(terms(text_of(key)), wanted)), limit))


def _is_same(words: list[str], wanted: list[str]) -> bool:
    told, asked = set(words), set(wanted)
    return len(told & asked) >= SAME * min(len(told), len(asked))
