"""How a library is searched: by words, by a speaker's name, page by page, and for what is like a quote."""

from dataclasses import replace

import pytest

from bot.library.library import View
from bot.library.lookup import Found, NotFound, Result, Unsure
from bot.library.model import (
    Said,
    passage_key,
    passage_place,
)
from bot.library.refusals import BeingAsked, NumberUnknown
from content.model import Item, Speaker, Turn
from content.passages import Passages
from tests.builders import pack, stored
from tests.unit.core.shelf import READS, TALK, A, B, about, view


def test_what_is_in_no_quote_is_a_passage() -> None:
    """Under a key that no quote has, found by its id; with what was said around it in the same breath."""
    seen = view()
    keys = [passage_key(1, place) for place in range(3)]
    told = [seen.said(key) for key in keys]

    assert [said.passage.text for said in told if said] == [
        "We keep it in a drawer.", "That is how it is.", "The lamp went out in March, and nobody noticed.",
    ]  # fmt: skip
    drawer = told[0]
    assert isinstance(drawer, Said)
    assert seen.meant(keys[0]) == drawer == seen.find(1, drawer.passage.id)
    assert seen.around(drawer) == ("", "We keep it in a drawer.", f" {READS} That is how it is.")
    assert seen.meant(12) == seen.number(12)
    assert seen.find(1, "nothing") is seen.find(9, drawer.passage.id) is seen.said(passage_key(1, 3)) is None
    assert seen.said(passage_key(9, 0)) is None


def test_a_passage_beside_what_is_asked_tells_nothing_of_it() -> None:
    """Nor is the passage itself shown while that is what is asked."""
    seen = view(open_items=(about(READS),))
    drawer = seen.said(passage_key(1, 0))
    assert drawer is not None
    assert seen.around(drawer) == ("", "We keep it in a drawer.", "")

    lamp = view(open_items=(about(TALK[1].text, "March"),))
    assert lamp.said(passage_key(1, 2)) is None
    with pytest.raises(BeingAsked):
        lamp.meant(passage_key(1, 2))


@pytest.mark.parametrize(("pack_id", "place"), [(0, 0), (1, 0), (1, 7), (3, (1 << 24) - 1), (2**40, 5)])
def test_a_key_tells_pack_and_place(pack_id: int, place: int) -> None:
    """And is below 0, where no number is."""
    assert passage_key(pack_id, place) < 0
    assert passage_place(passage_key(pack_id, place)) == (pack_id, place)


def keys(result: Result) -> list[int]:
    """What was found, best first."""
    match result:
        case Found(match=best, others=others):
            return [best.key, *(m.key for m in others)]
        case Unsure(matches=matches):
            return [m.key for m in matches]
        case NotFound():
            return []


WEEK = tuple(f"On {day} the kettle is on again." for day in ("Monday", "Tuesday", "Wednesday", "Thursday"))


def weekly() -> View:
    """Three lines of Ben's and one of Ada's that say much the same."""
    made = stored(1, pack("week", *WEEK, speaker=B))
    ada = replace(made.quotes[3], quote=replace(made.quotes[3].quote, speaker=A))
    return view(replace(made, quotes=(*made.quotes[:3], ada), speakers=(Speaker(name=A), Speaker(name=B))))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("the kettle is on again by Ada Novak", [4]), ("from Ben Osei: the kettle is on again", [1, 2, 3]),
        ("what did Ada say about the kettle", [4]), ("the kettle is on again", [1, 2, 3, 4]),
    ],
)  # fmt: skip
def test_a_search_that_names_somebody_is_of_their_words(typed: str, found: list[int]) -> None:
    """The others' are not looked at."""
    assert sorted(keys(weekly().search(typed, 9))) == found


def test_pages_of_those_that_share_the_words() -> None:
    """So many at a time, from where the last page ended; how many there are is told each time."""
    first, second = (weekly().search("the kettle is on again", 3, begin=begin) for begin in (0, 3))

    assert isinstance(first, Unsure)
    assert isinstance(second, Unsure)
    assert (first.sharing, len(first.matches), second.sharing, len(second.matches)) == (4, 3, 4, 1)
    assert sorted([*keys(first), *keys(second)]) == [1, 2, 3, 4]


def test_of_several_that_hold_the_words_quotes_come_first() -> None:
    """Then passages; last those that only say again what a quote says."""
    said = (
        "The kettle is on fire and nobody came to look at it for an hour.", "The kettle is on.",
        "The kettle is on the table in the hall, where it has been since March.", "The kettle is on again.",
    )  # fmt: skip
    turns = tuple(Turn(speaker=A, text=text) for text in said)
    made = stored(1, replace(pack("talk", *said[2:]), turns=turns))
    held = replace(made, passages=Passages(turns[:2]))

    assert keys(view(held).search("the kettle is", 9)) == [2, 1, passage_key(1, 0), passage_key(1, 1)]


def test_like_a_quote_is_another_of_another_turn() -> None:
    """Nothing of the same breath, no second copy of it, nothing that is asked."""
    lamp, burns = "Nobody reads the plan until the lamp is out.", "Nobody reads the plan until it burns."
    made = stored(1, pack("week", lamp, burns, lamp, "Tea first."))

    def alike(number: int, *, together: bool = False, open_items: tuple[Item, ...] = ()) -> list[int]:
        turns = [0, 0 if together else 1, 2, 3]
        quotes = (replace(q, quote=replace(q.quote, turn=n)) for n, q in zip(turns, made.quotes, strict=True))
        return sorted(view(replace(made, quotes=tuple(quotes)), open_items=open_items).alike(number, 9))

    assert alike(1) == [2]
    assert alike(1, together=True) == []
    assert alike(4) == []
    with pytest.raises(NumberUnknown):
        alike(99)
    with pytest.raises(BeingAsked):
        alike(2, open_items=(about(burns, "burns"),))
