"""What can be asked about a quote, made where it is asked for, and only so much of it where a transaction writes."""

from collections.abc import Sequence
from functools import partial

from bot.library.beforehand import NotLookedThrough, may_make
from bot.library.contents import LibraryContents
from bot.library.model import NumberedQuote
from content.items import Offer, Refused, candidates, is_made, offers_about
from content.model import Item

# So many quotes are looked through at once, where a transaction may not.
AT_ONCE = 400


def spare(contents: LibraryContents, kind: str, quote: NumberedQuote, ahead: Sequence[int]) -> None:
    """Raises NotLookedThrough where what can be asked about a quote may not be made here."""
    bank = contents.bank(quote.pack_id)
    # The first thing that is made of a pack reads all of it.
    if not is_made(bank, kind, quote.quote) and not may_make(1 if len(bank.made) else len(bank.quotes)):
        raise NotLookedThrough(partial(_make_all, contents, kind, ahead[:AT_ONCE]))


def offered(contents: LibraryContents, kind: str, quote: NumberedQuote) -> Sequence[Offer]:
    """What could be asked of that kind about a quote; nothing where it gives none."""
    made = offers_about(contents.bank(quote.pack_id), kind, quote.quote)
    return () if isinstance(made, Refused) else made


def made_again(contents: LibraryContents, kind: str, quote: NumberedQuote, item_id: str) -> Item | None:
    """The item of that id about a quote, as it is made today; None where it is no more."""
    best = (offer.item for offer in offered(contents, kind, quote))
    return next((item for item in best if item.id == item_id), None) or next(
        (item for item in candidates(contents.bank(quote.pack_id), kind, quote.quote) if item.id == item_id), None
    )


def _make_all(contents: LibraryContents, kind: str, numbers: Sequence[int]) -> None:
    """What can be asked about these quotes, made for who asks for it next."""
    for number in numbers:
        offered(contents, kind, contents.quotes[number])
