"""Who speaks, in small texts of many programs: unit/cases/labels*.json hold the texts and the turns in them."""

import json
import random
import re
from collections import Counter
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from content.document_options import Reading
from content.errors import ContentError
from content.reader import parse_transcript
from content.text import clean

FOLDER = Path(__file__).parents[1] / "cases"
CASES: list[dict[str, Any]] = [
    case
    for name in ("labels", "labels-more", "labels-formats", "labels-printed", "labels-marked", "labels-logs")
    for case in json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
]

# What people paste: names there have several spellings, so that none can be put in another's place.
PASTED: list[dict[str, Any]] = json.loads((FOLDER / "labels-pasted.json").read_text("utf-8"))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in (*CASES, *PASTED)])
def test_everybody_has_their_own_words(case: dict[str, Any]) -> None:
    """Speakers and words of every turn; times, sections, the title and what is left out where the case names them."""
    found = parse_transcript(case["text"], "x", Reading(unattributed=case.get("unattributed", False)))

    assert [[t.speaker, t.text] for t in found.turns] == case["turns"]
    assert [t.start for t in found.turns] == case.get("starts", [t.start for t in found.turns])
    assert list(dict.fromkeys(t.section for t in found.turns if t.section)) == case.get("sections", [])
    assert found.source.title == case.get("title", "x")
    for rule, count in case.get("left_out", {}).items():
        if rule == "private":
            assert f"{count} private message" in found.problems[0].text
        assert count <= next(len(f.lines) for f in found.furniture if f.rule == rule) <= 2 * count
    assert len(found.problems) == case.get("problems", len(found.problems))


# Parts of marks, of times and of names with an underscore; sounds.
MARKS = frozenset(
    "From To to Everyone AM Today at house WEBVTT SPEAKER tom ben gt laughs minutes seconds edited nd Jan 오전 "
    "https example org NOR strong harbour".split()
)
# What stands before a colon, or beside a time, and is nobody.
NOBODIES = (
    "Action: Ben mends the lift.", "Decision: the lift stays.", "Location: the cellar", "Agenda item: the lift",
    "BIP 8: https://example.org/bip8", "INTERVIEW: the lift", "Invited [Ada](mailto:ada@example.org), Ben",
    "Date: today",
    "Note: the lift is out of order.", "Transcript: Ben Osei", "Warning: mind the gap.", "Time: 10:15 AM",
    "ADA NOVAK: An Interview Conducted by Ben Osei, 2024", "Copyright 2024: The Lift Society", "See https://example.org",
    "Presenters: Ada Novak, Ben Osei", "Remote: Ben Osei, Ines Moreau", "Votes: five",
    "Three things: the lift, the bridge, the map.", "Break: music plays", "Keywords: lifts, bridges",
)  # fmt: skip


@pytest.mark.parametrize("line", NOBODIES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_what_is_no_label_makes_no_speaker(line: str, gap: str) -> None:
    """Whether it stands there once or thrice; and nobody is given its words who has none but theirs."""
    said = [f"{('Ada Novak', 'Ben Osei')[n % 2]}: Sentence number {n} was said by one of two." for n in range(8)]
    for places in ([3], [3] if line.startswith("Three") else [2, 4, 6]):
        texts = [part for n, words in enumerate(said) for part in ([line, words] if n in places else [words])]
        found = parse_transcript(gap.join(texts), "x")

        assert {s.name for s in found.speakers} == {"Ada Novak", "Ben Osei"}
        if "](" not in line and "See" not in line:
            assert all(line[:12] not in t.text for t in found.turns if t.speaker)


@pytest.mark.parametrize("labels", [("AM", "PM"), ("Lunch at", "Back by")])
def test_moments_of_the_day_are_no_speakers(labels: tuple[str, str]) -> None:
    """“10:15 AM” in a line of its own names nobody."""
    text = "\n".join(f"Ada: So it is.\nBen: It is so.\n10:{n}0 {labels[n % 2]}" for n in range(1, 6))

    assert {s.name for s in parse_transcript(text, "x").speakers} == {"Ada", "Ben"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v {}>Kept words.</v>\n\n0:03.000 --> 0:04.000\n<v Ada>A", "v"),
        ("00:00:01\t{}:\tKept words.\n00:00:04\tAda:\tMore.\n", "chat"),
        (
            '{{"p": [{{"who": "{}", "text": "Kept words.", "t": 1}}, {{"who": "Ada", "text": "No.", "t": 2}}]}}',
            "j",
        ),
    ],
)
def test_a_name_of_301_characters_is_told_and_loses_nothing(text: str, name: str) -> None:
    """Its words are nobody's."""
    found = parse_transcript(text.format("n" * 301), name)

    assert found.turns[0].speaker is None
    assert found.turns[0].text == "Kept words."
    assert any("301 characters" in p.text and p.line for p in found.problems)


def test_a_label_that_comes_again_and_is_nobody_is_mended_by_a_map() -> None:
    """The line that mends it is told, and does."""
    text = "\n\n".join(
        [f"{('Ada Novak', 'Ben Osei')[n % 2]}: This is sentence {n} of ten." for n in range(10)]
        + ["per holm: I came late."] * 2
    )
    problem = next(p for p in parse_transcript(text, "x").problems if "per holm" in p.text)
    label, _, name = problem.mend.partition("=")

    assert problem.line == 21
    assert parse_transcript(text, "x", Reading(speakers={label: name})).turns[-1].speaker == "Per Holm"


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES if case["suffix"] != ".json"])
def test_no_word_is_lost(case: dict[str, Any]) -> None:
    """Every word of the text is in a turn, a heading, a label, a line of furniture, or beside a time."""
    text = clean(case["text"])
    found = parse_transcript(text, "x", Reading(unattributed=True))
    left = {number for f in found.furniture for number in f.lines} | set(found.headings)
    kept = Counter(re.findall(r"\w+", " ".join(t.text for t in found.turns)))
    labels = {w for s in found.speakers for name in (s.name, *s.aliases) for w in re.findall(r"[^\W\d_]+", name)}
    lines = [line for n, line in enumerate(text.split("\n"), 1) if n not in left and not line.startswith("{")]
    lost = Counter(w for line in lines for w in re.findall(r"[^\W\d_]{2,}", line)) - kept

    assert {w for w in lost if w not in labels} <= MARKS


def test_whatever_is_mixed_is_read_or_refused() -> None:
    """A seeded twin of `make fuzz`: lines of all cases, shuffled, cut and joined anew."""
    rng = random.Random(19)
    lines = [line for case in CASES for line in case["text"].split("\n")]
    for _ in range(300):
        text = "\n".join(rng.choice(lines)[: rng.choice((5, 40, 400))] for _ in range(rng.randint(1, 60)))
        with suppress(ContentError):
            for turn in parse_transcript(clean(text), "x", Reading(unattributed=True)).turns:
                assert turn.text == turn.text.strip()
                assert all(a.start <= b.start for a, b in pairwise(turn.cues))
