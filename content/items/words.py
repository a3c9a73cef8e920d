"""Which word of a quote can be left out: what stands beside it, and whether another of its family tells it."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.items.bank import Bank

MOST_USES, MOST_SHARE = 5, 0.025
FAMILY = 3
_MONEY = ("$", "€", "£")


@dataclass(frozen=True, slots=True)
class Place:
    """A word or name of a quote that can be asked for, and where it begins."""

    at: int
    word: str

    def filled(self, text: str, other: str) -> str:
        """The quote with something else in this place."""
        return text[: self.at] + other + text[self.at + len(self.word) :]

    def told(self, text: str, word: str) -> str:
        """That word, or what stands here, as it is written: an amount with the sign of its money or its share."""
        after = text[self.at + len(self.word) :]
        money = text[self.at - 1 : self.at] if text[: self.at].endswith(_MONEY) else ""
        return f"{money}{word}{'%' if after.startswith('%') else ''}"


def is_joined(text: str, start: int, end: int) -> bool:
    """Whether it is only a part of what is written there: "well-known", "don't", "3D", a name with an @."""
    return text[start - 1 : start] in tuple("-'’@#./0123456789") or text[end : end + 1] in {"-", "'", "’", "/"}


def said_once(word: str, said: Sequence[str]) -> bool:
    """Whether no other word there is of its family: "lawyer" is told by "lawsuit"."""
    stem = word.casefold()[:FAMILY]
    return sum(w.startswith(stem) and len(w) > FAMILY for w in said) <= 1 and said.count(word.casefold()) == 1


def too_common(bank: Bank, word: str) -> bool:
    """Whether so many quotes of the pack hold it that it is the first guess."""
    return bank.frequency[word.casefold()] > max(MOST_USES, MOST_SHARE * len(bank.quotes))
