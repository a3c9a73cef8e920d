"""What a daily guess or quiz asks: items with options, about quotes this channel has not seen."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.chat.refusals import NoItems
from bot.daily.rules.draw import QuotePool
from bot.daily.rules.model import AskedItem, Style
from bot.games.choice import choose
from bot.games.history import History
from bot.games.model import MIXED, Rules
from bot.library.library import View
from content.items import KINDS, MADE, Refused, closest, kind_of, known_kind, who_said
from content.model import Item

WHO_SAID = who_said.NAME
# How many items without options may be met before the search for one with options is given up.
_PATIENCE = 600


# What a guess may ask where it is chosen: all that was written before it is posted. A number is typed.
GUESSED = tuple(kind.name for kind in KINDS.values() if not kind.written)
# A quiz has a board and is answered by buttons, so every question has a right answer among some.
IN_QUIZ = tuple(kind for kind in GUESSED if not KINDS[kind].poll and kind != closest.NAME)
# Of the numbers that are worth asking for most any may come.
FEW = 8


def pick_guess(
    view: View, found: QuotePool, known: frozenset[str], rng: random.Random, mode: str = "",
    allowed: frozenset[int] | None = None,
) -> AskedItem:  # fmt: skip
    """An item about the first of these quotes that gives one: who said it, else another kind; else a written one. Of
    the kinds of `mode` alone, where it names some.

    `known` are ids of items that were asked here; where some quotes are `allowed` alone, no number of another one is
    asked for. Raises NoItems.
    """
    chosen = mode.split(",") if mode else []
    for kind in rng.sample(chosen, len(chosen)) if chosen else _kinds(rng):
        if kind == closest.NAME and (asked := _number(view, found, known, rng, allowed)) is not None:
            return asked
        if KINDS[kind].make is None:
            continue
        for place, number in enumerate(found.numbers):
            if not found.may_post(view, number):
                continue
            made = view.make(kind, number, ahead=found.numbers[place:], chosen=found.chosen)
            if not isinstance(made, Refused) and made.options and made.id not in known:
                return AskedItem(item=_shuffled(made, rng), number=number)
    written = [one for one in view.written(found.packs) if one[0].options and _is_wanted(one[0], chosen)]
    fresh = [w for w in written if w[0].id not in known] or written
    if not fresh:
        raise NoItems(
            mode=mode or MIXED, pack="", samples=view.library.resting_samples if not mode else (),
            style=Style.GUESS.value,
        )  # fmt: skip
    item, its_number = rng.choice(fresh)
    return AskedItem(item=_shuffled(item, rng), number=its_number)


def _number(
    view: View, found: QuotePool, known: frozenset[str], rng: random.Random, allowed: frozenset[int] | None
) -> AskedItem | None:  # fmt: skip
    """A number that was not asked for here, one of those that are worth it most; None where there is none.

    How often somebody says a word comes after what was said once.
    """
    offers = [
        offer for offer in view.offers(closest.NAME, found.packs, rng)
        if offer[0].id not in known and (allowed is None or offer[1] in allowed)
    ]  # fmt: skip
    ordered = sorted(offers, key=lambda offer: (offer[0].unit == closest.TIMES, -offer[2]))
    if not ordered:
        return None
    item, number, _ = rng.choice(ordered[:FEW])
    return AskedItem(item=item, number=number)


def _is_wanted(item: Item, chosen: Sequence[str]) -> bool:
    return known_kind(item) in chosen if chosen else kind_of(item).daily


def _kinds(rng: random.Random) -> Iterator[str]:
    """Who said it, and only where that is nothing the other kinds, in any order."""
    yield WHO_SAID
    others = [kind for kind in MADE if kind != WHO_SAID and KINDS[kind].daily]
    yield from rng.sample(others, len(others))


def pick_quiz(
    view: View, pack: str, rounds: int, known: frozenset[str], rng: random.Random,
    allowed: frozenset[int] | None = None, sample: str = "", mode: str = "",
) -> tuple[AskedItem, ...]:  # fmt: skip
    """Up to that many different items, kinds mixed; about no other quotes than these where some are `allowed` alone.
    `sample` as History has it. Of the kinds of `mode` alone, where it names some.

    Raises NoItems when there is none.
    """
    asked: list[AskedItem] = []
    refused: set[str] = set()
    while len(asked) < rounds and len(refused) < _PATIENCE:
        so_far = History.of([(a.item, _text(view, a.number)) for a in asked])
        history = replace(so_far, asked_here=known, kept_out=frozenset(refused), sample=sample)
        try:
            choice = choose(view, Rules(pack=pack, mode=mode or MIXED), history, rng)
        except NoItems:
            break
        mild = choice.number is None or not view.is_delicate(choice.number)
        fits = choice.item.options and _is_wanted(choice.item, mode.split(",") if mode else [])
        if fits and mild and (allowed is None or choice.number in (None, *allowed)):
            asked.append(AskedItem(item=choice.item, number=choice.number))
        else:
            refused.add(choice.item.id)
    if not asked:
        raise NoItems(
            mode=mode or MIXED, pack=pack, samples=view.library.resting_samples if not mode else (),
            style=Style.QUIZ.value,
        )  # fmt: skip
    return tuple(asked)


def _text(view: View, number: int | None) -> str:
    quote = view.get(number or 0)
    return "" if quote is None else quote.quote.text


def _shuffled(item: Item, rng: random.Random) -> Item:
    if item.key not in item.options:
        # Nobody is right: for comes before against.
        return item
    return replace(item, options=tuple(rng.sample(item.options, len(item.options))))
