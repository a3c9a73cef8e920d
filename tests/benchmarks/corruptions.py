"""How people half remember a sentence: six ways to spoil one, all from a seeded chance."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.likeness.edits import LIGHT_WORDS
from content.text import words

Synonyms = Mapping[str, Sequence[str]]
LEAD_INS = ("who said", "that thing about", "something like", "who said that thing about")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    key: [c for r, other in enumerate(_ROWS) for p, c in enumerate(other) if abs(r - row) + abs(p - place) == 1]
    for row, keys in enumerate(_ROWS)
    for place, key in enumerate(keys)
}


@dataclass(frozen=True, slots=True)
class Remembered:
    """A search as it is typed, and the words it was meant to hold, spelt right and without a lead-in."""

    kind: str
    typed: str
    meant: tuple[str, ...]


def misspelt(word: str, rng: random.Random) -> str:
    """One edit: a letter left out, a key beside it hit as well or instead, or two letters swapped."""
    if len(word) < 3 or not word.isalpha():
        return word
    place = rng.randrange(len(word))
    beside = rng.choice(_NEIGHBOURS.get(word[place], [word[place]]))
    match rng.randrange(4):
        case 0:
            return word[:place] + word[place + 1 :]
        case 1:
            return word[:place] + beside + word[place:]
        case 2:
            return word[:place] + beside + word[place + 1 :]
        case _:
            place = min(place, len(word) - 2)
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def fragment(said: list[str], rng: random.Random, _: Synonyms) -> Remembered:
    """4–8 words in a row, clean."""
    part = _window(said, rng.randint(4, 8), rng)
    return Remembered("frag", " ".join(part), tuple(part))


def typos(said: list[str], rng: random.Random, _: Synonyms) -> Remembered:
    """The whole quote, at most twenty words; 30 % of them have one typo."""
    part = said[:20]
    return Remembered("typo", _typed(part, 0.3, rng), tuple(part))


def fragment_typos(said: list[str], rng: random.Random, _: Synonyms) -> Remembered:
    """4–8 words in a row; 35 % of them have one typo."""
    part = _window(said, rng.randint(4, 8), rng)
    return Remembered("fragtypo", _typed(part, 0.35, rng), tuple(part))


def dropped(said: list[str], rng: random.Random, _: Synonyms) -> Remembered:
    """A random half of the words, in order."""
    kept = sorted(rng.sample(range(len(said)), (len(said) + 1) // 2))
    part = [said[i] for i in kept]
    return Remembered("drop", " ".join(part), tuple(part))


def reordered(said: list[str], rng: random.Random, _: Synonyms) -> Remembered:
    """4–8 words out of a window of 8–14, shuffled; 15 % of them have one typo."""
    window = _window(said, rng.randint(8, 14), rng)
    part = rng.sample(window, min(rng.randint(4, 8), len(window)))
    return Remembered("reorder", _typed(part, 0.15, rng), tuple(part))


def paraphrased(said: list[str], rng: random.Random, synonyms: Synonyms) -> Remembered:
    """7–14 words; a quarter of those that carry meaning become a synonym of any sense, a quarter is left out.

    The halves change places, 12 % have a typo, and three in four begin with words like "who said".
    """
    window = _window(said, rng.randint(7, 14), rng)
    part = [_swapped(w, rng, synonyms) for w in window if rng.random() >= 0.25] or window
    half = len(part) // 2
    part = part[half:] + part[:half]
    lead = f"{rng.choice(LEAD_INS)} " if rng.random() < 0.75 else ""
    return Remembered("para", lead + _typed(part, 0.12, rng), tuple(part))


def shortened(said: list[str], rng: random.Random, _: Synonyms) -> Remembered:
    """1–3 words in a row, one of them at least not a small one; for fitting only."""
    part = _window(said, rng.randint(1, 3), rng)
    if all(w in LIGHT_WORDS for w in part):
        part = [max(said, key=len)]
    return Remembered("short", " ".join(part), tuple(part))


def loosely(said: list[str], other: Sequence[str], rng: random.Random) -> Remembered:
    """Own words: about half of those that carry meaning, some words of another sentence, in any order."""
    telling = [w for w in said if w not in LIGHT_WORDS and len(w) > 2]
    telling = telling if len(telling) >= 3 else said
    kept = rng.sample(telling, min(len(telling), max(2, round(len(telling) * rng.uniform(0.35, 0.6)))))
    strange = [w for w in other if w not in said]
    foreign = rng.sample(strange, min(len(strange), max(1, round(len(kept) * rng.uniform(0.4, 1.0)))))
    part = rng.sample([*kept, *foreign], len(kept) + len(foreign))
    lead = f"{rng.choice(LEAD_INS)} " if rng.random() < 0.5 else ""
    return Remembered("loose", lead + _typed(part, 0.08, rng), tuple(kept))


Corruption = Callable[[list[str], random.Random, Synonyms], Remembered]
CORRUPTIONS: tuple[Corruption, ...] = (fragment, typos, fragment_typos, dropped, reordered, paraphrased)


def remembered(sentences: Sequence[str], rng: random.Random, synonyms: Synonyms) -> list[Remembered]:
    """One search for each sentence, the six kinds in turn."""
    return [CORRUPTIONS[n % len(CORRUPTIONS)](words(s), rng, synonyms) for n, s in enumerate(sentences)]


def _window(said: list[str], size: int, rng: random.Random) -> list[str]:
    start = rng.randrange(max(1, len(said) - size + 1))
    return said[start : start + size]


def _typed(part: Sequence[str], share: float, rng: random.Random) -> str:
    return " ".join(misspelt(w, rng) if rng.random() < share else w for w in part)


def _swapped(word: str, rng: random.Random, synonyms: Synonyms) -> str:
    others = synonyms.get(word)
    return rng.choice(others) if others and word not in LIGHT_WORDS and rng.random() < 0.25 else word
