"""What somebody said in some packs, known in other texts, and taken out of what was asked about it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.chat.identity import TEAMMATE
from bot.storage.rows import thawed_item
from content.model import Item
from content.omission import Sayings, texts_of
from content.text import fold, folded_words, holds

TAKEN_OUT = "(taken out)"


@dataclass(frozen=True)
class OwnWords:
    """What somebody said in some packs: the numbers, ids and texts of the quotes; when it is forgotten, whatever they
    said in turns as well, sentence by sentence. `called` is what they are called as a member, where that stands alone.
    """

    names: frozenset[str]
    numbers: frozenset[int]
    ids: frozenset[str]
    texts: frozenset[str]
    called: frozenset[str] = frozenset()

    @cached_property
    def sayings(self) -> Sayings:
        """The texts, to be found in others."""
        return Sayings(self.texts)

    def is_in(self, text: str) -> bool:
        """Whether a text says or names them."""
        folded = folded_words(text)
        if folded and folded in map(folded_words, self.called):
            return True
        return any(holds(folded, folded_words(name)) for name in self.names) or self.sayings.are_in(text)

    def asks(self, item: Item) -> bool:
        """Whether an item asks about these words, or shows some of them."""
        about = not {item.quote_id, *item.quote_ids}.isdisjoint(self.ids)
        return about or any(map(self.sayings.are_in, texts_of(item)))


def scrubbed(frozen: Any, said: OwnWords) -> Any:
    """An item as it is kept in a round, without their words and names; whole if it has none."""
    asked = thawed_item(frozen)
    about = not {asked.quote_id, *asked.quote_ids}.isdisjoint(said.ids)
    if not about and not any(map(said.is_in, texts_of(asked))):
        return frozen
    return _mapped(frozen, (lambda _: TAKEN_OUT) if about else lambda text: _nameless(text, said))


def _mapped(frozen: Any, change: Callable[[str], str]) -> Any:
    """With every text of it changed; ids and kinds stay."""
    if isinstance(frozen, str):
        return change(frozen) if frozen else frozen
    if isinstance(frozen, list | tuple):
        return [_mapped(each, change) for each in frozen]
    if isinstance(frozen, dict):
        kept = ("id", "kind", "quote_id", "quote_ids")
        return {name: value if name in kept else _mapped(value, change) for name, value in frozen.items()}
    return frozen


def _nameless(text: str, said: OwnWords) -> str:
    if not said.is_in(text):
        return text
    return TEAMMATE if fold(text) in map(fold, said.names | said.called) else TAKEN_OUT
