"""One search from words to a result."""

import math
from collections.abc import Callable, Sequence
from itertools import islice

from bot.library.lookup.confidence import confidences
from bot.library.lookup.query import QUERY_LIMIT, strip_lead_in, terms
from bot.library.lookup.rerank import Ranked, rank, rarity
from bot.library.lookup.results import Found, Match, NotFound, Postings, Result, Unsure
from bot.library.lookup.weights import FOUND, UNSURE
from bot.likeness.edits import LIGHT_WORDS

CANDIDATES = 40
# Where some of the nearest may not be shown, so many more are looked through.
MOST_HIDDEN = 200
# A candidate far less likely than the best one is not worth a line.
_WORTH_NAMING = 0.2
# The very words of one quote, three at least: nothing else can be meant.
_VERBATIM, _VERBATIM_WORDS = 0.99, 3
# Words that more quotes than this hold together by chance alone single none out, unless they stand there literally.
_BY_CHANCE = 2.0
_NOT_OUTSTANDING = 0.5


class _NothingHeld:
    size = 0

    def frequency(self, word: str) -> int:
        return 0

    def candidates(self, wanted: Sequence[str], limit: int) -> list[tuple[int, float]]:
        return []


NOTHING_HELD: Postings = _NothingHeld()


def search(
    postings: Postings,
    text_of: Callable[[int], str],
    query: str,
    *,
    hides: Callable[[int], bool] = lambda number: False,
    limit: int = 5,
    least: float = UNSURE,
) -> Result:
    """The quotes meant by these words, best first; those that are hidden are neither found nor counted as rivals.

    Reads at most 400 characters of the query. `text_of` gives the text of a quote that is not hidden; postings that
    tell of others than are known have them hidden. NotFound when the best confidence is below `least`.
    """
    wanted = terms(strip_lead_in(query[:QUERY_LIMIT]))
    if not wanted:
        return NotFound()
    candidates = _candidates(postings, wanted, hides)
    matches = ranked_matches(wanted, candidates, text_of, postings, limit)
    if not matches or matches[0].confidence < least:
        return NotFound()
    if matches[0].confidence >= FOUND:
        return Found(matches[0], matches[1:])
    return Unsure(matches)


def _candidates(postings: Postings, wanted: Sequence[str], hides: Callable[[int], bool]) -> list[int]:
    """The nearest quotes that may be shown."""
    nearest = [number for number, _ in postings.candidates(wanted, CANDIDATES)]
    shown = [number for number in nearest if not hides(number)]
    if len(shown) == len(nearest):
        return shown
    more = postings.candidates(wanted, CANDIDATES + MOST_HIDDEN)
    return list(islice((number for number, _ in more if not hides(number)), CANDIDATES))


def ranked_matches(
    wanted: Sequence[str],
    candidates: Sequence[int],
    text_of: Callable[[int], str],
    postings: Postings,
    limit: int,
) -> tuple[Match, ...]:
    """At most `limit` matches, verbatim ones first, then by confidence; the far less likely ones are left out."""
    words_of = {key: terms(text_of(key)) for key in candidates}
    ranked = rank(wanted, candidates, words_of.__getitem__, postings)
    verbatim = [r for r in ranked if len(wanted) >= _VERBATIM_WORDS and words_of[r.key] == wanted]
    if len(verbatim) == 1:
        ranked = verbatim + [r for r in ranked if r is not verbatim[0]]
    sure = confidences(ranked, len(wanted), limit, postings.size)
    if ranked and _say_little(wanted, postings) and not _is_literal(ranked[0]):
        sure = [min(_NOT_OUTSTANDING, chance) for chance in sure]
    if len(verbatim) == 1:
        sure = [max(_VERBATIM, sure[0]), *(chance * (1 - _VERBATIM) for chance in sure[1:])]
    matches = [Match(r.key, round(chance, 4)) for r, chance in zip(ranked, sure, strict=False)]
    return tuple(m for m in matches if m.confidence >= _WORTH_NAMING * matches[0].confidence)


def _say_little(wanted: Sequence[str], postings: Postings) -> bool:
    """Whether they are small words, or several quotes hold them by chance alone, were words strewn at random."""
    if LIGHT_WORDS.issuperset(wanted):
        return True
    told = sum(rarity(postings.frequency(word), postings.size) for word in set(wanted))
    return postings.size * math.exp(-told) > _BY_CHANCE


def _is_literal(found: Ranked) -> bool:
    return found.traits.exact > 1 - 1e-9 and found.traits.adjacent > 1 - 1e-9
