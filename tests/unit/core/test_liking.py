"""What people think of rounds: how a round speaks for its form, what an item is worth by it, and what is dealt."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from bot.games.choice import choose
from bot.games.forms import form_of
from bot.games.history import History
from bot.games.liking import MOST, NO_VOTES, Received, Votes, favours, likings, of_round, together
from bot.games.model import Rules
from bot.games.rating import ItemStat
from bot.library.library import Library
from bot.library.withheld import NOTHING
from content.model import Item
from content.shipped import shipped_packs
from tests.positions import stored

FORM = "who-said"
TYPED = Item(id="typed", kind="hand-written", stimulus="", stem="What boils?", key="the kettle")
PRESSED = replace(TYPED, id="pressed", options=("the kettle", "the sea", "the clock"))


@pytest.mark.parametrize(
    ("received", "voice"),
    [
        (Received(form=FORM), 0.0),
        (Received(form=FORM, votes=Votes(1, 0)), 0.5),
        (Received(form=FORM, votes=Votes(3, 0)), 0.75),
        (Received(form=FORM, votes=Votes(2, 2)), 0.0),
        (Received(form=FORM, votes=Votes(0, 1)), -0.5),
        (Received(form=FORM, votes=Votes(0, 1000), answers=9, right=9), -1.0),
        (Received(form=FORM, skipped=True, votes=Votes(5, 0)), -1.0),
        (Received(form=FORM, reported=True), -1.0),
        (Received(form=FORM, answers=2, right=2), 0.0),
        (Received(form=FORM, answers=4, right=4), -0.25),
        (Received(form=FORM, answers=4, right=0), -0.25),
        (Received(form=FORM, answers=4, right=1), 0.0),
    ],
)
def test_a_round_speaks_for_its_form(received: Received, voice: float) -> None:
    """Votes the more the more agree, a skip and a report wholly, a round that tells nobody apart a little."""
    assert received.voice == pytest.approx(voice)


def test_where_nothing_is_right_answers_tell_nothing() -> None:
    """An opinion, a number that was near, an ending that players wrote."""
    poll, number, written = (replace(TYPED, kind=kind) for kind in ("agree", "closest", "bluff"))
    for item in (poll, replace(number, number=7.0), written):
        assert of_round(item, FORM, answers=5, right=0).voice == 0
    assert of_round(PRESSED, FORM, answers=5, right=0).voice < 0


def test_votes_are_known_longer_than_their_rounds() -> None:
    """A round that was folded speaks by its votes alone, and each round once."""
    rounds = {"a": Received(form=FORM, answers=4, right=4), "b": Received(form=FORM, skipped=True)}
    voted = {"a": Received(form=FORM, votes=Votes(3, 0)), "old": Received(form="closest", votes=Votes(0, 1))}

    told = together(rounds, voted)
    assert sorted(r.voice for r in told) == [-1.0, -0.5, 0.5]
    assert likings(told) == {FORM: pytest.approx(-0.5 / 7), "closest": pytest.approx(-0.5 / 6)}
    assert likings([Received(form=FORM)] * 9) == {}


def test_an_item_is_moved_by_votes_reports_and_what_tells_nobody_apart() -> None:
    """Never by more than MOST, however many say so."""
    always = ItemStat(item_id="flat", rating=0.0, answers=9, right=9)
    mixed = ItemStat(item_id="mixed", rating=0.0, answers=9, right=4)
    moved = favours(
        {"good": Votes(2, 0), "bad": Votes(0, 10_000), "even": Votes(3, 3)},
        {"flat": always, "mixed": mixed}, {"bad", "told"},
    )  # fmt: skip

    assert moved["good"] == pytest.approx(0.075)
    assert moved["bad"] == -MOST
    assert -0.04 < moved["flat"] < 0
    assert moved["told"] == pytest.approx(-0.1)
    assert not {"even", "mixed"} & set(moved)
    assert favours({}, {}, ()) == {}
    assert Votes(0, 0) == NO_VOTES


def dealt(history: History, *, games: int = 12, rounds: int = 6) -> tuple[Counter[str], Counter[str]]:
    """How often each form and each first item is dealt in so many games on the round table."""
    pack = next(s.pack() for s in shipped_packs() if s.name == "the-round-table")
    library, forms, items = Library([stored(pack, 1)]), Counter[str](), Counter[str]()
    for seed in range(games):
        asked: list[tuple[Item, str]] = []
        for _ in range(rounds):
            here = History.of(asked)
            here = replace(here, liked=history.liked, favours=history.favours, players=2, rounds=rounds)
            item = choose(library.without(NOTHING), Rules(), here, random.Random(f"{seed} {len(asked)}")).item
            asked.append((item, ""))
        forms.update(form_of(item) for item, _ in asked)
        items.update(item.id for item, _ in asked)
    return forms, items


def test_what_is_liked_is_dealt_more_and_what_is_not_less() -> None:
    """Before and after ten rounds that a channel voted on; a form that nobody likes is not kept out for good."""
    before, _ = dealt(History())
    less, _ = dealt(History(liked=likings([Received(form=FORM, votes=Votes(0, 3))] * 10)))
    more, _ = dealt(History(liked=likings([Received(form="missing-word", votes=Votes(3, 0))] * 10)))
    never = History(liked={FORM: -1.0})

    assert dealt(never)[0][FORM] < less[FORM] <= before[FORM]
    assert more["missing-word"] > before["missing-word"]
    pack = next(s.pack() for s in shipped_packs() if s.name == "the-round-table")
    asked_for = choose(Library([stored(pack, 1)]).without(NOTHING), Rules(mode=FORM), never, random.Random(1))
    assert asked_for.item.kind == FORM


def test_an_item_that_is_voted_down_comes_later_and_one_voted_up_sooner() -> None:
    """Before and after: the one dealt most often makes room, another takes it."""
    _, before = dealt(History())
    most = before.most_common(1)[0][0]
    _, after = dealt(History(favours=favours({most: Votes(0, 6)}, {}, ())))
    assert after[most] < before[most]

    seldom = before.most_common()[-1][0]
    _, raised = dealt(History(favours=favours({seldom: Votes(6, 0)}, {}, ())))
    assert raised[seldom] > before[seldom]


def test_whose_line_it_is_is_asked_later_where_somebody_doubts_it() -> None:
    """By "Wrong speaker?"; other questions about that line are as they were."""
    library = Library([stored(next(s.pack() for s in shipped_packs() if s.name == "the-round-table"), 1)])
    choice = choose(library.without(NOTHING), Rules(mode="who-said"), History(), random.Random(3))
    assert choice.number is not None
    doubted = History(doubted=frozenset({choice.number}))

    assert doubted.favour(choice.item, choice.number) < 0
    assert doubted.favour(TYPED, choice.number) == 0
    again = choose(library.without(NOTHING), Rules(mode="who-said"), doubted, random.Random(3))
    assert again.number != choice.number
