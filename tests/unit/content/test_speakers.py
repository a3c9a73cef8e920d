"""Who is who: labels that look wrong are told with the line that mends them; a map mends them."""

import pytest

from content.document_options import Reading
from content.persons import may_be_one
from content.reader import parse_transcript
from content.speakers import plain_name

TALK = (
    "Maya: One is enough.\nSmith, John (Guest): Two is better.\nMaya's iPhone: Three it is.\nSmith, John (Guest): So."
)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Maya's iPhone", "Maya"),
        ("Smith, John (Guest)", "John Smith"),
        ("Bea Ortiz (Guest)", "Bea Ortiz"),
        ("Ada Novak", "Ada Novak"),
        ("iPhone", "iPhone"),
        ("Ida Quist, CNN Host", "Ida Quist"),
        ("García López, Ana", "Ana García López"),
        ("von der Berg, Karl", "Karl von der Berg"),
    ],
)
def test_names_below_labels(label: str, name: str) -> None:
    """Devices, brackets and sorted names."""
    assert plain_name(label) == name


def test_suspicious_labels_are_told_with_their_remedy() -> None:
    """Each with the line where it first stands."""
    found = parse_transcript(TALK, "x").problems

    assert [(p.line, p.mend) for p in found] == [
        (2, "Smith, John (Guest)=John Smith"),
        (3, "Maya's iPhone=Maya"),
    ]


def test_nearly_the_same_name_is_told() -> None:
    """One of the two is a slip."""
    found = parse_transcript("Ada Novak: One.\nAda Nowak: Two.\nAda Novak: So.\nAda Nowak: So.", "x").problems

    assert [p.mend for p in found] == ["Ada Nowak=Ada Novak"]


def test_a_map_renames_and_remembers() -> None:
    """Two labels become one speaker; the old label is an alias."""
    how = Reading(speakers={"maya's iphone": "Maya", "Smith, John (Guest)": "John Smith"})
    found = parse_transcript(TALK, "x", how)

    assert [t.speaker for t in found.turns] == ["Maya", "John Smith", "Maya", "John Smith"]
    assert [(s.name, s.aliases) for s in found.speakers] == [
        ("Maya", ("Maya's iPhone",)),
        ("John Smith", ("Smith, John (Guest)",)),
    ]
    assert found.problems == ()


def test_a_map_for_nobody_is_told() -> None:
    """So nothing is silently left as it was."""
    how = Reading(speakers={"SPEAKER_07": "Ada"})

    assert "SPEAKER_07" in parse_transcript("Ada: One.\nBen: Two.\nAda: So.", "x", how).problems[0].text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr. North", "North"), ("Aaron van Dam (AvD)", "AvD"), ("Chairman Inoue", "Mr. Inoue"),
        ("ADA NOVAK", "Novak"), ("Ada", "Ada Novak"), ("Dr. Novak", "Ada Novak"), ("AN", "Ada Novak"),
        ("I. North", "Ida North"), ("A. B. Novak", "Ada Bea Novak"),
    ],
)  # fmt: skip
def test_labels_that_may_be_one_person(one: str, other: str) -> None:
    """They are told once, with the line that makes one of them, and no question offers both until then."""
    assert may_be_one(one, other)
    assert may_be_one(other, one)
    said = [f"{(one, other)[n % 2]}: The lift stopped {n} times before anybody asked." for n in range(8)]
    told = [p for p in parse_transcript("\n".join(said), "x").problems if "one person" in p.text]

    assert len(told) == 1
    label, _, name = told[0].mend.partition("=")
    assert label in (one, other)
    assert name in (plain_name(one), plain_name(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr. North", "Mrs. North"), ("Ada Novak", "Ada Orr"), ("Speaker 1", "Speaker 2"), ("Ada", "Ben"), ("", "Ada"),
        ("SPEAKER_00", "SPEAKER_01"), ("Secretary Rice", "Secretary Powell"),
        ("J. North", "Ida North"), ("B. Novak", "Ada Novak"), ("I. North", "I. South"),
    ],
)  # fmt: skip
def test_labels_of_two_people(one: str, other: str) -> None:
    """Whatever they share."""
    assert not may_be_one(one, other)
