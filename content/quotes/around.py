"""What was said just before and after a quote."""

from collections.abc import Sequence

from content.model import Quote, Turn
from content.quotes.sentences import sentences


def around(quote: Quote, turns: Sequence[Turn], at: int, language: str) -> tuple[str, str]:
    """The sentence before the quote and the one after it, "" where there is none; `at` is its turn among these.

    Where it is somebody else's, their name stands before it.
    """
    text = turns[at].text
    place = text.find(quote.original)
    begin, end = (place, place + len(quote.original)) if place >= 0 else (0, len(text))
    before, after = sentences(text[:begin], language), sentences(text[end:], language)
    former, following = turns[:at][-1:], turns[at + 1 :][:1]
    return (
        before[-1] if before else _of_another(former, -1, language),
        after[0] if after else _of_another(following, 0, language),
    )


def _of_another(turn: Sequence[Turn], which: int, language: str) -> str:
    found = [s for t in turn for s in sentences(t.text, language)]
    if not found:
        return ""
    return f"{turn[0].speaker}: {found[which]}" if turn[0].speaker else found[which]
