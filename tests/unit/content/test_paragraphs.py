"""“Name: text” paragraphs become turns; nothing that was said is lost or invented."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.document_options import Reading
from content.errors import NoTranscript
from content.formats.headings import heading
from content.formats.labels import could_be_name, shaped_label
from content.model import Transcript, Turn
from content.reader import parse_transcript

MEETING = """\
Minutes of a meeting that ran long.
Nobody is sure who took them.
1Opening remarks
Ines Moreau: Good morning. I have three points.
The first one is the coffee.
Hugo Prinz: The coffee is fine.
2. The coffee, again
Ines Moreau: I hope that it will be like this: hot, and here.
Hugo Prinz: Noted.
"""


def spoken(transcript: Transcript) -> list[tuple[str | None, str, str]]:
    """Speaker, section and text of every turn."""
    return [(t.speaker, t.section, t.text) for t in transcript.turns]


def test_labels_continuations_headings_and_an_introduction() -> None:
    """Unlabelled paragraphs belong to the last speaker; before the first, to nobody; headings lose their number."""
    assert spoken(parse_transcript(MEETING, "meeting")) == [
        (None, "", "Minutes of a meeting that ran long."),
        (None, "", "Nobody is sure who took them."),
        ("Ines Moreau", "Opening remarks", "Good morning. I have three points.\nThe first one is the coffee."),
        ("Hugo Prinz", "Opening remarks", "The coffee is fine."),
        ("Ines Moreau", "The coffee, again", "I hope that it will be like this: hot, and here."),
        ("Hugo Prinz", "The coffee, again", "Noted."),
    ]


def test_a_turn_remembers_its_line() -> None:
    """Problems can be told with the line of the file."""
    assert [t.line for t in parse_transcript(MEETING, "meeting").turns] == [1, 2, 4, 6, 8, 9]


def test_a_heading_ends_a_turn_but_not_the_speaker() -> None:
    """Who goes on after a heading begins a new turn."""
    text = "Ines: One.\nHugo: Two.\n# Part two\nStill Hugo speaks here.\nInes: Three.\nHugo: Four."

    assert spoken(parse_transcript(text, "x"))[2] == ("Hugo", "Part two", "Still Hugo speaks here.")


@pytest.mark.parametrize("said", ["NO WAY", "OK THEN", "42 + 1 = 43", "10:15"])
def test_what_a_speaker_shouts_is_no_heading(said: str) -> None:
    """Who is written large speaks in short lines too; a label that nobody has elsewhere is a heading's."""
    text = f"INES: It begins.\nHUGO: I see.\nPART TWO: THE KETTLE\nINES: {said}\nHUGO: Well."

    assert spoken(parse_transcript(text, "x"))[2:] == [
        ("INES", "PART TWO: THE KETTLE", said), ("HUGO", "PART TWO: THE KETTLE", "Well."),
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["*", "42", "10:15", "???"])
def test_a_label_before_no_letters_is_no_heading(said: str) -> None:
    """Even of somebody who says nothing else."""
    text = f"Ines: It begins.\nSPEAKER_01: {said}\nInes: I see.\nSPEAKER_01: {said}\nInes: Well."

    assert [t[0] for t in spoken(parse_transcript(text, "x"))] == ["Ines", "SPEAKER_01", "Ines", "SPEAKER_01", "Ines"]


def test_wrapped_paragraphs_are_joined() -> None:
    """Lines broken by width, with blank lines between the paragraphs."""
    text = "Ines: This paragraph was wrapped\nby an editor of\nan older school.\n\nHugo: Was it\nreally?\n"

    assert [t[2] for t in spoken(parse_transcript(text, "x"))] == [
        "This paragraph was wrapped by an editor of an older school.",
        "Was it really?",
    ]


def test_facts_stand_in_a_fenced_block() -> None:
    """Title, date, licence, link and speakers' blurbs; an unknown fact is told with its line."""
    text = "---\nTitle: Tea\nDate: 2026\nSpeaker: Ines = likes tea\nMood: dark\n---\nInes: One.\nHugo: Two.\nInes: So."
    read = parse_transcript(text, "x")

    assert (read.source.title, read.source.date) == ("Tea", "2026")
    assert [(s.name, s.blurb) for s in read.speakers] == [("Ines", "likes tea"), ("Hugo", "")]
    assert [(p.line, "Mood" in p.text) for p in read.problems] == [(5, True)]


def test_stage_labels_are_no_speakers() -> None:
    """A break or a jingle is narration, and it is said so."""
    read = parse_transcript("Ines: One.\nBreak: music plays\nHugo: Two.\nInes: Three.\nHugo: Four.", "x")

    assert [s.name for s in read.speakers] == ["Ines", "Hugo"]
    assert spoken(read)[1] == (None, "", "Break: music plays")
    assert len(read.problems) == 1


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Ines Moreau: hello", "Ines Moreau"),
        ("**Ines:** hello", "Ines"),
        ("**Ines**: hello", "Ines"),
        ("SPEAKER_00: hello", "SPEAKER_00"),
        ("speaker_1: hello", "speaker_1"),
        ("speaker 1: hello", "speaker 1"),
        ("Dr. Ines Moreau: hello", "Dr. Ines Moreau"),
        ("**Ines B. Moreau, Psy.D:** hello", "Ines B. Moreau, Psy.D"),
        ("Ines Moreau, CTO: hello", "Ines Moreau, CTO"),
        ("I hope that it will be like this: hot", None),
        ("so: hello", None),
        ("http://example.org", None),
        ("MR. MOREAU: hello", "MR. MOREAU"),
        ("Sen. Moreau: hello", "Sen. Moreau"),
        ("10:15 hello", None),
        ("Intro 02:13 Coffee", None),
        ("It was late, Ines: go home", None),
        ("no colon at all", None),
        (": nothing before", None),
    ],
)
def test_what_may_be_a_label(line: str, label: str | None) -> None:
    """At most five words, no sentence, no small beginning."""
    part = shaped_label(line)

    assert (part.label if part is not None and could_be_name(part.label) else None) == label


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("0:15 Ines Moreau: hello", 15.0),
        ("[00:00:15] Ines Moreau: hello", 15.0),
        ("00:15 - Ines Moreau: hello", 15.0),
        ("[12/03/2024, 10:15:03] Ines Moreau: hello", None),
        ("12.03.24, 10:15 - Ines Moreau: hello", None),
        ("2024-03-12 10:15 Ines Moreau: hello", None),
        ("3/12/24, 10:15 PM - Ines Moreau: hello", None),
    ],
)
def test_a_stamp_before_a_label_is_not_spoken(line: str, start: float | None) -> None:
    """As hands and chats write it; a moment of the day is no second of a recording."""
    text = f"{line}\nHugo Prinz: One.\nInes Moreau: Two.\nHugo Prinz: Three."
    first = parse_transcript(text, "x").turns[0]

    assert (first.speaker, first.text, first.start) == ("Ines Moreau", "hello", start)


def test_a_time_before_what_is_no_label_is_spoken() -> None:
    """Nothing is lost."""
    text = "10:30 Note: bring coffee.\nInes Moreau: One.\nHugo Prinz: Two.\nInes Moreau: Three.\nHugo Prinz: Four."

    assert spoken(parse_transcript(text, "x"))[0][2] == "10:30 Note: bring coffee."


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("1Opening remarks", "Opening remarks"),
        ("3.Is it a “plateau”?", "Is it a “plateau”?"),
        ("12) Closing", "Closing"),
        ("## On plans", "On plans"),
        ("## 2. On plans", "On plans"),
        ("ON THINGS BREAKING", "ON THINGS BREAKING"),
        ("== Coffee ==", "Coffee"),
        ("To do so, we need coffee.", None),
        ("1984 was a good year.", None),
        ("2 sugars, please!", None),
        ("YES", None),
        ("Short words without a mark", None),
    ],
)
def test_what_is_a_heading(line: str, title: str | None) -> None:
    """Numbered, marked or shouted, and no sentence."""
    assert heading(line) == title


def test_prose_names_nobody() -> None:
    """A file without speakers is refused with the way on, and imports with a name for its one voice."""
    prose = "It was a dark night.\nNote: the lamp was broken.\nWe went home."
    with pytest.raises(NoTranscript, match="--speaker NAME"):
        parse_transcript(prose, "night")

    assert {t.speaker for t in parse_transcript(prose, "night", Reading(speaker="Ines")).turns} == {"Ines"}


NAMES = st.sampled_from(["Ines Moreau", "Hugo Prinz", "Dr. Ada Kim", "SPEAKER_01"])
WORDS = st.text(alphabet=string.ascii_lowercase + "éß-'", min_size=1, max_size=8)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=12).map(lambda found: "w" + " ".join(found) + ".")


@given(st.lists(st.tuples(NAMES, st.lists(PARAGRAPHS, min_size=1, max_size=3)), min_size=2, max_size=12))
def test_writing_turns_out_and_reading_again_gives_the_same(said: list[tuple[str, list[str]]]) -> None:
    """For any speakers and paragraphs, in any order."""
    turns = [(name, "\n".join(paragraphs)) for name, paragraphs in said]
    text = "\n".join(f"{name}: {words}" for name, words in turns)
    read = parse_transcript(text + f"\n{turns[0][0]}: the end.", "x").turns

    assert [(t.speaker, t.text) for t in read[:-1]] == turns


def test_an_empty_turn_is_told() -> None:
    """A name with nothing after it is a problem with a line, not a turn lost."""
    read = parse_transcript("Ines:\nHugo: Two.\nInes: Three.", "x")

    assert read.turns[0] == Turn(speaker="Ines", text="", line=1)
    assert [p.line for p in read.problems] == [1]
