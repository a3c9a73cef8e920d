"""Minutes in which people stand by their initials: topics, votes and code are said by nobody."""

import pytest

from content.model import Transcript
from content.reader import parse_transcript

PEOPLE = ("AN", "BO", "IM", "HP")
# Everybody speaks three times.
TALK = "".join(f"{who}: {said}\n\n" for said in (
    "I would rather talk of closures before the tables.", "The scoring of kettles is hard, and so is the garbage.",
    "Nobody ever looks at the collection before noon.",
) for who in PEOPLE)  # fmt: skip


def minutes(text: str) -> Transcript:
    """What is read of these lines behind the talk."""
    return parse_transcript(TALK + text, "minutes")


def said_by(text: str) -> list[tuple[str | None, str]]:
    """The turns of these lines."""
    return [(t.speaker, t.text) for t in minutes(text).turns[len(PEOPLE) * 3 :]]


@pytest.mark.parametrize(
    ("label", "speaks"),
    [
        ("Closures", False),  # somebody writes it small
        ("Garbage collection", False),
        ("Scoring", False),
        ("Anyref", True),  # nobody does
        ("Ines", True),  # a first name
        ("Wouter", True),
        ("Ines Moreau", True),
        ("LW", True),  # initials
        ("SYG", True),
    ],
)
def test_a_word_that_others_write_small_is_nobody(label: str, *, speaks: bool) -> None:
    assert said_by(f"{label}: they were put aside until the winter.\n") == [
        (label if speaks else None, "they were put aside until the winter." if speaks else
         f"{label}: they were put aside until the winter.")
    ]  # fmt: skip


def test_an_interview_believes_a_single_label() -> None:
    """Where people have their names, a word that stands there once may be one."""
    talk = TALK
    for who, name in zip(PEOPLE, ("Ada Novak", "Ben Osei", "Ines Moreau", "Hugo Prinz"), strict=True):
        talk = talk.replace(f"{who}:", f"{name}:")
    assert parse_transcript(f"{talk}Closures: I am called like that.\n", "talk").turns[-1].speaker == "Closures"


@pytest.mark.parametrize(
    ("votes", "speakers"),
    [
        ("SF: 5 in room, 1 in chat\n\nF: 12 in room\n\nN: 16 in room\n\nA: 0\n", {None}),
        ("SF: 5\n\nF: 12\n\nN: 16\n\nA: 0\n\nSA: 1\n", {None}),
        ("SF: 5 in room\n\nF: I would vote for it, had I one of the 12 votes.\n", {"SF", "F"}),
        ("LW: 12.\n", {"LW"}),
    ],
)
def test_counts_of_votes_are_said_by_nobody(votes: str, speakers: set[str | None]) -> None:
    assert {speaker for speaker, _ in said_by(votes)} == speakers


def test_what_is_noted_of_slides_and_delegates_is_said_by_nobody() -> None:
    assert {who for who, _ in said_by("Slide: Example\n\nSlide: Kettles\n\nSlide: Lifts\n")} == {None}
    found = minutes("Delegates: Ada Novak, Ben Osei\n")
    assert [f.rule for f in found.furniture] == ["minutes"]


CODE = "AN: It looks like this.\n\n```\nfunction boil(kettle) {\n  return kettle.boil();\n}\n```\n\nAnd it boils.\n"


def test_code_between_fences_is_said_by_nobody_and_ends_no_turn() -> None:
    assert said_by(CODE) == [("AN", "It looks like this.\nAnd it boils.")]
    assert [(f.rule, len(f.lines)) for f in minutes(CODE).furniture] == [("code", 5)]


@pytest.mark.parametrize(
    "kept",
    [
        "```\nBO: Nobody ever asked me about the kettle.\n\nIM: That was a mistake that we regret.\n```\n",  # notes
        "```\nBO: the fence is never closed, so it begins no code.\n",
    ],
)
def test_words_between_fences_stay_words(kept: str) -> None:
    assert "BO" in {speaker for speaker, _ in said_by(kept)}
    assert not minutes(kept).furniture
