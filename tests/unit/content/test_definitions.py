"""Manuals explain terms in bold, talks name in bold who speaks: the document tells which."""

import pytest

from content.errors import NoTranscript
from content.formats.document import Document
from content.formats.paragraphs import labelled_lines
from content.reader import parse_transcript

SAID = (
    "The lift is out of order since Monday.", "Nobody has told the house about it.", "We take the stairs until then.",
    "The stairs are steep, and the bridge is closed.", "The cellar has a second way out.", "It is locked at night.",
)  # fmt: skip


def bold(*labels: str, sections: int = 1) -> str:
    """Each label before a sentence, in so many sections with the same labels."""
    one = "\n\n".join(f"**{label}:** {SAID[n % len(SAID)]}" for n, label in enumerate(labels))
    return "\n\n".join([f"## Section {chr(65 + n)}\n\n{one}" for n in range(sections)] if sections > 1 else [one])


@pytest.mark.parametrize(
    "text",
    [
        bold("Configuration File", "Log Level", "Data Folder", "Time Zone"),
        bold("Backup", "Restore", "Log Level", "Data Folder", "Time Zone", "Backup"),
        bold("Type", "Default", sections=3),
        bold("Request Body", "Response", "Errors", sections=4),
        bold("Grace Period", "Log Level", "Data Folder", "Time Zone", "Port"),
        "# Manual\n\n" + bold("Installation", "Upgrade", "Removal", "Support"),
    ],
    ids=["once", "one twice", "two in each section", "three in each", "one is a first name", "below a title"],
)  # fmt: skip
def test_terms_that_are_explained_are_nobody(text: str) -> None:
    """Once each, in all of it or in each section."""
    with pytest.raises(NoTranscript):
        parse_transcript(text, "manual")


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (bold("Ada Novak", "Ben Osei", "Ines Moreau", "Hugo Prinz"), 4),
        (bold("Ada Novak", "Ben Osei"), 2),
        (bold("marc | wolovim", "P!nk", "marc | wolovim", "P!nk", "marc | wolovim", "P!nk"), 2),
        (bold("SPEAKER_00", "SPEAKER_01", "SPEAKER_02", "SPEAKER_03"), 4),
        (bold("Ada Novak", "Ben Osei", sections=3), 2),
        (bold("Q", "A", sections=3), 2),
        (bold("Quist", "Moreau", "Quist", "Moreau", "Quist", "Osei", "Prinz"), 4),
    ],
    ids=["names once each", "two", "in turn", "numbered", "names in sections", "asked", "who come again"],
)
def test_people_are_named_whether_once_or_in_turn(text: str, speakers: int) -> None:
    """Names that people have, voices that come again, those that ask and answer."""
    assert len(parse_transcript(text, "talk").speakers) == speakers


def test_a_term_that_is_mapped_to_a_name_is_that_person() -> None:
    """Whoever reads the document knows better."""
    text = bold("Configuration File", "Log Level", "Data Folder", "Time Zone")

    assert labelled_lines(Document(text, "manual")) == {}
    assert len(labelled_lines(Document(text, "manual", known=frozenset({"Log Level"})))) > 0
