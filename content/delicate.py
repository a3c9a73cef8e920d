"""What a reviewer is warned of before a quote is posted to many: pay, health, layoffs, a customer's name, strong words.

content/data/delicate.tsv holds the words, of English, German, French and Spanish. A warning bars nothing but what comes
unasked, a daily post or what is asked in a game: that waits until a manager kept the quote.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from content.items import HAND_WRITTEN, kind_of, known_kind
from content.items.names import names_in
from content.model import Item, Quote
from content.tables import table
from content.text import fold
from content.vocabulary import COVERED

PAY, HEALTH, LAYOFFS, PROFANITY, CUSTOMER = "pay", "health", "layoffs", "profanity", "customer"
# What each is called behind "it speaks of" or "it has".
TITLES = {
    PAY: "pay", HEALTH: "health", LAYOFFS: "layoffs", CUSTOMER: "a customer by name", PROFANITY: "strong language",
}  # fmt: skip
_TOLD = (PAY, HEALTH, LAYOFFS, PROFANITY)


def warnings(text: str, language: str = "", speaker: str | None = None) -> tuple[str, ...]:
    """The kinds of what is delicate in a passage, in the order of TITLES; a speaker's own name is no customer's."""
    spoken = language if language in COVERED else "en"
    folded = fold(text)
    found = {kind for kind in _TOLD if _told(kind, spoken).search(folded)}
    # People swear in English everywhere.
    if _told(PROFANITY, "en").search(folded):
        found.add(PROFANITY)
    if _names_a_customer(text, spoken, speaker or ""):
        found.add(CUSTOMER)
    return tuple(kind for kind in TITLES if kind in found)


def carries_warning(quote: Quote, language: str) -> bool:
    """Whether a quote carries a warning, and no manager kept or pinned it."""
    return not quote.review and bool(warnings(quote.text, language, quote.speaker))


def shows_delicate(item: Item, quotes: Mapping[str, Quote], language: str, wanted: str | None = None) -> bool:
    """Whether an item shows what carries a warning and was not kept. `quotes` are its pack's by id, `wanted` is the id
    of one that a manager chose. What somebody wrote to be asked was looked at by them.
    """
    if known_kind(item) == HAND_WRITTEN:
        return False
    ids = dict.fromkeys((item.quote_id or "", *item.quote_ids))
    mine = [quotes[i] for i in ids if i in quotes]
    if any(carries_warning(quote, language) for quote in mine if quote.id != wanted):
        return True
    return any(warnings(line, language) for line in _besides(item, mine))


def _besides(item: Item, mine: list[Quote]) -> Iterator[str]:
    """The lines that an item shows and that are in none of its quotes."""
    kind = kind_of(item)
    if not mine:
        yield from (item.stimulus, kind.counted(item))
    elif item.stimulus == mine[0].asked:
        yield item.stimulus
    if not item.quote_ids:
        yield from (line for line in kind.phrases(item) if not any(line in quote.text for quote in mine))


def _names_a_customer(text: str, language: str, speaker: str) -> bool:
    """Whether a customer is spoken of and a name stands there; where all nouns are large, right behind the word."""
    spoken_of = list(_told(CUSTOMER, language).finditer(fold(text)))
    if not spoken_of:
        return False
    if language == "de":
        return bool(_NAMED_BEHIND.search(text))
    return any(fold(name.text) not in fold(speaker) for name in names_in(text))


_NAMED_BEHIND = re.compile(
    r"\b(?:Kunde|Kunden|Kundin|Mandant\w*|Auftraggeber\w*),? (?:der |die |das )?[A-ZÄÖÜ][\w&.-]+"
)


# How an amount is written in figures.
_FIGURES = r"[€$£]? ?(?:\d+(?:[.,]\d+)*k|\d{1,3}(?:[.,]\d{3})+|\d{4,})"
# For "…": so many words at most, of which none makes it something else, as "up" does in "fired up the team".
_BETWEEN = r"(?:(?!(?:{0})\b)[\w'’-]+ ){{0,4}}"


@cache
def _told(kind: str, language: str) -> re.Pattern[str]:
    """Whether one of its words stands in a folded text."""
    turns = "|".join(" ".join(_parts(turn, language)) for turn in _listed(kind, language))
    return re.compile(rf"(?<![\w'])(?:{turns})(?![\w'])".replace("… ", _between(language)))


def _parts(turn: str, language: str) -> Iterator[str]:
    """The words of a turn of speech as patterns."""
    for word in turn.split():
        match word:
            case "…":
                yield word
            case "<persons>" | "<amount>":
                said = list(map(_pattern, _listed(word.strip("<>"), language)))
                yield f"(?:{'|'.join([*said, _FIGURES] if word == '<amount>' else said)})"
            case _:
                yield _pattern(word)


def _pattern(word: str) -> str:
    return re.escape(fold(word.removesuffix("*"))) + (r"\w*" if word.endswith("*") else "")


def _between(language: str) -> str:
    return _BETWEEN.format("|".join(map(re.escape, _listed("apart", language))))


def _listed(kind: str, language: str) -> list[str]:
    (listed,) = (words for of, spoken, words in table("delicate") if (of, spoken) == (kind, language))
    return listed.split(", ")
