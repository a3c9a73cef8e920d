"""Finding a half-remembered quote: candidates from an index, then a rerank, then how sure one may be.

The index (`Postings`) knows rare words and trigrams; the rerank looks at each candidate's words; the confidence comes
from the score and its margin over the runners-up, because no one threshold serves every size of library.
"""

from bot.library.lookup.alike import alike, is_known
from bot.library.lookup.query import QUERY_LIMIT, strip_lead_in, terms, trigrams
from bot.library.lookup.results import (
    Found,
    Match,
    Meaning,
    Meanings,
    NotFound,
    Postings,
    Result,
    Unsure,
    said_first,
    uncounted,
    verdict_of,
)
from bot.library.lookup.search import NOTHING_HELD, search

__all__ = [
    "NOTHING_HELD", "QUERY_LIMIT", "Found", "Match", "Meaning", "Meanings", "NotFound", "Postings", "Result", "Unsure",
    "alike", "is_known", "said_first", "search", "strip_lead_in", "terms", "trigrams", "uncounted", "verdict_of",
]  # fmt: skip
