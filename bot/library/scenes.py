"""What was said right before a line whose speaker is asked for: whoever listened remembers by it.

Of the same 54 lines two readers called 69 % fair, two who saw what was said before them 79 %. Above a missing name or
number it helped nobody: of 65 such rounds 69 and 70 %.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from bot.library.contents import LibraryContents, texts_said
from bot.library.model import CUT, NumberedQuote, Scene
from bot.library.withheld import Withheld
from content.delicate import warnings
from content.items import Bank, kind_of
from content.items.stems import stems
from content.model import Item
from content.quotes.refusals import may_stand_beside
from content.quotes.sentences import DANGLING
from content.quotes.shown import shown
from content.text import fold, length, words

# With fewer words the sentence before is shown as well; of longer ones only so many of the last words.
SHORTEST_SCENE, LONGEST_SCENE = 12, 28
# People trail off between two sentences; a quote may not, what stands above one may.
_TRAILED_OFF = re.compile(r"\s*(?:\.{3}|…)")
_LARGE = re.compile(r"\b[A-Z]\w{2,}")
# What a clause, and a sentence, ends with.
_CLOSES, _ENDS = re.compile(r"[.?!,;:…–-][\"”’)]*$"), re.compile(r"[.?!][\"”’)]*$")
# They begin sentences, and names: And for Andrew.
_NO_CALL = DANGLING | frozenset(
    "the any are can all not now one our out was man for how who why what when where".split()
)


def scene(contents: LibraryContents, keeps: Callable[[int], bool], item: Item, quote: NumberedQuote) -> Scene | None:
    """What stands above the line of an item, None where nothing was said right before it, or where that tells the
    answer, a name or what is delicate; `keeps` tells what may not be shown.
    """
    if not kind_of(item).scene:
        return None
    bank, keys, said = contents.bank(quote.pack_id), list(_led_by(contents, quote.number)), list[str]()
    for key in keys:
        text = shown(contents.text(key) or "")
        if keeps(key) or not _is_fit(text, contents.voice(key), bank) or _tells(text, item):
            break
        said.insert(0, text)
    # “I love that.” tells nothing: of 12 readings with such a line 25 % called the round fair, of 735 with others 79 %.
    if not stems(" ".join(said)):
        return None
    speaker, shown_keys = contents.voice(keys[0]), keys[: len(said)]
    quote_ids = tuple(contents.quotes[key].quote.id for key in shown_keys if key >= 0)
    return Scene(last_words(" ".join(said)), speaker, went_on=speaker == quote.quote.speaker, quote_ids=quote_ids)


def texts_asked(contents: LibraryContents, asked: Iterable[int], withheld: Withheld) -> list[str]:
    """What those quotes say, and what may stand above the open items: whose that is would tell the answer."""
    told = [text for number in asked for text in texts_said(contents.quotes[number])]
    opened = (item.quote_id or "" for item in withheld.opened if kind_of(item).scene)
    above = (key for quote_id in opened for n in contents.by_id.get(quote_id, ()) for key in _led_by(contents, n))
    return [*told, *(contents.text(key) or "" for key in above)]


def _led_by(contents: LibraryContents, number: int) -> Iterator[int]:
    """The keys of what one voice said that may stand above a quote, the last first; a sample's lines show what they
    want to.
    """
    key = None if contents.packs[contents.quotes[number].pack_id].info.sample else contents.before(number)
    if key is None:
        return
    yield key
    first = contents.before(key) if length(contents.text(key) or "") < SHORTEST_SCENE else None
    if first is not None and contents.voice(first) == contents.voice(key):
        yield first


def _is_fit(text: str, voice: str | None, bank: Bank) -> bool:
    """Whether it is clear, not delicate, and calls nobody."""
    if not may_stand_beside(_TRAILED_OFF.sub(".", text), bank.language) or warnings(text, bank.language, voice):
        return False
    return not bank.names_somebody(words(text)) and not _calls_somebody(text, bank)


def _calls_somebody(text: str, bank: Bank) -> bool:
    """Whether a word may be short for a speaker's name: “Jess” for Jessica, “Kball” for Kevin Ball."""
    names = [words(name) for speaker in bank.speakers for name in (speaker.name, *speaker.aliases)]
    called = {form for parts in names for part in parts for form in (part, parts[0][:1] + part)}
    said = {fold(word) for word in _LARGE.findall(text)} - _NO_CALL
    return any(form.startswith(word) for word in said for form in called)


def last_words(text: str) -> str:
    """The whole of what is short; of the rest what begins with one of its clauses, else its last words."""
    said = text.split()
    if len(said) <= LONGEST_SCENE:
        return text
    last = said[-LONGEST_SCENE:]
    begun = next((at for at, word in enumerate(last[:-SHORTEST_SCENE], 1) if _CLOSES.search(word)), 0)
    ended = _ENDS.search(last[begun - 1]) is not None
    return ("" if begun and ended else CUT) + " ".join(last[begun:])


def _tells(text: str, item: Item) -> bool:
    """Whether it holds a word of the answer, or what is shown already."""
    said = {word.removesuffix("'s").removesuffix("'") for word in words(text)}
    own = {word for answer in (item.key, *item.accept, *item.options) for word in words(answer) if len(word) > 1}
    return not own.isdisjoint(said) or fold(text) in fold(item.stimulus)
