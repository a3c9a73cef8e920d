"""What people would reach for instead, each as a function from a search to (number, score), best first."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from bot.library.lookup import Postings, strip_lead_in, terms

Hits = list[tuple[int, float]]
Search = Callable[[str], Hits]
LIMIT = 5


def extract(quotes: Sequence[Sequence[str]], scorer: Callable[..., float]) -> Search:
    """rapidfuzz.process.extract over the folded texts with a stock scorer."""
    texts = [" ".join(q) for q in quotes]

    def search(typed: str) -> Hits:
        found = process.extract(_folded(typed), texts, scorer=scorer, limit=LIMIT)
        return [(number, score) for _, score, number in found]

    return search


def wratio(quotes: Sequence[Sequence[str]]) -> Search:
    """process.extract as it comes."""
    return extract(quotes, fuzz.WRatio)


def token_set(quotes: Sequence[Sequence[str]]) -> Search:
    """The stock scorer that does best on quotes."""
    return extract(quotes, fuzz.token_set_ratio)


def fts5(quotes: Sequence[Sequence[str]]) -> Search:
    """SQLite's FTS5: any of the words, ordered by bm25."""
    return _ranked_by_fts5(((number, " ".join(quote)) for number, quote in enumerate(quotes)), "unicode61")


def stemmed(texts: Mapping[int, str]) -> Search:
    """The same over the stems of English words, by Porter's rules."""
    return _ranked_by_fts5(((key, _folded(text)) for key, text in texts.items()), "porter unicode61")


def _ranked_by_fts5(rows: Iterable[tuple[int, str]], tokenizer: str) -> Search:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE quote USING fts5(words, content='', tokenize='{tokenizer}')")
    connection.executemany("INSERT INTO quote(rowid, words) VALUES (?, ?)", rows)

    def search(typed: str) -> Hits:
        wide = " OR ".join(f'"{word}"' for word in _folded(typed).split())
        rows = connection.execute(
            "SELECT rowid, bm25(quote) FROM quote WHERE quote MATCH ? ORDER BY bm25(quote) LIMIT ?", (wide, LIMIT)
        )
        return [(number, -score) for number, score in rows]

    return search


def index_alone(postings: Postings) -> Search:
    """tantivy's own order over words and trigrams, without our rerank."""
    return lambda typed: postings.candidates(_folded(typed).split(), LIMIT)


def _folded(typed: str) -> str:
    """Every method gets the search without its lead-in, folded as the quotes are."""
    return " ".join(terms(strip_lead_in(typed)))
