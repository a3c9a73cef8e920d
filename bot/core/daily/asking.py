"""What a daily guess or quiz asks: items with options, about quotes this channel has not seen."""

import random
from collections.abc import Sequence
from dataclasses import replace

from bot.core.choosing import History, choose
from bot.core.daily.model import Asked
from bot.core.game import Rules
from bot.core.library import Library
from bot.core.packs import NumberedQuote, StoredPack
from bot.core.refusals import NoItems
from content.items import HAND_WRITTEN, KINDS, Refused, make_item, who_said
from content.model import Item

WHO_SAID = who_said.KIND
# How many items without options may be met before the search for one with options is given up.
_PATIENCE = 200


def pick_guess(
    library: Library, packs: Sequence[StoredPack], quotes: Sequence[NumberedQuote], known: frozenset[str],
    rng: random.Random,
) -> Asked:  # fmt: skip
    """An item about the first of these quotes that gives one: who said it, else another kind; else a written one.

    `known` are ids of items that were asked here. Raises NoItems.
    """
    kinds = [WHO_SAID, *rng.sample([k for k in KINDS if k != WHO_SAID], len(KINDS) - 1)]
    for kind in kinds:
        for quote in quotes:
            made = make_item(library.bank(library.packs[quote.pack_id]), kind, quote.quote)
            if not isinstance(made, Refused) and made.options and made.id not in known:
                return Asked(item=_shuffled(made, rng), number=quote.number)
    written = [(pack, item) for pack in packs for item in pack.items if item.options]
    fresh = [w for w in written if w[1].id not in known] or written
    if not fresh:
        raise NoItems(mode=HAND_WRITTEN, pack="")
    pack, item = rng.choice(fresh)
    return Asked(item=_shuffled(item, rng), number=library.number_of(pack, item))


def pick_quiz(
    library: Library, pack: str, rounds: int, known: frozenset[str], withheld: frozenset[str], rng: random.Random
) -> tuple[Asked, ...]:
    """Up to that many different items, kinds mixed. Raises NoItems when there is none."""
    asked: list[Asked] = []
    refused: set[str] = set()
    while len(asked) < rounds and len(refused) < _PATIENCE:
        quotes = library.quotes
        so_far = History.of([(a.item, quotes[a.number].quote.text if a.number in quotes else "") for a in asked])
        history = replace(
            so_far,
            asked_here=known,
            game_quotes=so_far.game_quotes | withheld,
            kept_out=frozenset(refused),
        )
        try:
            choice = choose(library, Rules(pack=pack), history, rng)
        except NoItems:
            break
        if choice.item.options:
            asked.append(Asked(item=choice.item, number=choice.number))
        else:
            refused.add(choice.item.id)
    if not asked:
        raise NoItems(mode="mixed", pack=pack)
    return tuple(asked)


def _shuffled(item: Item, rng: random.Random) -> Item:
    return replace(item, options=tuple(rng.sample(item.options, len(item.options))))
