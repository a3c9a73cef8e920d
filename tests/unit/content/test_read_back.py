"""What is exported is read by Moodle and by Anki as it was written, whatever its texts are."""

from collections import Counter
from pathlib import Path

import pytest

from content.exports.anki import Card, deck_of
from content.items.rules import structural_refusal
from content.model import Item
from content.packs import read_bytes_as_pack
from content.quizzes import gift
from content.shipped import shipped_packs
from content.text import clean
from tests.hostile import texts
from tests.read_back import anki, moodle

# All that tests/hostile.py has, and some that are made of two of them.
COUNT = 500
LONGEST = 180


def line(text: str) -> str:
    """As a text of an item is kept, on one line."""
    return " ".join(clean(text).split())[:LONGEST].strip()


def items(text: str, place: int) -> list[Item]:
    """One to choose, one to type, with the text in every part of it; none that could not be played."""
    said = line(text)
    made = [
        Item(id=f"c{place}", kind="who-said", stimulus=f"A {said}", stem=f"Who said {said}?", key=said,
             options=("Ben", said, f"{said} 2", f"The {said}"), explanation=said),
        Item(id=f"t{place}", kind="missing-word", stimulus=said, stem=f"Which word is {said}?", key=f"{said} 3",
             accept=(said, f"{said} 4")),
    ]  # fmt: skip
    return [one for one in made if said and structural_refusal(one) is None]


@pytest.fixture(scope="module")
def exported() -> list[Item]:
    """With every text that wants to break something, and with the samples' own."""
    written = [item for shipped in shipped_packs() for item in shipped.pack().items if item.number is None]
    return [*(item for n, text in enumerate(texts(COUNT)) for item in items(text, n)), *written]


def question(item: Item) -> str:
    """All of it that is asked, on one line."""
    return " ".join(f"{item.stem} {item.stimulus}".split())


def arrow(text: str) -> str:
    """In an answer two signs would be a pair of Moodle's."""
    return " ".join(text.split()).replace("->", "→")


def test_moodle_reads_what_was_asked(exported: list[Item]) -> None:
    """Titles, questions as plain text, the right answer and the wrong ones, what is told."""
    found = moodle(gift.written(exported))

    assert len(found) == len(exported) > COUNT
    for asked, item in zip(found, exported, strict=True):
        assert (asked.title, asked.format, asked.text) == (item.id, "plain", question(item))
        assert asked.kind == ("choice" if item.options else "short")
        answers = dict(asked.answers)
        wrong = {arrow(o): 0.0 for o in item.options if o != item.key}
        right = {arrow(a): 1.0 for a in ((item.key,) if item.options else (item.key, *item.accept))}
        assert answers == wrong | right
        assert asked.feedback == " ".join(item.explanation.split())


def test_and_so_do_we(exported: list[Item]) -> None:
    """An export comes in again, tags and backslashes in their place; of questions that are alike one."""
    pack = read_bytes_as_pack(gift.written(exported).encode(), "quiz.txt", name="quiz")
    asked = {item.stem: item for item in pack.items}
    times = Counter(map(question, exported))
    taken = [item for item in exported if times[question(item)] == 1 and question(item) in asked]

    assert not [p for p in pack.problems if "braces" in p.text]
    assert len(taken) >= 0.9 * len(times)
    for item in taken:
        back = asked[question(item)]
        assert back.key == arrow(item.key)
        assert set(back.options) == set(map(arrow, item.options))


def test_anki_reads_what_was_asked(exported: list[Item], tmp_path: Path) -> None:
    """Guids, and every field line by line."""
    deck = anki(deck_of("tea & <b>jam</b>", [Card(item, "On tea, CC0") for item in exported]), tmp_path)

    assert deck.name == "Quoth::tea & <b>jam</b>"
    assert [guid for guid, _ in deck.notes] == [item.id for item in exported]
    for (_, fields), item in zip(deck.notes, exported, strict=True):
        assert "\n".join(fields["Question"]) == item.stem
        assert "\n".join(fields["Shown"]) == item.stimulus
        assert fields["Options"] == (list(item.options) or [""])
        assert "\n".join(fields["Answer"]) == item.key
        assert "\n".join(fields["Explanation"]) == item.explanation
        assert fields["Source"] == ["On tea, CC0"]
