"""One person under nearly the same names: read as a speaker, told with the line that mends it, and with a button."""

import pytest

from content.formats.paragraphs import not_taken
from content.near_names import MOST_COMPARED, is_nearly, nearest, perhaps_one, slips_among
from content.one_person import pairs_of
from content.reader import parse_transcript
from content.speakers import plain_name

CLUB = ("Oswin Tarr", "oswin tar", "Dagmar Pell", "Oswin T.", "Dagmar Pell (chair)", "Oswin Tarr")


def test_each_label_of_a_club_is_told_as_the_person_who_speaks() -> None:
    """No name is made up: every line that mends one names somebody who is there."""
    found = parse_transcript("\n\n".join(f"{who}: We count {n} beans." for n, who in enumerate(CLUB)), "club")

    assert [turn.speaker for turn in found.turns] == list(CLUB)
    assert {p.mend for p in found.problems} == {
        "oswin tar=Oswin Tarr", "Oswin T.=Oswin Tarr", "Dagmar Pell (chair)=Dagmar Pell",
    }  # fmt: skip
    assert pairs_of(dict.fromkeys(CLUB)) == (
        ("oswin tar", "Oswin Tarr"), ("Oswin T.", "Oswin Tarr"), ("Dagmar Pell (chair)", "Dagmar Pell"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "nearly"),
    [
        ("Oswin Tarr", "oswin tar", True), ("Tarr Oswin", "Oswin Tarr", True), ("Ada Nowak", "Ada Novak", True),
        ("Ada Novak", "Ben Osei", False), ("Speaker 1", "Speaker 2", False), ("Ada", "Ida", False),
    ],
)  # fmt: skip
def test_nearly_the_same_name(one: str, other: str, nearly: bool) -> None:
    """A letter or two, or the words in another order; numbers tell people apart."""
    assert is_nearly(one, other) is nearly
    assert is_nearly(other, one) is nearly


@pytest.mark.parametrize(
    ("short", "whole", "one"),
    [
        ("Oswin T.", "Oswin Tarr", True), ("ines k", "Ines Kovac", True), ("Ada Bea N.", "Ada Bea Novak", True),
        ("Oswin B.", "Oswin Tarr", False), ("O. T.", "Oswin Tarr", False), ("Ben T.", "Oswin Tarr", False),
    ],
)  # fmt: skip
def test_a_first_letter_for_the_last_name(short: str, whole: str, one: bool) -> None:
    """As meeting tools shorten names."""
    assert perhaps_one(short, whole) is one


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (("Oswin Tarr", "Oswin Tobin", "Oswin T."), ()),  # either may be meant
        (("oswin tarr", "Oswin Tarrr"), (("oswin tarr", "Oswin Tarrr"),)),  # written as names are
        (("Ada Novak", "Ada Nowak"), (("Ada Nowak", "Ada Novak"),)),  # who came first
        (("Mr. North", "Ida North (chair)", "Ida North"), (
            ("Mr. North", "Ida North"), ("Ida North (chair)", "Ida North"),
        )),
        (("Ada", "Ben"), ()),
    ],
)  # fmt: skip
def test_what_the_buttons_offer(names: tuple[str, ...], pairs: tuple[tuple[str, str], ...]) -> None:
    """The label, and what its person is rather called; nothing of one that may be several people."""
    assert pairs_of(names) == pairs


def test_a_label_that_was_not_taken_is_mended_by_somebody_who_speaks() -> None:
    """Not by the same letters written large."""
    told = list(not_taken({"oswin tar": [3], "the beans": [5]}, ["Oswin Tarr", "Dagmar Pell"]))

    assert [p.mend for p in told] == ["oswin tar=Oswin Tarr", "the beans=The Beans"]


def test_nobody_is_nearest_where_several_are() -> None:
    """Nor where nobody is."""
    assert nearest("Oswin T.", ["Oswin Tarr", "Oswin Tobin"]) is None
    assert nearest("Ben", ["Ada"]) is None
    assert nearest("oswin tar", ["Oswin Tarr", "oswin tarr"]) == "Oswin Tarr"


def test_too_many_labels_are_not_compared() -> None:
    """What costs more than it tells."""
    names = [f"Ada {n:x}" for n in range(MOST_COMPARED // 100)]

    assert slips_among(["oswin tar"], ["Oswin Tarr"]) == {"oswin tar"}
    assert slips_among([f"b {n}" for n in range(101)], names) == set()


@pytest.mark.parametrize(
    ("label", "name"), [("marl|lunch", "marl"), ("+1 (555) 010-4477", "+1 (555) 010-4477"), ("Ada (away)", "Ada")]
)
def test_what_is_noted_beside_a_name(label: str, name: str) -> None:
    """That somebody is away is no part of it; of a number nothing is."""
    assert plain_name(label) == name
