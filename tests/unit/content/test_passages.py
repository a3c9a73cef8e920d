"""Everything that was said is a passage, but what is in a quote, what was left out, and what means nothing alone."""

from dataclasses import replace

import pytest

from content.ids import quote_id
from content.model import Quote, Turn
from content.passages import Passages

ADA, BEN = "Ada Novak", "Ben Osei"
TURNS = (
    Turn(speaker=None, text="A recording from the archive of plans.", line=1),
    Turn(speaker=ADA, text="Yeah. We keep the plans in a drawer. Nobody has the key.\nThe drawer burnt down.", line=3),
    Turn(speaker=BEN, text="We keep the plans in a drawer. That is news to me, and to the brigade.", section="Fire",
         start=12.0, line=5),
)  # fmt: skip


def told(passages: Passages) -> list[str]:
    """Their words."""
    return [p.text for p in passages]


def kept(text: str, turn: int) -> Quote:
    """A quote of these words."""
    return Quote(id=quote_id(text, 0), turn=turn, speaker=ADA, text=text, original=text)


def test_sentences_stand_where_they_were_said() -> None:
    """Narration and what is shorter than three words are left out; paragraphs are one turn."""
    passages = Passages(TURNS)

    assert told(passages) == [
        "We keep the plans in a drawer.", "Nobody has the key.", "The drawer burnt down.",
        "We keep the plans in a drawer.", "That is news to me, and to the brigade.",
    ]  # fmt: skip
    assert [(p.speaker, p.turn, p.line, p.section, p.start) for p in passages][2:4] == [
        (ADA, 1, 3, "", None), (BEN, 2, 5, "Fire", 12.0)
    ]  # fmt: skip


def test_ids_are_made_as_those_of_quotes() -> None:
    """The second time the same is said is another passage, and each is found by its id."""
    passages = Passages(TURNS)

    assert [passages[0].id, passages[3].id] == [quote_id(passages[0].text, n) for n in (0, 1)]
    assert [passages.find(p.id) for p in passages] == list(range(5))
    assert passages.find("0" * 18) is None


@pytest.mark.parametrize(
    ("text", "turn", "after"),
    [
        # In the same turn, and across a line of it; a remark of two words is passed over on either side.
        ("Nobody has the key.", 1, "The drawer burnt down."), ("Yeah.", 1, "We keep the plans in a drawer."),
        ("The drawer burnt down.", 1, "We keep the plans in a drawer."),
        # Nothing follows; a quote of other words, or of words that stand there twice, is nowhere.
        ("That is news to me, and to the brigade.", 2, None), ("We have no drawers.", 1, None), ("drawer", 1, None),
        ("We keep the plans in a drawer.", 9, None),
    ],
)  # fmt: skip
def test_what_was_said_after_a_quote(text: str, turn: int, after: str | None) -> None:
    """By its speaker, or by who speaks next."""
    asked = kept(text, turn)
    passages = Passages(TURNS, [asked])
    place = passages.after(asked)

    assert (place if place is None else passages[place].text) == after  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "turn", "before"),
    [
        ("The drawer burnt down.", 1, "Nobody has the key."),
        ("Nobody has the key.", 1, "We keep the plans in a drawer."),
        # Nothing comes before; or it is nowhere, or at two places.
        ("We have no drawers.", 1, None), ("drawer", 1, None), ("We keep the plans in a drawer.", 9, None),
    ],
)  # fmt: skip
def test_what_was_said_before_a_quote(text: str, turn: int, before: str | None) -> None:
    """As what was said after it."""
    asked = kept(text, turn)
    passages = Passages(TURNS, [asked])
    place = passages.before(asked)

    assert (place if place is None else passages[place].text) == before  # type: ignore[index]


def test_what_comes_before_may_be_a_quote_itself_or_left_out() -> None:
    """What was left out is not passed over."""
    first, second = kept("Nobody has the key.", 1), kept("The drawer burnt down.", 1)

    assert Passages(TURNS, [first, second]).before(second, [first]) == first
    assert Passages(TURNS, [second], dropped=["Nobody has the key."]).before(second) is None


def test_what_follows_may_be_a_quote_itself_or_left_out() -> None:
    """What was left out is not passed over."""
    first, second = kept("We keep the plans in a drawer.", 1), kept("Nobody has the key.", 1)

    assert Passages(TURNS, [first, second]).after(first, [second]) == second
    assert Passages(TURNS, [first], dropped=["Nobody has the key."]).after(first) is None


def test_a_passage_is_found_in_its_turn() -> None:
    """By its words."""
    passages = Passages(TURNS)

    assert passages.in_turn(2, "We keep the plans in a drawer.") == 3
    assert passages.in_turn(1, "That is news to me, and to the brigade.") is None


def test_what_a_quote_tells_is_no_passage() -> None:
    """Neither a sentence of it, nor one that it cuts into; the same words elsewhere are one."""
    passages = Passages(TURNS, [kept("We keep the plans in a drawer. Nobody has the key.", 1)])

    assert told(passages)[:2] == ["The drawer burnt down.", "We keep the plans in a drawer."]
    assert passages[1].speaker == BEN
    assert passages[1].id == quote_id(passages[1].text, 0)
    own = Passages(TURNS, [kept("We keep the plans in a drawer.", 1)])
    assert (own[2].speaker, own[2].id) == (BEN, quote_id(own[2].text, 1))


def test_no_passage_has_the_id_of_a_quote() -> None:
    """Whichever time of several became one: those that are left keep theirs."""
    turns = tuple(Turn(speaker=ADA, text="Nobody has the key.", line=line) for line in (1, 2, 3))
    ids = [quote_id("Nobody has the key.", n) for n in range(3)]

    for gone in range(3):
        quote = replace(kept("Nobody has the key.", gone), id=ids[gone])
        left = Passages(turns, [quote])
        assert {p.turn: p.id for p in left} == {n: ids[n] for n in range(3) if n != gone}
        assert [left.find(one.id) for one in left] == [0, 1]


def test_what_a_curator_left_out_is_no_passage() -> None:
    """Folded, and all sentences that the words run over."""
    assert told(Passages(TURNS, dropped=["DRAWER. nobody has"])) == [
        "The drawer burnt down.", "We keep the plans in a drawer.", "That is news to me, and to the brigade.",
    ]  # fmt: skip


def test_where_nobody_is_named_everything_is_said() -> None:
    """As with quotes."""
    assert told(Passages(TURNS[:1])) == [TURNS[0].text]


def test_around_is_the_rest_of_the_turn() -> None:
    """Before, itself, after."""
    assert Passages(TURNS).around(1) == (
        "Yeah. We keep the plans in a drawer. ", "Nobody has the key.", "\nThe drawer burnt down."
    )  # fmt: skip
