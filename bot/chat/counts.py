"""Counts, choices and ends of sentences, so that each is written in one way."""

from collections.abc import Sequence

_ENDS = (".", "!", "?", "…", ":")
_CLOSING = "”’\"')]"


def counted(number: int, one: str, many: str = "") -> str:
    """1 quote, 2 quotes, 1,200 quotes; `many` for a word that takes more than an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def either(words: Sequence[str]) -> str:
    """A, B or C."""
    return _listed(words, "or")


def both(words: Sequence[str]) -> str:
    """A, B and C."""
    return _listed(words, "and")


def ended(text: str) -> str:
    """The text with a full stop, unless what it ends with ends a sentence: a name may end with one."""
    return text if text.rstrip(_CLOSING).endswith(_ENDS) else f"{text}."


def _listed(words: Sequence[str], last: str) -> str:
    return f" {last} ".join(([", ".join(words[:-1])] if words[1:] else []) + list(words[-1:]))
