"""What was asked in a place and in a game, and so what may be asked next."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.games.forms import form_of
from bot.games.liking import DOUBTED, MOST
from bot.games.model import Difficulty
from bot.games.rating import band, first_rating
from bot.library.model import Aside
from content.items import kind_of
from content.items.closest import TIMES
from content.items.missing_word import NAME as CLOZE
from content.model import Item

# So much oftener than another may a voice be the key of a game.
SLACK = 1


@dataclass(frozen=True, slots=True)
class History:
    """What was asked: item ids in this place ever, and of them the last; of this game item and quote ids, quotes,
    (kind, key), the words that were asked for, the forms of its rounds in their order, and of each round with options
    how many there were and where the right one stood.

    `kept_out` are items under review or reported here, `read_here` the items and quotes that were resolved here, or
    before one of the players; `told_before` is all that the game before in this place revealed; `players` are in the
    game, which has `rounds`; `ratings` tell how hard those items are that were answered before; `liked` how a form is
    liked here, from -1 to 1; `favours` what an item is worth more or less here; `doubted` are quotes whose speaker
    somebody doubts. `sample` says which quotes of a large pack are looked through: the same ones as long as it is the
    same.
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
    read_here: frozenset[str] = frozenset()
    told_before: str = ""
    players: int = 1
    rounds: int = 0
    ratings: Mapping[str, float] = field(default_factory=dict)
    liked: Mapping[str, float] = field(default_factory=dict)
    favours: Mapping[str, float] = field(default_factory=dict)
    doubted: frozenset[int] = frozenset()
    sample: str = ""

    @classmethod
    def of(cls, asked: Sequence[tuple[Item, str]], asides: Sequence[Aside] = ()) -> "History":
        """Of a game that has asked these items, each with the text of its quote ("" where there is none), and told
        these asides.
        """
        items = [item for item, _ in asked]
        quotes = [*(q for i in items for q in (i.quote_id, *i.quote_ids)), *(aside.quote_id for aside in asides)]
        texts = [*(text for item, told in asked for text in (told, *_told(item))), *(aside.text for aside in asides)]
        return cls(
            game_items=frozenset(i.id for i in items),
            game_quotes=frozenset(filter(None, quotes)),
            game_texts=tuple(filter(None, texts)),
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
        if self._asks_for_words(item) and _says(item.key, self.game_texts):
            return False
        # Nor may what is shown give away, or be given away by, a key of this game.
        if any(key.count(" ") > 1 and key in item.stimulus for _, key in self.game_keys):
            return False
        return again or item.id not in self.asked_here

    def favour(self, item: Item, number: int | None) -> float:
        """What it is worth more or less here than elsewhere, at most MOST."""
        doubted = DOUBTED if number in self.doubted and kind_of(item).names else 0.0
        return max(-MOST, self.favours.get(item.id, 0.0) - doubted)

    def tells(self, item: Item) -> bool:
        """Whether that item, or a line of it, was read as another game was resolved: here, or by a player alone."""
        return not self.read_here.isdisjoint((item.id, item.quote_id, *item.quote_ids))

    def was_told(self, item: Item) -> bool:
        """Whether the game before told the name or number that is asked for."""
        return self._asks_for_words(item) and item.key in self.told_before and _says(item.key, (self.told_before,))

    @staticmethod
    def _asks_for_words(item: Item) -> bool:
        """Whether a name, a word or a number of a line is asked for."""
        return item.unit != TIMES and (item.number is not None or item.kind == CLOZE)

    def _is_said_too_often(self, item: Item) -> bool:
        """Whether another voice of that round was the key less often in this game, by two: by one it may be, as who
        notices that the voices take turns has the answers.
        """
        said = Counter(key for kind, key in self.game_keys if kind == item.kind)
        return said[item.key] > SLACK + min(said[option] for option in item.options)

    def band(self, item: Item) -> Difficulty:
        """How hard the item is: by its answers if there are any, else by its features."""
        return band(self.ratings.get(item.id, first_rating(item)))


def _says(key: str, texts: Sequence[str]) -> bool:
    """Whether one of them holds those words, as words."""
    said = re.compile(rf"(?<![\w.,]){re.escape(key)}(?!\w|[.,]\d)", re.IGNORECASE)
    return any(said.search(text) for text in texts)


def _told(item: Item) -> tuple[str, ...]:
    """What a round shows as said, beside its quote."""
    return kind_of(item).phrases(item) if item.quote_ids else ()
