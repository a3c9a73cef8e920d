"""Names of a quote that can be asked for, and the names that could have been said instead."""

import random
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from content.ids import item_id
from content.items.bank import Bank
from content.items.names import CLUES, MAKES, names_in
from content.items.stems import stems
from content.items.words import Place, is_joined
from content.model import Quote
from content.persons import first_names
from content.runs import runs
from content.text import fold, words
from content.vocabulary import weight

FEWEST_RIVALS = 3
# So much of a quote must be said besides the name that it tells something about it.
FEWEST_BESIDES = 6
TWO = 2
_VOWELS = "aeiou"
# "Cambridge, Massachusetts", "an IBM 370": what stands beside it tells which.
_LIES_IN = re.compile(r", ([^\W\d_][\w.]+)(?: ([^\W\d_][\w.]+))?")
_NUMBERED = re.compile(r"[ -]?\d")
# To be typed a name must be known from the talk, and its sentence must tell so much besides.
SHORTEST, LONGEST = 4, 20
_TYPED = re.compile(r"[^\W\d_]+(?:[ '’][^\W\d_]+)*")
FEWEST_NAMED, LONG = 2, 100
LEAST_TOLD = 4
# What is named in every other talk ("HTML", "English") is grey, and what is of no make ("SaaS", "DevOps") sooner;
# lighter words are seldom names of anything.
MOST_SAID, MOST_SAID_ALONE, LEAST_WEIGHT = 5e-5, 1.2e-5, 1.15
LEAST_OFTENER = 100
MOST_BESIDE = 1
# "Roman", "Australian": of what?
_OF_A_PLACE = re.compile(r"(?:an|ish|ese)$")
_SEVERAL = re.compile(r"[A-Z]{2,}s")
SPELT_LONG, SPELT_ALIKE = 7, 0.85
# "My co-founder, …"
_INTRODUCED = re.compile(r"\b(?:my|our|his|her|their|the|an?) [\w-]+(?: [\w-]+)?, $", re.IGNORECASE)
# "Advent of Code": a name that goes on.
_GOES_ON = re.compile(r" (?:of|for|and|to|in|the|de) (?:the )?[^\W\d_a-z][\w'’]*")
_SMALL = re.compile(r" ([^\W\d_A-Z][\w-]*)")
# A word behind a name that says more than that.
TELLING_WEIGHT = 1.1
_ACRONYM = re.compile(r"[A-Z]{3,}")
# What is named all the time is the first guess.
MOST_NAMED, MOST_NAMED_SHARE, WIDEST_SHARE = 4, 0.025, 0.1


def named_places(bank: Bank, text: str) -> list[Place]:
    """The names that are said once and are neither those of the speakers nor in the title; the rarer first."""
    found = bank.named.get(text)
    if found is None:
        found = bank.named[text] = tuple(_named_places(bank, text))
    return list(found)


def _named_places(bank: Bank, text: str) -> list[Place]:
    said = words(text)
    found = [p for p in _candidates(bank, text) if " ".join(said).count(" ".join(words(p.word))) == 1]
    found = [p for p in found if not _is_echoed(text, p)]
    return sorted(found, key=lambda p: (bank.names[p.word], p.at)) if len(said) > FEWEST_BESIDES else []


def _is_echoed(text: str, place: Place) -> bool:
    """Whether a word of the name stands beside it, however it is written: “_____, the grid property” is CSS Grid, and
    “Go Kit … of _____” GoKit.
    """
    beside = f"{text[: place.at]} {text[place.at + len(place.word) :]}"
    if not stems(place.word).isdisjoint(stems(beside)):
        return True
    name, said = "".join(words(place.word)), words(beside)
    return any(name == "".join(said[at : at + size]) for size in (1, 2, 3) for at in range(len(said)))


def _candidates(bank: Bank, text: str) -> Iterator[Place]:
    for name in names_in(text, nouns_are_large=bank.are_nouns_large(text)):
        start, end = name.at, name.at + len(name.text)
        longer = text[end : end + 2].strip()[:1].isupper() or text[:start].rstrip(" ").split(" ")[-1][:1].isupper()
        joined = is_joined(text, start, end) or text[:start].endswith("& ") or text[end:].startswith(" &")
        told = not bank.told.isdisjoint(words(name.text)) or _is_placed(bank, text[end:], name.text)
        whole = not (_goes_on(bank, text[end:], name.text) or is_spelt_out(text, name.text))
        whole = whole and not _is_half(text[end:], name.text)
        if joined or (longer and start > 0) or told or not whole:
            continue
        share = WIDEST_SHARE if bank.weighed else MOST_NAMED_SHARE
        if bank.names[name.text] <= max(MOST_NAMED, share * len(bank.quotes)):
            yield Place(start, name.text)


def _is_placed(bank: Bank, after: str, name: str) -> bool:
    """Whether a number or another name at once behind it tells which it is, without being one of a list with it."""
    if _NUMBERED.match(after):
        return True
    beside = _LIES_IN.match(after)
    if beside is None or not beside[1][0].isupper():
        return False
    make = bank.makes.get(name, ())
    return beside[1] not in make and f"{beside[1]} {beside[2]}" not in make and name in bank.makes


def _goes_on(bank: Bank, after: str, name: str) -> bool:
    """Whether it is only the beginning of a name, and always said so: "Fork Around" of "Fork Around and Find Out"."""
    rest = _GOES_ON.match(after)
    return rest is not None and 1 < bank.times_said(name) == bank.times_said(name + rest[0])


def _is_half(after: str, name: str) -> bool:
    """Whether what it names is told by a small word behind it: “Lightning Service providers”."""
    behind = _SMALL.match(after)
    last = fold(name.rsplit(" ", maxsplit=1)[-1])
    everyday = " " in name and name not in MAKES and weight(last) < LEAST_WEIGHT
    return everyday and behind is not None and weight(fold(behind[1])) > TELLING_WEIGHT


def is_spelt_out(text: str, name: str) -> bool:
    """Whether words there begin with its letters, one after the other: "check template verify" for OpCTV."""
    initials = "".join(word[0] for word in words(text.replace(name, " ")))
    return any(found.casefold() in initials for found in _ACRONYM.findall(name))


def can_be_typed(bank: Bank, text: str, place: Place) -> bool:
    """Whether whoever listened can know the name, and know it from this sentence: it is said again in the talk, in this
    form alone, and is no member of a list that any other could stand for.
    """
    name, after = place.word, text[place.at + len(place.word) :]
    if name.endswith(("'s", "’s")) or (name[-1] == "s" and name[:-1] in bank.names) or after.startswith(" ("):
        return False  # "Ada's", "the Adas", "Ada Novak (AN)".
    if len(set(words(name))) < len(words(name)):
        return False  # "Riot... Riot": the end of one sentence, and the beginning of another.
    if _are_two(bank, name):
        return False
    if not (_TYPED.fullmatch(name) and SHORTEST <= len(name) <= LONGEST) or _SEVERAL.fullmatch(name):
        return False
    if bank.weighed:
        # What was said once was often heard wrongly, and hardly anybody remembers it.
        return (len(bank.quotes) < LONG or bank.times_said(name) >= FEWEST_NAMED) and not is_listed(bank, text, name)
    return _is_remembered(bank, text, place)


def _are_two(bank: Bank, name: str) -> bool:
    """Whether two things stand beside each other, “the Emacs Vim wars”: each is named by itself, and oftener."""
    parts = name.split(" ")
    together = bank.times_said(name)
    return len(parts) == TWO and all(bank.names[part] and bank.times_said(part) > 2 * together for part in parts)


def _is_remembered(bank: Bank, text: str, place: Place) -> bool:
    """Whether whoever listened can know it, and no other form of it is as right."""
    name, after = place.word, text[place.at + len(place.word) :]
    known = bank.names[name] >= FEWEST_NAMED if len(bank.quotes) >= LONG else name in bank.makes or bank.names[name] > 1
    if not known or fold(name) in bank.written_small or has_double(bank, name) or is_called(text, place):
        return False
    if name not in MAKES and _OF_A_PLACE.search(name) and after[:2].strip().islower():
        return False
    return len(stems(text) - stems(name)) >= LEAST_TOLD and not is_listed(bank, text, name)


def is_grey(bank: Bank, name: str) -> bool:
    """Whether other talks name it as well, it is an everyday word, or the first name of many."""
    said = said_elsewhere(name)
    if name in MAKES:
        # Beside its make it can be pressed; typed it is one of many that could be meant.
        return said > MOST_SAID or len(bank.quotes) >= LONG
    if fold(name) in first_names() or (" " not in name and weight(fold(name)) < LEAST_WEIGHT):
        return True
    return said > MOST_SAID_ALONE or said * LEAST_OFTENER * bank.size > bank.names[name]


def is_of_a_place(name: str) -> bool:
    """Whether an English name may tell where something is from, by its ending."""
    return bool(_OF_A_PLACE.search(name))


def said_elsewhere(name: str) -> float:
    """Which part of other talks a name is, told by its first two words."""
    first, *others = words(name)
    if not others:
        return runs().share(first)
    return runs().after.get(first, {}).get(others[0], 0) / runs().totals[""]


def has_double(bank: Bank, name: str) -> bool:
    """Whether it is said in another form as well: "Fedimint" and "Fedmint", "Boxy" and "BoxyHQ"."""
    for other in bank.names:
        short, long = sorted((name.casefold(), other.casefold()), key=len)
        rest = long.removeprefix(short)
        if len(rest) < len(long) and rest[:1].isalpha() and rest != "s":
            return True
    return len(name) >= SPELT_LONG and any(
        other.removesuffix("s") != name.removesuffix("s")
        and SequenceMatcher(None, name.casefold(), other.casefold()).quick_ratio() > SPELT_ALIKE
        for other in bank.names
        if abs(len(other) - len(name)) <= 2
    )


def is_called(text: str, place: Place) -> bool:
    """Whether somebody is spoken to by it: "Get better, Ada, …"."""
    before, after = text[: place.at], text[place.at + len(place.word) :]
    return before.endswith(", ") and after[:1] in tuple(",.!?") and not _INTRODUCED.search(before)


def is_listed(bank: Bank, text: str, name: str) -> bool:
    """Whether it stands among other names, or beside one of its make: "I use Redis, I use Minio, I use SQLite"."""
    others = {n.text for n in names_in(text, nouns_are_large=bank.are_nouns_large(text))} - {name}
    if not set(words(name)).isdisjoint(words(" ".join(others))):
        return True  # "Allen AI" tells the Allen Institute.
    return len(others) > MOST_BESIDE or not others.isdisjoint(bank.makes.get(name, ()))


def is_told(text: str, name: str) -> bool:
    """Whether another word there tells a well-known name to everybody: "iPhone", Apple's."""
    said = f" {' '.join(words(text))} "
    return any(f" {clue} " in said for clue in CLUES.get(name, ()))


def rivals(bank: Bank, quote: Quote, place: Place, purpose: str) -> list[str]:
    """Names of the same make that are not said there: those that the pack knows first, then the well-known ones."""
    said = set(words(quote.text)) | bank.told
    before = quote.text[: place.at].rstrip().rpartition(" ")[2].casefold()
    fitting = [
        name
        for name in bank.makes.get(place.word, ())
        if name != place.word and not said & set(words(name)) and _goes_after(before, name)
        and fold(name)[:4] != fold(place.word)[:4]
    ]  # fmt: skip
    random.Random(item_id(quote.id, purpose, place.word)).shuffle(fitting)
    usual = weight(fold(place.word))
    return sorted(fitting, key=lambda name: (not bank.names[name], abs(weight(fold(name)) - usual) > 0.3))


def _goes_after(article: str, name: str) -> bool:
    return article not in ("a", "an") or (name[0].casefold() in _VOWELS) is (article == "an")
