"""The first real input, read where it lies: two speakers, five sections, an introduction that nobody spoke."""

import re
from collections import Counter

import pytest

from content.items import KINDS, MADE, Bank, candidates
from content.items.rules import Refused, refusal
from content.model import Pack
from content.packs import read_file
from tests.builders import offered
from tests.shared import INTERVIEW, needs

pytestmark = needs(INTERVIEW)


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The interview as a pack."""
    return read_file(INTERVIEW)


def test_two_speakers_with_36_turns_each_and_seven_paragraphs_of_introduction(pack: Pack) -> None:
    """And no problems worth telling."""
    assert sorted(Counter(t.speaker or "" for t in pack.turns).values()) == [7, 36, 36]
    assert len(pack.speakers) == 2
    assert all(t.speaker is None for t in pack.turns[:7])
    assert pack.problems == ()


def test_five_sections_without_their_numbers(pack: Pack) -> None:
    """In their order."""
    sections = list(dict.fromkeys(t.section for t in pack.turns if t.section))
    headings = [re.sub(r"^\d\.?", "", line) for line in text().split("\n") if re.match(r"\d", line)]

    assert sections == headings
    assert len(sections) == 5


def test_no_spoken_character_is_lost_or_invented(pack: Pack) -> None:
    """Labels, headings and turns put together again are the file, apart from white space."""
    rebuilt, section = "", ""
    numbers = iter(re.findall(r"(?m)^(\d\.?)", text()))
    for turn in pack.turns:
        if turn.section != section:
            section = turn.section
            rebuilt += next(numbers) + section
        rebuilt += (f"{turn.speaker}: " if turn.speaker else "") + turn.text

    assert squeezed(rebuilt) == squeezed(text())


def test_at_least_80_quotes_each_verbatim(pack: Pack) -> None:
    """Every quote stands in its turn word for word and has an id of its own."""
    assert len(pack.quotes) >= 80
    assert all(q.original in pack.turns[q.turn].text and q.speaker == pack.turns[q.turn].speaker for q in pack.quotes)
    assert len({q.id for q in pack.quotes}) == len(pack.quotes)


def test_the_two_voice_interview_plays_the_other_kinds(pack: Pack) -> None:
    """who-said refuses all of it: two voices are too few; the other kinds give dozens of fair items."""
    bank = Bank(pack.quotes, pack.speakers)
    refused = {made.rule for q in pack.quotes if isinstance(made := offered(bank, "who-said", q), Refused)}
    items = [item for q in pack.quotes for kind in MADE for item in candidates(bank, kind, q)]

    assert refused <= {"too-few-voices", "broken-speech"}
    others = {
        "odd-one-out", "finish-the-quote", "missing-word", "which-question", "true-or-swapped", "bluff", "agree",
        "mash-up", "in-order", "two-truths", "who-answered",
    }  # fmt: skip
    assert {i.kind for i in items} <= others
    assert len(items) > 30
    assert {refusal(i, KINDS[i.kind].exempt) for i in items if i.kind != "agree"} == {None}


def text() -> str:
    """The file."""
    return INTERVIEW.read_text(encoding="utf-8")


def squeezed(said: str) -> str:
    """Without white space."""
    return "".join(said.split())
