"""What is worth little whatever its features: own stories of a guest, and numbers that are only supposed."""

import pytest

from content.items import worth
from content.items.bank import Bank
from content.items.numbers import is_supposed
from content.items.who_said import make
from content.items.worth import SELDOM_FAIR
from content.model import Item, Speaker
from tests.builders import quote

NAMES = ("Ada Novak", "Ben Osei", "Ines Moreau")
LINE = "I burnt my first ferry to the waterline, and my mother framed the bill."


def bank_of(*counts: int) -> Bank:
    """A talk in which each of them said so many quotes; the first is asked about."""
    said = [(name, n) for name, count in zip(NAMES, counts, strict=True) for n in range(count)]
    lines = [
        quote(f"{name.split()[0][::-1]} rows past pier {n} before anybody else is awake.", turn=place + 1, speaker=name)
        for place, (name, n) in enumerate(said)
    ]
    return Bank([quote(LINE, turn=0, speaker=NAMES[0]), *lines], [Speaker(name=name) for name in NAMES])


def worth_in(bank: Bank) -> float:
    """What it is worth to ask who said that line."""
    made = make(bank, bank.quotes[0])
    assert isinstance(made, Item)
    return worth(bank, made, bank.quotes[0])


def test_who_said_more_than_all_others_is_known_by_own_stories() -> None:
    """Where all said as much anybody may have burnt a ferry."""
    assert worth_in(bank_of(12, 4, 4)) <= SELDOM_FAIR < worth_in(bank_of(6, 6, 6))


@pytest.mark.parametrize(
    ("before", "supposed"),
    [
        ("Imagine you had ", True), ("Let's say we sell ", True), ("Say it costs us ", True), ("If you’ve lost ", True),
        ("It could cost ", True), ("All of a sudden you have to paint ", True),
        ("We sold ", False), ("If you like it, fine. We sold ", False), ("They say we sold ", False),
        ("She could row, and had ", False),
    ],
)  # fmt: skip
def test_a_number_may_be_only_supposed(before: str, supposed: bool) -> None:
    """In its own sentence."""
    assert is_supposed(before) is supposed
