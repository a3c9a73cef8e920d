"""The report card: a grade with its counts."""

import random

import pytest

from content import lexicon
from content.packs import read_bytes_as_pack
from content.report import Grade, grade_of, report_card
from content.shipped import shipped_packs

_RNG, _NOUNS = random.Random(3), lexicon.of_kind("noun")
SAID = "Nobody in the {} ever told the {} about the {} or the {}."
FILE = "\n".join(f"{('Ada', 'Ben')[n % 2]}: " + SAID.format(*_RNG.sample(_NOUNS, 4)) for n in range(60))
FLAT = FILE.replace(".", "")


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        (FILE, Grade.GOOD),
        ("\n".join(FILE.split("\n")[:14]), Grade.USABLE),
        (FLAT, Grade.POOR),
        ("Ada: Yes.\nBen: No.", Grade.POOR),
    ],
)
def test_grades(text: str, grade: Grade) -> None:
    """Enough quotes and punctuation; some; neither."""
    pack = read_bytes_as_pack(text.encode(), "talk.txt")
    assert report_card(pack).grade is grade
    assert grade_of(pack) is grade


def test_counts() -> None:
    """What was left out by its rule, turns without a mark, turns of a few words, what can be played."""
    card = report_card(read_bytes_as_pack((FLAT + "\nAda: Yes.\nBen: Is it?").encode(), "talk.txt"))

    assert (card.turns, card.unpunctuated, card.short_turns) == (62, 60, 2)
    assert card.left == {"incomplete": 60, "too-short": 2}
    assert card.kinds == ()


def test_the_round_table_plays_nearly_everything() -> None:
    """Nobody interviews anybody there."""
    card = report_card(next(s.pack() for s in shipped_packs() if s.name == "the-round-table"))

    assert card.grade is Grade.GOOD
    assert set(card.kinds) == {
        "who-said", "odd-one-out", "missing-word", "closest", "bluff", "mash-up", "in-order", "agree", "two-truths",
        "true-or-swapped", "finish-the-quote",
    }  # fmt: skip
