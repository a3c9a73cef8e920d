"""Which item a round asks: nothing twice until the pool is used up, kinds mixed, as hard as was asked for."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bot.chat.refusals import NoItems
from bot.games.chance import NEAR
from bot.games.choice import (
    CHANGE,
    DEARER,
    FAIR,
    LAST_OF_ALL,
    MIX,
    SELDOM,
    SHORTEST,
    WORN,
    choose,
    how_many,
    look_through,
)  # fmt: skip
from bot.games.forms import form_of
from bot.games.history import SLACK, History
from bot.games.model import Difficulty, Rules
from bot.games.offers import CHANCE, PATIENCE, Choice
from bot.games.rating import band, first_rating
from bot.library.library import Library
from bot.library.refusals import NoSuchPack
from bot.library.withheld import NOTHING
from content.items import HAND_WRITTEN, KINDS, Bank, Refused, known_kind
from content.items.rules import SWAPPED
from content.items.worth import HIGH, LAST, LEAST
from content.model import Item, Quote
from content.packs import read_file
from content.shipped import shipped_folder, shipped_packs
from tests.builders import pack
from tests.positions import MOST, chi_square, everything, places, stored

FIXTURES = Path(__file__).parents[1] / "content" / "fixtures"


@pytest.fixture(scope="module")
def library() -> Library:
    """The two shipped packs."""
    return Library([stored(s.pack(), n) for n, s in enumerate(shipped_packs(), 1)])


def harbour() -> Library:
    """Two talks: one with numbers and names, one with voices that are told from each other."""
    round_table = shipped_folder() / "the-round-table.md"
    return Library([stored(read_file(FIXTURES / "harbour-office.md"), 1), stored(read_file(round_table), 2)])


def game_of(library: Library, rules: Rules, *, rounds: int, seed: int = 1, here: History | None = None) -> list[Choice]:
    """The items of one game."""
    rng, chosen = random.Random(seed), list[Choice]()
    before = here or History()
    for _ in range(rounds):
        so_far = History.of(
            [(c.item, quote.quote.text if (quote := library.revealed(c.number)) else "") for c in chosen]
        )
        history = replace(so_far, asked_here=before.asked_here, kept_out=before.kept_out, ratings=before.ratings)
        history = replace(history, liked=before.liked)
        chosen.append(choose(library.without(NOTHING), rules, history, rng))
    return chosen


def test_several_talks_take_turns() -> None:
    """Of three copies of one talk, which are worth the same, none has most of the game."""
    talk = shipped_folder() / "the-round-table.md"
    copies = Library([stored(replace(read_file(talk), name=f"talk-{n}"), n) for n in (1, 2, 3)])
    for seed in range(3):
        game = game_of(copies, Rules(mode="mixed"), rounds=6, seed=seed)
        asked = Counter(q.pack_id for c in game if (q := copies.revealed(c.number)) is not None)
        assert max(asked.values()) <= 4


def written_in(library: Library) -> list[Item]:
    """What somebody wrote by hand."""
    offered = library.without(NOTHING).written(library.packs.values())
    return [item for item, _ in offered if known_kind(item) == HAND_WRITTEN]


def test_no_item_and_no_quote_comes_twice_in_a_game(library: Library) -> None:
    """Fifty rounds of everything there is."""
    chosen = game_of(library, Rules(), rounds=50)

    assert len({c.item.id for c in chosen}) == 50
    quotes = [c.item.quote_id for c in chosen if c.item.quote_id]
    assert len(set(quotes)) == len(quotes)


def test_what_was_looked_through_is_not_looked_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a pack that is larger than what is looked at: where that gives nothing the rest is looked through, once."""
    talk = [
        f"The {n}th lamp was lit by Ada Novak in {1200 + n}, and Ben Osei put it out." for n in range(PATIENCE + 99)
    ]
    library = Library([stored(pack("lamps", *talk), 1)])
    made: list[str] = []
    monkeypatch.setitem(KINDS, "who-said", replace(KINDS["who-said"], make=_counting(made)))
    look_through(library.without(NOTHING), Rules(), "here today")
    assert len(made) == PATIENCE
    for rng in map(random.Random, range(9)):
        with suppress(NoItems):
            choose(library.without(NOTHING), Rules(), History(sample="here today"), rng)
    assert len(made) == len(set(made)) == len(talk)
    with suppress(NoItems):
        choose(library.without(NOTHING), Rules(), History(sample="here tomorrow"), random.Random(1))
    assert len(made) == len(talk)


def _counting(made: list[str]) -> Callable[[Bank, Quote], Refused]:
    def make(_: Bank, about: Quote) -> Refused:
        made.append(about.id)
        return Refused("counted", about.id)

    return make


def test_a_short_talk_in_german_is_enough_for_a_game() -> None:
    """Two voices, ten minutes: ten rounds without a quote twice, all of them typed."""
    talk = Library([stored(read_file(FIXTURES / "baeckerei.md"), 1)])
    chosen = game_of(talk, Rules(), rounds=10)

    assert len({c.item.quote_id for c in chosen}) == 10
    assert {form_of(c.item) for c in chosen} == {"missing-word typed"}


def test_the_best_come_first() -> None:
    """Of one kind, whether pressed or typed; with some chance, so that two games are not the same."""
    office = Library([stored(read_file(FIXTURES / "harbour-office.md"), 1)])
    games = [game_of(office, Rules(mode="missing-word"), rounds=9, seed=seed) for seed in range(4)]

    for game in games:
        assert all(a.worth >= b.worth - CHANCE - NEAR for a, b in pairwise(game))
    assert len({tuple(choice.item.id for choice in game) for game in games}) > 1
    assert any(not choice.item.options for game in games for choice in game)


def test_kinds_are_mixed(library: Library) -> None:
    """Never the same kind twice in a row while there is another that is worth it."""
    game = game_of(library, Rules(), rounds=20)

    assert all(a.item.kind != b.item.kind for a, b in pairwise(game))
    assert {"who-said", "missing-word", "hand-written"} <= {c.item.kind for c in game}


@pytest.mark.parametrize("seed", range(5))
def test_a_mix_is_what_is_worth_most(seed: int) -> None:
    """No kind three times in a row, none too often, and of the others what is worth most."""
    game = game_of(harbour(), Rules(), rounds=10, seed=seed)
    forms = Counter(form_of(c.item) for c in game)
    office = Library([stored(read_file(FIXTURES / "harbour-office.md"), 1)])
    alone = game_of(office, Rules(), rounds=6, seed=seed)

    assert len(forms) >= 3
    assert all(count <= MIX[form] for form, count in forms.items())
    assert all(len({c.item.kind for c in three}) > 1 for three in zip(game, game[1:], game[2:], strict=False))
    for last, now, later in zip(alone, alone[1:], alone[3:], strict=False):
        if later.item.kind != last.item.kind:
            assert now.worth >= later.worth - CHANCE - WORN * len(alone)


def test_a_line_is_shown_once_in_a_game(library: Library) -> None:
    """Nor is the quote of a line asked about after everybody has read whose it is."""
    odd = [c.item for c in game_of(library, Rules(mode="odd-one-out"), rounds=4)]
    shown = [option for item in odd for option in item.options]
    history = History.of([(item, item.key) for item in odd])
    about = Item(id="x", kind="missing-word", stimulus="_", stem="Which?", key="y", quote_id=odd[0].quote_ids[2])

    assert len(set(shown)) == 4 * len(odd)
    assert not history.allows(about, again=True)


def test_each_voice_is_the_key_about_equally_often(library: Library) -> None:
    """Nobody learns to press the name that comes most often, nor whose turn it is."""
    games = [[c.item.key for c in game_of(library, Rules(mode="who-said"), rounds=10, seed=s)] for s in range(4)]

    for keys in games:
        assert max(Counter(keys).values()) <= 10 // 5 + 1 + SLACK
        assert len(set(keys)) >= 4
    assert any(len(set(keys[:4])) < 4 for keys in games)


def test_what_was_asked_here_comes_again_only_when_nothing_else_is_left(library: Library) -> None:
    """The pool of hand-written items, one by one, then from the beginning."""
    rules, asked = Rules(mode="hand-written"), set[str]()
    pool = {i.id for i in written_in(library)}
    for seed in range(len(pool)):
        (choice,) = game_of(library, rules, rounds=1, seed=seed, here=History(asked_here=frozenset(asked)))
        assert choice.item.id not in asked
        asked.add(choice.item.id)

    assert asked == pool
    (again,) = game_of(library, rules, rounds=1, here=History(asked_here=frozenset(asked)))
    assert again.item.id in pool


def test_items_under_review_stay_out(library: Library) -> None:
    """Even when nothing else is left."""
    items = written_in(library)
    out = History(kept_out=frozenset(i.id for i in items[1:]))
    (only,) = game_of(library, Rules(mode="hand-written"), rounds=1, here=out)

    assert only.item.id == items[0].id
    with pytest.raises(NoItems):
        game_of(library, Rules(mode="hand-written"), rounds=1, here=History(kept_out=frozenset(i.id for i in items)))


@pytest.mark.parametrize("difficulty", [Difficulty.EASY, Difficulty.HARD])
def test_difficulty_is_by_features_and_then_by_answers(library: Library, difficulty: Difficulty) -> None:
    """An item that proved to be of another band is not chosen any more."""
    rules = Rules(mode="hand-written", difficulty=difficulty)
    items = written_in(library)
    chosen = game_of(library, rules, rounds=3)
    assert {band(first_rating(c.item)) for c in chosen} == {difficulty}

    opposite = 3.0 if difficulty is Difficulty.EASY else -3.0
    proved = {i.id: (opposite if i.id != items[5].id else -opposite) for i in items}
    (only,) = game_of(library, rules, rounds=1, here=History(ratings=proved))
    assert only.item.id == items[5].id


def test_the_key_stands_everywhere_alike() -> None:
    """In three hundred games, for each kind and number of options: chi-square below one in a thousand by chance."""
    seen = places(everything(), 300, seed=2)

    assert {kind for kind, _ in seen} == set(KINDS) - {
        "odd-one-out",
        "closest",
        "finish-the-quote",
        "true-or-swapped",
        "which-question",
        "bluff",
        "agree",
        "who-answered",
        "two-truths",
        "mash-up",
        "in-order",
    }
    for (kind, size), counted in seen.items():
        assert chi_square(counted, range(size)) < MOST[size], kind


def test_a_word_that_a_round_was_about_is_not_asked_for_again() -> None:
    """Nor is one that another word was swapped in for: everybody has just read it."""
    gap = Item(id="a", kind="missing-word", stimulus="I lost a _____.", stem="Which word is missing?", key="paragraph")
    swapped = replace(gap, id="b", kind="true-or-swapped", stimulus="I wrote a sentence.", key=SWAPPED)

    assert History().allows(gap, again=False)
    assert not History.of([(replace(gap, id="c"), "I lost a paragraph.")]).allows(gap, again=False)
    assert not History.of([(swapped, "I wrote a paragraph.")]).allows(gap, again=False)
    assert History.of([(swapped, "I wrote a letter.")]).allows(gap, again=False)


def test_the_key_moves_about_in_a_game(library: Library) -> None:
    """Twelve rounds with four options each: by chance alone one game in eight would leave a place out."""
    left_out = 0
    for seed in range(40):
        chosen = game_of(library, Rules(mode="who-said"), rounds=12, seed=seed)
        left_out += len({c.item.options.index(c.item.key) for c in chosen}) < 4

    assert left_out == 0


def test_unknown_packs_and_empty_modes_are_refused(library: Library) -> None:
    """By name."""
    with pytest.raises(NoSuchPack):
        choose(library.without(NOTHING), Rules(pack="nowhere"), History(), random.Random(1))
    with pytest.raises(NoItems):
        choose(library.without(NOTHING), Rules(pack="interview-in-brief", mode="who-said"), History(), random.Random(1))


def test_a_written_item_is_asked_whatever_its_kind_was_called() -> None:
    """By an older Quoth, or by whoever wrote the pack."""
    old = Item(id="boils", kind="trivia", stimulus="", stem="What boils?", key="the kettle", accept=("kettle",))
    library = Library([replace(stored(read_file(FIXTURES / "lighthouse.md"), 1), items=(old,), quotes=())])

    for mode in ("hand-written", "mixed"):
        assert [c.item for c in game_of(library, Rules(mode=mode), rounds=1)] == [old]


@pytest.mark.parametrize("seed", range(3))
def test_a_game_ends_where_nothing_is_left_that_is_worth_it(seed: int) -> None:
    """What is worth less comes after the others, and what is worth nothing only to who asks for it."""
    known = Library([stored(read_file(FIXTURES / "harbour-office.md"), 1)])
    count = how_many(known.without(NOTHING), Rules(rounds=60), frozenset())
    game = game_of(known, Rules(rounds=60), rounds=count - 2, seed=seed)
    told = [(form_of(choice.item), choice.worth) for choice in game]
    least = [worth >= LEAST + DEARER.get(form, 0.0) for form, worth in told if form not in LAST_OF_ALL]

    assert all(choice.worth >= LAST for choice in game)
    assert least == sorted(least, reverse=True)
    assert all(choice.worth >= HIGH for choice in game if form_of(choice.item) in SELDOM)
    with pytest.raises(NoItems):
        game_of(known, Rules(rounds=60), rounds=60, seed=seed)
    assert game_of(known, Rules(mode="true-or-swapped"), rounds=3, seed=seed)


def test_a_line_that_was_revealed_here_is_not_asked_in_another_kind(library: Library) -> None:
    """Not until the others ran out, and in a mix never as a bluff."""
    rules, held = Rules(mode="who-said"), library.without(NOTHING)
    told = {choose(held, rules, History(), random.Random(seed)).item.quote_id or "" for seed in range(30)}
    history = History(read_here=frozenset(told))
    after = [choose(held, Rules(), history, random.Random(seed)).item for seed in range(10)]
    everything = History(
        read_here=frozenset(q.quote.id for n in range(1, 3000) if (q := library.revealed(n))), players=4
    )

    assert told
    assert not any(history.tells(item) for item in after)
    assert choose(held, rules, everything, random.Random(1)).item.kind == "who-said"
    assert choose(held, Rules(mode="bluff"), everything, random.Random(1)).item.kind == "bluff"
    party = replace(everything, game_forms=("who-said",) * 9, rounds=10)
    assert choose(held, Rules(), party, random.Random(1)).item.kind != "bluff"
    assert choose(held, Rules(), replace(party, read_here=frozenset()), random.Random(1)).item.kind == "bluff"


def test_a_new_workspace_begins_with_the_round_table() -> None:
    """And the interview, told in our words, comes when what was written for the table is used up."""
    packs = [stored(shipped.pack(), number) for number, shipped in enumerate(shipped_packs(), 1)]
    library = Library([replace(pack, info=replace(pack.info, sample=True)) for pack in packs])
    (table,) = library.chosen("the-round-table")
    written = {item.id: number for item, number in library.without(NOTHING).written([table])}
    asked = {c.item.id for seed in range(4) for c in game_of(library, Rules(), rounds=10, seed=seed)}
    view = library.without(NOTHING)
    after = choose(view, Rules(), History(asked_here=frozenset(written)), random.Random(1))

    assert asked <= set(written)
    assert after.item.id in {item.id for item, _ in view.written(library.chosen("interview-in-brief"))}


def test_another_line_begins_each_game() -> None:
    """Of the few that are nearly the best any does, as far as chance goes; nothing weak comes of it."""
    table = Library([stored(next(s.pack() for s in shipped_packs() if s.name == "the-round-table"), 1)])
    first = [game_of(table, Rules(mode="who-said"), rounds=1, seed=seed)[0] for seed in range(24)]
    lines = Counter(choice.item.id for choice in first)

    assert len(lines) >= 5
    assert max(lines.values()) <= 9
    assert min(choice.worth for choice in first) > max(choice.worth for choice in first) - NEAR - CHANCE


def test_what_is_typed_is_pressed_where_it_is_to_be_easy() -> None:
    """The same name of the same line; where there are no options for it the nearest in difficulty is asked."""
    talk = Library([stored(read_file(FIXTURES / "harbour-office.md"), 1)])
    view = talk.without(NOTHING)
    both = [
        (typed, pressed)
        for typed, number, _ in view.offers("missing-word", list(talk.chosen("")), random.Random(1), None)
        for pressed, other, _ in view.offers("missing-word", list(talk.chosen("")), random.Random(1), None)
        if not typed.options and pressed.options and number == other and typed.key == pressed.key
    ]
    assert both
    for typed, pressed in both:
        # It was answered so often that it is easy, whichever way it was asked, and nothing else is left.
        others = frozenset(
            item.id
            for kind in KINDS
            for item, _, _ in view.offers(kind, list(talk.chosen("")), random.Random(1), None)
            if item.id not in (typed.id, pressed.id)
        )
        history = History(kept_out=others, ratings={typed.id: -2.0})
        easy = choose(view, Rules(mode="missing-word", difficulty=Difficulty.EASY), history, random.Random(1)).item
        assert (easy.id, set(easy.options)) == (pressed.id, set(pressed.options))


def test_a_mixed_game_ends_before_it_asks_what_is_hardly_fair() -> None:
    """But of a talk that gives little a few rounds come; kinds that are hardly ever fair come by themselves alone."""
    talk = Library([stored(read_file(FIXTURES / "harbour-office.md"), 1)])
    count = how_many(talk.without(NOTHING), Rules(rounds=60), frozenset())
    game = game_of(talk, Rules(rounds=60), rounds=count)

    assert SHORTEST < count < 20
    for asked in (game, game_of(everything(), Rules(rounds=30), rounds=30)):
        assert all(choice.worth >= CHANGE for choice in asked[SHORTEST:])
        for one, two, later in zip(asked[SHORTEST - 2 :], asked[SHORTEST - 1 :], asked[SHORTEST:], strict=False):
            assert later.worth >= FAIR or one.item.kind == two.item.kind != later.item.kind
    assert {"two-truths", "mash-up", "who-answered"}.isdisjoint(form_of(choice.item) for choice in game)
    for mode in ("two-truths", "mash-up"):
        assert form_of(game_of(talk, Rules(mode=mode), rounds=1)[0].item) == mode
