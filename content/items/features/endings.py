"""Of rounds that ask how a quote goes on: how its endings stand after the beginning."""

import math
from collections.abc import Mapping, Sequence

from content.items import blind
from content.items.bank import Bank
from content.items.features.line import Line, Told, line, owned
from content.items.finish import opens_a_sentence
from content.items.names import names_in
from content.items.stems import stems
from content.model import Item, Quote
from content.text import words
from content.vocabulary import weight

_FIRST: Mapping[str, str] = {
    word: sort
    for sort, told in (
        ("to", "to"), ("that", "that which who"),
        ("clause", "because when while if since until unless although though"),
        ("and", "and but so or"), ("with", "with from by for in on at into about through without as than"),
        ("question", "what how why where whether"),
    )
    for word in told.split()
}  # fmt: skip
_SORTS = ("to", "that", "clause", "and", "with", "question")


def finish(bank: Bank, item: Item, quote: Quote) -> Told:
    """Of a beginning and the endings that are offered for it."""
    head, rivals = item.stimulus.removesuffix("…").rstrip(), [o for o in item.options if o != item.key]
    said = Line.of(quote.text, quote)
    yield from line(bank, said)
    yield from owned(bank, said)
    first = _FIRST.get((words(item.key) or [""])[0], "")
    for sort in _SORTS:
        yield f"begins-{sort}", first == sort
    yield "new-sentence", opens_a_sentence(head)
    yield "after-comma", head.endswith((",", ";", ":", "—"))
    yield "head-words", math.log(max(1, len(words(head))))
    yield "tail-words", math.log(max(1, len(words(item.key))))
    yield "head-share", len(head) / max(1, len(quote.text))
    yield "head-heavy", len(stems(head))
    yield from _tails(item, rivals)
    yield from _fit(head, item, rivals)
    yield from _sources(bank, rivals, quote)


def _tails(item: Item, rivals: Sequence[str]) -> Told:
    said = words(item.key)
    yield "options", len(item.options)
    yield "tail-heavy", len(stems(item.key))
    yield "tail-rarest", max(map(weight, said), default=0.0)
    yield "rivals-rarest", sum(max(map(weight, words(r)), default=0.0) for r in rivals) / len(rivals)
    yield "tail-names", bool(names_in(f"x {item.key}"))
    yield "rivals-names", sum(bool(names_in(f"x {r}")) for r in rivals)
    yield "same-first-word", sum(words(r)[:1] == said[:1] for r in rivals) / len(rivals)
    yield "same-second-word", sum(words(r)[1:2] == said[1:2] for r in rivals) / len(rivals)
    yield "longer", math.log(len(item.key) * len(rivals) / sum(map(len, rivals)))


def _fit(head: str, item: Item, rivals: Sequence[str]) -> Told:
    """How sure they are of it who know only which words follow each other."""
    begun = {o: " ".join(words(o)[:3]) for o in item.options}
    sure = blind.choose(head, "", list(begun.values()))
    yield "blind-sure", sure[begun[item.key]]
    yield "blind-margin", sure[begun[item.key]] - max(sure[begun[r]] for r in rivals)


def _sources(bank: Bank, rivals: Sequence[str], quote: Quote) -> Told:
    said = [q for q, cut in bank.cuts if cut.tail in rivals]
    yield "rivals-of-its-speaker", sum(q.speaker == quote.speaker for q in said) / max(1, len(said))
    yield "rivals-away", math.log1p(sum(abs(q.turn - quote.turn) for q in said) / max(1, len(said)))
    yield "rivals-subject", sum(bool(stems(q.text) & stems(quote.text)) for q in said) / max(1, len(said))
