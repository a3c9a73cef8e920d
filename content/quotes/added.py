"""Quotes that people add by hand, of words that stand in no transcript."""

from content.edits import is_stretch
from content.ids import quote_id
from content.model import Quote

# Why it is a quote, and what it is worth: somebody wanted it kept, which few passages of a talk can say of themselves.
ADDED, _WORTH = ("added by hand",), 0.8


def added_quote(text: str, speaker: str | None, place: int, *, original: str = "") -> Quote:
    """The quote of these words, which stand by themselves at that place of their pack.

    `original` is what somebody wrote of which these are the words, "" for words that were heard.
    """
    edited = bool(original) and not is_stretch(original, text)
    return Quote(
        id=quote_id(text, 0), turn=place, speaker=speaker, text=text, original=original, score=_WORTH, reasons=ADDED,
        edited=edited,
    )  # fmt: skip
