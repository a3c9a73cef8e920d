"""What a word is worth in a quote: how well passages with it and with words like it were rated (models/)."""

from functools import cache

from content.tables import table


def worth_of(word: str) -> float:
    """Above 0 where passages with such words were rated better than others; 0 for words that nobody knows."""
    return _worth().get(word, 0.0)


@cache
def _worth() -> dict[str, float]:
    return {word: float(value) for word, value in table("word_worth")}
