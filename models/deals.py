"""Rounds as a channel gets them."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.chat.refusals import NoItems
from bot.games.choice import choose
from bot.games.history import History
from bot.games.model import Rules
from bot.library.library import Library
from bot.library.model import Audience, NumberedQuote, PackInfo, StoredPack
from bot.library.withheld import NOTHING
from content.model import Item, Pack, Quote


def library_of(pack: Pack) -> Library:
    """A library of this pack alone."""
    info = PackInfo(
        id=1, name=pack.name, source=pack.source, fingerprint=pack.fingerprint, workspace_id=None,
        audience=Audience.PUBLIC, sample=False, imported_at=datetime.fromtimestamp(0, UTC), language=pack.language,
    )  # fmt: skip
    quotes = tuple(NumberedQuote(number=n, pack_id=1, quote=q) for n, q in enumerate(pack.quotes, 1))
    return Library([StoredPack(info=info, speakers=pack.speakers, quotes=quotes, items=pack.items)])


def dealt(
    library: Library, rounds: int, rng: random.Random, asked_here: frozenset[str] = frozenset()
) -> Iterator[tuple[Item, Quote | None]]:
    """The rounds of a mixed game in which everything is new, as far as there is something to ask."""
    asked: list[tuple[Item, str]] = []
    for _ in range(rounds):
        history = replace(History.of(asked), asked_here=asked_here)
        try:
            choice = choose(library.without(NOTHING), Rules(), history, rng)
        except NoItems:
            return
        if choice.item.id in asked_here:
            return
        numbered = library.revealed(choice.number)
        quote = numbered.quote if numbered else None
        asked.append((choice.item, quote.text if quote else ""))
        yield choice.item, quote
