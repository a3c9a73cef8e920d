"""Whatever a file holds, it is read or refused in one sentence: never another error, nothing lost without a word."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.document_options import Reading
from content.errors import ContentError, UnreadableFile
from content.packs import read_bytes_as_pack
from content.reader import parse_transcript, transcript_of
from content.text import clean
from tests.unit.content.writing import document_xml, docx

FIXTURES = sorted((Path(__file__).parent / "fixtures").iterdir())
ANYONE = Reading(unattributed=True)


def told(data: bytes, name: str = "talk.txt", how: Reading = ANYONE) -> str:
    """The one sentence that refuses this file, "" if it was read."""
    try:
        read_bytes_as_pack(data, name, how=how)
    except ContentError as error:
        said = str(error)
    else:
        return ""
    assert "\n" not in said
    assert said.startswith(name)
    return said


@given(st.binary(max_size=400), st.sampled_from(["talk.txt", "talk.docx", "talk.json", "talk.toml"]))
def test_any_bytes(data: bytes, name: str) -> None:
    """Of any kind, under any name."""
    told(data, name)


SIGNS = st.sampled_from([
    "WEBVTT\n\n", "00:01.000 --> 00:02.000\n", "<v Ada>", "</v>", "<v ", "&amp;", "&#x110000;", "1\n", "Ada: ", "Ben: ",
    "**Ada:** ", "\\[00:01\\]", "%\n", "-- Ada\n", "quote,author\n", '"', '{"segments":[', '{"text":', "]}", "[[[[[",
    "\ud800", "\u202e", "\u200b", "\x00", "\ufeff", "\u0301" * 40, "\u2028", "\n", " ", "word ", "？", "♪", "# ",
    "--->", "(00:99)", "999:99:99", "---\n", "Ada  0:01\n", "= =", "[laughs", "\t", ";", "’", "あ",
])  # fmt: skip


@given(st.lists(st.one_of(SIGNS, st.text(max_size=6)), max_size=60).map("".join))
def test_any_text(text: str) -> None:
    """Of the signs that formats are made of, in any order."""
    try:
        found = parse_transcript(text, "x", ANYONE)
    except ContentError:
        return
    assert all(t.text == clean(t.text) for t in found.turns)


@given(st.sampled_from(FIXTURES), st.randoms(use_true_random=False))
def test_damaged_fixtures(path: Path, rng: random.Random) -> None:
    """Bytes cut out, doubled and changed in files of every format."""
    data = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 8)):
        at, size = rng.randrange(len(data)), rng.randint(1, 30)
        match rng.randrange(3):
            case 0:
                del data[at : at + size]
            case 1:
                data[at:at] = data[at : at + size]
            case _:
                data[at : at + 1] = bytes([rng.randrange(256)])
        data = data or bytearray(b"x")
    told(bytes(data), path.name)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "it is a PDF"),
        (b"\x1f\x8b\x08....", "it is a gzip archive"),
        (b"ID3\x04.....", "it is a recording"),
        (b"....ftypM4A ....", "it is a recording"),
        (b"\xd0\xcf\x11\xe0....", "an old Word document"),
        (docx("x", "xl/workbook.xml"), "it is an Excel workbook"),
        (docx("x", "notes.txt"), "it is an archive"),
        (b"PK\x03\x04 broken", "it is a damaged archive"),
        (docx("<w:document"), "a Word document whose text is damaged"),
        (docx(document_xml([])), "it is empty"),
        (b"\x00\x01\x02\x03" * 100, "it is no text file"),
    ],
)
def test_other_files_are_refused_by_name(data: bytes, what: str) -> None:
    """With what to do instead."""
    assert what in told(data)


def test_a_word_bomb_is_not_unpacked() -> None:
    """Neither one that unpacks to far more than it should, nor entities, nor endless nesting."""
    entities = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'

    assert "unpacks to far more" in told(docx(document_xml([["a" * 30_000_000]])))
    assert "damaged" in told(docx(entities))
    assert "damaged" in told(docx("<a>" * 5000 + "</a>" * 5000))


def test_json_bombs() -> None:
    """Nested too deep, or with numbers too long: no transcript, and said so."""
    assert "the JSON is broken here" in told(b"[" * 100_000, how=Reading())
    assert told(b'{"segments": [{"start": ' + b"9" * 5000 + b', "text": "a"}]}', how=Reading())
    endless = json.dumps({"segments": [{"start": float("inf"), "end": "x", "text": "Words."}, {"start": 1, "text": 7}]})
    assert [t.start for t in parse_transcript(endless, "x", Reading(unattributed=True)).turns] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Ada: " + "word " * 200_000,
        "Ada: " + "“a. " * 50_000,
        "Ada: a" + "\u0301\u0323" * 50_000,
        "Ada: so.\nBen: no.\n" * 10_000,
        "WEBVTT\n\n" + "<v " * 100_000,
        "1\n00:00:01,000 --> 00:00:02,000\n" + "[" * 100_000 + "(laughs" * 30_000,
        "quote,author\n" + '"' * 100_001,
        "**Ada:** " + "[a](" * 50_000 + "\n\n**Ben:** " + "*" * 100_000,
    ],
    ids=range(8),
)
def test_endless_lines_and_many_lines(text: str) -> None:
    """A megabyte in one line, nothing but marks, thousands of turns: read in a time that grows with their length."""
    told(text.encode())


def test_a_file_over_the_limit_is_refused() -> None:
    """And the limit can be set."""
    with pytest.raises(UnreadableFile, match="larger than 1 MB"):
        transcript_of(b"Ada: so. " * 200_000, "talk.txt", Reading(limit_mb=1))
    assert len(transcript_of(b"Ada: so. " * 120_000, "talk.txt", Reading(limit_mb=2)).turns) == 1


def test_hidden_characters_do_not_come_in() -> None:
    """Direction marks, invisible spaces, NUL, lone surrogates; NUL is told with its line."""
    text = "Ada: One\u200b tw\u202eo.\nBen: Th\x00ree.\nAda: \ud800Four.\nBen: So.".encode("utf-8", "surrogatepass")
    found = transcript_of(text, "talk.txt")

    assert [t.text.replace("�", "") for t in found.turns][:2] == ["One two.", "Three."]
    assert [p.line for p in found.problems if "NUL" in p.text] == [2]


def test_mixed_encodings_are_read_line_by_line() -> None:
    """The first line that is no UTF-8 is told."""
    data = "Ada: Größe.\n".encode() + "Ben: Größe.\n".encode("cp1252") + "Ada: Naïve.\nBen: So.".encode()
    found = transcript_of(data, "talk.txt")

    assert [t.text for t in found.turns] == ["Größe.", "Größe.", "Naïve.", "So."]
    assert found.problems[0].line == 2


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("said", ["One is fine.", "Größe zählt — ja."])
def test_utf_16_without_its_mark(encoding: str, said: str) -> None:
    """Every other byte is zero, or most are; which ones, tells the order."""
    found = transcript_of(f"Ada: {said}\nBen: So.\nAda: Yes.".encode(encoding), "t")

    assert found.turns[0].text == said
    assert not found.problems


def test_a_quotation_mark_that_is_not_closed_takes_no_other_row_along() -> None:
    """Its row is told, and whoever says the next one is given nothing of it; a quote of several lines is whole."""
    table = (
        'quote,speaker\n"Never closed by anybody,Ada\n"Tea comes first, and jam.",Ben\n'
        '"It goes on\nhere, she says.",Ines\n'
        '"Open to the very end,Cem\n'
    )
    pack = read_bytes_as_pack(table.encode(), "table.csv")

    assert [(turn.speaker, turn.text) for turn in pack.turns] == [
        ("Ben", "Tea comes first, and jam."), ("Ines", "It goes on\nhere, she says."),
    ]  # fmt: skip
    assert [(problem.line, problem.lost) for problem in pack.problems] == [(2, True), (6, True)]
    assert all("a quotation mark is opened in this row and not closed" in problem.text for problem in pack.problems)


def test_a_table_of_many_such_rows_is_read_in_a_moment() -> None:
    """Each looks as far as one quote may reach."""
    rows = "".join(f'"open {n},Ada\n' if n % 2 else f'"Kettle {n} boils.",Ben\n' for n in range(2000))
    pack = read_bytes_as_pack(f"quote,speaker\n{rows}".encode(), "table.csv")

    assert len(pack.turns) == sum(problem.lost for problem in pack.problems) == 1000


ASHES = "Nobody reads the plan until the day it is on fire and everybody wants a copy of the ashes."
LINES = [
    ("list.json", json.dumps([{"quote": ASHES, "author": "Ada\nMoore", "section": "On\nplans"}]), ANYONE),
    ("list.csv", f'quote,author\n"{ASHES}","Ada\nMoore"\n', ANYONE),
    ("pack.toml", f'title = "On\\nplans"\n[[claim]]\nid = "a"\nspeaker = "Ada\\nMoore"\ntext = "{ASHES}"\n', ANYONE),
    ("alone.txt", ASHES, Reading(speaker="Ada\nMoore")),
    ("talk.txt", f"SPEAKER_00: {ASHES}", Reading(speakers={"SPEAKER_00": "Ada\r\nMoore"})),
]


@pytest.mark.parametrize(("name", "text", "how"), LINES, ids=[name for name, _, _ in LINES])
def test_names_are_one_line(name: str, text: str, how: Reading) -> None:
    """Whoever broke them, a file or somebody who typed: the speaker is told by one name, and titles stand in lists."""
    pack = read_bytes_as_pack(text.encode(), name, how=how)

    assert {quote.speaker for quote in pack.quotes} == {"Ada Moore"}
    assert [speaker.name for speaker in pack.speakers] == ["Ada Moore"]
    assert "\n" not in "".join([pack.source.title, *(quote.section for quote in pack.quotes)])
    assert pack.quotes[0].text == ASHES
