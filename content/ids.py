"""Identities that survive importing again: they depend on what was said, never on where it is stored."""

from collections.abc import Iterable
from hashlib import blake2b

from content.text import fold


def _digest(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=9).hexdigest()


def quote_id(original: str, occurrence: int) -> str:
    """18 hexadecimal digits for the `occurrence`-th time (from 0) a text stands in a pack, before trims and masks."""
    return _digest("quote", fold(original), str(occurrence))


def item_id(quote: str, kind: str, gap: str = "") -> str:
    """18 hexadecimal digits for one way to ask about a quote; `gap` tells items of one kind apart."""
    return _digest("item", quote, kind, fold(gap))


def written_item_id(quote: str, kind: str, stem: str, stimulus: str) -> str:
    """The same for an item that somebody wrote: its question, and what is shown with it, tell it apart."""
    return item_id(quote, kind, f"{stem} {stimulus}" if stimulus else stem)


def fingerprint(*parts: str) -> str:
    """Equal for equal content."""
    return _digest("content", *parts)


def said_fingerprint(texts: Iterable[str], asked: Iterable[tuple[str, str]]) -> str:
    """Equal where the same was said, whoever said it and however it is cut into turns; `asked` are stems and keys."""
    return fingerprint("\n".join(texts), *(part for pair in asked for part in pair))
