"""What was said just before and after a quote."""

from collections.abc import Sequence

from content.model import Quote, Turn
from content.quotes.sentences import sentences


def around(quote: Quote, turns: Sequence[Turn], at: int, language: str) -> tuple[str, str]:
    """The sentence before the quote and the one after it, "" where there is none; `at` is its turn among these.

    Where it is somebody else's, their name stands before it.
    """
    before, after = (sentences(side, language) for side in sides(quote, turns[at].text))
    former, following = turns[:at][-1:], turns[at + 1 :][:1]
    return (
        before[-1] if before else _of_another(former, -1, language),
        after[0] if after else _of_another(following, 0, language),
    )


def sides(quote: Quote, text: str) -> tuple[str, str]:
    """What stands before the quote in the text of its turn, and what after it."""
    before, _, after = text.partition(quote.original)
    return ("", "") if quote.original not in text else (before, after)


def _of_another(turn: Sequence[Turn], which: int, language: str) -> str:
    found = [s for t in turn for s in sentences(t.text, language)]
    if not found:
        return ""
    return f"{turn[0].speaker}: {found[which]}" if turn[0].speaker else found[which]
