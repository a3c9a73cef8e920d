"""Small things of single formats that no fixture shows: what is counted, joined, parted and looked up."""

import json
from collections.abc import Sequence

import pytest

from content.errors import NoTranscript
from content.formats.docx import NotReadable
from content.formats.docx import text_of as docx_text
from content.formats.headings import heading
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
        {"type": "message", "ts": "1772355600.0", "user": "U1", "text": "The kettle is on again.",
         "user_profile": {"name": "ada", "real_name": "Ada N.", "display_name": "Ada Novak"}},
        {"timestamp": "2026-03-01T09:00:00", "author": {"username": "Ada Novak"}, "content": "The kettle is on again."},
    ],
    ids=["telegram", "slack", "discord", "google", "messenger", "slack, by what is shown", "discord, by the account"],
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


@pytest.mark.parametrize("start", [3, 10])
@pytest.mark.parametrize("tool", ["whisper", "podcast"])
def test_a_pause_between_segments_begins_a_paragraph(tool: str, start: int) -> None:
    """Where a program tells when words were over, as in captions."""
    texts = ("It began in March.", "Nobody was there.", "It rained.")
    begins = (0, start, start + 3)
    names = {"whisper": ("start", "end", "text"), "podcast": ("startTime", "endTime", "body")}[tool]
    segments = [dict(zip(names, (at, at + 2, text), strict=True)) for at, text in zip(begins, texts, strict=True)]
    read = parse_transcript(json.dumps({"segments": [{"speaker": "Ada", **one} for one in segments]}), "x")

    assert ["\n" in turn.text for turn in read.turns] == [start == 10]


def test_blocks_of_captions_that_are_no_cues_are_notes() -> None:
    """Whatever stands in them is said by nobody."""
    blocks = "NOTE made by hand\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\nwidth:40%\n\n"
    cues = "00:00.000 --> 00:02.000\nAda: So?\n\n00:03.000 --> 00:04.000\nBen: Rain.\n"
    read = parse_transcript(f"WEBVTT\n\n{blocks}{cues}", "x")

    assert said(read) == [("Ada", "So?"), ("Ben", "Rain.")]
    assert {f.rule: len(f.lines) for f in read.furniture}["note"] == 6


def test_code_between_fences_is_accounted_for() -> None:
    """By its own rule; fenced words of people are words."""
    talk = "Ada Novak: So how did it begin?\n\nBen Osei: With this.\n\n{}\n\nAda Novak: Was that all?\n\nBen Osei: Yes."
    code = parse_transcript(talk.format("```\nx = run(1);\ny = x;\n```"), "x")
    words = parse_transcript(talk.format("```\nIt was written on a wet umbrella in March.\n```"), "x")

    assert [(f.rule, f.lines) for f in code.furniture] == [("code", (5, 6, 7, 8))]
    assert [f.rule for f in words.furniture] == []


DISCORD = """{line}
Guild: Harbour
Channel: Text Channels / general
Topic: Pumps
After: 01/01/2024
Before: 01/03/2024
{line}

[01/02/2024 10:00 AM] ida
The street is closed until Thursday.

[01/02/2024 10:01 AM] tbyrd_ (pinned)
We lost the boats.

{{Attachments}}
https://example.org/a.png
boats.txt

[01/02/2024 10:02 AM] ida
I wrote it down.

{{Reactions}}
👍 (2)

[01/02/2024 10:03 AM] tbyrd_
Pinned a message.

{line}
Exported 4 message(s)
{line}
""".format(line="=" * 62)


def test_an_export_of_discord_holds_what_its_members_wrote() -> None:
    """Neither its head nor its foot, nor what hangs on a message, is anybody's words."""
    read = parse_transcript(DISCORD, "x")

    assert said(read) == [
        ("ida", "The street is closed until Thursday."), ("tbyrd_", "We lost the boats."), ("ida", "I wrote it down."),
    ]  # fmt: skip
    assert {f.rule: len(f.lines) for f in read.furniture} == {"system": 11, "omitted": 3, "reaction": 2}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("<Media omitted>", "omitted"),
        ("image omitted", "omitted"),
        ("IMG-2024.jpg (file attached)", "omitted"),
        ("This message was deleted", "omitted"),
        ("<Medien ausgeschlossen>", "omitted"),
        ("The image was omitted, I think.", None),
    ],
)
def test_what_stands_for_a_picture_in_whatsapp(line: str, rule: str | None) -> None:
    """Is left out, in any language."""
    text = f"12/03/2024, 10:15 - Ada: So?\n12/03/2024, 10:16 - Ben: {line}\n12/03/2024, 10:17 - Ada: Oh, that one.\n"
    read = parse_transcript(text + "12/03/2024, 10:18 - Ben: Yes.\n", "x")

    assert [f.rule for f in read.furniture] == ([rule] if rule else [])
    assert (("Ben", line) in said(read)) is (rule is None)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("10:24 AM", "time"),
        ("Tuesday, March 12th", "time"),
        ("Today", "time"),
        (":wave: 3", "reaction"),
        ("2 replies", "reaction"),
        ("View thread", "reaction"),
        ("was added to #harbour by Ada.", "system"),
        ("joined #harbour.", "system"),
        ("We joined the two ends.", None),
    ],
)
def test_what_slack_copies_beside_messages(line: str, rule: str | None) -> None:
    """Is no word of the message above it."""
    talk = (
        "Ada Novak  10:15 AM\nSo how did it begin?\n{}\nBen Osei  10:16 AM\nWith an umbrella.\nAda Novak  10:17 AM\nOh."
    )
    read = parse_transcript(talk.format(line), "x")

    assert [f.rule for f in read.furniture] == ([rule] if rule else [])
    assert read.turns[0].text.endswith("?" if rule else line)


@pytest.mark.parametrize(("times", "headed"), [(1, False), (2, False), (3, True)])
def test_names_in_headings_come_again(times: int, *, headed: bool) -> None:
    """Often enough: chapters that are called after people do not."""
    text = "".join(
        f"## {who}\n\nLine {n} of what was said about the ferry.\n\n"
        for n in range(times) for who in ("Ada Novak", "Ben Osei")
    )  # fmt: skip
    if headed:
        assert {turn.speaker for turn in parse_transcript(text, "x").turns} == {"Ada Novak", "Ben Osei"}
    else:
        with pytest.raises(NoTranscript):
            parse_transcript(text, "x")


@pytest.mark.parametrize(("nested", "place"), [(False, ""), (True, " in “data.rows”")])
def test_where_words_of_unknown_json_were_taken_from(place: str, *, nested: bool) -> None:
    """Is told, with the fields."""
    rows = [{"who": ("Ada", "Ben")[n % 2], "at": 5 * n, "body": f"Line {n} of what they said."} for n in range(4)]
    read = parse_transcript(json.dumps({"data": {"rows": rows}} if nested else rows), "x")

    assert f"words were taken from “body”{place}, speakers from “who”, times from “at”" in read.problems[0].text


def test_an_entry_without_a_quote_is_lost() -> None:
    """And told as that: it cannot be read from what is kept."""
    read = parse_transcript('[{"quote": "Rain again.", "author": "Ada"}, {"author": "Ben"}, {"quote": "Snow."}]', "x")

    assert [(problem.line, problem.lost) for problem in read.problems] == [(1, True)]


def test_a_time_in_words_has_hours() -> None:
    """As browsers read it aloud."""
    talk = ("Ada Novak 58 minutes 4 seconds", "So?", "Ben Osei 1 hour 2 minutes 3 seconds", "Rain.",
            "Ada Novak 1 hour 2 minutes 9 seconds", "Oh.")  # fmt: skip

    assert [turn.start for turn in parse_transcript("\n".join(talk), "x").turns] == [3484.0, 3723.0, 3729.0]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("AB CD", "AB CD"),
        ("A BC", None),
        ("ABCD", None),
        ("WAS IT?", None),
        ("2. The lift", "The lift"),
        ("Ab CD", None),
    ],
)
def test_what_is_a_heading_by_its_letters(line: str, title: str | None) -> None:
    """Two words in capitals at least, of more than three letters."""
    assert heading(line) == title


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_list_of_quotes_is_parted_by_any_sign(sign: str) -> None:
    """Which its first row tells."""
    rows = (("quote", "author"), ("Rain again.", "Ada Novak"), (f'"Snow{sign} and hail."', "Ben Osei"))
    read = parse_transcript("\n".join(f"{sign} ".join(row) for row in rows), "x")

    assert [who for who, _ in said(read)] == ["Ada Novak", "Ben Osei"]


def test_time_that_runs_backwards_in_utterances_is_told() -> None:
    """As in any other format."""
    utterances = [{"speaker": who, "start": at, "end": at + 900, "text": "It rained."} for who, at in
                  (("A", 1000), ("B", 9000), ("A", 4000))]  # fmt: skip
    read = parse_transcript(json.dumps({"utterances": utterances}), "x")

    assert [turn.start for turn in read.turns] == [1.0, 9.0, 9.0]
    assert "backwards" in read.problems[0].text


def test_empty_lines_of_a_word_document_count() -> None:
    """Each takes memory where it is kept."""
    few, many = (docx(document_xml([["x" * 900], *([[""]] * count)])) for count in (98, 110))

    assert len(docx_text(few, 1000).split("\n")) == 99
    with pytest.raises(NotReadable, match="more text"):
        docx_text(many, 1000)


def test_a_word_document_under_a_password_is_refused() -> None:
    """As a damaged one: nobody is asked for it."""
    data = docx(document_xml([["Ada: Rain."]])).replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")

    with pytest.raises(NotReadable, match="damaged"):
        docx_text(data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"), 1000)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("https://cdn.discordapp.com/attachments/1/a.png", "omitted"),
        ("{Embed}", "omitted"),
        ("👍 (2)", "reaction"),
        ("(edited)", "reaction"),
        ("10:24", "time"),
        ("Yesterday", "time"),
        ("Joined the server.", "system"),
        ("Started a thread about pumps", "system"),
        ("He joined the server room.", None),
    ],
)
def test_what_discord_copies_beside_messages(line: str, rule: str | None) -> None:
    """Is no word of the message above it."""
    talk = "Ada — Today at 10:15 AM\nSo how did it begin?\n{}\nBen — Today at 10:16 AM\nWith an umbrella.\n"
    read = parse_transcript(talk.format(line) + "Ada — Today at 10:17 AM\nOh.", "x")

    assert [f.rule for f in read.furniture] == ([rule] if rule else [])
    assert [who for who, _ in said(read)] == ["Ada", "Ben", "Ada"]
    assert read.turns[0].text.endswith("?" if rule else line)


def test_small_names_that_come_again_are_names() -> None:
    """Three times, in a text of a few paragraphs."""
    text = "ada: So how did it begin?\n\nben: With an umbrella.\n\n"

    assert {who for who, _ in said(parse_transcript(text * 3, "x"))} == {"ada", "ben"}


@pytest.mark.parametrize("between", [" — ", "\n — \n", "\n —\n", "\n—\n"])
def test_names_and_days_of_discord_stand_in_one_line_or_three(between: str) -> None:
    """As browsers and apps copy them."""
    talk = (("Ada", "So how did it begin?"), ("Ben", "With an umbrella."), ("Ada", "Oh."))
    text = "".join(f"{who}{between}Today at 10:1{n} AM\n{words}\n" for n, (who, words) in enumerate(talk))

    assert said(parse_transcript(text, "x")) == list(talk)
