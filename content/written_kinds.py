"""What is written by hand and is no plain question: a line whose speaker, end or word is asked for, a number to come
near to, two truths and a lie, an opinion.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from content.ids import item_id
from content.items import HAND_WRITTEN, agree, closest, finish, missing_word, odd_one_out, two_truths, which_question
from content.items import who_said as who
from content.items.closest import GAP
from content.model import Item, Quote
from content.text import fold


def of_kind(item: Item, about: Quote | None, quotes: Sequence[Quote]) -> Item | str:
    """A written item as one of its kind, or what is wrong with it. Lines among its options are told by their words."""
    made = _MADE.get(item.kind)
    return f"is of no kind “{item.kind}”" if made is None else made(item, about, quotes)


def opinion(quote: Quote) -> Item:
    """Whether people agree with a claim."""
    return Item(
        id=item_id(quote.id, agree.NAME), kind=agree.NAME, stimulus=quote.text, stem=agree.STEM, key="",
        options=(agree.YES, agree.NO), quote_id=quote.id,
    )  # fmt: skip


def _plain(item: Item, about: Quote | None, quotes: Sequence[Quote]) -> Item | str:
    return item


def _number(item: Item, about: Quote | None, quotes: Sequence[Quote]) -> Item | str:
    digits = item.key.replace(",", "")
    if not digits.isascii() or not digits.isdigit() or item.options:
        return 'has a key such as "1,200" and no distractors where the nearest number wins'
    return replace(item, number=float(digits), accept=(item.key,), rivals=())


def _lie(item: Item, about: Quote | None, quotes: Sequence[Quote]) -> Item | str:
    if len(item.options) != two_truths.TRUTHS + 1:
        return "has the lie as its key and two truths as its distractors"
    return _with_lines(item, quotes)


def _odd(item: Item, about: Quote | None, quotes: Sequence[Quote]) -> Item | str:
    lines = [quote for option in item.options for quote in quotes if quote.text == option]
    if len(lines) < len(item.options) or len({line.speaker for line in lines[1:]}) != 1:
        return "has three lines of one voice as its distractors and another's as its key, each word for word"
    if len(lines) != odd_one_out.FEWEST_LINES + 1 or lines[0].speaker == lines[1].speaker:
        return "has three lines of one voice as its distractors and another's as its key, each word for word"
    return _with_lines(replace(item, quote_id=lines[0].id), quotes)


def _voice(item: Item, about: Quote | None, quotes: Sequence[Quote]) -> Item | str:
    if about is None or about.speaker != item.key:
        return "names no quote or claim of the speaker who is its key"
    voices = {quote.speaker for quote in quotes}
    if not item.options or any(option not in voices for option in item.options):
        return "has speakers of its pack as its distractors"
    return replace(item, stimulus=item.stimulus or about.text, rivals=())


def _ending(item: Item, about: Quote | None, quotes: Sequence[Quote]) -> Item | str:
    head = item.stimulus.removesuffix("…").rstrip()
    return item if about and _is_said(f"{head} {item.key}", about) else "does not end as its quote or claim does"


def _gap(item: Item, about: Quote | None, quotes: Sequence[Quote]) -> Item | str:
    filled = item.stimulus.replace(GAP, item.key)
    if about is None or GAP not in item.stimulus or not _is_said(filled, about):
        return f"does not show its quote or claim with {GAP} where the key stands"
    return item


def _question(item: Item, about: Quote | None, quotes: Sequence[Quote]) -> Item | str:
    return replace(item, stimulus=item.stimulus or about.text) if about else "names no quote or claim that answers it"


def _is_said(text: str, quote: Quote) -> bool:
    return fold(text) in fold(quote.text)


def _with_lines(item: Item, quotes: Sequence[Quote]) -> Item:
    """With the quotes that it shows among its options."""
    told = {quote.text: quote.id for quote in quotes}
    lines = [told[text] for text in item.options if text in told]
    return replace(item, quote_ids=tuple(dict.fromkeys(i for i in (item.quote_id, *lines) if i)))


# What `kind` may be in an [[item]].
_MADE: Mapping[str, Callable[[Item, Quote | None, Sequence[Quote]], Item | str]] = {
    HAND_WRITTEN: _plain, closest.NAME: _number, two_truths.NAME: _lie, odd_one_out.NAME: _odd, who.NAME: _voice,
    finish.NAME: _ending, missing_word.NAME: _gap, which_question.NAME: _question,
}  # fmt: skip
KINDS = tuple(_MADE)
EXEMPT: Mapping[str, frozenset[str]] = {
    kind.name: frozenset(kind.exempt)
    for kind in (two_truths.KIND, odd_one_out.KIND, who.KIND, finish.KIND, missing_word.KIND, which_question.KIND)
}
