"""mash-up, two-truths, who-answered, in-order and agree: what each asks of a talk, and what it leaves alone."""

from pathlib import Path

import pytest

from content.items import KINDS, Bank, make_item
from content.items.rules import MASHED, REAL, refusal
from content.model import Item, Pack, Quote
from content.packs import read_file
from content.shipped import shipped_folder
from tests.builders import quote, refused

FIXTURES = Path(__file__).parent / "fixtures"


def talk(name: str) -> tuple[Bank, Pack]:
    """A talk of the fixtures, or the round table."""
    path = shipped_folder() / "the-round-table.md" if name == "the-round-table" else FIXTURES / f"{name}.md"
    pack = read_file(path)
    return Bank(pack.quotes, pack.speakers, pack.language, pack.source.title), pack


def made(name: str, kind: str) -> list[tuple[Quote, Item]]:
    """Everything of a kind that a talk gives."""
    bank, pack = talk(name)
    return [(q, item) for q in pack.quotes if isinstance(item := make_item(bank, kind, q), Item)]


@pytest.mark.parametrize(
    ("name", "kind", "least"),
    [
        ("the-round-table", "mash-up", 10), ("the-round-table", "in-order", 8), ("the-round-table", "agree", 5),
        ("harbour-office", "two-truths", 8), ("baeckerei", "who-answered", 3), ("night-shift", "agree", 5),
        ("the-round-table", "bluff", 10),
    ],
)  # fmt: skip
def test_a_talk_gives_enough_of_each(name: str, kind: str, least: int) -> None:
    """All fair by the rules, none twice, and the same for whoever makes them again."""
    items = [item for _, item in made(name, kind)]

    assert len(items) >= least
    assert [refusal(i, KINDS[kind].exempt) for i in items if kind != "agree"] == [None] * len(items) * (kind != "agree")
    assert len({i.id for i in items}) == len(items)
    assert items == [item for _, item in made(name, kind)]


def test_a_mash_up_has_the_head_of_one_line_and_the_tail_of_another() -> None:
    """Both lines are known to be asked about; what is real is shown word for word; both come."""
    _, pack = talk("the-round-table")
    texts = {q.id: q.text for q in pack.quotes}
    told = made("the-round-table", "mash-up")

    assert {item.key for _, item in told} == {REAL, MASHED}
    for one, item in told:
        if item.key == REAL:
            assert item.stimulus == one.text
            continue
        mine, other = item.quote_ids
        assert mine == one.id
        assert item.stimulus not in texts.values()
        shared = next(n for n in range(len(item.stimulus), 0, -1) if texts[mine].startswith(item.stimulus[:n]))
        assert texts[other].endswith(item.stimulus[shared + 1 :])
        assert texts[other] in item.explanation


def test_two_are_true_and_one_was_never_said() -> None:
    """The lie differs from its line in one place; the truths are lines of the talk."""
    _, pack = talk("harbour-office")
    texts = {q.id: q.text for q in pack.quotes}
    for one, item in made("harbour-office", "two-truths"):
        assert len(item.options) == 3
        assert item.key not in texts.values()
        assert {o for o in item.options if o != item.key} == {texts[i] for i in item.quote_ids[1:]}
        assert item.quote_ids[0] == one.id


def test_the_reply_is_that_of_the_question() -> None:
    """The others were replies as well, to other questions."""
    _, pack = talk("baeckerei")
    texts = {q.text: q for q in pack.quotes}
    for one, item in made("baeckerei", "who-answered"):
        assert (item.stimulus, item.key) == (one.asked, one.text)
        assert len({texts[o].asked for o in item.options} - {""}) == len(item.options) == 3


def test_the_order_is_that_of_the_talk() -> None:
    """By the turns in which the lines were said."""
    _, pack = talk("the-round-table")
    turn = {q.text: q.turn for q in pack.quotes}
    for _, item in made("the-round-table", "in-order"):
        lines = [line.partition(". ")[2] for line in item.stimulus.split("\n")]
        said = [lines[int(place) - 1] for place in item.key.split(" – ")]
        assert [turn[line] for line in said] == sorted(turn[line] for line in lines)
        assert len(set(item.options)) == 4


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Every meeting should end ten minutes before it begins.", ""),
        ("The best plan is the one that nobody has to read aloud.", ""),
        ("We should end every meeting ten minutes early.", "of-their-own"),
        ("My best plan is one that nobody reads aloud.", "of-their-own"),
        ("Everybody was late for the best meeting of the year.", "no-opinion"),
        ("The meeting takes place in the room beside the kitchen.", "no-opinion"),
        ("Should every meeting end before it begins?", "no-opinion"),
        ("You have to fill in every form of the harbour.", "no-opinion"),
        ("Nobody needs 38 forms for one small harbour.", "no-opinion"),
        ('Everybody says "the harbour is closed" to the ships.', "no-opinion"),
        ("I do not believe that nobody should read the forms.", "no-opinion"),
    ],
)
def test_an_opinion_is_about_the_world(text: str, rule: str) -> None:
    """Not about what only those who were there can know; two answers, and no key."""
    one = Quote(id="q1", turn=0, speaker="Ada Novak", text=text, original=text, score=0.8)
    item = make_item(Bank([one], []), "agree", one)

    if rule:
        assert refused(item) == rule
    else:
        assert isinstance(item, Item)
        assert (item.key, len(item.options)) == ("", 2)


@pytest.mark.parametrize(("kind", "rule"), [("in-order", "too-short-a-talk"), ("who-answered", "no-question")])
def test_a_short_talk_is_no_talk_to_put_in_order(kind: str, rule: str) -> None:
    """And nobody was asked anything in it."""
    one = quote("Nobody reads the plan until the day it catches fire.")

    assert refused(make_item(Bank([one], []), kind, one)) == rule
