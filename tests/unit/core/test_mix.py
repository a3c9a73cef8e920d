"""What a mixed game asks: what is worth most, nothing too often, nothing that was just read."""

import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.games.choice import FAIR, choose, how_many
from bot.games.crowds import REACH, Crowds, cost_of_nearness
from bot.games.forms import form_of
from bot.games.history import History
from bot.games.liking import Received, likings
from bot.games.model import Rules
from bot.games.offers import Choice
from bot.library.library import Library
from bot.library.withheld import NOTHING
from content.model import Item
from content.packs import read_file
from content.shipped import shipped_folder
from tests.positions import stored
from tests.unit.core.test_choice import FIXTURES, game_of, harbour


def test_of_what_is_worth_as_much_the_easy_one_begins() -> None:
    """A form that was asked comes back later than another that is worth a little less."""
    typed = Item(id="typed", kind="hand-written", stimulus="", stem="What boils?", key="the kettle")
    pressed = replace(typed, id="pressed", options=("the kettle", "the sea", "the clock"))
    kept = replace(stored(read_file(FIXTURES / "lighthouse.md"), 1), items=(typed, pressed), quotes=())
    games = [game_of(Library([kept]), Rules(), rounds=2, seed=seed) for seed in range(4)]

    assert {tuple(c.item.id for c in game) for game in games} == {("pressed", "typed")}


def test_what_is_skipped_here_is_asked_later() -> None:
    """By how often it was; once among many says next to nothing, and always never keeps a form out."""
    typed = Item(id="typed", kind="hand-written", stimulus="", stem="What boils?", key="the kettle")
    pressed = replace(typed, id="pressed", options=("the kettle", "the sea", "the clock"))
    kept = replace(stored(read_file(FIXTURES / "lighthouse.md"), 1), items=(typed, pressed), quotes=())
    always = likings([Received(form="hand-written", skipped=True)] * 20)
    once = likings([Received(form="hand-written", skipped=n == 0) for n in range(20)])
    first = [
        game_of(Library([kept]), Rules(), rounds=2, here=History(liked=told))[0].item.id for told in (always, once)
    ]

    assert first == ["typed", "pressed"]
    assert once == {"hand-written": -1 / 25}


def test_what_strangers_tell_is_hardly_ever_dealt() -> None:
    """A game of three needs no which-question and nothing swapped."""
    quotes = read_file(FIXTURES / "baeckerei.md")
    few = replace(quotes, quotes=tuple(q for q in quotes.quotes if q.asked)[:6])
    forms = [form_of(c.item) for c in game_of(Library([stored(few, 1)]), Rules(), rounds=3)]

    assert Counter(forms)["which-question"] <= 1
    assert len(forms) == 3


def test_what_was_just_read_is_not_asked_for() -> None:
    """A number or a word that another round of this game showed."""
    gap = Item(id="a", kind="missing-word", stimulus="I lost a _____.", stem="Which word is missing?", key="kettle")
    number = replace(gap, id="b", kind="closest", stem="Which number?", key="20,000", number=20000.0)
    read = History.of([(replace(gap, id="c", key="boat"), "My Kettle lost 20,000 lids.")])

    assert not read.allows(gap, again=True)
    assert not read.allows(number, again=True)
    assert read.allows(replace(gap, key="lid"), again=True)


def test_favourite_words_are_counted_for_those_who_ask_for_them() -> None:
    """No mixed game deals them, and where closest is asked for they come after the numbers that were said."""
    office = stored(read_file(FIXTURES / "harbour-office.md"), 1)
    count = Item(
        id="count", kind="closest", stimulus="", stem="How often does Ada say “sort of”?", key="20", accept=("20",),
        number=20.0, unit="times",
    )  # fmt: skip
    library = Library([replace(office, items=(count, office.items[0]))])
    closest = game_of(library, Rules(mode="closest"), rounds=2)
    mixed = game_of(library, Rules(), rounds=how_many(library.without(NOTHING), Rules(rounds=8), frozenset()))

    assert closest[-1].item == count
    assert count not in [c.item for c in mixed]


@pytest.mark.parametrize(
    ("forms", "following"),
    [
        # Three of ten rounds ask who said it, two which was somebody else's: each had its share, and the order decides.
        (["who-said", "odd-one-out", "who-said", "odd-one-out", "who-said", "hand-written"], "who-said"),
        (["who-said", "odd-one-out", "who-said", "hand-written", "who-said", "hand-written"], "who-said"),
        # Six of ten are enough, whatever its share.
        ([*["who-said"] * 6, "missing-word typed", *["hand-written"] * 2], "missing-word"),
        # Nothing twice in a row.
        (["who-said", "missing-word typed", "who-said"], "missing-word"),
    ],
)
def test_what_a_pack_cannot_give_is_taken_by_what_is_dealt_often(
    forms: list[str], following: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its share of the rounds so far, of kinds that are both worth it."""
    monkeypatch.setattr("bot.games.choice.LEAST", FAIR)
    talk = replace(read_file(shipped_folder() / "the-round-table.md"), items=())
    if "odd-one-out" in forms:
        talk = replace(talk, quotes=tuple(q for q in talk.quotes if q.section != "On names"))
    view = Library([stored(talk, 1)]).without(NOTHING)
    history = History(game_forms=tuple(forms))
    chosen = Counter(choose(view, Rules(), history, random.Random(seed)).item.kind for seed in range(12))

    assert chosen.most_common(1)[0][0] == following


def test_several_kinds_take_turns() -> None:
    """Each as often as the others, never one twice in a row."""
    kinds = [c.item.kind for c in game_of(harbour(), Rules(mode="closest,odd-one-out"), rounds=4)]

    assert Counter(kinds) == {"closest": 2, "odd-one-out": 2}
    assert all(a != b for a, b in pairwise(kinds))


def test_what_was_said_apart_comes_before_what_was_said_beside() -> None:
    """One round gives away less of another, and a game tells of the whole talk."""
    kept = stored(read_file(FIXTURES / "night-shift.md"), 1)
    view, asked = Library([kept]).without(NOTHING), kept.quotes[3]
    item = Item(id="a", kind="who-said", stimulus="", stem="", key="")
    near, far = Choice(item, asked.number + 1), Choice(item, asked.number + REACH)
    places = view.numbers_of([asked.quote.id])

    assert places == [asked.number]
    assert cost_of_nearness(near, places) > cost_of_nearness(far, places) == 0
    assert cost_of_nearness(replace(near, number=None), places) == 0
    assert cost_of_nearness(near, []) == 0


def test_a_voice_and_a_talk_that_were_asked_about_cost_more_each_time() -> None:
    """Where there are other talks; what is about no quote costs nothing."""
    library = harbour()
    night, table = (library.chosen(pack.info.name)[0] for pack in library.packs.values())
    first, again, other = [q for q in library.without(NOTHING).listed([night]) if q.quote.speaker][:3]
    there, *_ = library.without(NOTHING).listed([table])
    item = Item(id="a", kind="who-said", stimulus="", stem="", key="")

    def cost(number: int | None, places: list[int], *, several: bool = True) -> float:
        return Crowds.of(library, places, several=several).charged(Choice(item, number)).cost

    assert cost(there.number, [first.number]) == cost(None, [first.number]) == 0
    assert 0 < cost(other.number, [first.number]) < cost(other.number, [first.number, again.number])
    same, another = (
        next(q for q in library.without(NOTHING).listed([night]) if (q.quote.speaker == first.quote.speaker) is is_same)
        for is_same in (True, False)
    )
    assert cost(same.number, [first.number]) > cost(another.number, [first.number]) > 0
    assert cost(other.number, [first.number], several=False) == 0


@pytest.mark.parametrize("seed", range(6))
def test_no_voice_is_asked_for_right_beside_another_line_of_the_game(seed: int) -> None:
    """Who said that one was told; before, a line stood above another one that told whose both were."""
    asked = game_of(harbour(), Rules(mode="who-said"), rounds=6, seed=seed)
    numbers = [choice.number for choice in asked if choice.number is not None]

    assert min(abs(one - other) for n, one in enumerate(numbers) for other in numbers[:n]) > 1
