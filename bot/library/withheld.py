"""What may not be told now: everything that would give an open item away, whichever pack or road it comes by.

An item is open from the moment it is chosen until it takes no more answers. Withheld with it are its quote, the same
passage in any pack, however it is cut there, and every text that holds its key or one of its options: who finds the
source of an option knows whether it is the right one. Where a number is asked for, other texts with it tell it as well.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil

from bot.library.blocked import NOT_BLOCKED, Blocked
from content.items import Refused, kind_of
from content.items.missing_word import GAP
from content.model import Item
from content.text import CHARACTERS_A_WORD, UNSPACED, fold, words

# Texts that share half of the shorter one's runs of three words are the same passage; in another edition some words of
# an option may differ.
SAME, MOSTLY = 0.5, 0.6
# Of so many runs, one after the other, so many tell a part of the passage: six words in a row, or eight but for one.
STRETCH, TELLING = 6, 4
# So many words on either side of a gap tell which it is.
BESIDE = 2
SMALL = 12
# Every round asks an item of its own, whose traces take some ten kilobytes: so many are remembered, and so many sets of
# what is open at once.
_ITEMS, _SETS = 512, 16
# What posts that wait to be sent will tell: the same few texts for many requests, in ever other company.
_PASSAGES = 128
BEING_ASKED = "being-asked"
Run = tuple[str, ...]
Runs = frozenset[Run]


@dataclass(frozen=True, slots=True)
class Trace:
    """The runs of words of a text, and how many of them give it away; `shorter`: of a text with fewer runs, half."""

    runs: tuple[Run, ...]
    needed: int
    shorter: bool = False

    def is_in(self, shared: int, runs: int) -> bool:
        """Whether a text with that many runs, so many of them shared, tells it."""
        return shared >= (min(self.needed, ceil(SAME * runs)) if self.shorter else self.needed)


@dataclass(frozen=True, slots=True)
class Traces:
    """Of one open item: `said` are its quote and its key, `offered` what else it offers to choose from."""

    said: tuple[Trace, ...]
    offered: tuple[Trace, ...]


class Withheld:
    """Some open items, and other quotes by id or number; `texts` are what the quotes say where that is known. What is
    `blocked` is withheld besides, for good.
    """

    def __init__(
        self, items: Iterable[Item] = (), *, quotes: Collection[str] = (), numbers: Collection[int] = (),
        texts: Iterable[str] = (), blocked: Blocked = NOT_BLOCKED,
    ) -> None:  # fmt: skip
        self._open, self._texts, self.blocked = tuple(items), tuple(texts), blocked
        self._others, self.numbers = frozenset(quotes), frozenset(numbers)
        self.items = frozenset(i.id for i in self._open)
        self.quotes = self._others.union(q for i in self._open for q in (i.quote_id, *i.quote_ids) if q)

    @property
    def opened(self) -> tuple[Item, ...]:
        """The open items."""
        return self._open

    def __bool__(self) -> bool:
        return bool(self._open or self._others or self.numbers or self.blocked)

    @property
    def asked(self) -> "Withheld":
        """The same without what is blocked."""
        return Withheld(self._open, quotes=self._others, numbers=self.numbers, texts=self._texts)

    def knowing(self, texts: Iterable[str], blocked: Blocked = NOT_BLOCKED) -> "Withheld":
        """The same with these texts of its quotes, and what is known of what is blocked."""
        return Withheld(self._open, quotes=self._others, numbers=self.numbers, texts=texts, blocked=blocked)

    def hides_text(self, text: str) -> bool:
        """Whether these words would give an open item away."""
        return self.blocked.says(text) or self._tells(text, self._traced) or self._says_number(text)

    @property
    def voices(self) -> frozenset[str]:
        """Those among whom it is asked who said something."""
        asked = [i for i in self._open if kind_of(i).names and kind_of(i).heard]
        return frozenset(name for i in asked for name in (*i.options, *(talked for _, talked in i.called)))

    def counts(self, text: str) -> bool:
        """Whether it is asked how often somebody says these words: how many texts hold them tells it."""
        said = frozenset(words(text))
        return any(said.issuperset(asked) for asked in _counted(self._open))

    def hides_item(self, item: Item) -> bool:
        """Whether asking this would: it is open itself, shows what is asked, or reveals what is offered."""
        if not self:
            return False
        if self.blocked.hides_item(item):
            return True
        if item.id in self.items or not self.quotes.isdisjoint((item.quote_id, *item.quote_ids)):
            return True
        kind = kind_of(item)
        # Where several quotes are shown, every option is something that was said.
        lines = item.options if item.quote_ids else ()
        shown = (kind.spoken(item), kind.said_key(item), item.explanation, *lines)
        others = (o for o in kind.phrases(item) if o != item.key)
        return any(map(self.hides_text, shown)) or any(self._tells(o, self._traced_said) for o in others)

    # Thousands of texts are asked about while the same is open: what that gives is looked for once.
    @cached_property
    def _traced(self) -> "_Index":
        return _everything(self._open)

    @cached_property
    def _traced_said(self) -> "_Index":
        return _said(self._open)

    @cached_property
    def _traced_texts(self) -> "_Index":
        return _whole(self._texts)

    @cached_property
    def _numbers(self) -> tuple[str, ...]:
        return tuple(f" {number} " for number in _figures(self._open))

    def _says_number(self, text: str) -> bool:
        if not self._numbers:
            return False
        said = f" {' '.join(words(text))} "
        return any(number in said for number in self._numbers)

    def _tells(self, text: str, traces: "_Index") -> bool:
        if not text or not (self._open or self._texts):
            return False
        shown = runs(text)
        return traces.is_told(shown) or self._traced_texts.is_told(shown)


NOTHING = Withheld()


class _Index:
    """Traces by their runs."""

    def __init__(self, traces: Iterable[Trace]) -> None:
        self._traces = tuple(traces)
        self._by_run: dict[tuple[str, ...], list[int]] = {}
        for place, trace in enumerate(self._traces):
            for run in trace.runs:
                self._by_run.setdefault(run, []).append(place)

    def is_told(self, said: Runs) -> bool:
        met = [run for run in said if run in self._by_run]
        shared = Counter(place for run in met for place in self._by_run[run])
        return any(self._traces[place].is_in(count, len(said)) for place, count in shared.items())


# The same items are open for many requests, one after the other; fifty games at once make half a megabyte each time one
# of them goes on.
@lru_cache(maxsize=_SETS)
def _everything(items: tuple[Item, ...]) -> _Index:
    return _Index(t for i in items for t in (*traces_of(i).said, *traces_of(i).offered))


@lru_cache(maxsize=_SETS)
def _said(items: tuple[Item, ...]) -> _Index:
    return _Index(t for i in items for t in traces_of(i).said)


@lru_cache(maxsize=_SETS)
def _whole(texts: tuple[str, ...]) -> _Index:
    return _Index(trace for text in texts for trace in _passage(text))


@lru_cache(maxsize=64)
def _figures(items: tuple[Item, ...]) -> frozenset[str]:
    """The numbers that are asked for, as they are said and in figures; small ones stand anywhere."""
    asked = [i for i in items if i.number is not None and i.number > SMALL and not kind_of(i).counted(i)]
    said = (text for i in asked for text in (i.key, f"{i.number:g}"))
    return frozenset(" ".join(words(text)) for text in said) - {""}


@lru_cache(maxsize=64)
def _counted(items: tuple[Item, ...]) -> tuple[frozenset[str], ...]:
    """The words of which it is asked how often they are said."""
    return tuple(frozenset(words(what)) for i in items if (what := kind_of(i).counted(i)))


@lru_cache(maxsize=4096)
def runs(text: str) -> Runs:
    """The runs of three words in a text; the whole of a shorter one."""
    return frozenset(_in_order(text))


def _in_order(text: str) -> list[Run]:
    said = list(_units(text))
    return list(zip(said, said[1:], said[2:], strict=False)) or ([tuple(said)] if said else [])


@lru_cache(maxsize=_PASSAGES)
def _passage(text: str) -> tuple[Trace, ...]:
    """What gives a passage away: the same passage, and what has a part of it in common with it."""
    said = _in_order(text)
    whole = tuple(dict.fromkeys(said))
    times = CHARACTERS_A_WORD if UNSPACED.search(text) else 1
    parts = (said[begin : begin + times * STRETCH] for begin in range(max(0, len(said) - times * STRETCH + 1)))
    return (
        Trace(whole, ceil(SAME * len(whole)), shorter=True),
        *(Trace(tuple(dict.fromkeys(part)), times * TELLING) for part in parts),
    )


def _phrase(text: str) -> Trace:
    """What gives an option or a key away: most of it."""
    return Trace(tuple(runs(text)), ceil(MOSTLY * len(runs(text))))


@lru_cache(maxsize=_ITEMS)
def traces_of(item: Item) -> Traces:
    """What would give an item away."""
    # Without a quote of its own the explanation is all that is known of where it is from.
    kind = kind_of(item)
    whole = [kind.spoken(item)] if item.quote_id else [kind.spoken(item), item.explanation]
    key = [kind.said_key(item)] if kind.said_key(item) else []
    key += [_gap(item)] if GAP in item.stimulus else []
    return Traces(
        (*(trace for text in whole for trace in _passage(text)), *map(_phrase, key)),
        tuple(_phrase(o) for o in kind.phrases(item) if o != item.key),
    )


def _gap(item: Item) -> str:
    """What is missing, with the words beside it."""
    before, _, after = item.stimulus.partition(GAP)
    return " ".join([*list(_units(before))[-BESIDE:], item.key, *list(_units(after))[:BESIDE]])


def refused(item: Item) -> Refused:
    """No item, because it would tell what is open."""
    return Refused(BEING_ASKED, item.id)


def _units(text: str) -> Iterator[str]:
    """Words; where no spaces stand between them, characters."""
    if text.isascii() or not UNSPACED.search(text):
        yield from words(text)
        return
    for word in words(fold(text)):
        if UNSPACED.search(word):
            yield from word
        else:
            yield word
