"""Quotes that people add by hand, of words that stand in no transcript."""

from collections.abc import Mapping
from dataclasses import replace

from content.decisions import FATES
from content.edits import is_stretch
from content.ids import quote_id
from content.model import Pack, Quote, Turn

# Why it is a quote, and what it is worth: somebody wanted it kept, which few passages of a talk can say of themselves.
ADDED, _WORTH = ("added by hand",), 0.8
# Why one is a quote that stood in a list of them.
FROM_LIST = "listed"


def added_quote(text: str, speaker: str | None, place: int, *, original: str = "") -> Quote:
    """The quote of these words, which stand by themselves at that place of their pack.

    `original` is what somebody wrote of which these are the words, "" for words that were heard.
    """
    edited = bool(original) and not is_stretch(original, text)
    return Quote(
        id=quote_id(text, 0), turn=place, speaker=speaker, text=text, original=original, score=_WORTH, reasons=ADDED,
        edited=edited,
    )  # fmt: skip


def stands_by_itself(quote: Quote) -> bool:
    """Whether what is beside it was not said with it: somebody added it, or it comes from a list of quotes."""
    return quote.reasons == ADDED or FROM_LIST in quote.reasons[:1]


def as_transcript(book: Pack, standing: Mapping[str, Quote]) -> Pack:
    """What people added as a pack that can be brought in: each quote is a turn of its own, of whoever said it.

    `standing` are the quotes as they stand, by their ids. What was taken out stays behind, and what else the message
    of a quote said, and how a quote read before it was put right.
    """
    kept = [standing[quote.id] for quote in book.quotes if quote.id in standing]
    made = {quote.id: quote for quote in book.quotes}
    return replace(
        book,
        turns=tuple(Turn(speaker=quote.speaker, text=quote.text) for quote in kept),
        quotes=tuple(
            replace(made[now.id], turn=place, speaker=now.speaker, text=now.text, original=now.text, edited=now.edited)
            for place, now in enumerate(kept)
        ),
        edits=tuple(edit for edit in book.edits if edit.quote_id in standing and edit.what in FATES),
    )
