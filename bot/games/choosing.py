"""Which item a round asks: the kinds mixed, nothing asked here before as long as there is something new."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import islice

from bot.chat.refusals import NoItems
from bot.games.evening import fits, party_forms
from bot.games.model import MIXED, Difficulty, Pace, Rules
from bot.games.rating import band, first_rating
from bot.library.library import View
from bot.library.model import PackSummary
from content.items import KINDS, kind_of, known_kind
from content.items.closest import TIMES
from content.items.missing_word import NAME as CLOZE
from content.model import Item

# Of so many items of a kind those that are answered by a button come first.
HANDFUL = 50
# Whether a game has enough to ask is found out among so many quotes.
COUNTED = 2000
GAMES = 3
FEW = 8
# So many quotes are tried for a form before another form takes the turn.
PATIENCE = 400
# What a host would deal in ten rounds, the easiest first and nothing twice in a row: each round's forms, best first.
# "Typed" are those without options. Whatever a pack cannot give is taken by what is dealt often elsewhere.
TYPED, COUNT = " typed", " count"
DEAL: tuple[tuple[str, ...], ...] = (
    ("who-said",), ("missing-word",), ("who-said", "odd-one-out"), ("closest typed",),
    ("hand-written", "hand-written typed", "who-said"), ("missing-word typed",), ("odd-one-out", "who-said"),
    ("missing-word",), ("closest typed",), ("missing-word typed",),
)  # fmt: skip
# A form that was asked so often in ten rounds gives way to others.
MOST, MOST_OF = 5, {"odd-one-out": 2, "closest typed": 3}
# What strangers may tell by its sense comes where nothing else is left that is new: a game goes on to its end. So often
# in ten rounds.
LAST = {"which-question": 3, "finish-the-quote": 4, "finish-the-quote typed": 2, "true-or-swapped": 1}
# Where the right answer stood before in a game it stands so many times less likely again.
SHY = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """An item to ask and the number of the quote it is about, if it is about one."""

    item: Item
    number: int | None


@dataclass(frozen=True, slots=True)
class History:
    """What was asked: item ids in this place ever, and of them the last; of this game item and quote ids, quotes,
    (kind, key), the words that were asked for, the forms of its rounds in their order, and of each round with options
    how many there were and where the right one stood.

    `kept_out` are items under review or reported here; `players` are in the game, which has `rounds`; `ratings` tell
    how hard those items are that were answered before.
    """

    asked_here: frozenset[str] = frozenset()
    asked_lately: frozenset[str] = frozenset()
    game_items: frozenset[str] = frozenset()
    game_quotes: frozenset[str] = frozenset()
    game_texts: tuple[str, ...] = ()
    game_keys: tuple[tuple[str, str], ...] = ()
    game_words: frozenset[str] = frozenset()
    game_forms: tuple[str, ...] = ()
    game_places: tuple[tuple[int, int], ...] = ()
    kept_out: frozenset[str] = frozenset()
    players: int = 1
    rounds: int = 0
    ratings: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, asked: Sequence[tuple[Item, str]]) -> "History":
        """Of a game that has asked these items, each with the text of its quote ("" where there is none)."""
        items = [item for item, _ in asked]
        return cls(
            game_items=frozenset(i.id for i in items),
            game_quotes=frozenset(q for i in items for q in (i.quote_id, *i.quote_ids) if q),
            game_texts=tuple(text for item, told in asked for text in (told, *_told(item)) if text),
            game_keys=tuple((i.kind, i.key) for i in items),
            game_words=frozenset().union(*(kind_of(item).consumes(item, text) for item, text in asked)),
            game_forms=tuple(map(form_of, items)),
            game_places=tuple((len(i.options), i.options.index(i.key)) for i in items if i.key in i.options),
        )

    def allows(self, item: Item, *, again: bool) -> bool:
        """Whether the item may be asked now; `again` once the pool of new ones is used up."""
        if item.id in self.kept_out or item.id in self.game_items:
            return False
        if not self.game_quotes.isdisjoint((item.quote_id, *item.quote_ids)):
            return False
        # A distractor whose quote was just revealed is no distractor any more.
        phrases = [o for o in item.options if o != item.key and o.count(" ") > 1]
        if any(phrase in text for phrase in phrases for text in self.game_texts):
            return False
        if self.game_words & kind_of(item).consumes(item, item.stimulus):
            return False
        if kind_of(item).names and self._is_said_too_often(item):
            return False
        # A number or a word that was just read is none to ask for.
        if item.unit != TIMES and (item.number is not None or item.kind == CLOZE) and self._was_read(item.key):
            return False
        # Nor may what is shown give away, or be given away by, a key of this game.
        if any(key.count(" ") > 1 and key in item.stimulus for _, key in self.game_keys):
            return False
        return again or item.id not in self.asked_here

    def _was_read(self, key: str) -> bool:
        said = re.compile(rf"(?<![\w.,]){re.escape(key)}(?!\w|[.,]\d)", re.IGNORECASE)
        return any(said.search(text) for text in self.game_texts)

    def _is_said_too_often(self, item: Item) -> bool:
        """Whether another voice of that round was the key less often in this game."""
        said = Counter(key for kind, key in self.game_keys if kind == item.kind)
        return said[item.key] > min(said[option] for option in item.options)

    def band(self, item: Item) -> Difficulty:
        """How hard the item is: by its answers if there are any, else by its features."""
        return band(self.ratings.get(item.id, first_rating(item)))


def _told(item: Item) -> tuple[str, ...]:
    """What a round shows as said, beside its quote."""
    return kind_of(item).phrases(item) if item.quote_ids else ()


def form_of(item: Item) -> str:
    """The kind of an item, and whether it is typed or counts what somebody says."""
    kind = known_kind(item)
    if item.unit == TIMES:
        return f"{kind}{COUNT}"
    return kind if item.options or KINDS[kind].written else f"{kind}{TYPED}"


def modes() -> tuple[str, ...]:
    """What `mode` may be: mixed, or one of the kinds of item there are."""
    return (MIXED, *KINDS)


def choose(view: View, rules: Rules, history: History, rng: random.Random) -> Choice:
    """The next item under these rules, its options freshly shuffled so that over a game the right one moves about.

    Raises NoItems (and NoSuchPack).
    """
    packs = list(view.library.chosen(rules.pack))
    rng.shuffle(packs)
    nearly: Choice | None = None
    # Once all was asked here, what was asked longest ago comes again first.
    for again, barred in ((False, frozenset[str]()), (True, history.asked_lately), (True, frozenset[str]())):
        for choice in _all_offers(view, packs, rules.mode, history, rng):
            if not history.allows(choice.item, again=again) or choice.item.id in barred:
                continue
            if rules.difficulty in (Difficulty.ANY, history.band(choice.item)):
                return replace(choice, item=_shuffled(choice.item, history, rng))
            nearly = nearly or choice
        if nearly is not None:
            return replace(nearly, item=_shuffled(nearly.item, history, rng))
    nothing = rules.mode == MIXED or next(_all_offers(view, packs, MIXED, History(), rng), None) is None
    raise NoItems(mode=rules.mode, pack=rules.pack, samples=view.library.resting_samples if nothing else ())


def how_many(view: View, rules: Rules, kept_out: frozenset[str]) -> int:
    """How many of a game's rounds have something to ask, at most as many as the rules want.

    Told by the shortest of a few games; packs too large to be looked through are taken to have enough. Raises
    NoSuchPack.
    """
    packs = view.library.chosen(rules.pack)
    if sum(p.size for p in packs) > COUNTED:
        return rules.rounds
    return min(_played(view, packs, rules, kept_out, random.Random(game)) for game in range(GAMES))


def _played(
    view: View, packs: Sequence[PackSummary], rules: Rules, kept_out: frozenset[str], rng: random.Random
) -> int:
    """The rounds of one game that takes whatever fits first."""
    # How many will play is not known yet; alone nobody plays what takes several.
    several = 1 if rules.pace is Pace.SOLO else max(KINDS[kind].players for kind in KINDS)
    history, asked = History(kept_out=kept_out, players=several), list[tuple[Item, str]]()
    while len(asked) < rules.rounds:
        offers = _all_offers(view, packs, rules.mode, history, rng)
        choice = next((offer for offer in offers if history.allows(offer.item, again=True)), None)
        if choice is None:
            break
        asked.append((choice.item, _text(view, choice.number)))
        history = replace(History.of(asked), kept_out=kept_out, players=several)
    return len(asked)


def _text(view: View, number: int | None) -> str:
    numbered = None if number is None else view.get(number)
    return "" if numbered is None else numbered.quote.text


def _all_offers(
    view: View, packs: Sequence[PackSummary], mode: str, history: History, rng: random.Random
) -> Iterator[Choice]:
    """What could be asked, in the order of the turn."""
    kinds = mode.split(",")
    if MIXED not in kinds:
        playable = [kind for kind in kinds if fits(kind, history.players)]
        for kind in sorted(playable, key=lambda k: _turn(k, history.game_forms)):
            for pack in packs:
                yield from _offers(view, pack, kind, rng)
        return
    # Told once for all forms, and only where there is something to compare.
    worths = [cache(partial(_worth, view, pack)) for pack in packs]
    for form in (*party_forms(history.game_forms, history.players, history.rounds), *_forms(history.game_forms)):
        kind = form.removesuffix(TYPED)
        for pack, worth in zip(packs, worths, strict=True):
            found = (Choice(*one) for one in view.offers(kind, [pack], rng, PATIENCE))
            yield from _best_first((choice for choice in found if form_of(choice.item) == form), worth)


def _worth(view: View, pack: PackSummary) -> Mapping[int, float]:
    return dict(view.numbers([pack]))


def _forms(asked: Sequence[str]) -> list[str]:
    """The forms of the next round, those first whose turn it is, then those asked least; those that were asked enough,
    and the last kind, come last.
    """
    turn = DEAL[len(asked) % len(DEAL)]
    others = sorted(dict.fromkeys(form for held in DEAL for form in held), key=lambda f: asked.count(f) / _share(f))
    games = 1 + len(asked) // len(DEAL)
    last = asked[-1].removesuffix(TYPED) if asked else ""
    wanted = sorted(
        dict.fromkeys((*turn, *others)),
        key=lambda form: (asked.count(form) >= games * MOST_OF.get(form, MOST), form.removesuffix(TYPED) == last),
    )
    return [*wanted, *(form for form, most in LAST.items() if asked.count(form) < games * most)]


def _turn(kind: str, asked: Sequence[str]) -> tuple[bool, int]:
    """Of several kinds that which was asked least comes next, and the last one comes last."""
    so_far = [form.removesuffix(TYPED) for form in asked]
    return so_far[-1:] == [kind], so_far.count(kind)


def _share(form: str) -> int:
    """In how many of ten rounds a form may come first."""
    return sum(form in held for held in DEAL)


def _offers(view: View, pack: PackSummary, kind: str, rng: random.Random) -> Iterator[Choice]:
    found = (Choice(*one) for one in view.offers(kind, [pack], rng))
    # What was said in so many words is more of a question than how often something was.
    yield from sorted(found, key=_is_count) if KINDS[kind].make is None else _pressed_first(found)


def _is_count(choice: Choice) -> bool:
    return choice.item.unit == TIMES


def _pressed_first(offers: Iterator[Choice]) -> Iterator[Choice]:
    """Of each handful those with options before those to type: pressing a button is quicker for everybody."""
    while handful := list(islice(offers, HANDFUL)):
        yield from sorted(handful, key=lambda choice: not choice.item.options)


def _best_first(offers: Iterator[Choice], worth: Callable[[], Mapping[int, float]]) -> Iterator[Choice]:
    """Of each handful those that ask for a name before those for another word, and the better quotes first."""
    while handful := list(islice(offers, FEW)):
        yield from sorted(
            handful,
            key=lambda choice: (
                not (choice.item.options or choice.item.key[:1].isupper()),
                -worth().get(choice.number or 0, 0.0),
            ),
        )


def _shuffled(item: Item, history: History, rng: random.Random) -> Item:
    if item.key not in item.options:
        return item
    size = len(item.options)
    stood = Counter(place for options, place in history.game_places if options == size)
    place = rng.choices(range(size), [SHY ** -stood[p] for p in range(size)])[0]
    others = [o for o in item.options if o != item.key]
    rng.shuffle(others)
    return replace(item, options=(*others[:place], item.key, *others[place:]))
