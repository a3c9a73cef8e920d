"""What people decided about quotes: the later wins, a file and a desk mean the same, and what holds can be written."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from content.decisions import NOTHING_DECIDED, Deciding, Decision, Ruling, decided, in_force, with_voices, written
from content.edits import NO_EDITS, read_edits
from content.errors import BadEdits
from content.model import Speaker
from content.packs import read_file
from tests.builders import NOON, quote
from tests.unit.content.test_edits import curated

PLAN = "Nobody reads the plan until the day it catches fire."
MADE = quote(PLAN)


def decision(what: Deciding, text: str = "", *, minutes: int = 0, at: datetime = NOON) -> Decision:
    """One about the plan."""
    return Decision(quote_id=MADE.id, what=what, text=text, at=at + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("rows", "holds"),
    [
        ([], None),
        ([("keep", "", 0)], Ruling(fate=Deciding.KEEP)),
        ([("keep", "", 0), ("drop", "", 1)], Ruling(fate=Deciding.DROP)),
        ([("drop", "", 1), ("pin", "", 2)], Ruling(fate=Deciding.PIN)),
        ([("drop", "", 2), ("pin", "", 1)], Ruling(fate=Deciding.DROP)),
        ([("words", "One.", 1), ("words", "Two.", 2), ("keep", "", 0)], Ruling(fate=Deciding.KEEP, words="Two.")),
        ([("speaker", "Ben", 3), ("words", "One.", 1)], Ruling(words="One.", speaker="Ben")),
    ],
)
def test_the_later_of_two_about_the_same_wins(rows: list[tuple[str, str, int]], holds: Ruling | None) -> None:
    """Fate, words and speaker each by themselves, in whatever order the rows come."""
    found = in_force(decision(Deciding(what), text, minutes=minutes) for what, text, minutes in rows)

    assert found.get(MADE.id) == holds


@pytest.mark.parametrize(
    ("ruling", "shown"),
    [
        (NOTHING_DECIDED, MADE),
        (Ruling(fate=Deciding.KEEP), replace(MADE, review="keep")),
        (Ruling(fate=Deciding.DROP, words="x"), None),
        (Ruling(words="Nobody reads the plan."), replace(MADE, text="Nobody reads the plan.")),
        (Ruling(words="Nobody read the plan."), replace(MADE, text="Nobody read the plan.", edited=True)),
        (Ruling(speaker="Ben Osei"), replace(MADE, speaker="Ben Osei")),
    ],
)
def test_a_quote_as_it_is_shown(ruling: Ruling, shown: object) -> None:
    """Id, original and place stay; words that nobody said are told as edited, words left out are not."""
    assert ruling.applied(MADE) == shown
    assert decided([MADE], {MADE.id: ruling}) == ((shown,) if shown else ())


def test_whoever_a_quote_is_given_to_is_a_speaker() -> None:
    """Once, after those there are."""
    given = [replace(MADE, speaker="Ben Osei"), replace(MADE, speaker="Ben Osei"), MADE]

    assert with_voices([Speaker(name="Ada Novak")], given) == (Speaker(name="Ada Novak"), Speaker(name="Ben Osei"))


def test_a_file_decides_about_single_quotes(tmp_path: Path) -> None:
    """Kept, put right, given to somebody else; what it dropped is told with its words."""
    pack = curated(
        tmp_path,
        'keep = ["reads the plan"]\ndrop = ["keeps the ashes"]\n[words]\n"A plan is read" = "A plan is burned more."\n'
        '[said]\n"A plan is read" = "Ada Novak"\n',
    )

    assert [(q.text, q.speaker, q.review, q.edited) for q in pack.quotes] == [
        (f"{PLAN} Far too short.", "Ines", "keep", False),
        ("A plan is burned more.", "Ada Novak", "", True),
    ]
    assert [s.name for s in pack.speakers] == ["Ines", "Hugo", "Ada Novak"]
    assert [(e.what, e.text[:12]) for e in pack.edits] == [
        ("drop", "The archive "), ("keep", ""), ("words", "A plan is bu"), ("speaker", "Ada Novak"),
    ]  # fmt: skip
    assert pack.problems == ()


@pytest.mark.parametrize("edits", ['[words]\n"plan" = " "', '[said]\nplan = ""', "keep = 3", "said = []"])
def test_what_says_nothing_is_refused(tmp_path: Path, edits: str) -> None:
    """With the name of the file."""
    with pytest.raises(BadEdits, match=r"talk\.edits\.toml"):
        curated(tmp_path, edits)


def test_what_holds_can_be_written_and_read_again(tmp_path: Path) -> None:
    """Awkward marks too; what the file said of the whole transcript stays in it."""
    former = read_edits(
        'title = "On \\"plans\\""\nspeaker = "Ada"\npin = ["pinned", "elsewhere"]\n[speakers]\n"S 1" = "Ben"\n',
        "talk.edits.toml",
    )
    rulings = [
        ("He said “no” \\ twice.", Ruling(fate=Deciding.KEEP, words='He said "no".')),
        ("Gone.", Ruling(fate=Deciding.DROP, words="Never written.")),
        ("Pinned.", Ruling(fate=Deciding.PIN, speaker="Inès = Moreau")),
    ]
    again = read_edits(written(former, rulings), "again.edits.toml")

    assert (again.facts, again.speaker, again.speakers) == ({"title": 'On "plans"'}, "Ada", {"S 1": "Ben"})
    assert (again.keep, again.drop, again.pin) == (("He said “no” \\ twice.",), ("Gone.",), ("elsewhere", "Pinned."))
    assert again.words == {"He said “no” \\ twice.": 'He said "no".'}
    assert again.said == {"Pinned.": "Inès = Moreau"}


def test_a_written_file_makes_the_same_pack(tmp_path: Path) -> None:
    """Read beside the transcript, it decides what was decided."""
    plain = curated(tmp_path, "")
    chosen = {
        plain.quotes[0].id: Ruling(fate=Deciding.KEEP, words="Nobody read the plan until it burned."),
        plain.quotes[1].id: Ruling(fate=Deciding.DROP),
        plain.quotes[2].id: Ruling(speaker="Ada Novak"),
    }
    held = [(q.original, chosen[q.id]) for q in plain.quotes]
    (tmp_path / "talk.edits.toml").write_text(written(NO_EDITS, held), "utf-8")

    assert read_file(tmp_path / "talk.txt").quotes == decided(plain.quotes, chosen)
