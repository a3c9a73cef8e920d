"""The index of quotes: their words and trigrams in tantivy, in memory or in a folder. Derived data, always."""

from bot.library.index.quotes import IndexMoved, QuoteIndex, Stretch

__all__ = ["IndexMoved", "QuoteIndex", "Stretch"]
