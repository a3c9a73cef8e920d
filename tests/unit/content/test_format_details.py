"""Small things of single formats that no fixture shows: what is counted, joined, parted and looked up."""

import json
from collections.abc import Sequence

import pytest

from content.errors import NoTranscript
from content.formats.labels import reads_as_sentence
from content.formats.pages import without_line_numbers
from content.formats.positions import lines_of
from content.model import Transcript
from content.reader import parse_transcript, transcript_of
from tests.unit.content.writing import document_xml, docx

Cue = tuple[int, int, Sequence[str]]


def vtt(*cues: Cue) -> Transcript:
    """Cues from a second to another, with their lines."""
    shown = (f"00:{a:02}.000 --> 00:{b:02}.000\n" + "\n".join(lines) for a, b, lines in cues)
    return parse_transcript("WEBVTT\n\n" + "\n\n".join(shown), "x")


def said(read: Transcript) -> list[tuple[str | None, str]]:
    """Who said what."""
    return [(turn.speaker, turn.text) for turn in read.turns]


def test_a_pause_begins_a_paragraph() -> None:
    """As long as a cue says when its words were over."""
    cues = [(0, 2, ["<v Ada>It began in March.</v>"]), (10, 12, ["<v Ada>Nobody was there.</v>"])]
    close = [(0, 2, ["<v Ada>It began in March.</v>"]), (3, 5, ["<v Ada>Nobody was there.</v>"])]

    assert said(vtt(*cues)) == [("Ada", "It began in March.\nNobody was there.")]
    assert said(vtt(*close)) == [("Ada", "It began in March. Nobody was there.")]


def test_a_name_alone_in_brackets_holds_until_the_next_where_few_cues_have_one() -> None:
    """Where nearly all have one, a cue without is nobody's."""
    named = [(0, 3, ["[Ada]", "So?"]), (4, 7, ["[Ben]", "Rain."]), (8, 11, ["[Ada]", "All day?"])]

    few = said(vtt(*named, (12, 15, ["All of it."]), (16, 19, ["I doubt it."])))
    assert few == [("Ada", "So?"), ("Ben", "Rain."), ("Ada", "All day? All of it. I doubt it.")]
    again = [(a + 20, b + 20, lines) for a, b, lines in named]
    most = said(vtt(*named, (12, 15, ["All of it."]), *again))
    assert most[:4] == [("Ada", "So?"), ("Ben", "Rain."), ("Ada", "All day?"), (None, "All of it.")]


def test_one_label_in_bold_makes_no_custom() -> None:
    """What is emphasised once need not be how this text sets names off."""
    with pytest.raises(NoTranscript):
        parse_transcript("**Ada Novak:** So how did it begin?\n\nBen Osei: With an umbrella.\n\nIt rained.", "x")


@pytest.mark.parametrize(
    ("label", "sentence"),
    [("because", True), ("so", True), ("That's how it was", True), ("Ada", False), ("ada", False),
     ("D'Arcy Hall", False), ("O'Brien Smith", False)],
)  # fmt: skip
def test_what_reads_as_a_sentence(label: str, sentence: bool) -> None:
    """An apostrophe alone makes none."""
    assert reads_as_sentence(label) is sentence


def test_headers_with_words_behind_them_part_the_turns_of_one_speaker() -> None:
    """Each is a turn, as a header above the words is."""
    read = parse_transcript("Ada Novak (00:12) So?\n\nAda Novak (00:20) All of it.\n\nBen Osei (00:31) Rain.", "x")

    assert said(read) == [("Ada Novak", "So?"), ("Ada Novak", "All of it."), ("Ben Osei", "Rain.")]


def test_time_that_runs_backwards_is_counted() -> None:
    """In words where it was once."""
    once = "Ada Novak  0:12\nSo?\n\nBen Osei  0:05\nRain.\n\nAda Novak  0:20\nAll of it?\n\nBen Osei  0:30\nYes."
    twice = once + "\n\nAda Novak  0:25\nOh.\n\nBen Osei  0:40\nIt did.\n\nAda Novak  0:50\nI see."

    assert ["one time in all" in p.text for p in parse_transcript(once, "x").problems] == [True]
    assert ["2 times in all" in p.text for p in parse_transcript(twice, "x").problems] == [True]


def test_a_heading_in_wrapped_lines_ends_a_paragraph() -> None:
    """Though no blank line stands around it."""
    lines = """\
Ada Novak: So how did it begin for the two of you, on that
wet afternoon in March, when nobody was there to see it?
THE UMBRELLA
and how did it go on after that, when the others came and
wanted to know what it was?

Ben Osei: With an umbrella, as all things do which begin on
a wet afternoon in a town where it rains every other day,
and with a friend who had none of her own to hold over us.
"""
    first, second, _ = parse_transcript(lines, "x").turns
    assert first.text.endswith("nobody was there to see it?")
    assert (second.speaker, second.text[:10]) == ("Ada Novak", "and how di")


def test_a_long_document_of_word_is_no_deep_one() -> None:
    """Elements that ended do not count."""
    lines = [[f"{('Ada Novak', 'Ben Osei')[n % 2]}: Line number {n} of the minutes."] for n in range(300)]

    assert len(transcript_of(docx(document_xml(lines)), "x.docx").turns) == 300


def test_json_names_speakers_by_what_is_shown_of_them() -> None:
    """Rather than by what they belong to."""
    words = ("So how did it begin for the two of you?", "With an umbrella and a wet afternoon.", "Was that all?")
    rows = [
        {"displayname": ("Ada Novak", "Ben Osei")[n % 2], "name": "team", "text": text, "start": 4 * n}
        for n, text in enumerate(words)
    ]

    assert [who for who, _ in said(parse_transcript(json.dumps(rows), "x"))] == ["Ada Novak", "Ben Osei", "Ada Novak"]


def test_lines_of_json_are_looked_for_only_so_often() -> None:
    """Words that are written otherwise there are not found; after twenty nobody looks any more."""

    def last(odd: int) -> int:
        escaped = [f'{{"utterance": "Rain and\\/or snow was number {n}.", "nickname": "Ada"}}' for n in range(odd)]
        rows = [*escaped, '{"utterance": "And that was the last one of all.", "nickname": "Ben"}']
        return parse_transcript('{"data": {"rows": [\n' + ",\n".join(rows) + "]}}", "x").turns[-1].line

    assert (last(5), last(25)) == (7, 1)


def test_the_head_of_a_page_is_no_numbered_line() -> None:
    """Though it begins with a number, which does not follow the one before."""
    page = [f"{n}  Line number {n} of what Ada Novak said." for n in range(1, 26)]
    text = "\n".join(line for number in (40, 41, 42) for line in [f"{number}  MEETING OF MARCH", *page])

    read, heads = without_line_numbers(text)
    assert heads == {1, 27, 53}
    assert read.split("\n")[:2] == ["40  MEETING OF MARCH", "Line number 1 of what Ada Novak said."]


@pytest.mark.parametrize(
    ("text", "keys", "lines"),
    [
        ("[1,\n2]", (), [1, 2]),
        ('{"a": {"b": [\n1, 2]}}', ("a", "b"), [2, 2]),
        ('{"a": 1}', ("a",), []),
        ("{}", ("a",), []),
    ],
)
def test_where_the_elements_of_a_list_begin(text: str, keys: tuple[str, ...], lines: list[int]) -> None:
    """Where there is no such list, nowhere."""
    assert lines_of(text, *keys) == lines


@pytest.mark.parametrize(
    "message",
    [
        {"type": "message", "date": "2026-03-01T09:00:00", "from": "Ada Novak", "text": "The kettle is on again."},
        {"type": "message", "ts": "1772355600.0", "user": "U1", "user_profile": {"real_name": "Ada Novak"},
         "text": "The kettle is on again."},
        {"timestamp": "2026-03-01T09:00:00", "author": {"name": "ada", "nickname": "Ada Novak"},
         "content": "The kettle is on again."},
        {"created_date": "1 March 2026", "creator": {"name": "Ada Novak"}, "text": "The kettle is on again."},
        {"timestamp_ms": 1772355600000, "sender_name": "Ada Novak", "content": "The kettle is on again."},
    ],
    ids=["telegram", "slack", "discord", "google", "messenger"],
)  # fmt: skip
def test_who_wrote_a_message(message: dict[str, object]) -> None:
    """Each service tells it in its own way."""
    read = parse_transcript(json.dumps({"messages": [message, message]}), "x")

    assert read.format == "messages"
    assert {turn.speaker for turn in read.turns} == {"Ada Novak"}


@pytest.mark.parametrize(
    ("facts", "link"),
    [
        ("url: https://example.org/talk", "https://example.org/talk"),
        ("media: https://example.org/talk.mp3", "https://example.org/talk.mp3"),
        ("link: https://example.org/talk\nurl: https://example.org/video", "https://example.org/talk"),
        ("url: https://example.org/video\nlink: https://example.org/talk", "https://example.org/talk"),
        ("video: https://example.org/video\nurl: https://example.org/page", "https://example.org/video"),
        ("title: A talk", ""),
    ],
)
def test_where_a_talk_can_be_seen(facts: str, link: str) -> None:
    """Its link, else the first other address in its front matter."""
    assert parse_transcript(f"---\n{facts}\n---\nAda Novak: The kettle is on again.", "x").source.link == link


@pytest.mark.parametrize(
    ("lines", "speaker"),
    [
        ("Tea first.\n\t-- Ada Novak", "Ada Novak"),
        ("Tea first,\ndecisions later,\nregrets in the minutes.\n\t-- Ada Novak", "Ada Novak"),
        ("Tea first.\n\t-- Ada Novak,\nNotes of a harbour,\nvolume two", "Ada Novak"),
        # What goes on for longer behind a dash is no credit.
        ("Tea first.\n-- Ada Novak\nsaid so\nand went home\nwith the minutes.", None),
        ("Tea first.", None),
    ],
)
def test_the_credit_of_an_aphorism(lines: str, speaker: str | None) -> None:
    """Its last lines, however many come before them."""
    other = "Regrets later.\n\t-- Ben Osei"
    read = parse_transcript(f"{lines}\n%\n{other}\n%\n{other}", "x")

    assert read.format == "fortune"
    assert read.turns[0].speaker == speaker
