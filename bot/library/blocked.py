"""Words and speakers that a workspace never wants to be shown: what that hides."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.library.model import DecidedBy
from bot.library.silence import told_by
from content.items import kind_of
from content.model import Item, Speaker
from content.text import folded_words, holds


class BlockKind(StrEnum):
    """What is blocked: what somebody says, or everything of somebody."""

    WORDS = "words"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One thing that is blocked, as it was written, by whom and since when."""

    id: int
    kind: BlockKind
    text: str
    by: DecidedBy
    at: datetime


@dataclass(frozen=True, slots=True)
class Blocked:
    """All that is blocked in a workspace: words as `folded_words` has them, folded names of speakers. A library knows
    how these speakers are `called`, and which `quotes` (ids) it hides.
    """

    phrases: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    called: frozenset[str] = field(default=frozenset(), compare=False)
    quotes: frozenset[str] = field(default=frozenset(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.phrases or self.speakers)

    def says(self, text: str) -> bool:
        """Whether it holds blocked words, whole and in a row."""
        return bool(self.phrases and text) and self.stands_in(folded_words(text))

    def stands_in(self, said: str) -> bool:
        """The same of folded words."""
        return any(holds(said, phrase) for phrase in self.phrases)

    def names(self, *names: str | None) -> bool:
        """Whether one of these is a blocked speaker, or a dialogue in which one speaks."""
        return bool(self.speakers) and any(
            name is not None and self.is_told_by(name, told_by(Speaker(name=name))) for name in names
        )

    def is_told_by(self, name: str, told: frozenset[str]) -> bool:
        """The same of a name, and of as whom it tells somebody."""
        return name in self.called or not self.speakers.isdisjoint(told)

    def tells(self, text: str) -> bool:
        """Whether it holds blocked words or names a blocked speaker."""
        return self.says(text) or self._is_named_in(text)

    def hides_item(self, item: Item) -> bool:
        """Whether asking it would show what is blocked, be it as a wrong answer."""
        if not self:
            return False
        shown = (item.stem, item.stimulus, item.key, item.explanation, *item.options, *item.accept)
        people = (item.key, *item.options) if kind_of(item).names else ()
        if not self.quotes.isdisjoint((item.quote_id or "", *item.quote_ids)):
            return True
        return any(map(self.says, shown)) or self.names(*people) or self._is_named_in(item.stem)

    def _is_named_in(self, text: str) -> bool:
        asked = folded_words(text)
        return any(holds(asked, folded_words(name)) for name in (*self.speakers, *self.called))

    def knowing(self, called: Collection[str], quotes: Collection[str]) -> "Blocked":
        """The same with how its speakers are called, and the quotes that it hides."""
        return Blocked(self.phrases, self.speakers, frozenset(called), frozenset(quotes))


NOT_BLOCKED = Blocked()
