"""Packs as files of other programs, and of Quoth itself: what the command line and the chat write alike."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.library.library import View
from bot.library.model import PackSummary
from content import own_format
from content.exports import fortune, tables
from content.items import KINDS, MADE, Refused
from content.model import Item, Pack, Source
from content.quizzes import gift
from content.text import readable_title

CSV, JSONL, GIFT, ANKI, FORTUNE, QUOTH = "csv", "jsonl", "gift", "anki", "fortune", "quoth"
# How the file of each ends.
ENDINGS: Mapping[str, str] = {
    CSV: "csv", JSONL: "jsonl", GIFT: "gift.txt", ANKI: "apkg", FORTUNE: "fortune.txt", QUOTH: "quoth.json",
}  # fmt: skip
FORMATS = tuple(ENDINGS)
# What holds quotes; the others hold what can be asked.
OF_QUOTES = frozenset({CSV, JSONL, FORTUNE})


def written(
    format_: str, view: View, packs: Sequence[PackSummary], mine: Collection[int] | None = None,
    questions: Collection[str] | None = None,
) -> bytes:  # fmt: skip
    """What may be read of these packs, in a format of other programs: all of it, or the quotes of these numbers and the
    written items of these ids.
    """
    rows = list(_rows(view, packs, mine))
    match format_:
        case "csv":
            return tables.csv_of(rows).encode()
        case "jsonl":
            return tables.jsonl_of(rows).encode()
        case "fortune":
            return fortune.fortune_of(rows).encode()
        case "gift":
            return gift.written(i for p in packs for i in _items(view, p, mine, questions)).encode()
        case _:
            from content.exports import anki

            cards = [anki.Card(i, _credit(p.info.source)) for p in packs for i in _items(view, p, mine, questions)]
            return anki.deck_of(", ".join(p.info.name for p in packs), cards)


def whole(pack: Pack) -> bytes:
    """A pack in Quoth's own format."""
    return own_format.written(pack).encode()


def holds_something(data: bytes, format_: str) -> bool:
    """Whether there is more in a file than its frame; an Anki deck that nobody can learn from is small all the same."""
    lines = data.count(b"\n")
    return lines > 1 if format_ == CSV else format_ == ANKI or bool(data.strip())


def kept_back(view: View, packs: Sequence[PackSummary]) -> int:
    """How many quotes of these packs may not be read now."""
    numbers = (n for p in packs for n, _ in view.numbers([p]))
    return sum(view.get(n) is None for n in numbers if n not in view.blocked)


def tells(view: View, pack: Pack) -> bool:
    """Whether a pack as a whole would tell something that is being asked. What is only blocked is in the whole."""
    asked = view.withheld.asked
    return bool(asked) and (
        any(asked.hides_text(turn.text) for turn in pack.turns)
        or any(asked.hides_text(quote.text) for quote in pack.quotes)
        or any(asked.hides_item(item) for item in pack.items)
    )


def _rows(view: View, packs: Sequence[PackSummary], mine: Collection[int] | None) -> Iterator[tables.Row]:
    for pack in packs:
        for number, _ in view.numbers([pack]):
            if (mine is None or number in mine) and (quote := view.get(number)) is not None:
                yield tables.Row(number, quote.quote, pack.info.source)


def _items(
    view: View, pack: PackSummary, mine: Collection[int] | None, questions: Collection[str] | None
) -> Iterator[Item]:
    yield from (item for item, _ in view.written([pack], whole=True) if questions is None or item.id in questions)
    for number, _ in view.numbers([pack]):
        if mine is None or number in mine:
            made = (view.make(kind, number, whole=True) for kind in MADE if KINDS[kind].solo)
            yield from (item for item in made if not isinstance(item, Refused))


def _credit(source: Source) -> str:
    return ", ".join(filter(None, (readable_title(source.title), source.date, source.licence)))
