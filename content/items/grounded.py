"""Whether the words around a gap tell enough of what is asked for, and not too much.

A listener needs to know what is spoken of; a stranger must not get it from a famous line or from other names there.
"""

import re

from content.items import known
from content.items.bank import Bank
from content.items.names import names_in
from content.items.stems import stems
from content.items.words import Place
from content.language import is_english
from content.text import fold, words

# So many words of the sentence of a gap carry its meaning, and so much is told there beyond what anybody says.
LEAST_HEAVY, LEAST_TOLD = 4, 1.4
# A name said once that is a letter away from one said so often was heard wrongly.
SHORTEST_MISHEARD, FEWEST_MEANT, OFTENER = 3, 3, 3
_SENTENCE = re.compile(r"[.?!…]+[\s\"”’)]+")
# Another one would have done as well.
_INSTANCE = re.compile(
    r"\b(?:for example|for instance|such as|let's say|something like|or something|or whatever)\b", re.I
)
_SOMEBODY = re.compile(r"(?:whereas|he|she|they|it|that|this|those|these|there)(?:['’]\w+)?\b", re.IGNORECASE)
_CUT = re.compile(r"(?: …|[-–—])[\"”’)]*$")
_PAIR = re.compile(r"\b(?:or|and) (?:the |an? )?$", re.IGNORECASE), re.compile(r"^,? (?:or|and) \w+(?:[,.]| service|$)")
# "A company like …": what was to be said of it is not.
_TRAILING = re.compile(r"(?:\.\.+|…)")
# What somebody wrote to the talk while it was held, and by whom.
_WRITTEN = re.compile(
    r"\b(?:comments?|questions?|messages?|tweets?|posts?|e-?mails?|notes?|shout-?outs?)\b[^.?!]{0,20} (?:from|by) $",
    re.IGNORECASE,
)
# "That line from …": everybody knows it.
_FAMOUS = re.compile(
    r"\b(?:lines?|scenes?|quotes?|songs?|moments?|characters?|episodes?|movies?|films?|sketch|joke|lyrics|meme) "
    r"(?:from|in|of|by|called|out of) (?:the )?$",
    re.IGNORECASE,
)


def sentence_around(text: str, place: Place) -> tuple[str, str]:
    """What stands before and after it in its sentence."""
    begin = max((m.end() for m in _SENTENCE.finditer(text, 0, place.at)), default=0)
    end = _SENTENCE.search(text, place.at + len(place.word))
    return text[begin : place.at], text[place.at + len(place.word) : end.start() if end else len(text)]


def reasons(text: str, place: Place) -> list[str]:
    """All rules by which an English line says too little of what is left out."""
    before, after = sentence_around(text, place)
    besides = f"{before} {after}"
    rules = (
        ("not-told", _CUT.search(text) or _TRAILING.match(text, place.at + len(place.word))),
        ("not-told", known.points_elsewhere(besides) or _SOMEBODY.match(before)),
        ("not-told", len(stems(besides)) < LEAST_HEAVY or known.told(besides) < LEAST_TOLD),
        ("one-of-many", _INSTANCE.search(besides) or _PAIR[0].search(before) or _PAIR[1].match(after)),
        ("written-in", _WRITTEN.search(before)),
    )
    return [rule for rule, broken in rules if broken]


def tells_too_much(text: str, place: Place) -> bool:
    """Whether a famous line, or another name of its sentence, tells it to strangers: "Feynman", physics."""
    before, after = sentence_around(text, place)
    return bool(_FAMOUS.search(before)) or _is_beside_names(text, place, before, after)


def _is_beside_names(text: str, place: Place, before: str, after: str) -> bool:
    begin, end = place.at - len(before), place.at + len(place.word) + len(after)
    return any(begin <= name.at < end and name.text != place.word for name in names_in(text))


def is_misheard(bank: Bank, name: str) -> bool:
    """Whether it is a letter away from a name or an acronym that the talk says far more often: "Rust" for "REST"."""
    heard = fold(name)
    return len(heard) >= SHORTEST_MISHEARD and any(
        count >= max(FEWEST_MEANT, OFTENER * bank.names[name])
        and not fold(other).startswith(heard)
        and (_is_a_letter_away(heard, fold(other)) or _is_a_letter_away(heard, fold(other)[: len(heard)]))
        for other, count in bank.names.items()
    )


def _is_a_letter_away(one: str, other: str) -> bool:
    """Whether one letter was exchanged, added or left out."""
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[same:], other[same:]
    return left != right and (left[1:] == right[1:] or left[1:] == right or left == right[1:])


def has_another_name(bank: Bank, name: str) -> bool:
    """Whether the talk has another name for it ("Electron/Muon"), or hardly names it without another one."""
    said = rf"(?<!\w){re.escape(name)}(?!\w)"
    other = r"[^\W\d_a-zà-öø-ÿ]\w+"
    tie = r"(?:/| slash | aka |,? or |,? (?:which|that|what) (?:is|was|we call|they call|used to be) (?:called )?| \()"
    beside = re.compile(rf"{said}{tie}{other}|\b{other}{tie}{said}")
    texts = [quote.text for quote in bank.quotes if name in quote.text]
    if any(beside.search(text) for text in texts):
        return True
    named = [{n.text for n in names_in(text, nouns_are_large=bank.nouns_are_large)} - {name} for text in texts]
    others = {n for held in named for n in held if bank.told.isdisjoint(words(n))}
    return is_english(bank.language) and any(2 * sum(n in held for held in named) >= len(texts) for n in others)
