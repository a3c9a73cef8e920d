"""How many rounds there are under the rules of a game: told before one begins, and as many as are really asked."""

from dataclasses import replace

import pytest

from bot.chat.refusals import NoItems
from bot.games.choice import (
    COUNTED,
    how_many,
)  # fmt: skip
from bot.games.model import Rules
from bot.library.library import Library
from bot.library.withheld import NOTHING
from content.packs import read_file
from content.shipped import shipped_packs
from tests.builders import pack
from tests.builders import quote as quoted
from tests.positions import stored
from tests.unit.core.test_choice import FIXTURES, game_of, written_in


@pytest.fixture(scope="module")
def library() -> Library:
    """The two shipped packs."""
    return Library([stored(s.pack(), n) for n, s in enumerate(shipped_packs(), 1)])


TALK, SHIPPED = "a talk", "what is shipped"


@pytest.mark.parametrize(
    ("where", "mode", "wanted", "count"),
    [
        (TALK, "mixed", 10, 10),
        (TALK, "mixed", 50, 18),
        (TALK, "missing-word", 50, 18),
        (TALK, "which-question", 10, 2),
        (TALK, "which-question", 1, 1),
        (TALK, "who-said", 10, 0),
        (TALK, "hand-written", 10, 0),
        (SHIPPED, "who-said", 50, 50),
        (SHIPPED, "finish-the-quote", 50, 11),
        (SHIPPED, "true-or-swapped", 50, 13),
        (SHIPPED, "hand-written", 50, 41),
    ],
)
def test_how_many_rounds_there_are_is_what_games_really_ask(
    library: Library, where: str, mode: str, wanted: int, count: int
) -> None:
    """Counted beforehand, and asked in three games: as many, and of one kind hardly more where fewer are told."""
    known = library if where == SHIPPED else Library([stored(read_file(FIXTURES / "baeckerei.md"), 1)])
    rules = Rules(mode=mode, rounds=wanted)
    assert how_many(known.without(NOTHING), rules, frozenset()) == count

    for seed in range(3):
        # What there is depends on what was read before: a round or two more or fewer.
        sure = count - 2 if mode in ("mixed", "missing-word", "finish-the-quote") and count < wanted else count
        assert len(game_of(known, rules, rounds=sure, seed=seed)) == sure
        if count < wanted and mode != "mixed":
            with pytest.raises(NoItems):
                game_of(known, rules, rounds=count + 3, seed=seed)


def test_what_was_reported_is_not_counted(library: Library) -> None:
    """Nor asked."""
    written = [item.id for item in written_in(library)]

    assert how_many(library.without(NOTHING), Rules(mode="hand-written"), frozenset(written[3:])) == 3


def test_a_pack_too_large_to_be_looked_through_is_taken_to_have_enough() -> None:
    """Nobody is told a number that nobody counted."""
    quotes = tuple(quoted(f"Sentence number {n}, of which there are many.", turn=n) for n in range(COUNTED + 1))
    large = Library([stored(replace(pack(), quotes=quotes), 1)])

    assert how_many(large.without(NOTHING), Rules(mode="which-question", rounds=7), frozenset()) == 7
