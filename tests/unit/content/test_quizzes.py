"""Quizzes of other programs come in as hand-written items, and go out again as they were."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.errors import BadPack
from content.ids import item_id
from content.model import Item, Pack
from content.packs import read_bytes_as_pack
from content.quizzes import gift

RED = """\
AUTHOR: somebody
DESCRIPTION: On tea
CONFIG:
  timeout: 20
What is tea made of?:
- leaves
- tea leaves
In which year did the kettle whistle first?:
- 1890
Is tea served hot?:
- yes
"""
OPENTDB = json.dumps({
    "response_code": 0,
    "results": [
        {"type": "multiple", "category": "Tea", "question": "Who wrote &quot;The Kettle&quot;?",
         "correct_answer": "M&uuml;ller", "incorrect_answers": ["Maier", "Schmidt", "Vogel"]},
        {"type": "boolean", "category": "Tea", "question": "Tea is wet.",
         "correct_answer": "True", "incorrect_answers": ["False"]},
        {"type": "multiple", "category": "Tea", "question": "Which?",
         "correct_answer": "One", "incorrect_answers": ["one", "Two"]},
    ],
}, indent=0)  # fmt: skip
GIFT = r"""
// a comment
$CATEGORY: tea

::Q1:: Who invented the tea bag? {=Sullivan#yes ~Twining#no ~%50%Lipton ####He sent samples in silk.}

A kettle boils at {=100 =one hundred} degrees.

[html]<b>Tea</b> is wet. {T}

::Q4:: Match these. {=a -> b =c -> d}

How hot\: very? {#100:2}
"""


def read(text: str, name: str = "tea.txt") -> Pack:
    """The pack in a text."""
    return read_bytes_as_pack(text.encode(), name)


def test_red_trivia() -> None:
    """The first answer is the key, the others are accepted."""
    pack = read(RED, "tea.yaml")

    assert (pack.format, pack.source.title) == ("red", "On tea")
    # A sample rests as soon as somebody has a pack of their own.
    assert not pack.sample
    assert [(i.stem, i.key, i.accept) for i in pack.items] == [
        ("What is tea made of?", "leaves", ("tea leaves",)),
        ("In which year did the kettle whistle first?", "1890", ()),
        ("Is tea served hot?", "yes", ()),
    ]


@pytest.mark.parametrize("written", ["13:30", "010", "1.10", "1_000", "0x1F", "2024-05-04", "yes", "Off", "~", "1e3"])
def test_an_unquoted_answer_is_what_was_written(written: str) -> None:
    """YAML would make minutes of a time, eight of 010, a number of 1.10 and a truth of yes."""
    (item,) = read(f"AUTHOR: x\nWhich?:\n- {written}\n- '{written}!'\n", "tea.yaml").items

    assert (item.key, item.accept) == (written, (f"{written}!",))


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("🙂", []), ("'!='", []), ("x" * 200, []), ("x" * 201, ["cannot be typed"]),
        ('"\\u200B\\u2060"', ["has no answer"]),
    ],
)  # fmt: skip
def test_what_nobody_could_answer_is_left_out(key: str, why: list[str]) -> None:
    """A symbol can be typed; what is invisible or too long cannot."""
    pack = read(f"AUTHOR: x\nWhich?:\n- {key}\nWho?:\n- me\n", "tea.yaml")

    assert len(pack.items) == 2 - len(why)
    assert len(pack.problems) == len(why)
    assert all(reason in problem.text for reason, problem in zip(why, pack.problems, strict=True))


def test_open_trivia_database() -> None:
    """Entities are characters, true or false is a pair; two equal options are refused by their rule."""
    pack = read(OPENTDB)

    assert [(i.stem, i.key, len(i.options)) for i in pack.items] == [
        ('Who wrote "The Kettle"?', "Müller", 4),
        ("Tea is wet.", "True", 2),
    ]
    assert [p.line for p in pack.problems] == [OPENTDB.split("\n").index('"question": "Which?",') - 2]
    assert "two of its answers are the same" in pack.problems[0].text


def test_moodle_gift() -> None:
    """Choices, short answers, true or false, a missing word; what cannot be asked is told with its line."""
    pack = read(GIFT)

    assert [(i.stem, i.key, i.options, i.accept) for i in pack.items] == [
        ("Who invented the tea bag?", "Sullivan", ("Sullivan", "Twining", "Lipton"), ()),
        ("A kettle boils at _____ degrees.", "100", (), ("one hundred",)),
        ("Tea is wet.", "True", ("True", "False"), ()),
    ]
    assert pack.items[0].explanation == "He sent samples in silk."
    assert [p.line for p in pack.problems] == [11, 13]


@pytest.mark.parametrize("text", ["AUTHOR: x\nWhat?:\n- a\n  - b\n : c"])
def test_a_broken_list_is_refused(text: str) -> None:
    """With the line, where there is one."""
    with pytest.raises(BadPack, match=r"tea\.yaml"):
        read(text, "tea.yaml")


def test_a_yaml_bomb_is_harmless() -> None:
    """References to references of lists are no answers."""
    bomb = "AUTHOR: x\nWho?:\n- me\na: &a [lol]\n" + "".join(
        f"b{n}: &b{n} [*{p}, *{p}]\n" for n, p in ((0, "a"), (1, "b0"), (2, "b1"))
    )

    assert [i.key for i in read(bomb, "tea.yaml").items] == ["me", "lol"]


TEXTS = st.text(st.sampled_from("ab c=~#{}:\\%->T1é\"'"), min_size=1, max_size=20).map(lambda t: "x" + t.strip() + "y")


@given(st.lists(TEXTS, min_size=4, max_size=4, unique_by=str.casefold), TEXTS, st.booleans())
def test_items_come_back_from_gift(options: list[str], question: str, chosen: bool) -> None:
    """Whatever signs of the format stand in them."""
    key, *others = (" ".join(o.split()) for o in options)
    stem = " ".join(question.split())
    item = Item(
        id=item_id("", "hand-written", stem), kind="hand-written", stimulus="", stem=stem, key=key,
        options=(key, *others) if chosen else (), accept=() if chosen else tuple(others), explanation="because",
    )  # fmt: skip
    if len({" ".join(o.split()).casefold() for o in options}) < 4 or "->" in "".join(options):
        return

    assert read(gift.written([item])).items == (item,)
    assert read(gift.written([replace(item, explanation="")])).items == (replace(item, explanation=""),)
