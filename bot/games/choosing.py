"""Which item a round asks: the kinds mixed, nothing asked here before as long as there is something new."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from bot.chat.refusals import NoItems
from bot.games.model import MIXED, Difficulty, Rules
from bot.games.rating import band, first_rating
from bot.library.library import View
from bot.library.model import Cover
from content.items import HAND_WRITTEN, KINDS, Refused
from content.items.missing_word import KIND as MISSING_WORD
from content.items.rules import SWAPPED
from content.items.who_said import KIND as WHO_SAID
from content.model import Item
from content.text import fold, words

# Of so many items of a kind those that are answered by a button come first.
HANDFUL = 50
# Whether a game has enough to ask is found out among so many quotes of a pack.
COUNTED = 2000
# Where the right answer stood before in a game it stands so many times less likely again.
SHY = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """An item to ask and the number of the quote it is about, if it is about one."""

    item: Item
    number: int | None


@dataclass(frozen=True, slots=True)
class History:
    """What was asked: item ids in this place ever; of this game item and quote ids, quotes, (kind, key), the words that
    were asked for, its last kind, and of each round with options how many there were and where the right one stood.

    `kept_out` are items under review or reported here; `ratings` how hard those are that were answered before.
    """

    asked_here: frozenset[str] = frozenset()
    game_items: frozenset[str] = frozenset()
    game_quotes: frozenset[str] = frozenset()
    game_texts: tuple[str, ...] = ()
    game_keys: tuple[tuple[str, str], ...] = ()
    game_words: frozenset[str] = frozenset()
    last_kind: str = ""
    game_places: tuple[tuple[int, int], ...] = ()
    kept_out: frozenset[str] = frozenset()
    ratings: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, asked: Sequence[tuple[Item, str]]) -> "History":
        """Of a game that has asked these items, each with the text of its quote ("" where there is none)."""
        items = [item for item, _ in asked]
        return cls(
            game_items=frozenset(i.id for i in items),
            game_quotes=frozenset(i.quote_id for i in items if i.quote_id),
            game_texts=tuple(text for _, text in asked if text),
            game_keys=tuple((i.kind, i.key) for i in items),
            game_words=frozenset().union(*(_words_asked_for(item, text) for item, text in asked)),
            last_kind=items[-1].kind if items else "",
            game_places=tuple((len(i.options), i.options.index(i.key)) for i in items if i.key in i.options),
        )

    def allows(self, item: Item, *, again: bool) -> bool:
        """Whether the item may be asked now; `again` once the pool of new ones is used up."""
        if item.id in self.kept_out or item.id in self.game_items or item.quote_id in self.game_quotes:
            return False
        # A distractor whose quote was just revealed is no distractor any more.
        phrases = [o for o in item.options if o != item.key and o.count(" ") > 1]
        if any(phrase in text for phrase in phrases for text in self.game_texts):
            return False
        if item.kind == MISSING_WORD and fold(item.key) in self.game_words:
            return False
        if item.kind == WHO_SAID and self._is_said_too_often(item.key):
            return False
        # Nor may what is shown give away, or be given away by, a key of this game.
        if any(key.count(" ") > 1 and key in item.stimulus for _, key in self.game_keys):
            return False
        return again or item.id not in self.asked_here

    def _is_said_too_often(self, speaker: str) -> bool:
        """Whether more than half of the who-said keys of this game would be this speaker."""
        said = [key for kind, key in self.game_keys if kind == WHO_SAID]
        return bool(said) and 2 * (said.count(speaker) + 1) > len(said) + 1

    def band(self, item: Item) -> Difficulty:
        """How hard the item is: by its answers if there are any, else by its features."""
        return band(self.ratings.get(item.id, first_rating(item)))


def _words_asked_for(item: Item, text: str) -> set[str]:
    """The word that a round was about: everybody has read it in the reveal."""
    if item.kind == MISSING_WORD:
        return {fold(item.key)}
    return set(words(text)) - set(words(item.stimulus)) if item.key == SWAPPED else set()


def modes() -> tuple[str, ...]:
    """What `mode` may be: mixed, or one of the kinds of item there are."""
    return (MIXED, *KINDS, HAND_WRITTEN)


def choose(view: View, rules: Rules, history: History, rng: random.Random) -> Choice:
    """The next item under these rules, its options freshly shuffled so that over a game the right one moves about.

    Raises NoItems (and NoSuchPack).
    """
    packs = list(view.library.chosen(rules.pack))
    rng.shuffle(packs)
    nearly: Choice | None = None
    for again in (False, True):
        for choice in _all_offers(view, packs, _kinds(rules.mode, history.last_kind, rng), rng):
            if not history.allows(choice.item, again=again):
                continue
            if rules.difficulty in (Difficulty.ANY, history.band(choice.item)):
                return replace(choice, item=_shuffled(choice.item, history, rng))
            nearly = nearly or choice
        if nearly is not None:
            return replace(nearly, item=_shuffled(nearly.item, history, rng))
    raise NoItems(mode=rules.mode, pack=rules.pack)


def how_many(view: View, rules: Rules, kept_out: frozenset[str]) -> int:
    """How many of a game's rounds have something to ask, at most as many as the rules want.

    Told by a game that takes whatever fits first; a pack too large to be looked through is taken to have enough.
    Raises NoSuchPack.
    """
    packs, rng = view.library.chosen(rules.pack), random.Random(0)
    history, asked = History(kept_out=kept_out), list[tuple[Item, str]]()
    counted = -1
    while counted < len(asked) < rules.rounds:
        counted = len(asked)
        for choice in _all_offers(view, packs, _kinds(rules.mode, "", rng), rng, most=COUNTED):
            if not history.allows(choice.item, again=True):
                continue
            asked.append((choice.item, _text(view, choice.number)))
            if len(asked) == rules.rounds:
                break
            history = replace(History.of(asked), kept_out=kept_out)
    return rules.rounds if any(p.size > COUNTED for p in packs) else len(asked)


def _text(view: View, number: int | None) -> str:
    numbered = None if number is None else view.get(number)
    return "" if numbered is None else numbered.quote.text


def _all_offers(
    view: View, packs: Sequence[Cover], kinds: Sequence[str], rng: random.Random, *, most: int | None = None
) -> Iterator[Choice]:
    """What could be asked; of each pack's quotes the better `most` (None: all)."""
    for kind in kinds:
        for pack in packs:
            yield from _offers(view, pack, kind, rng, most)


def _kinds(mode: str, last: str, rng: random.Random) -> list[str]:
    if mode != MIXED:
        return [mode]
    kinds = list(modes()[1:])
    rng.shuffle(kinds)
    return sorted(kinds, key=lambda kind: kind == last)


def _offers(view: View, pack: Cover, kind: str, rng: random.Random, most: int | None) -> Iterator[Choice]:
    if kind == HAND_WRITTEN:
        yield from (Choice(*one) for one in view.written([pack], rng))
        return
    yield from _pressed_first(_made(view, kind, _better_first(view.numbers([pack]), rng)[:most]))


def _made(view: View, kind: str, numbers: Iterable[int]) -> Iterator[Choice]:
    for number in numbers:
        made = view.make(kind, number)
        if not isinstance(made, Refused):
            yield Choice(made, number)


def _pressed_first(offers: Iterator[Choice]) -> Iterator[Choice]:
    """Of each handful those with options before those to type: pressing a button is quicker for everybody."""
    while handful := list(islice(offers, HANDFUL)):
        yield from sorted(handful, key=lambda choice: not choice.item.options)


def _better_first(scored: Sequence[tuple[int, float]], rng: random.Random) -> list[int]:
    return [n for n, _ in sorted(scored, key=lambda one: rng.random() ** (1 / (0.05 + one[1])), reverse=True)]


def _shuffled(item: Item, history: History, rng: random.Random) -> Item:
    if item.key not in item.options:
        return item
    size = len(item.options)
    stood = Counter(place for options, place in history.game_places if options == size)
    place = rng.choices(range(size), [SHY ** -stood[p] for p in range(size)])[0]
    others = [o for o in item.options if o != item.key]
    rng.shuffle(others)
    return replace(item, options=(*others[:place], item.key, *others[place:]))
