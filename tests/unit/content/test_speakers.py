"""Who is who: labels that look wrong are told with the line that mends them; a map mends them."""

import pytest

from content.reading import Reading, parse_transcript
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
