"""What a kind of item is: how it is called and made, what it needs, what asking it uses up, how it may be asked."""

from collections.abc import Callable, Collection, Iterator, Sequence, Set
from dataclasses import dataclass

from content.items.bank import Bank
from content.items.rules import PAIRS, Refused
from content.model import Item, Quote, Rejected, Turn
from content.text import length

# Shorter keys and options are words that stand anywhere.
TELLING = 3


def shown(item: Item) -> str:
    """What an item shows is all that it is about."""
    return item.stimulus


def uncounted(item: Item) -> str:
    """Nothing is counted."""
    return ""


def nothing(item: Item, text: str) -> Set[str]:
    """No word is used up."""
    return frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A way to ask.

    `name` is what people type for it, `title` what stands over a round. `make` makes the item about a quote, None where
    items come with their pack; `every` makes all that can be asked about it, where that may be several. `gather` makes
    those that need the whole talk, when it is brought in. `needs` is a sentence on what a pack must have for it.

    `names`: its options are people, or orders: nothing that anybody said. `exempt`: rules that its items need not obey.
    `spoken`: what was said, as whole as an item tells. `consumes`: the words, folded, of which everybody has read that
    they were asked for, given the item and its quote. `counted`: the words of which it is asked how often they are
    said, "" for none. `daily`, `solo`: whether it is asked in daily posts, and of somebody who plays alone. `hint`:
    what a hint tells where it neither takes an option away nor shows letters. `written`: players write its options
    themselves before they choose. `players`: how many it needs. `heard`: who is right has known a voice. `poll`: it has
    no key; nobody is right or wrong. `alone`: its line has to stand alone, and pointing back refuses it.
    `scene`: what was said right before its line is shown with it. `beside`: the one guest of a talk is asked for among
    guests of other talks (content/items/guests.py).
    """

    name: str
    title: str
    make: Callable[[Bank, Quote], Item | Refused] | None = None
    every: Callable[[Bank, Quote], Iterator[Item | Refused]] | None = None
    gather: Callable[[Bank, Sequence[Turn], Sequence[Rejected]], Sequence[Item]] | None = None
    needs: str = ""
    names: bool = False
    exempt: Collection[str] = ()
    spoken: Callable[[Item], str] = shown
    consumes: Callable[[Item, str], Set[str]] = nothing
    counted: Callable[[Item], str] = uncounted
    daily: bool = True
    solo: bool = True
    hint: Callable[[Item], str] | None = None
    written: bool = False
    heard: bool = False
    poll: bool = False
    players: int = 1
    alone: bool = False
    scene: bool = False
    beside: bool = False

    def phrases(self, item: Item) -> tuple[str, ...]:
        """The options of an item that are something somebody said: no names, no single words, no yes or no."""
        if self.names or frozenset(item.options) in PAIRS:
            return ()
        return tuple(option for option in item.options if length(option) >= TELLING)

    def said_key(self, item: Item) -> str:
        """Its key, "" where that is a name, a word, a yes or a no."""
        quiet = self.names or frozenset(item.options) in PAIRS or length(item.key) < TELLING
        return "" if quiet else item.key
