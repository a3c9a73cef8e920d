"""Which quotes of some packs the blocks of a workspace hide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.library.blocked import NOT_BLOCKED, Blocked
from bot.library.model import NumberedQuote, StoredPack
from bot.library.silence import told_by
from content.model import Speaker
from content.text import folded_words


@dataclass(frozen=True, slots=True)
class HiddenByBlock:
    """The numbers of the quotes that are blocked, and the names of who is, by pack; `known` is the block with both."""

    numbers: frozenset[int] = frozenset()
    voices: Mapping[int, frozenset[str]] = field(default_factory=dict)
    known: Blocked = NOT_BLOCKED


NOTHING_HIDDEN = HiddenByBlock()


def hidden_by(
    blocks: Sequence[Blocked], packs: Mapping[int, StoredPack], quotes: Mapping[int, NumberedQuote]
) -> list[HiddenByBlock]:
    """What each of them hides by itself. Every quote is read once for all of them."""
    told = _told(packs.values(), quotes.values()) if any(b.speakers for b in blocks) else {}
    named = [frozenset(name for name, folded in told.items() if b.is_told_by(name, folded)) for b in blocks]
    voices = [
        {pack_id: frozenset(s.name for s in pack.speakers if not names.isdisjoint((s.name, *s.aliases)))
         for pack_id, pack in packs.items()}
        for names in named
    ]  # fmt: skip
    numbers: list[list[int]] = [[] for _ in blocks]
    reads = any(b.phrases for b in blocks)
    for number, one in quotes.items():
        quote = one.quote
        said = {folded_words(text) for text in {quote.text, quote.original} if text} if reads else ()
        for n, block in enumerate(blocks):
            speaks = quote.speaker in named[n] or quote.speaker in voices[n].get(one.pack_id, ())
            if speaks or any(map(block.stands_in, said)):
                numbers[n].append(number)
    return [
        HiddenByBlock(
            frozenset(numbers[n]), voices[n],
            block.knowing([name for names in voices[n].values() for name in names],
                          [quotes[number].quote.id for number in numbers[n]]),
        )
        for n, block in enumerate(blocks)
    ]  # fmt: skip


def _told(packs: Iterable[StoredPack], quotes: Iterable[NumberedQuote]) -> Mapping[str, frozenset[str]]:
    """As what everybody is known by each of their names, folded."""
    names = {name for pack in packs for s in pack.speakers for name in (s.name, *s.aliases)}
    names.update(q.quote.speaker for q in quotes if q.quote.speaker is not None)
    return {name: told_by(Speaker(name=name)) for name in names}
