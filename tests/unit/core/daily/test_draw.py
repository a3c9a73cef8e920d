"""Which quote comes next: pinned, kept, then the best as votes moved it; spread, and no speaker twice in a row."""

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.chat.refusal_wording import refusal
from bot.chat.refusals import NothingUnseen
from bot.daily.rules.draw import SPREAD, History, QuotePool, order, pick_quote, pool
from bot.library.library import Library
from bot.library.model import RankedQuote
from bot.library.votes import Tally
from bot.library.withheld import NOTHING
from content.model import Pack
from tests.builders import pack, stored

A, B, C = "Ada Novak", "Ben Osei", "Ines Moreau"


def ranked(
    number: int, score: float = 0.5, who: str | None = None, review: str = "", section: str = "", kind: str = ""
) -> RankedQuote:
    """A quote."""
    return RankedQuote(number, score, review, who, section, kind)


@pytest.mark.parametrize(
    ("quotes", "lately", "first"),
    [
        ([ranked(1, 0.2), ranked(2, 0.9), ranked(3, 0.5)], [], [2, 3, 1]),
        ([ranked(1, 0.9), ranked(2, 0.1, review="keep"), ranked(3, 0.1, review="pin")], [], [3, 2, 1]),
        # Never two days in a row, whatever was pinned.
        ([ranked(1, 0.9, A, "pin"), ranked(2, 0.1, B)], [ranked(9, 1, A)], [2, 1]),
        ([ranked(1, 0.9, A), ranked(2, 0.8, A)], [ranked(9, 1, A)], [1, 2]),
        # Words that nobody is named for are no speaker's.
        ([ranked(1, 0.9), ranked(2, 0.8, B)], [ranked(9, 1)], [1, 2]),
        # Who had a post lately waits, the less the longer ago it was.
        ([ranked(1, 0.9, A), ranked(2, 0.8, B)], [ranked(8, 1, C), ranked(9, 1, A)], [2, 1]),
        ([ranked(1, 0.9, A), ranked(2, 0.8, B)], [ranked(7, 1, C)] * (SPREAD - 1) + [ranked(9, 1, A)], [1, 2]),
        ([ranked(1, 0.85, section="I"), ranked(2, 0.8, section="II")], [ranked(9, section="I")], [2, 1]),
        ([ranked(1, 0.82, kind="a claim"), ranked(2, 0.8, kind="an image")], [ranked(9, kind="a claim")], [2, 1]),
        ([ranked(1, 0.98, section="I"), ranked(2, 0.8, section="II")], [ranked(9, section="I")], [1, 2]),
        # A tier comes before what spreads.
        ([ranked(1, 0.1, A, "keep"), ranked(2, 0.9, B)], [ranked(8, 1, C), ranked(9, 1, A)], [1, 2]),
    ],
)
def test_the_order(quotes: list[RankedQuote], lately: list[RankedQuote], first: list[int]) -> None:
    """By tiers, then by score less what is like the last posts."""
    assert [q.number for q in order(quotes, lately, random.Random(1))] == first


def test_equals_are_drawn() -> None:
    """Nothing hangs on their place in the text."""
    quotes = [ranked(n) for n in range(10)]
    firsts = {order(quotes, [], random.Random(seed))[0].number for seed in range(40)}

    assert len(firsts) > 5


def library(**reviews: str) -> Library:
    """Three quotes of each of three people, the best Ada's; some of them reviewed, by number."""
    made: list[Pack] = [pack(name, *(f"{name} said line {i}." for i in "abc"), speaker=name) for name in (A, B, C)]
    scored = []
    for which, one in enumerate(made):
        quotes = tuple(replace(q, score=0.9 - 0.1 * which - 0.01 * i) for i, q in enumerate(one.quotes))
        scored.append(stored(which + 1, replace(one, quotes=quotes), first=3 * which + 1))
    held = [
        replace(p, quotes=tuple(replace(q, quote=replace(q.quote, review=reviews.get(f"q{q.number}", "")))
                                for q in p.quotes))
        for p in scored
    ]  # fmt: skip
    return Library(held)


def posts(of: Library, days: int, votes: Mapping[int, Tally] | None = None) -> list[int]:
    """What is posted day by day."""
    shown: list[int] = []
    for _ in range(days):
        history = History(seen=list(dict.fromkeys(shown[::-1])), posted=shown[::-1], votes=votes or {})
        shown.append(pool(of.without(NOTHING), "", history, random.Random(7)).numbers[0])
    return shown


def test_the_days_of_a_new_pack() -> None:
    """The best first; every quote once; no speaker twice in a row; then each again in that order."""
    shown = posts(library(), 27)

    assert shown[0] == 1
    assert sorted(shown[:9]) == list(range(1, 10))
    speakers = [(n - 1) // 3 for n in shown[:9]]
    assert all(one != other for one, other in pairwise(speakers))
    assert shown[9:] == shown[:9] * 2


def test_every_quote_of_a_small_pack_comes_once_before_one_comes_again() -> None:
    """Also where two of three are one person's."""
    of = Library([stored(1, pack("a", "Ada said a.", "Ada said b.", speaker=A), first=1),
                  stored(2, pack("b", "Ben said a.", speaker=B), first=3)])  # fmt: skip
    shown = posts(of, 9)

    assert [sorted(shown[n : n + 3]) for n in (0, 3, 6)] == [[1, 2, 3]] * 3


def test_votes_and_reviews_come_before_score() -> None:
    """Many votes lift a quote over its neighbours; a kept one comes before all others, a pinned one first."""
    assert posts(library(), 1, {3: Tally(up=40), 1: Tally(down=40)}) == [3]
    assert posts(library(q9="keep", q5="pin"), 2) == [5, 9]


def test_a_pack_that_just_came_comes_first() -> None:
    """Before better quotes of others, though not before what a manager kept; then as ever."""
    everything, kept = library().without(NOTHING), library(q1="keep").without(NOTHING)
    here = History(newest=frozenset({3}))

    assert set(pool(everything, "", here, random.Random(7)).numbers[:1]) <= {7, 8, 9}
    assert pool(everything, "", History(), random.Random(7)).numbers[0] == 1
    assert pool(kept, "", here, random.Random(7)).numbers[0] == 1


SWORN = "Everybody was pissed off at me by noon."


def sworn(review: str = "") -> Library:
    """Two quotes, of which the better one is not for everybody's eyes."""
    one = pack("talk", SWORN, "Nobody reads the plan until the day it burns.")
    quotes = (replace(one.quotes[0], score=0.9, review=review), replace(one.quotes[1], score=0.1))
    return Library([stored(1, replace(one, quotes=quotes))])


def test_what_carries_a_warning_waits_for_a_manager() -> None:
    """Unless it was kept or pinned, or is the one that was chosen for this post."""
    view = sworn().without(NOTHING)
    assert pick_quote(view, pool(view, "", History(), random.Random(7))).number == 2
    assert pool(view, "", History(), random.Random(7)).unseen == 1
    for review in ("keep", "pin"):
        kept = sworn(review).without(NOTHING)
        assert pick_quote(kept, pool(kept, "", History(), random.Random(7))).number == 1
    assert pick_quote(view, pool(view, "", History(chosen=1), random.Random(7))).number == 1


def test_nor_is_it_asked_about() -> None:
    """In a guess or a quiz that is posted by itself, in a large pack as in a small one."""
    view = sworn().without(NOTHING)
    large = QuotePool(view.library.in_use, (1, 2), 2)
    assert [large.may_post(view, n) for n in (1, 2)] == [False, True]
    assert replace(large, chosen=1).may_post(view, 1)
    assert pick_quote(view, large).number == 2


def test_where_all_is_delicate_that_is_said() -> None:
    """Nothing is posted, with the way to have it looked at."""
    only = Library([stored(1, pack("talk", SWORN))]).without(NOTHING)
    with pytest.raises(NothingUnseen) as refused:
        pool(only, "", History(), random.Random(7))
    assert "/quotes review" in refusal(refused.value).text


def test_a_greeting_is_mild() -> None:
    """Who is shown a quote without asking."""
    view = sworn().without(NOTHING)
    shown = {view.draw(random.Random(seed), unasked=True).number for seed in range(20)}
    assert shown == {2}
    assert 1 in {view.draw(random.Random(seed)).number for seed in range(20)}


def test_reviewed_only() -> None:
    """No other is posted; where there is none that is said."""
    some = pool(library(q9="keep").without(NOTHING), "", History(reviewed_only=True), random.Random(7))
    assert (some.numbers, some.unseen) == ((9,), 1)
    with pytest.raises(NothingUnseen) as refused:
        pool(library().without(NOTHING), "", History(reviewed_only=True), random.Random(7))
    assert refused.value.facts["reviewed_only"] is True
