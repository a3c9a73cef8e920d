"""What reveals and final boards say of everybody: votes, who could be fooled, who won; and when a lobby ends."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.chat.incoming import User
from bot.chat.messages import ClosedRound, Standing
from bot.games import bluff_wording, wording
from bot.games.judging import Verdict
from bot.games.model import Answer, Fake, GameSnapshot, GameState, Phase, Rules, Teams
from bot.games.round_wording import closed_round
from bot.games.wording import winners
from content.model import Item
from tests.builders import NOON, game, later, opened, player

PEOPLE = [User(id=name, name=name) for name in ("Ada", "Ben", "Ines", "Leo")]
ASKED = Item(id="i", kind="hand-written", stimulus="", stem="What?", key="tea", options=("tea", "ink", "oil"))


def revealed(chosen: Sequence[str], players: int = 4) -> ClosedRound:
    """The reveal once the first players have chosen these and time ran out."""
    given = tuple(
        Answer(round_id="r1", user_id=who.id, text=text, verdict=Verdict.REJECT, at=later(1))
        for who, text in zip(PEOPLE, chosen, strict=False)
    )
    people = tuple(map(player, PEOPLE[:players]))
    return closed_round(GameSnapshot(game=game(), players=people, round=opened(about=ASKED), answers=given), [], None)


@pytest.mark.parametrize(
    ("chosen", "players", "notes"),
    [
        (["ink", "ink", "oil", "tea"], 4, ("1 of 4", "2 of 4", "1 of 4")),
        (["ink", "ink", "oil"], 4, ("0 of 3", "2 of 3", "1 of 3")),
        (["ink"], 4, ("0 of 1", "1 of 1", "0 of 1")), ([], 4, ()), (["ink", "ink", "oil"], 3, ()),
    ],
)  # fmt: skip
def test_votes_are_shown_where_four_play_whether_or_not_all_chose(
    chosen: list[str], players: int, notes: tuple[str, ...]
) -> None:
    """The options always."""
    reveal = revealed(chosen, players)
    assert reveal.notes == notes
    assert [text for _, text, _ in reveal.options] == ["tea", "ink", "oil"]


def test_a_lie_is_measured_by_those_who_could_believe_it() -> None:
    """All who chose but its author; the true one by all."""
    lies = {"Ada": "ink", "Ben": "oil"}
    fakes = tuple(Fake(round_id="r1", user_id=who, text=text, at=NOON) for who, text in lies.items())
    chosen = {"Ada": "oil", "Ben": "tea", "Ines": "oil", "Leo": "oil"}
    given = tuple(
        Answer(round_id="r1", user_id=who, text=text, verdict=Verdict.REJECT, at=later(1))
        for who, text in chosen.items()
    )
    asked = replace(opened(about=ASKED), phase=Phase.CHOOSING)
    laid = GameSnapshot(game=game(), players=tuple(map(player, PEOPLE)), round=asked, answers=given, fakes=fakes)

    told = bluff_wording.notes(laid)
    assert (told[0], told[1], told[2]) == ("the true one, 1 of 4", "Ada, 0 of 3", "Ben, 3 of 3")
    told = bluff_wording.notes(replace(laid, answers=given[:1]))
    assert (told[0], told[1], told[2]) == ("the true one, 0 of 1", "Ada", "Ben, 1 of 1")


@pytest.mark.parametrize(
    ("board", "won"),
    [
        ([], ""), ([(1, "Ines", 0)], ""), ([(1, "Ines", 9), (2, "Ada", 3)], "Won by Ines"),
        ([(1, "team red", 9), (2, "team blue", 3)], "Won by team red"),
        ([(1, "Ada", 9), (1, "Ben", 9), (3, "Ines", 1)], "Shared by Ada and Ben"),
        ([(1, "Ada", 9), (1, "Ben", 9), (1, "Leo", 9)], "Shared by Ada, Ben and Leo"),
        ([(1, name, 9) for name in "abcd"], "Shared by 4"),
    ],
)  # fmt: skip
def test_who_won(board: list[tuple[int, str, int]], won: str) -> None:
    """Nobody where no points were made."""
    assert winners([Standing(rank=rank, name=name, points=points) for rank, name, points in board]) == won


def test_the_final_board_begins_with_who_won() -> None:
    """A board between rounds does not."""
    people = tuple(replace(player(who), points=n) for n, who in enumerate(PEOPLE))
    laid = GameSnapshot(game=game(), players=people, round=opened(about=ASKED))
    assert wording.scoreboard(laid, [], final=True).title == "Won by Leo · Final scores"
    assert wording.scoreboard(laid, [], final=False).title == "Scores so far"


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (Rules(lobby=True), "20 seconds after it was opened."),
        (Rules(teams=Teams.BALANCED), "a minute after it was opened."),
    ],
)
def test_a_lobby_tells_when_it_ends_in_words_that_stay_true(rules: Rules, told: str) -> None:
    """It is not changed while the clock runs."""
    laid = GameSnapshot(game=replace(game(rules=rules), state=GameState.LOBBY), players=(player(),))
    assert wording.lobby(laid).prompt.endswith(f"It begins when the host says so, or by itself {told}")
