"""What a daily guess or quiz asks: items with options, about quotes this channel has not seen."""

import random
from collections.abc import Iterator
from dataclasses import replace

from bot.chat.refusals import NoItems
from bot.daily.rules.drawing import QuotePool
from bot.daily.rules.model import AskedItem, Style
from bot.games.choosing import History, choose
from bot.games.model import Rules
from bot.library.library import View
from content.delicate import warnings
from content.items import KINDS, MADE, Refused, who_said
from content.model import Item

WHO_SAID = who_said.NAME
# How many items without options may be met before the search for one with options is given up.
_PATIENCE = 200


def pick_guess(view: View, found: QuotePool, known: frozenset[str], rng: random.Random) -> AskedItem:
    """An item about the first of these quotes that gives one: who said it, else another kind; else a written one.

    `known` are ids of items that were asked here. Raises NoItems.
    """
    for kind in _kinds(rng):
        for place, number in enumerate(found.numbers):
            if not found.may_post(view, number):
                continue
            made = view.make(kind, number, ahead=found.numbers[place:])
            if not isinstance(made, Refused) and made.options and made.id not in known and _is_mild(made):
                return AskedItem(item=_shuffled(made, rng), number=number)
    written = [one for one in view.written(found.packs) if one[0].options]
    fresh = [w for w in written if w[0].id not in known] or written
    if not fresh:
        raise NoItems(mode="mixed", pack="", samples=view.library.resting_samples, style=Style.GUESS.value)
    item, its_number = rng.choice(fresh)
    return AskedItem(item=_shuffled(item, rng), number=its_number)


def _kinds(rng: random.Random) -> Iterator[str]:
    """Who said it, and only where that is nothing the other kinds, in any order."""
    yield WHO_SAID
    others = [kind for kind in MADE if kind != WHO_SAID and KINDS[kind].daily]
    yield from rng.sample(others, len(others))


def pick_quiz(
    view: View, pack: str, rounds: int, known: frozenset[str], rng: random.Random,
    allowed: frozenset[int] | None = None, sample: str = "",
) -> tuple[AskedItem, ...]:  # fmt: skip
    """Up to that many different items, kinds mixed; about no other quotes than these where some are `allowed` alone.
    `sample` as History has it.

    Raises NoItems when there is none.
    """
    asked: list[AskedItem] = []
    refused: set[str] = set()
    while len(asked) < rounds and len(refused) < _PATIENCE:
        so_far = History.of([(a.item, _text(view, a.number)) for a in asked])
        history = replace(so_far, asked_here=known, kept_out=frozenset(refused), sample=sample)
        try:
            choice = choose(view, Rules(pack=pack), history, rng)
        except NoItems:
            break
        mild = choice.number is None or (not view.is_delicate(choice.number) and _is_mild(choice.item))
        if choice.item.options and mild and (allowed is None or choice.number in (None, *allowed)):
            asked.append(AskedItem(item=choice.item, number=choice.number))
        else:
            refused.add(choice.item.id)
    if not asked:
        raise NoItems(mode="mixed", pack=pack, samples=view.library.resting_samples, style=Style.QUIZ.value)
    return tuple(asked)


def _is_mild(item: Item) -> bool:
    """Whether none of the other lines that an item shows is delicate."""
    return not any(warnings(line) for line in item.options if item.quote_ids)


def _text(view: View, number: int | None) -> str:
    quote = view.get(number or 0)
    return "" if quote is None else quote.quote.text


def _shuffled(item: Item, rng: random.Random) -> Item:
    return replace(item, options=tuple(rng.sample(item.options, len(item.options))))
