"""What somebody got wrong is asked again: the newest first, until they get it right."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.refusals import NoItems
from bot.games.chance import shuffled
from bot.games.evening import fits
from bot.games.history import History
from bot.games.model import MISSED, MIXED, Rules
from bot.games.offers import Choice
from bot.library.library import View
from content.items import HAND_WRITTEN, KINDS
from content.model import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """An item that somebody answered, in a game or a daily post, and the number of its quote, if it has one."""

    item_id: str
    kind: str
    number: int | None
    right: bool
    at: datetime


def asks_missed(rules: Rules) -> bool:
    """Whether what somebody got wrong is asked again."""
    return MISSED in rules.mode.split(",")


def kinds_missed(rules: Rules) -> tuple[str, ...]:
    """The kinds that were chosen beside it; none for all of them."""
    modes = rules.mode.split(",")
    return () if MIXED in modes else tuple(mode for mode in modes if mode != MISSED)


def missed(met: Sequence[Met], rules: Rules) -> tuple[Met, ...]:
    """Those that were wrong when they were answered last, newest first; of the kinds that were chosen."""
    kinds = kinds_missed(rules)
    last: dict[str, Met] = {}
    for one in sorted(met, key=lambda m: (m.at, m.right), reverse=True):
        last.setdefault(one.item_id, one)
    return tuple(m for m in last.values() if not m.right and (not kinds or _kind(m) in kinds) and _is_for_one(m))


def choose_missed(view: View, rules: Rules, wrong: Sequence[Met], history: History, rng: random.Random) -> Choice:
    """The newest of what was wrong that can be asked now. Raises NoItems (and NoSuchPack)."""
    for choice in _offers(view, rules, wrong):
        if history.allows(choice.item, again=True):
            return replace(choice, item=shuffled(choice.item, history.game_places, rng))
    raise NoItems(mode=MISSED, pack=rules.pack)


def how_many_missed(view: View, rules: Rules, wrong: Sequence[Met], kept_out: frozenset[str]) -> int:
    """How many of these can be asked in one game, at most as many as the rules want. Raises NoSuchPack."""
    asked: list[tuple[Item, str]] = []
    for choice in _offers(view, rules, wrong):
        if replace(History.of(asked), kept_out=kept_out).allows(choice.item, again=True):
            numbered = None if choice.number is None else view.get(choice.number)
            asked.append((choice.item, "" if numbered is None else numbered.quote.text))
        if len(asked) == rules.rounds:
            break
    return len(asked)


def _offers(view: View, rules: Rules, wrong: Sequence[Met]) -> Iterator[Choice]:
    """What there is of it today: what was put right or taken away since is asked as it is now, or not at all."""
    packs = view.library.chosen(rules.pack)
    for one in wrong:
        if (item := view.again(packs, _kind(one), one.item_id, one.number)) is not None:
            yield Choice(item, one.number)


def _is_for_one(met: Met) -> bool:
    """Whether somebody who plays alone can be asked it, and it has a right answer."""
    kind = KINDS[_kind(met)]
    return kind.solo and not kind.poll and fits(kind.name, 1)


def _kind(met: Met) -> str:
    return met.kind if met.kind in KINDS else HAND_WRITTEN
