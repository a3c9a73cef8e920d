"""What says something like a quote that somebody has before them."""

from collections.abc import Callable
from itertools import islice

from bot.library.lookup.perhaps import NEAREST
from bot.library.lookup.query import QUERY_LIMIT, terms
from bot.library.lookup.rerank import rank
from bot.library.lookup.results import Meanings, Postings
from bot.library.lookup.search import MOST_HIDDEN, nearest_by_words

# With so many of its words in the quote it is the same said again, not something like it.
SAME = 0.8
# What is less like it, apart from what all of a talk have in common (to a strong model: the other), or where nothing is
# known of meanings answers it less by its words, has nothing to do with it. Read in eleven talks: above it four of five
# pairs are of one matter, in the step of .05 below it every second one.
LEAST, STRONG_LEAST, LEAST_BY_WORDS = 0.35, 0.45, 0.45


def alike(
    postings: Postings,
    text_of: Callable[[int], str],
    key: int,
    *,
    hides: Callable[[int], bool],
    limit: int,
    meaning: Meanings | None = None,
) -> tuple[int, ...]:
    """The keys of at most `limit` that come nearest to that quote and do not merely say it again, best first.

    Where nothing is known of its meaning words alone decide.
    """
    wanted = terms(text_of(key)[:QUERY_LIMIT])
    known = meaning.near(key, *_wanted(meaning)) if meaning is not None else None
    if known is not None:
        near = (other for other in known if not hides(other))
    else:
        ranked = rank(wanted, nearest_by_words(postings, wanted, hides), lambda other: terms(text_of(other)), postings)
        near = (r.key for r in ranked if r.score >= LEAST_BY_WORDS)
    return tuple(islice((other for other in near if not _is_same(terms(text_of(other)), wanted)), limit))


def is_known(key: int, meaning: Meanings) -> bool:
    """Whether what is like that quote was asked before, so that nothing has to be reckoned."""
    return meaning.has_told(key, *_wanted(meaning))


def _wanted(meaning: Meanings) -> tuple[int, float]:
    return NEAREST + MOST_HIDDEN, STRONG_LEAST if meaning.strong else LEAST


def _is_same(words: list[str], wanted: list[str]) -> bool:
    told, asked = set(words), set(wanted)
    return len(told & asked) >= SAME * min(len(told), len(asked))
