"""What can be asked about a quote, made where it is asked for, and only so much of it where a transaction writes.

`beside`: where talks are asked about together, the one guest of a talk is asked for among the guests of others.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from bot.library.beforehand import NotLookedThrough, may_make
from bot.library.contents import LibraryContents
from bot.library.model import NumberedQuote
from content.items import KINDS, Bank, Offer, Refused, candidates, is_made, offers_about
from content.model import Item

# So many quotes are looked through at once, where a transaction may not.
AT_ONCE = 400


def spare(
    contents: LibraryContents, kind: str, quote: NumberedQuote, ahead: Sequence[int], *, beside: bool = False
) -> None:
    """Raises NotLookedThrough where what can be asked about a quote may not be made here."""
    missing = contents.guest_groups.missing(quote.pack_id) if beside and KINDS[kind].beside else 0
    if not missing or may_make(missing):
        bank = _bank(contents, kind, quote, beside=beside)
        # The first thing that is made of a pack reads all of it.
        if is_made(bank, kind, quote.quote) or may_make(1 if len(bank.made) else len(bank.quotes)):
            return
    raise NotLookedThrough(partial(_make_all, contents, kind, ahead[:AT_ONCE], beside=beside))


def offered(contents: LibraryContents, kind: str, quote: NumberedQuote, *, beside: bool = False) -> Sequence[Offer]:
    """What could be asked of that kind about a quote; nothing where it gives none."""
    made = offers_about(_bank(contents, kind, quote, beside=beside), kind, quote.quote)
    return () if isinstance(made, Refused) else made


def made_again(contents: LibraryContents, kind: str, quote: NumberedQuote, item_id: str) -> Item | None:
    """The item of that id about a quote, as it is made today; None where it is no more."""
    return next((item for item in _all_about(contents, kind, quote) if item.id == item_id), None)


def _all_about(contents: LibraryContents, kind: str, quote: NumberedQuote) -> Iterator[Item]:
    for beside in (False, True) if KINDS[kind].beside else (False,):
        yield from (offer.item for offer in offered(contents, kind, quote, beside=beside))
        yield from candidates(_bank(contents, kind, quote, beside=beside), kind, quote.quote)


def _bank(contents: LibraryContents, kind: str, quote: NumberedQuote, *, beside: bool) -> Bank:
    """What that quote is asked with."""
    among = contents.guest_groups.bank(quote) if beside and KINDS[kind].beside else None
    return among or contents.bank(quote.pack_id)


def _make_all(contents: LibraryContents, kind: str, numbers: Sequence[int], *, beside: bool) -> None:
    """What can be asked about these quotes, made for who asks for it next."""
    for number in numbers:
        offered(contents, kind, contents.quotes[number], beside=beside)
