"""A curator's file beside a transcript: its choices survive importing again."""

from pathlib import Path

import pytest

from content.document_options import Reading
from content.edits import leaves_out_only, read_edits
from content.errors import BadEdits
from content.model import Pack
from content.packs import read_file

TALK = """\
Ines: Nobody reads the plan until the day it catches fire. Far too short.
Hugo: The archive keeps every plan that was ever written, and it keeps the ashes in a box.
Ines: A plan is read less than it is burned, as every archivist will tell you after lunch.
Hugo: So it is.
"""


def curated(folder: Path, edits: str) -> Pack:
    """The talk with these edits beside it."""
    (folder / "talk.txt").write_text(TALK, encoding="utf-8")
    (folder / "talk.edits.toml").write_text(edits, encoding="utf-8")
    return read_file(folder / "talk.txt")


def test_pin_drop_and_trim(tmp_path: Path) -> None:
    """What the rules refused comes in, what they took goes out, and what is shown is shorter."""
    edits = 'pin = ["Far too short."]\ndrop = ["keeps the ashes"]\n[trim]\n"A plan is read" = "A plan is read less than it is burned."\n'  # noqa: E501
    pack = curated(tmp_path, edits)

    assert [(q.text, q.score == 1.0) for q in pack.quotes] == [
        ("Nobody reads the plan until the day it catches fire.", False),
        ("Far too short.", True),
        ("A plan is read less than it is burned.", False),
    ]
    assert pack.quotes[2].original.endswith("after lunch.")
    assert [left.rule for left in pack.left] == ["dropped", "too-short"]
    assert pack.problems == ()


def test_ids_survive_edits(tmp_path: Path) -> None:
    """Trimming and renaming keep the ids, and the content counts as changed."""
    plain = curated(tmp_path, "")
    edited = curated(tmp_path, '[trim]\n"A plan is read" = "A plan is read."\n[speakers]\n"Hugo" = "Hugo Prinz"\n')

    assert [q.id for q in edited.quotes] == [q.id for q in plain.quotes]
    assert [s.name for s in edited.speakers] == ["Ines", "Hugo Prinz"]
    assert edited.fingerprint != plain.fingerprint


def test_facts_blurbs_and_sections(tmp_path: Path) -> None:
    """What is known about the source and its people."""
    pack = curated(tmp_path, 'title = "On plans"\nlink = "https://x.example/{seconds}"\n[blurbs]\nInes = "reads"\n')

    assert (pack.source.title, pack.source.link) == ("On plans", "https://x.example/{seconds}")
    assert pack.speakers[0].blurb == "reads"


def test_an_edit_that_fits_nothing_is_told(tmp_path: Path) -> None:
    """Also a trim that adds words."""
    edits = 'pin = ["never said"]\n[trim]\n"A plan is read" = "A plan is burned gladly."\n[blurbs]\nBob = "?"\n'
    told = " ".join(p.text for p in curated(tmp_path, edits).problems)

    assert "never said" in told
    assert "adds words" in told
    assert "Bob" in told


@pytest.mark.parametrize("edits", ["pin = 3", "[[pin]]\nx = 1", "bin = []", "pin = [", 'trim = "x"', 'title = ["x"]'])
def test_a_file_that_cannot_be_followed_is_refused(tmp_path: Path, edits: str) -> None:
    """With its name."""
    with pytest.raises(BadEdits, match=r"talk\.edits\.toml"):
        curated(tmp_path, edits)


def test_words_may_be_left_out_only() -> None:
    """In their order."""
    assert leaves_out_only("one two three", "One, three!")
    assert not leaves_out_only("one two three", "three one")


@pytest.mark.parametrize(
    ("edits", "speaker"), [('speaker = "Ines Moreau"', "Ines Moreau"), ("unattributed = true", None)]
)
def test_a_file_that_names_nobody_is_asked_for_there(tmp_path: Path, edits: str, speaker: str | None) -> None:
    """By whoever keeps it, in any format; what is asked for at the moment comes first."""
    (tmp_path / "night.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nIt was late.\n", encoding="utf-8")
    (tmp_path / "night.edits.toml").write_text(edits, encoding="utf-8")

    assert [t.speaker for t in read_file(tmp_path / "night.vtt").turns] == [speaker]
    assert [t.speaker for t in read_file(tmp_path / "night.vtt", how=Reading(speaker="Ada")).turns] == ["Ada"]


def test_unattributed_is_true_or_false() -> None:
    """Anything else is told."""
    with pytest.raises(BadEdits, match="unattributed is true or false"):
        read_edits('unattributed = "yes"', "talk.edits.toml")
