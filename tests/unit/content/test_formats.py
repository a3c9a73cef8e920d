"""Every transcript format: a fixture of its own, and the promises that hold for all of them."""

import json
import string
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
import srt as srt_library
import webvtt as webvtt_library
from hypothesis import example, given
from hypothesis import strategies as st

from content.document_options import Reading
from content.formats.known import FORMATS
from content.model import Transcript
from content.reader import parse_transcript, read_transcript, transcript_of
from tests.unit.content.writing import WRITERS, Said, teams, webvtt
from tests.unit.content.writing import srt as write_srt

FIXTURES = Path(__file__).parent / "fixtures"


ANYBODY = Reading(unattributed=True)


def read(name: str) -> Transcript:
    """A fixture; some name nobody."""
    return read_transcript(FIXTURES / name, ANYBODY)


@pytest.mark.parametrize(
    ("file", "format_", "speakers", "turns", "start"),
    [
        ("lighthouse.md", "markdown", "Nadia Ferro, Ole Brandt, June Castell", 16, 4.0),
        ("library-move.vtt", "webvtt", "Priya Raman, Tomas Lindqvist, Bea Ortiz (Guest)", 13, 3.11),
        ("zoom.vtt", "webvtt", "Rosa Lang, Emil Sato", 3, 2.0),
        ("rolling.vtt", "webvtt", "", 1, 0.0),
        ("kissaten.vtt", "webvtt", "田中 花, 佐藤 健", 3, 1.0),
        ("night-train.srt", "srt", "CLARA, JONAS", 3, 1.0),
        ("otter.txt", "headers", "Hana Brook, Felix Moran", 3, 3.0),
        ("kettles-chat.txt", "chat", "Hana Brook, felix | tools", 3, 63.0),
        ("rev.txt", "headers", "Hana Brook, Felix Moran", 3, 3.0),
        ("descript.txt", "paragraphs", "Hana Brook, Felix Moran", 3, 3.0),
        ("werkstatt.txt", "paragraphs", "Greta Sommer, Uwe Kranz", 4, None),
        ("whisper.json", "whisper", "", 1, 0.0),
        ("whisperx.json", "whisper", "SPEAKER_00, SPEAKER_01", 3, 0.5),
        ("podcast.json", "podcast", "Ines Falk, Otto Weiss", 2, 0.5),
        ("amazon.json", "amazon", "spk_0, spk_1", 3, 2.5),
        ("json3.json", "youtube", "Ines Falk", 3, 1.2),
        ("unknown-tool.json", "records", "Ines Falk, otto | valley", 3, 0.5),
        ("channel.json", "messages", "Ines Falk, Otto Weiss", 3, None),
        ("deepgram.json", "utterances", "SPEAKER_00, SPEAKER_01", 2, 0.5),
        ("assembly.json", "utterances", "Speaker A, Speaker B", 2, 0.5),
        ("proverbs.fortune", "fortune", "Mira Holt", 3, None),
        ("firebot.csv", "csv", "Wren, Tam", 3, None),
        ("minutes-table.txt", "columns", "Hana Brook, Felix Moran", 3, 3.0),
        ("quoter.json", "json", "Wren", 2, None),
        ("list.jsonl", "json", "Wren, Tam", 2, None),
    ],
)
def test_each_format_is_told_by_its_content(
    file: str, format_: str, speakers: str, turns: int, start: float | None
) -> None:
    """Whatever the file is called, and every format of the table has a fixture here."""
    found = parse_transcript((FIXTURES / file).read_text(encoding="utf-8"), "anything", ANYBODY)

    assert (found.format, ", ".join(s.name for s in found.speakers)) == (format_, speakers)
    assert (len(found.turns), found.turns[0].start) == (turns, start)


def test_the_table_is_covered() -> None:
    """A format without a fixture or, for speech, without a writer is not proven."""
    formats = {f.name for f in FORMATS}
    told = {read(f.name).format for f in FIXTURES.iterdir()}

    assert told == formats
    assert formats - set(WRITERS) == {"fortune", "csv", "json"}


NAMES = st.sampled_from(["Ines Moreau", "Hugo Prinz", "Dr. Ada Kim", "SPEAKER_01"])
WORDS = st.text(alphabet=string.ascii_lowercase + "éßñ-'", min_size=1, max_size=8).filter(lambda w: w[0] not in "'-")
SENTENCES = st.lists(WORDS, min_size=2, max_size=18).map(lambda found: "W" + " ".join(found) + ".")
# What people say, and other formats write as a sign of their own.
LIKE_MARKS = (
    "Right", "Wa mr.", "We meet at 10:15", "Monday 10:15", "Dr. Orr 0:12", "Ada Novak 0:15", "0:20 Ben Orr", "10:15",
    "Ben: no", "Note: bring tea", "1. One", "Yes", "a, quote", "> hello", "*",
)  # fmt: skip
SAID = st.one_of(SENTENCES, st.sampled_from([words for words in LIKE_MARKS if not words[0].isdigit()]))
TURNS = st.lists(st.tuples(NAMES, SAID, st.integers(0, 300)), min_size=3, max_size=10)


def conversation(drawn: list[tuple[str, str, int]]) -> list[Said]:
    """Nobody speaks twice in a row, nobody only once, at least two speak, and time goes on."""
    said: list[Said] = []
    at = 0
    both = [("Ines Moreau", "One two.", 1), ("Hugo Prinz", "Three four.", 1)]
    for speaker, text, pause in [*drawn, *both, *drawn, *both]:
        at += pause
        if not said or said[-1].speaker != speaker:
            said.append(Said(speaker, text, at))
    return said


# Their times are days.
DATED = {"messages"}


@pytest.mark.parametrize("name", WRITERS)
@given(drawn=TURNS)
@example(drawn=[("Ines Moreau", "Wa mr.", 0), ("Hugo Prinz", "We, we.", 0), ("Ines Moreau", "Wa mr.", 0)])
def test_what_is_written_out_is_read_again(name: str, drawn: list[tuple[str, str, int]]) -> None:
    """The same speakers, words and times; no character lost or invented; times never run backwards."""
    said = conversation(drawn)
    found = parse_transcript(WRITERS[name](said), "talk")

    assert found.format == name
    assert [(t.speaker, t.text.replace("\n", " ")) for t in found.turns] == [(s.speaker, s.text) for s in said]
    assert [t.start for t in found.turns] == [None if name in DATED else s.start for s in said]
    assert all(a.start <= b.start for t in found.turns for a, b in pairwise(t.cues))
    assert all(0 <= c.at < len(t.text) for t in found.turns for c in t.cues)


@pytest.mark.parametrize("words", LIKE_MARKS)
@pytest.mark.parametrize("name", WRITERS)
def test_words_that_look_like_another_format_stay_words(name: str, words: str) -> None:
    """However often they are said: nobody is given what another said."""
    both = [("Ines Moreau", "So how did number {} begin?"), ("Hugo Prinz", words)]
    said = [Said(who, text.format(n), 6 * n + at) for n in range(4) for at, (who, text) in enumerate(both)]
    found = parse_transcript(WRITERS[name](said), "talk")

    assert found.format == name
    assert [(t.speaker, t.text) for t in found.turns] == [(s.speaker, s.text) for s in said]


@pytest.mark.parametrize("first", ["Ada: a, quote", "[0:01] Ada: well, text | speaker", "Ada: I said; sentence"])
def test_a_first_line_that_somebody_said_is_no_head_of_a_table(first: str) -> None:
    """Though it has the name of a column in it."""
    found = parse_transcript(f"{first}\nBen: It is on.\nAda: Loud, too.\nBen: Yes.", "x")

    assert (found.format, [t.speaker for t in found.turns]) == ("paragraphs", ["Ada", "Ben", "Ada", "Ben"])


@pytest.mark.parametrize("line", ["We meet at 10:15", "The 9:30", "Monday 10:15", "Room 4 10:15", "0:30 Coffee"])
def test_a_time_at_the_end_of_a_paragraph_makes_no_headers(line: str) -> None:
    """Where names stand before colons, a paragraph without one goes on with who spoke."""
    text = f"Ada: Is it on?\nBen: It is on.\n{line}\nAda: Loud, too.\nBen: Yes.\n{line}"
    found = parse_transcript(text, "x")

    assert (found.format, {s.name for s in found.speakers}) == ("paragraphs", {"Ada", "Ben"})
    assert found.turns[1].text == f"It is on.\n{line}"


@pytest.mark.parametrize("said", ["Right", "Wa mr.", "Meet me at (0:20)"])
def test_a_short_remark_behind_time_and_name_is_theirs(said: str) -> None:
    """“[00:00:06] Ada: Right” twice is no header of somebody called “Ada: Right”."""
    lines = [f"[00:00:0{n}] {'Ben: It is on.' if n % 2 else f'Ada: {said}'}" for n in range(6)]
    found = parse_transcript("\n".join(lines), "x")

    assert [(t.speaker, t.text.split(" (")[0]) for t in found.turns[:2]] == [
        ("Ada", said.split(" (", maxsplit=1)[0]), ("Ben", "It is on."),
    ]  # fmt: skip


def test_a_header_directly_below_another_names_a_speaker_who_is_known() -> None:
    """Who was named and said nothing is told; what only looks like a header is words."""
    text = "Ada  0:01\nBen  0:02\nIt is on.\n\nAda  0:05\nWe meet at 10:15\n\nBen  0:09\nWe meet at 10:15"
    found = parse_transcript(text, "x")

    assert [(t.speaker, t.text) for t in found.turns] == [
        ("Ada", ""), ("Ben", "It is on."), ("Ada", "We meet at 10:15"), ("Ben", "We meet at 10:15"),
    ]  # fmt: skip
    assert [p.line for p in found.problems] == [1]


@given(drawn=TURNS)
def test_word_documents_are_lines(drawn: list[tuple[str, str, int]]) -> None:
    """Teams saves a name, a time and words in one paragraph."""
    said = conversation(drawn)

    assert [(t.speaker, t.text) for t in transcript_of(teams(said), "talk.docx").turns] == [
        (s.speaker, s.text) for s in said
    ]


@given(drawn=TURNS)
def test_plain_cues_are_read_as_other_libraries_read_them(drawn: list[tuple[str, str, int]]) -> None:
    """webvtt-py and srt agree on the words and times of cues that nothing is wrong with."""
    said = conversation(drawn)
    theirs = webvtt_library.from_string(webvtt(said))
    ours = parse_transcript(webvtt(said), "talk")
    assert unescape(" ".join(c.text for c in theirs.captions)) == " ".join(
        t.text.replace("\n", " ") for t in ours.turns
    )
    assert theirs.captions[0].start_in_seconds == ours.turns[0].start

    cues = list(srt_library.parse(write_srt(said)))
    ours = parse_transcript(write_srt(said), "talk")
    labelled = {f"{s.speaker}: " for s in said}
    cut = [c.content for c in cues]
    for label in labelled:
        cut = [w.removeprefix(label) for w in cut]
    assert " ".join(cut) == " ".join(t.text.replace("\n", " ") for t in ours.turns)


@pytest.mark.parametrize("header", ["[{name}] {clock}", "[{clock}] - {name}", "{clock} {name}", "{name} ({clock}):"])
def test_headers_are_written_in_many_ways(header: str) -> None:
    """Zoom's saved captions and Happy Scribe among them."""
    said = [("Ada Novak", "0:01", "Is it on?"), ("Ben Orr", "0:04", "It is on."), ("Ada Novak", "0:09", "Loud, too.")]
    lines = [header.format(name=name, clock=clock) + f"\n{text}" for name, clock, text in said * 2]
    found = parse_transcript("\n\n".join([*lines[:3], lines[4]]), "x")

    assert found.format == "headers"
    assert [(t.speaker, t.text) for t in found.turns[:3]] == [(name, text) for name, _, text in said]
    assert [t.start for t in found.turns[:3]] == [1.0, 4.0, 9.0]


def test_a_table_of_what_was_said_is_a_transcript() -> None:
    """Its rows are no chosen quotes; a row that names nobody goes on with who spoke before."""
    rows = ["[00:01],Ada:,Is it on?,", ",,It was on yesterday.,", '0:09,Ben,"It is on, and loud.",noise']
    found = parse_transcript("\n".join(["timestamp,speaker,words,tags", *rows]), "x")

    assert (found.format, found.listed) == ("csv", False)
    assert [(t.speaker, t.start, t.text) for t in found.turns] == [
        ("Ada", 1.0, "Is it on?\nIt was on yesterday."),
        ("Ben", 9.0, "It is on, and loud."),
    ]


def test_chapters_are_no_headers() -> None:
    """A list of times and titles, before what was said."""
    text = "00:00 Intro\n02:13 Why boats\n10:20 Coffee\n\nAda: Is it on?\nBen: It is on.\nAda: Loud, too.\nBen: Yes."

    assert [t.speaker for t in parse_transcript(text, "x").turns][-4:] == ["Ada", "Ben", "Ada", "Ben"]
    assert {s.name for s in parse_transcript(text, "x").speakers} == {"Ada", "Ben"}


def test_a_cue_may_hold_two_voices() -> None:
    """Where other readers keep only the first."""
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Is it on? <v.loud Ben>It is on &amp; loud."

    assert [(t.speaker, t.text) for t in parse_transcript(text, "x").turns] == [
        ("Ada", "Is it on?"),
        ("Ben", "It is on & loud."),
    ]


def test_a_broken_cue_loses_its_time_and_nothing_else() -> None:
    """The words below it stay, under whoever spoke before, and its line is told."""
    found = read("night-train.srt")

    assert found.turns[1].text.endswith("He said that a station is a place for leaving questions.")
    assert [p.line for p in found.problems] == [16]


@pytest.mark.parametrize("key", ["alternatives", "nbest", "NBest", "alternative"])
def test_of_several_readings_the_first_is_what_was_said(key: str) -> None:
    """Tools that hear keep the others beside it, under one of a few names."""
    said = ["Tea first, decisions later.", "The lamp went out in March.", "Nobody noticed it.", "We lit it again."]
    rows = [
        {"speaker": ("Ada Novak", "Ben Osei")[n % 2], "offset": n, key: [{"display": text}, {"display": "Tee fürst."}]}
        for n, text in enumerate(said)
    ]

    assert [t.text for t in transcript_of(json.dumps({"phrases": rows}).encode(), "talk.json").turns] == said
    whole = {key: [{"parts": rows}, {"parts": [{**row, key: [{"display": "Tee fürst."}]} for row in rows]}]}
    assert [t.text for t in transcript_of(json.dumps(whole).encode(), "talk.json").turns] == said


def test_a_label_without_the_mark_of_the_others_is_nobodys() -> None:
    """Where changes of speaker are marked it may be a name, or said: it is not put into the mouth of who spoke last."""
    said = [f"- {who}: Line number {n} of the minutes." for n, who in enumerate(("Ada Novak", "Ben Osei") * 3)]
    cues = [*said[:3], "Ines Moreau: The kettle is on.", *said[3:]]
    text = "\n\n".join(f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{cue}" for n, cue in enumerate(cues))
    turns = transcript_of(f"WEBVTT\n\n{text}".encode(), "talk.vtt").turns

    assert [(t.speaker, t.text) for t in turns if "kettle" in t.text] == [(None, "Ines Moreau: The kettle is on.")]
    assert [t.speaker for t in turns][2:5] == ["Ada Novak", None, "Ben Osei"]


def test_rolling_captions_are_said_once() -> None:
    """Automatic captions show every line twice."""
    assert read("rolling.vtt").turns[0].text == "every river keeps a diary of its floods and the stones can read"


def test_what_nobody_said_is_left_out() -> None:
    """Stage marks, links, emphasis and notes; what could not be understood stays marked."""
    text = " ".join(t.text for t in read("lighthouse.md").turns)

    assert "laughs" not in text
    assert "whatever the poets say" in text
    assert "Every horn has its own voice" in text
    assert "[unintelligible 02:10]" in text
    assert "(laughs)" not in read("night-train.srt").turns[-1].text
    assert not any("consent" in t.text for t in read("library-move.vtt").turns)


def test_entities_stand_for_what_they_are() -> None:
    """In a podcast's Markdown as in captions."""
    said = "**Ada Novak:** I&#39;m the keeper &amp; the cook.\n\n**Ben Osei:** &quot;A&quot; cook, you mean."

    assert [t.text for t in parse_transcript(said, "x").turns] == ["I'm the keeper & the cook.", '"A" cook, you mean.']


def test_time_never_runs_backwards() -> None:
    """An earlier time after a later one is told, and the later one holds."""
    segments = [{"start": s, "end": s + 1, "text": f"Words {s}.", "speaker": f"S{s}"} for s in (5, 2, 7)]
    found = parse_transcript(json.dumps({"segments": segments}), "x")

    assert [t.start for t in found.turns] == [5, 5, 7]
    assert "backwards" in found.problems[0].text


def test_words_know_when_they_were_said() -> None:
    """The second cue of a turn has its own time, and so has a quote in it."""
    turn = read("library-move.vtt").turns[0]

    assert turn.start_at(turn.text.index("Good morning")) == 3.11
    assert turn.start_at(turn.text.index("ten boxes")) == 9.9
