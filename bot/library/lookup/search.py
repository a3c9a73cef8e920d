"""One search from words to a result."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from bot.library.lookup.confidence import NOT_OUTSTANDING, at_most, confidences, evidence
from bot.library.lookup.contrary import contradicts
from bot.library.lookup.perhaps import NEAREST, perhaps
from bot.library.lookup.query import QUERY_LIMIT, strip_lead_in, terms
from bot.library.lookup.rerank import Ranked, rank, rarity
from bot.library.lookup.results import Found, Match, Meaning, NotFound, Postings, Result, Unsure
from bot.library.lookup.weights import FOUND, LIKELY, UNSURE
from bot.likeness.edits import LIGHT_WORDS

CANDIDATES = 40
# Where some of the nearest may not be shown, so many more are looked through.
MOST_HIDDEN = 200
# So many that hold the very words are counted; whoever shares them with more says nothing.
MOST_SHARED = 500
# A candidate far less likely than the best one is not worth a line.
_WORTH_NAMING = 0.2
# The very words of one quote, three at least: nothing else can be meant.
_VERBATIM, _VERBATIM_WORDS = 0.99, 3
# Words that more quotes than this hold together by chance alone single none out, unless they stand there literally.
_BY_CHANCE = 2.0
# A passage with so many of its words in a quote that answers about as well is the same said again.
_SAID_AGAIN = 0.8


class _NothingHeld:
    size = 0

    def frequency(self, word: str) -> int:
        return 0

    def candidates(self, wanted: Sequence[str], limit: int) -> list[tuple[int, float]]:
        return []

    def holding(self, wanted: Sequence[str], limit: int) -> list[int]:
        return []


NOTHING_HELD: Postings = _NothingHeld()


def search(
    postings: Postings,
    text_of: Callable[[int], str],
    query: str,
    *,
    hides: Callable[[int], bool] = lambda number: False,
    left: Callable[[int], bool] = lambda number: False,
    limit: int = 5,
    least: float = UNSURE,
    meaning: Callable[[str], Meaning] | None = None,
) -> Result:
    """What is meant by these words, best first; what is hidden is neither found nor counted as a rival.
    But where what has `left` (somebody's who is not quoted any more) answers better than all that stands, nothing
    except its very words is sure: it is the other line that is remembered.

    Reads at most 400 characters of the query. `text_of` gives the text of what is not hidden; postings that tell of
    others than are known have them hidden. Below a confidence of `least` nothing is found by words: if several hold
    the very words all of them are named, else what is nearest in `meaning`, if anything is likely enough.
    """
    wanted = terms(strip_lead_in(query[:QUERY_LIMIT]))
    if all(len(word) == 1 and word.isascii() and word.isalpha() for word in wanted):
        return NotFound()
    candidates = nearest_by_words(postings, wanted, hides)
    ranked = ranked_matches(wanted, candidates, text_of, postings, CANDIDATES)
    if ranked and is_outdone(ranked[0].key, wanted, text_of, postings, left):
        ranked = tuple(replace(m, confidence=min(NOT_OUTSTANDING, m.confidence)) for m in ranked)
    matches = ranked[:limit]
    if matches and matches[0].confidence >= FOUND:
        return Found(matches[0], matches[1:])
    if shared := _sharing(wanted, postings, text_of, hides):
        return _shared(shared, ranked)
    if matches and matches[0].confidence >= least:
        return Unsure(matches)
    if shared := _sharing(_without_small_words_around(wanted), postings, text_of, hides):
        return _shared(shared, ranked)
    if meaning is None:
        return NotFound()
    asked = meaning(strip_lead_in(query[:QUERY_LIMIT]))
    return NotFound(_meant(wanted, candidates, text_of, postings, hides, asked))


def is_outdone(
    best: int, wanted: Sequence[str], text_of: Callable[[int], str], postings: Postings, left: Callable[[int], bool]
) -> bool:
    """Whether words that left answer better than the best of what stands, and it does not hold the very words."""
    nearest = postings.candidates(wanted, CANDIDATES)
    gone = max((score for key, score in nearest if left(key)), default=0.0)
    if gone <= dict(nearest).get(best, 0.0):
        return False
    return f" {' '.join(wanted)} " not in f" {' '.join(terms(text_of(best)))} "


def _meant(
    wanted: Sequence[str], candidates: Iterable[int], text_of: Callable[[int], str], postings: Postings,
    hides: Callable[[int], bool], meaning: Meaning,
) -> tuple[Match, ...]:  # fmt: skip
    """What may be meant all the same; nothing where that is not likely."""
    keys = dict.fromkeys((*candidates, *nearest_by_meaning(meaning, hides)))
    words_of = {key: terms(text_of(key)) for key in keys}
    ranked = each_once(rank(wanted, keys, words_of.__getitem__, postings), words_of)
    named = perhaps(ranked, meaning, postings.size, len(wanted))
    return named if named and named[0].confidence >= LIKELY else ()


def nearest_by_meaning(meaning: Meaning, hides: Callable[[int], bool]) -> list[int]:
    """Those that may be shown and are nearest in what they mean."""
    nearest = (key for key, _ in meaning.nearest(NEAREST + MOST_HIDDEN) if not hides(key))
    return list(islice(nearest, NEAREST))


def nearest_by_words(postings: Postings, wanted: Sequence[str], hides: Callable[[int], bool]) -> list[int]:
    """Those that may be shown and hold most of these words."""
    nearest = [number for number, _ in postings.candidates(wanted, CANDIDATES)]
    shown = [number for number in nearest if not hides(number)]
    if len(shown) == len(nearest):
        return shown
    more = postings.candidates(wanted, CANDIDATES + MOST_HIDDEN)
    return list(islice((number for number, _ in more if not hides(number)), CANDIDATES))


def _sharing(
    wanted: Sequence[str], postings: Postings, text_of: Callable[[int], str], hides: Callable[[int], bool]
) -> list[int]:
    """Those that hold the very words in a row, if they are several; [] for small words, which everybody says."""
    if LIGHT_WORDS.issuperset(wanted):
        return []
    phrase = f" {' '.join(wanted)} "
    held = [key for key in postings.holding(wanted, MOST_SHARED) if not hides(key)]
    found = [key for key in held if phrase in f" {' '.join(terms(text_of(key)))} "]
    return found if len(found) > 1 else []


def _without_small_words_around(wanted: Sequence[str]) -> Sequence[str]:
    """ "plan" of "the plan"."""
    telling = [place for place, word in enumerate(wanted) if word not in LIGHT_WORDS]
    return wanted[telling[0] : telling[-1] + 1] if telling else ()


def _shared(keys: Sequence[int], ranked: Sequence[Match]) -> Unsure:
    """All of several that are equally meant: as the search ranked them, quotes first."""
    order = {match.key: place for place, match in enumerate(ranked)}
    best = sorted(keys, key=lambda key: (key < 0, order.get(key, len(order)), abs(key)))
    return Unsure(tuple(Match(key, round(1 / len(keys), 4)) for key in best), len(keys))


def ranked_matches(
    wanted: Sequence[str],
    candidates: Sequence[int],
    text_of: Callable[[int], str],
    postings: Postings,
    limit: int,
) -> tuple[Match, ...]:
    """At most `limit` matches, the likeliest first; the far less likely ones are left out.

    The very words are no exception: nothing scores as high as they do.
    """
    words_of = {key: terms(text_of(key)) for key in candidates}
    ranked = each_once(rank(wanted, candidates, words_of.__getitem__, postings), words_of)
    one_is_meant = len(wanted) >= _VERBATIM_WORDS and sum(words_of[r.key] == wanted for r in ranked) == 1
    sure = confidences(ranked, len(wanted), limit, postings.size)
    if ranked and not is_literal(ranked[0], wanted):
        if is_doubtful(wanted, words_of[ranked[0].key], postings):
            sure = [min(NOT_OUTSTANDING, chance) for chance in sure]
        elif sure[0] >= FOUND:
            sure = [min(at_most(evidence(ranked, 0, len(wanted))), chance) for chance in sure]
    if ranked and not (is_literal(ranked[0], wanted) and len(wanted) >= _VERBATIM_WORDS):
        # Nothing but the very words is quite certain.
        sure = [min(_VERBATIM, chance) for chance in sure]
    if one_is_meant:
        sure = [max(_VERBATIM, sure[0]), *(chance * (1 - _VERBATIM) for chance in sure[1:])]
    matches = [Match(r.key, round(chance, 4)) for r, chance in zip(ranked, sure, strict=False)]
    return tuple(m for m in matches if m.confidence >= _WORTH_NAMING * matches[0].confidence)


def each_once(ranked: Sequence[Ranked], words_of: dict[int, list[str]]) -> list[Ranked]:
    """Without the passages that say once more what a quote among them says: the quote stands for them."""
    quotes = [(r.score, set(words_of[r.key])) for r in ranked if r.key >= 0]
    return [r for r in ranked if r.key >= 0 or not _is_said_by(r, set(words_of[r.key]), quotes)]


def _is_said_by(passage: Ranked, said: set[str], quotes: Iterable[tuple[float, set[str]]]) -> bool:
    return any(
        score >= _SAID_AGAIN * passage.score and len(said & quote) >= _SAID_AGAIN * len(said) for score, quote in quotes
    )


def is_doubtful(wanted: Sequence[str], said: Sequence[str], postings: Postings) -> bool:
    """Whether what does not hold these very words in a row may well not be meant: one word is misspelt, the words say
    little, or the text says the opposite.
    """
    return len(wanted) == 1 or say_little(wanted, postings) or contradicts(wanted, said)


def say_little(wanted: Sequence[str], postings: Postings) -> bool:
    """Whether they are small words, or several quotes hold them by chance alone, were words strewn at random."""
    if LIGHT_WORDS.issuperset(wanted):
        return True
    told = sum(rarity(postings.frequency(word), postings.size) for word in set(wanted))
    return postings.size * math.exp(-told) > _BY_CHANCE


def is_literal(found: Ranked, wanted: Sequence[str]) -> bool:
    """Whether these very words stand there in a row."""
    return found.traits.exact > 1 - 1e-9 and (len(wanted) == 1 or found.traits.adjacent > 1 - 1e-9)
