"""Guesses at a number in words: who was nearest, who was near, and that nobody was."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.chat.counts import both
from bot.chat.counts import counted as in_words


@dataclass(frozen=True, slots=True)
class NearGuess:
    """A guess that is told with a name, and what stands behind it: the points it made."""

    name: str
    guess: Fraction
    behind: str = ""

    def __str__(self) -> str:
        return f"{self.name} with {figure(self.guess)} {self.behind}".rstrip()


def ranked(number: float, near: Sequence[NearGuess]) -> list[NearGuess]:
    """The nearest first, as points are made: half as much is as far away as twice as much."""
    return sorted(near, key=lambda one: _distance(number, one.guess))


def _distance(number: float, guess: Fraction) -> float:
    """How many times as much or as little it is; for what has no such measure, by how much it missed."""
    asked = Fraction(number)
    return float(max(guess, asked) / min(guess, asked)) - 1 if min(guess, asked) > 0 else float(abs(guess - asked))


def nearest(number: float, near: Sequence[NearGuess]) -> str:
    """Who was right, else who was nearest, and who else made points; there is at least one."""
    first, *_ = ordered = ranked(number, near)
    away = _distance(number, first.guess)
    winners = [one for one in ordered if _distance(number, one.guess) == away]
    others = ordered[len(winners) :]
    also = f" Near: {both(list(map(str, others)))}." if others else ""
    return f"{'Nearest' if away else 'Right'}: {both(list(map(str, winners)))}.{also}"


def too_far(number: float, guesses: Sequence[Fraction]) -> str:
    """No guess made points; there is at least one."""
    closest = figure(min(guesses, key=lambda guess: abs(guess - Fraction(number))))
    if len(guesses) == 1:
        return f"The guess was {closest}: too far away for points."
    return f"No guess came near enough for points; the nearest was {closest}."


def far(number: float, guesses: Sequence[Fraction]) -> str:
    """The same where no points are to be made: nobody is named who was half as much or twice as much away."""
    closest = figure(min(guesses, key=lambda guess: abs(guess - Fraction(number))))
    return f"Nobody came near: the nearest guess was {closest}."


def away(number: float, guess: Fraction) -> str:
    """By how much a guess missed."""
    return figure(abs(guess - Fraction(number)))


def spread(guesses: Sequence[Fraction]) -> str:
    """How many guessed, and from what to what."""
    told = f"{in_words(len(guesses), 'person', 'people')} guessed"
    least, most = min(guesses), max(guesses)
    return f"{told}." if least == most else f"{told}, from {figure(least)} to {figure(most)}."


def figure(guess: Fraction) -> str:
    """1,250 or 2.5."""
    return f"{int(guess):,}" if guess.denominator == 1 else f"{float(guess):,g}"
