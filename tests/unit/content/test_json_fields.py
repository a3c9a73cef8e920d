"""Which field of JSON that no known program wrote holds the words, the speaker and the time."""

from collections.abc import Sequence
from typing import Any

import pytest

from content.formats.json_fields import Fields, fields_of, names_by_id
from content.formats.json_voices import voices_beside

LINES = (
    "So how did it begin for you?", "With an umbrella and rain.", "Was that all of it?", "Nobody timed the lift.",
    "I did, twice.", "And I was late again.",
)  # fmt: skip
# Names that do not come again: nothing but the name of their field says that they are speakers.
EACH_ONCE = ("Ada Novak", "Ben Osei", "Cleo Tran", "Dan Ek", "Eva Lind", "Finn Berg")
GROWING = (0.0, 4.5, 9.0, 12.5, 20.0, 31.5)


def fields(**columns: Sequence[Any]) -> Fields:
    """What is found in rows of these columns, beside their `text`; a value that is None is not there."""
    rows = [
        {"text": LINES[n % len(LINES)], **{name: held[n] for name, held in columns.items() if held[n] is not None}}
        for n in range(max(map(len, columns.values())))
    ]
    found = fields_of(rows)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "name",
    "speaker_name speakerName speaker speaker_label speakerLabel speakerTag speaker_tag speakerId speaker_id "
    "sender_name senderName display_name displayName real_name nickname participant author username user_name user "
    "from sender who voice role name channel".split(),
)
def test_so_programs_call_who_speaks(name: str) -> None:
    """Whoever has such a field names speakers, be each of them heard once."""
    assert fields(note=EACH_ONCE, **{name: EACH_ONCE}).speaker == name
    assert fields(note=EACH_ONCE).speaker is None


@pytest.mark.parametrize(
    "name",
    "start start_time startTime start_ms startMs startTimeMs tStartMs begin begin_time bg start_timestamp offset "
    "timestamp time timecode ts at seconds t startOffset".split(),
)
def test_so_programs_call_when_it_was_said(name: str) -> None:
    """Of two columns of growing numbers the one of that name."""
    assert fields(x=GROWING, **{name: GROWING}).time == name


@pytest.mark.parametrize(
    "name",
    "punctuated_word punct utterance transcript text body content message words sentence caption said line word value "
    "display".split(),
)
def test_so_programs_call_what_was_said(name: str) -> None:
    """Single words too, where the field is called so."""
    found = fields_of([{"x": word, name: word} for word in ("rain", "again", "today")])

    assert found is not None
    assert found.words == name


@pytest.mark.parametrize(
    ("texts", "are_words"),
    [
        (["It rained.", "All day.", "And on."], True),
        (["rain", "snow", "hail"], False),
        (["12 + 4", "9 - 3", "7 x 1"], False),
        (["0:01 - 0:04", "0:05", "0:09"], False),
        (["It rained.", None, None], False),
        (["It rained.", "All day.", None], True),
        (["", " ", ""], False),
    ],
)
def test_words_are_several_with_letters_in_most_rows(texts: list[str | None], *, are_words: bool) -> None:
    """Of a field whose name says nothing."""
    assert (fields_of([{"x": text} if text is not None else {"y": 1} for text in texts]) is not None) is are_words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        # The first that grows, unless it only counts the rows.
        ({"x": (3, 4, 5, 6), "y": (0.0, 2.5, 7.5, 9.0)}, "y"),
        ({"x": (3, 4, 5, 7), "y": (0.0, 2.5, 7.5, 9.0)}, "x"),
        ({"x": (3, 4, 5, 6)}, "x"),
        ({"x": GROWING, "y": GROWING}, "x"),
        ({"start": (3, 4, 5, 6), "y": (0.0, 2.5, 7.5, 9.0)}, "start"),
        ({"x": (9, 4, 7, 3, 8, 2), "y": (4, 4, 4, 4, 4, 4)}, None),
        ({"end_time": (1.0, 3.5, 8.0, 9.5)}, None),
        ({"x": (1.0, None, None, 2.0, None, None)}, None),
        ({"x": (1.0, None, 2.5, None, None, 7.0)}, "x"),
        ({"x": ("0:04", "0:09", "1:12")}, "x"),
        ({"x": ("1.5s", "4s", "9.25s")}, "x"),
        ({"x": (1e11, 2e11, 3e11)}, None),
    ],
)
def test_a_time_grows(counts: dict[str, Sequence[Any]], words: str | None) -> None:
    """It stands in half of the rows at least, and is no number of a row, no end and no length."""
    assert fields(**counts).time == words


@pytest.mark.parametrize(
    ("names", "is_speaker"),
    [
        (["Ada", "Ben", "Ada", "Ben"], True),
        (["Ada", "Ada", "Ada", "Ada"], False),
        (["Ada", "Ben"], False),
        (["Ada", "Ben", "Cleo"], False),
        (["Ada", "Ben", "Cleo", "Ada", "Ben", "Cleo"], True),
        (["Ada", "Ben", "Cleo", "Dan", "Ada", "Ben"], False),
        (["Ada", "Ben", "Ada", "a remark of nine words that is no name"], False),
        (["0:05", "0:01", "0:05"], False),
        (["Ada", "Ben", "Ada"], True),
        ([1, 2, 1], False),
        (["Ada", None, None, None, None, "Ada"], False),
    ],
)
def test_without_a_name_that_says_so_a_speaker_comes_again(names: list[Any], *, is_speaker: bool) -> None:
    """Two at least, each twice as a rule; a single value that is too long for a name makes it none."""
    assert fields(x=names).speaker == ("x" if is_speaker else None)


@pytest.mark.parametrize(
    ("names", "is_speaker"),
    [
        (["Ada", "Ben", "Ada", "Ben", "Ada", "w " * 9], True),
        (["Ada", "Ben", "Ada", "Ben", "w " * 9], False),
        (["Ada", "Ben", "Ada", "Ben", "w " * 8], True),
        (["Ada", "Ben", "Ada", "Ben", "w" * 401], False),
        (["Ada", "Ben", "Ada", "Ben", "w" * 400], True),
        # Numbers are never too long, and a few names among many rows are names.
        ([1, 2, 1], True),
        (["Ada", None, None, None, None], True),
        (["Ada", None, None, None, None, None], False),
    ],
)
def test_a_speaker_by_name_may_be_too_long_once_among_six(names: list[Any], *, is_speaker: bool) -> None:
    """Whoever wrote a sentence there once did not make sentences of all; more of them, and it is another field."""
    assert fields(who=names).speaker == ("who" if is_speaker else None)


@pytest.mark.parametrize(
    ("times", "unit"),
    [
        ({"start": (0.0, 4.5, 9.0)}, 1),
        ({"start": (0, 4500, 9000)}, 1e-3),
        ({"start_ms": (0, 4, 9)}, 1e-3),
        ({"offsetInTicks": (0, 45_000_000, 90_000_000)}, 1e-7),
        ({"offsetInTicks": (0, 450, 900)}, 1e-7),
        ({"start": (0, 45_000_000, 90_000_000)}, 1e-7),
        # Seventeen words: 600,000 for each are still thousandths.
        ({"start": (0, 5_100_000, 10_200_000)}, 1e-3),
        # Twenty for a word and more are seconds in a short file only.
        ({"start": (0, 300, 400)}, 1),
        ({"start": (4000, 4300, 4400)}, 1e-3),
        ({"start": ("0:00", "1:15:00", "2:30:00")}, 1),
        ({"start": (0.5, 4500.5, 9000.5)}, 1),
    ],
)
def test_a_time_is_in_seconds_unless_nobody_speaks_so_slowly(times: dict[str, Sequence[Any]], unit: float) -> None:
    """Or the field says so: thousandths or ten-millionths."""
    assert fields(**times).unit == unit


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ([{"id": 1, "name": "Ada"}, {"id": 2, "name": "Ben"}], {1: "Ada", 2: "Ben"}),
        (
            [{"id": 1, "name": "Ada", "speaker_name": "Ada Novak"}, {"id": 2, "label": "Ben"}],
            {1: "Ada Novak", 2: "Ben"},
        ),
        # Somebody is missing, or has no name.
        ([{"id": 1, "name": "Ada"}], {}),
        ([{"id": 1, "name": "Ada"}, {"id": 2, "name": " "}], {}),
    ],
)
def test_numbers_of_speakers_stand_for_names(people: list[dict[str, Any]], names: dict[int, str]) -> None:
    """Which a list elsewhere tells of all of them."""
    held = {"meta": {"people": people}, "rows": []}

    assert names_by_id(held, "speaker_id", {1, 2}) == names
    assert names_by_id(held, "speaker", {1, 2}) == {}
    assert names_by_id(held, None, {1, 2}) == {}


@pytest.mark.parametrize(
    ("until", "ends"),
    [
        *((name, 5.0) for name in "end end_time endTime endMs end_ms stop to until endSeconds end_timestamp".split()),
        *((name, 3.0) for name in "duration length dur".split()),
    ],
)  # fmt: skip
def test_a_span_ends_by_its_end_or_its_length(until: str, ends: float) -> None:
    """Who speaks is asked of a list beside the words."""
    told = [{"speaker": "Ada", "start": 2.0, until: ends}, {"speaker": {"name": "Ben"}, "start": 6.0, until: ends + 4}]
    found = voices_beside([("turns", told)], [2.0, 4.5, 7.0])

    assert found is not None
    assert [found.at(t) for t in (None, 1.9, 2.0, 4.9, 5.0, 6.0)] == [None, None, "Ada", "Ada", None, "Ben"]


@pytest.mark.parametrize(
    "told",
    [
        [],
        [{"speaker": "Ada", "start": 2.0}],
        [{"speaker": " ", "start": 2.0, "end": 8.0}],
        [{"note": "Ada", "start": 2.0, "end": 8.0}],
        [{"speaker": "Ada", "end": 8.0}],
        [{"speaker": "Ada", "start": 2.0, "end": 8.0}, {"note": "of another kind"}],
        # Of another recording, or of half of the words alone.
        [{"speaker": "Ada", "start": 2000.0, "end": 8000.0}],
        [{"speaker": "Ada", "start": 2.0, "end": 4.0}],
    ],
)
def test_a_list_that_does_not_tell_who_speaks(told: list[dict[str, Any]]) -> None:
    """Then nobody is named by it, but by the next that does."""
    good = [{"speaker": "Ben", "start": 2.0, "end": 8.0}]
    found = voices_beside([("turns", told), ("others", good)], [2.0, 4.5])

    assert voices_beside([("turns", told)], [2.0, 4.5]) is None
    assert found is not None
    assert found.path == "others"
    assert voices_beside([("turns", [{"speaker": "Ada", "start": 2.0, "end": 8.0}])], []) is None
