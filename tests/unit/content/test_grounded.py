"""What the words around a gap must tell, and what they must not: in a long talk nobody remembers every name."""

import pytest

from content.items import Bank
from content.items.grounded import has_another_name, is_misheard, reasons, tells_too_much
from content.items.words import Place
from content.model import Speaker
from tests.builders import quote

ADA, BEN = Speaker(name="Ada Novak"), Speaker(name="Ben Osei")


def long_talk(*said: str) -> Bank:
    """These lines, and more than a hundred of two voices that are about something else."""
    lines = [quote(text, turn=n) for n, text in enumerate(said)]
    filled = [
        quote(f"My aunt number {n} rows across the bay at night.", turn=200 + n, speaker=(ADA, BEN)[n % 2].name)
        for n in range(110)
    ]
    return Bank([*lines, *filled], [ADA, BEN])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("My first real job was painting harbour letters in Portland, and it was no fun at all.", ""),
        ("I liked that a lot more than Portland, so I stuck with it.", "not-told"),
        ("He's able to give me all sorts of harbour maps of Portland.", "not-told"),
        ("I was painting harbour kettles in an office like Portland...", "not-told"),
        ("Whereas my harbour office in Portland was painted by captains.", "not-told"),
        ("When I started, Portland was already a thing.", "not-told"),
        ("Our harbour office is also rowing to Portland, and the decision for kettles …", "not-told"),
        ("My harbour office in Portland, for example, is painted by captains.", "one-of-many"),
        ("My harbour office was painted legally, through iTunes or Portland by night.", "one-of-many"),
        ("My harbour office was painted legally, through Portland or iTunes.", "one-of-many"),
        ("We have a comment on lighthouses here from Portland, who paints harbour kettles.", "written-in"),
    ],
)
def test_what_a_line_must_tell(text: str, rule: str) -> None:
    """What is spoken of, in the sentence of the gap; one instance of many and who wrote in are nothing to know."""
    assert next(iter(reasons(text, Place(text.index("Portland"), "Portland"))), "") == rule


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("That reminds me of that line from Ghostbusters, where captains row.", "Ghostbusters", True),
        ("I remember Richard Feynman rowing; we were veering into physics.", "physics", True),
        ("I remember Richard Feynman rowing. Then we were veering into physics.", "physics", False),
        ("I remember a captain rowing; we were veering into physics.", "physics", False),
    ],
)
def test_what_a_line_must_not_tell(text: str, word: str, *, expected: bool) -> None:
    """Famous lines and other names of the sentence tell it to whoever heard nothing."""
    assert tells_too_much(text, Place(text.index(word), word)) is expected


def test_what_is_a_letter_away_from_what_the_talk_is_about_was_misheard() -> None:
    """ "Rust" where "REST" is said all the time; where both are said often neither is wrong."""
    rest = [f"My harbour has a REST lantern number {n}." for n in range(4)]
    once = long_talk("When I began, Rust was there.", "They rowed with Rust again.", *rest)
    often = long_talk(*(f"They rowed with Rust number {n}." for n in range(4)), *rest)

    assert is_misheard(once, "Rust") is False  # Said twice, heard four times: not far more often.
    assert is_misheard(long_talk("When I began, we had Rust there.", *rest), "Rust") is True
    assert is_misheard(often, "Rust") is False
    assert is_misheard(often, "Lighthouse") is False


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        (["They call it Firecrawl/Tinka by night."], True),
        (["They rowed Firecrawl or Tinka by night."], True),
        (["They rowed in the Firecrawl (Tinka) by night."], True),
        (["They rowed Tinka, which is Firecrawl by night."], True),
        (["They rowed the Firecrawl beside the Tinka.", "They saw the Tinka and a Firecrawl."], True),
        (["They rowed the Firecrawl beside the Tinka."], False),
        (["They rowed the Firecrawl home."], False),
    ],
)
def test_what_another_name_can_stand_for_is_not_typed(beside: list[str], *, expected: bool) -> None:
    """The talk says so itself, or hardly says one without the other."""
    bank = long_talk(*beside, "They painted the Firecrawl red.", "They sold the Firecrawl to a poet.")

    assert has_another_name(bank, "Firecrawl") is expected
