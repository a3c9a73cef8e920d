"""Which word of a quote can be asked for, and which words could stand in its place."""

import random
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from content.ids import item_id
from content.items.bank import Bank
from content.items.kin import KIND, OPPOSITE, SIBLINGS
from content.language import is_english
from content.lexicon import word_kind
from content.model import Quote
from content.text import words
from content.vocabulary import weight

MOST_USES = 0.12
FAMILY = 3
# One word in ten thousand and one in fifty thousand are of one band.
BAND = 0.35
# So near to a sibling, a word can be reasoned out: "two or three", "breakfast and lunch".
NEAR = 5
_DETERMINERS = frozenset(
    "a an the my our your his her its their this that these those each every no another one first last single only "
    "own all some any many few several both two three four five six seven eight nine ten".split()
)
# Units of time are told from each other by how often or how long only.
_COUNTING = frozenset(
    "three four five six seven eight nine ten eleven twelve twenty thirty forty fifty few several many".split()
)
# After these no noun follows, so that what stands before is no half of a compound and governs nothing.
_CLOSING = frozenset(
    "and or but is are was were has have had will would can could should may might must do does did in at on with "
    "from by for as than when while because so if until before after without into over who which where what once "
    "twice again today now here there".split()
)
_BEFORE_NOUNS = frozenset(
    "of for with in from by about between at like and or than without into before after until".split()
)
_OBJECTS = frozenset("me us him them it everybody everything nothing something people what".split())
# What stands before a verb and before nothing else: many a word is a verb here and something else there.
_BEFORE_VERBS = frozenset(
    "to can cannot could will would should must may might shall i we you they people never always do does did "
    "let".split()
)
_BEFORE_PASTS = frozenset("i we you they he she it who nobody everybody have has had was were be been is are".split())
_BEFORE_THIRD = frozenset("he she it who that which nobody everybody somebody everyone".split())
_BE = frozenset("is are was were be been being very so too more most".split())
_JOINING = frozenset(("", "and", "or", "but", "because", "when", "while", "if", "so", "than"))
# With these an adjective makes a phrase of its own ("in the long run", "a hard time").
_PHRASES = frozenset(
    "term terms run time times way ways list school picture learning level scale deal news end standing enough hand "
    "age one ones range variety amount number".split()
)
# Words that stand beside "never" and "nobody" and not beside their opposites.
_DENYING = frozenset("any anybody anyone anything anywhere ever yet either neither not no nothing none again".split())
_FREQUENCY = "always usually often sometimes rarely".split()
_ORDER = {"number": 0, "name": 0, "noun": 0, "nouns": 0, "mass": 0, "adjective": 1, "ordinal": 1, "verb": 1}
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A word of a quote that can be asked for: where it begins, the word, what kind of word it is."""

    at: int
    word: str
    kind: str

    def filled(self, text: str, other: str) -> str:
        """The quote with something else in this place."""
        return text[: self.at] + other + text[self.at + len(self.word) :]


@dataclass(frozen=True, slots=True)
class Around:
    """The words beside one, "" where a mark or an end comes first."""

    before: str
    after: str
    next_after: str
    next_before: str


def fitting_places(bank: Bank, text: str) -> list[Place]:
    """The words that can be asked for, most telling first: said once, with kin, in a place where its kin fits."""
    if not is_english(bank.language):
        return []
    said = words(text)
    found = [p for p in _candidates(text) if said_once(p.word, said) and not too_common(bank, p.word)]
    return sorted(found, key=lambda p: (_ORDER.get(p.kind, 2), bank.frequency[p.word.casefold()], p.at))


def alternatives(bank: Bank, quote: Quote, place: Place, purpose: str) -> list[str]:
    """Siblings that could stand there: first those about as frequent in English, and of them those the pack knows."""
    said = set(words(quote.text))
    vowel = _needs_vowel(quote.text[: place.at])
    fitting = [w for w in SIBLINGS.get(place.word, ()) if not _is_told(w, said) and _begins(w, vowel=vowel)]
    random.Random(item_id(quote.id, purpose, place.word)).shuffle(fitting)
    usual = weight(place.word.casefold())
    near = {w: abs(weight(w.casefold()) - usual) <= BAND for w in fitting}
    return sorted(fitting, key=lambda w: (not near[w], not bank.frequency[w.casefold()]))


def swaps(bank: Bank, quote: Quote, place: Place, purpose: str) -> list[str]:
    """Words that could have been said instead, the opposite last."""
    opposite = OPPOSITE.get(place.word, "")
    turned = (
        [opposite]
        if opposite
        and not _is_told(opposite, set(words(quote.text)))
        and _begins(opposite, vowel=_needs_vowel(quote.text[: place.at]))
        else []
    )
    return [*(w for w in alternatives(bank, quote, place, purpose) if not _next_to(place.word, w)), *turned]


def _next_to(word: str, other: str) -> bool:
    """Whether nobody remembers which of them it was: "often" or "usually"."""
    both = {word, other} <= set(_FREQUENCY)
    return both and abs(_FREQUENCY.index(word) - _FREQUENCY.index(other)) == 1


def _candidates(text: str) -> Iterator[Place]:
    found = list(_WORD.finditer(text))
    folded = [match[0].casefold() for match in found]
    for index, match in enumerate(found[1:], start=1):
        word, kind = match[0], KIND.get(match[0], "")
        if not kind or is_joined(text, match) or _has_sibling_near(folded, index, word):
            continue
        at = around(text, found, index)
        if word in _FREQUENCY and (_DENYING & set(folded) or not (at.before and at.after)):
            continue
        if kind == "name" and _goes_on(text, match):
            continue  # Half of a longer name.
        if kind == "number" and ":" in text[match.end() :]:
            continue  # What is counted out after it can be counted.
        if _is_free(kind, at):
            yield Place(match.start(), word, kind)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()].split(" ")[-2:-1], text[match.end() :]
    return bool(re.match(r" [A-Z]", after)) or any(w[:1].isupper() and w != "I" for w in before[:1])


def is_joined(text: str, match: re.Match[str]) -> bool:
    """Whether a word is only a part of what is written there: "well-known", "don't", "3D", a name with an @."""
    start, end = match.span()
    return text[start - 1 : start] in tuple("-'’@#./0123456789") or text[end : end + 1] in {"-", "'", "’", "/"}


def _has_sibling_near(folded: list[str], index: int, word: str) -> bool:
    kin = {w.casefold() for w in (*SIBLINGS.get(word, ()), OPPOSITE.get(word, ""))}
    return bool(kin & {w for w in folded[max(0, index - NEAR) : index + NEAR + 1] if w != word.casefold()})


def around(text: str, found: Sequence[re.Match[str]], index: int) -> Around:
    """The neighbours of the word with this index among those found."""

    def word(offset: int) -> str:
        at = index + offset
        if not 0 <= at < len(found):
            return ""
        first, last = sorted((index, at))
        between = text[found[first].end() : found[last].start()]
        return found[at][0].casefold() if all(c.isalpha() or c == " " for c in between) else ""

    return Around(word(-1), word(1), word(2), word(-2))


def is_a_thing(word: str, at: Around) -> bool:
    """Whether a word is a noun there, by its kind or by what stands beside it."""
    if (at.before == "for" and not at.after) or (at.before == "of" and at.next_before in ("kind", "sort")):
        return False  # "For example, …", "you kind of skate by".
    if word_kind(word) in ("noun", "nouns", "mass"):
        return at.before not in _BEFORE_VERBS
    led = at.before in _DETERMINERS | _BEFORE_NOUNS or word_kind(at.before) == "adjective"
    return led and (_closes(at) or at.after == "of") and not word_kind(word)


def _is_free(kind: str, at: Around) -> bool:
    """Whether kin could stand between these words as well as the word itself does."""
    return _FREE[kind](at)


def _free_noun(at: Around) -> bool:
    return (at.before in _DETERMINERS or word_kind(at.before) == "adjective") and _closes(at)


def _free_nouns(at: Around) -> bool:
    return (at.before in _DETERMINERS | _BEFORE_NOUNS or word_kind(at.before) == "adjective") and _closes(at)


def _closes(at: Around) -> bool:
    return not at.after or at.after in _CLOSING


def _free_number(at: Around) -> bool:
    return at.before not in {"the", "one", "or", "and", "to", "number"} and at.after not in {"", "or", "per", "percent"}


def _free_time(at: Around) -> bool:
    return at.before in _COUNTING and _closes(at)


def _free_name(at: Around) -> bool:
    return at.after not in {"and", "or", "to"}


def _free_adjective(at: Around) -> bool:
    if {"even", "just"} & {at.before, at.next_before}:
        return False
    if at.before in _BEFORE_VERBS or at.before in {"as", "no", "not"} or at.after in _PHRASES:
        return False
    if at.before in _BE:
        return at.after in _JOINING
    return at.before in _DETERMINERS and not _closes(at)


def _free_verb(at: Around) -> bool:
    return at.before in _BEFORE_VERBS and _takes_object(at)


def _free_past(at: Around) -> bool:
    return (at.before in _BEFORE_PASTS or word_kind(at.before) in ("noun", "nouns")) and _takes_object(at)


def _free_third(at: Around) -> bool:
    return (at.before in _BEFORE_THIRD or word_kind(at.before) == "noun") and _takes_object(at)


def _takes_object(at: Around) -> bool:
    return at.after in _DETERMINERS | _OBJECTS and at.next_after not in {"back", "up", "down", "out", "off", "away"}


def _free_adverb(at: Around) -> bool:
    return at.before not in {"as", "more", "very", "so", "how", "not"} and at.after not in {"as", "enough", "to"}


def _anywhere(at: Around) -> bool:
    return bool(at.before) and bool(at.after)


def _free_ordinal(at: Around) -> bool:
    return at.before in {"the", "my", "our", "his", "her", "their", "your"} and word_kind(at.after) in ("noun", "nouns")


_FREE = {
    "noun": _free_noun, "nouns": _free_nouns, "mass": _free_nouns, "number": _free_number, "time": _free_time,
    "name": _free_name, "adjective": _free_adjective, "adverb": _free_adverb, "verb": _free_verb,
    "verbing": _takes_object, "verbed": _free_past, "verbs": _free_third, "free": _anywhere, "ordinal": _free_ordinal,
}  # fmt: skip


def said_once(word: str, said: Sequence[str]) -> bool:
    """Whether no other word there is of its family: "lawyer" is told by "lawsuit"."""
    stem = word.casefold()[:FAMILY]
    return sum(w.startswith(stem) and len(w) > FAMILY for w in said) <= 1 and said.count(word.casefold()) == 1


def _is_told(word: str, said: Collection[str]) -> bool:
    """Whether a word of its family is there: nobody says "internal" beside "internally" by chance."""
    beginning = word.casefold()[: FAMILY + 2]
    return any(w.startswith(beginning) for w in said)


def too_common(bank: Bank, word: str) -> bool:
    """Whether so many quotes of the pack hold it that it is the first guess."""
    return word not in OPPOSITE and bank.frequency[word.casefold()] > max(6, MOST_USES * len(bank.quotes))


def _begins(word: str, *, vowel: bool | None) -> bool:
    return vowel is None or (word[0].casefold() in "aeiou") is vowel


def _needs_vowel(before: str) -> bool | None:
    """After "an" the word begins with a vowel, after "a" with none; anything goes otherwise."""
    return {"a": False, "an": True}.get(before.rstrip().rpartition(" ")[2].casefold())
