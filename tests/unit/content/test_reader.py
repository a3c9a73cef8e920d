"""Files that cannot be read are refused in one plain sentence with their name in it."""

import json
from pathlib import Path

import pytest

from content.document_options import Reading
from content.errors import ContentError, UnreadableFile
from content.packs import read_file
from content.reader import read_text, read_transcript, transcript_of

GOOD = "Ines: Häuser größer.\nHugo: Naïve.\n"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "it is empty"),
        (b" \n\t\n", "it is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "it is a picture"),
        (bytes(range(1, 32)) * 50, "it is no text file"),
        (b'{"segments": [\n{"text": "a"},\n{"text": }]}', "line 3: the JSON is broken here"),
        (b'{"a": {"b": [1, 2]}}', "JSON in which no list of words"),
        (b"<!DOCTYPE html>\n<html><body><p>Ines: So.</p></body></html>", "a page of the web"),
        (b"<p>1:59  </p>\n<p>Ines: So.</p>\n<p></p>\n<p>Hugo: No.</p>", "a page of the web"),
        (
            b'<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><p t="0">So.</p></timedtext>',
            "captions in XML",
        ),
        (b"From: Ada Novak\nSent: Tue\n\nSo.\n\nFrom: Ben Osei\nSent: Tue\n\nIt is.\n", "no line names a speaker"),
        (
            b'[\n{"key": "lifts",\n"code": "L1"},\n{"key": "tea",\n"code": "T2"},\n{"key": "maps",\n"code": "M3"}\n]',
            "JSON in which no list of words",
        ),
        (b"00:00:01 Yeah.\n\n00:00:04 So it is, I think.\n\n" * 4, "no line names a speaker"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nNobody speaks.", "no line names a speaker"),
        (b'{"segments": [{"start": 0, "text": "Nobody speaks."}]}', "no line names a speaker"),
        (b"---\nspeakers:\n  - Ada Novak\n---\nJust prose.", "give --speaker \u201cAda Novak\u201d"),
        (b"Just prose.\nNobody speaks.", "no line names a speaker"),
    ],
)
def test_files_that_hold_no_transcript(tmp_path: Path, content: bytes, problem: str) -> None:
    """Empty, blank, binary, without speakers."""
    path = tmp_path / "talk.txt"
    path.write_bytes(content)

    with pytest.raises(ContentError, match=problem) as refused:
        read_transcript(path)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_places_that_are_no_file(tmp_path: Path) -> None:
    """A folder, nothing at all, too large a file."""
    with pytest.raises(UnreadableFile, match="it is a folder"):
        read_transcript(tmp_path)
    with pytest.raises(UnreadableFile, match="there is no such file"):
        read_transcript(tmp_path / "nothing.txt")
    big = tmp_path / "big.txt"
    big.write_bytes(b"x" * 1_000_001)
    with pytest.raises(UnreadableFile, match="larger than 1 MB"):
        read_transcript(big, Reading(limit_mb=1))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without its mark, UTF-16, and as a last resort Windows-1252, which is told."""
    path = tmp_path / "talk.txt"
    path.write_bytes(GOOD.encode(encoding))
    text, problems = read_text(path)

    assert text == GOOD
    assert bool(problems) == (encoding == "cp1252")


def test_hidden_characters_are_removed(tmp_path: Path) -> None:
    """Direction marks, tags and controls that could deceive a reader do not come in."""
    path = tmp_path / "talk.txt"
    path.write_text("Ines: Pay \u202eevil\u202c now.\x07\r\nHugo: No\ufeff.\r\nInes: Yes.\r\n", encoding="utf-8")

    assert [t.text for t in read_transcript(path).turns] == ["Pay evil now.", "No.", "Yes."]


def test_a_folder_that_slack_exported_is_one_document(tmp_path: Path) -> None:
    """Members are called by their names; what was written to a few alone is not looked at."""
    for name, held in {
        "users.json": [{"id": "U1", "profile": {"display_name": "Ada Novak"}}, {"id": "U2", "name": "ben"}],
        "channels.json": [{"name": "lifts"}],
        "lifts/2024-02-03.json": [{"type": "message", "ts": "1.0", "user": "U1", "text": "The lift stops, <@U2>."}],
        "lifts/2024-02-04.json": [{"type": "message", "ts": "2.0", "user": "U2", "text": "It stops &amp; sings."}],
        "D024/2024-02-04.json": [{"type": "message", "ts": "3.0", "user": "U2", "text": "Do not tell anybody."}],
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps(held), encoding="utf-8")
    said = [("Ada Novak", "The lift stops, @ben."), ("ben", "It stops & sings.")]

    assert [(t.speaker, t.text) for t in read_file(tmp_path).turns] == said
    assert [(t.speaker, t.text) for t in read_file(tmp_path / "lifts").turns] == said
    (tmp_path / "lifts" / "2024-02-04.json").write_text("[{", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="line 1: the JSON is broken here"):
        read_file(tmp_path)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It&#39;s the bread that says &quot;no&quot;.", 'It\'s the bread that says "no".'),
        ("Fish &amp; chips, and I&rsquo;m in. Isn&#x27;t it?", "Fish & chips, and I’m in. Isn't it?"),
        ("One&#10;line stays &quot;one&quot;, to the end.", 'One line stays "one", to the end.'),
        ("You write &nbsp; where a space is to stay.", "You write &nbsp; where a space is to stay."),
        ("That &unknown; is none, but &quot;this&quot; is.", 'That &unknown; is none, but "this" is.'),
    ],
)
@pytest.mark.parametrize(
    "layout", ["Ada Novak: {}\n\nBen Osei: So it is.\n", "**Ada Novak:** {}\n\n**Ben Osei:** So it is.\n"]
)
def test_the_escapes_of_a_page_are_read_as_it_shows_them(layout: str, written: str, read: str) -> None:
    turn = transcript_of(layout.format(written).encode(), "talk.md").turns[0]
    assert (turn.speaker, turn.text) == ("Ada Novak", read)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("I wrote a [draft](https://kettle.example/(a)/b?c=1) of it.", "I wrote a draft of it."),
        ("See ![the kettle](https://kettle.example/k.png) there.", "See the kettle there."),
        ("We said \\#12 and \\[so\\] and \\n and a\\b.", "We said #12 and [so] and \\n and a\\b."),
        ("It was \\$20 \\& more.", "It was $20 & more."),
        ("One <strike>kettle</strike> plan<br/>more, 1 < 2.", "One kettle plan more, 1 < 2."),
        ("The list [a, b](c) is code, and [sic] stays.", "The list [a, b](c) is code, and [sic] stays."),
    ],
)
@pytest.mark.parametrize(
    "layout", ["Ada Novak: {}\n\nBen Osei: So it is.\n", "[00:01] Ada Novak: {}\n[00:09] Ben Osei: So it is.\n"]
)
def test_of_a_link_its_words_are_read_in_any_text(layout: str, written: str, read: str) -> None:
    turn = transcript_of(layout.format(written).encode(), "talk.txt").turns[0]
    assert (turn.speaker, turn.text) == ("Ada Novak", read)


def test_a_label_is_read_without_its_escapes() -> None:
    text = "Ada &amp; Ben: We carry the piano.\n\nInes: It stops.\n\nAda &amp; Ben: The lift, then.\n"
    assert transcript_of(text.encode(), "talk.txt").speakers[0].name == "Ada & Ben"


@pytest.mark.parametrize("label", ["Song", "Recording begins", "Theme music", "Clip"])
def test_a_part_of_the_programme_is_no_voice(label: str) -> None:
    text = f"**Ada Novak:** Here it is.\n\n**{label}:** The lift goes up.\n\n**Ada Novak:** So it does.\n\n" * 3
    read = transcript_of(text.encode(), "talk.md")
    assert [s.name for s in read.speakers] == ["Ada Novak"]
    assert {t.speaker for t in read.turns if "goes up" in t.text} <= {None}


@pytest.mark.parametrize(
    ("said", "language"),
    [
        (("OK.", "Wir haben den Plan nicht gelesen, und das ist auch gut so.", "Ich lese ihn, wenn er brennt."), "de"),
        (("Well, that is it, and we are on to the next one.", "Nicht für mich, und das ist der Plan."), "en"),
        (("Nicht für mich.", *("And I said that we do not read the plan, but you do." for _ in range(3))), "en"),
        (("Bonjour.", "Je ne lis pas le plan et vous non plus, mais c'est comme ça pour nous."), "fr"),
        (("OK.", "計画は燃えるまで誰も読まない。"), "ja"),
        (("OK.", "Tea!"), ""),
    ],
)  # fmt: skip
def test_the_language_is_that_of_the_whole_talk(said: tuple[str, ...], language: str) -> None:
    """Not of its first words alone; where there is too little of it, none."""
    talk = "\n".join(f"{('Ada Novak', 'Ben Osei')[n % 2]}: {text}" for n, text in enumerate((*said, "OK.")))

    assert transcript_of(talk.encode(), "talk.txt").language == language
