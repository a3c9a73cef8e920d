"""In which rounds of a mix people play with each other: what makes an evening of a game."""

import pytest

from bot.games.evening import party_form, party_rounds


@pytest.mark.parametrize(
    ("rounds", "left", "played"),
    [
        (10, 9, [3, 5, 8, 10]), (10, 3, [5, 8, 10]), (10, 2, [8, 10]), (10, 1, [10]), (10, 0, []),
        # A game begins with something easy, and two rounds have room for none.
        (7, 9, [2, 5, 7]), (5, 9, [3, 5]), (4, 9, [2, 4]), (3, 9, [3]), (2, 9, []), (1, 9, []),
    ],
)  # fmt: skip
def test_bluffs_stand_apart_and_end_the_game(rounds: int, left: int, played: list[int]) -> None:
    """Of `left` that can be asked none is used up that the end needs."""
    asked: list[str] = []
    for _ in range(rounds):
        ahead = party_rounds("bluff", asked, rounds)
        asked.append("bluff" if 0 < ahead <= left - asked.count("bluff") else "who-said")

    assert [number for number, form in enumerate(asked, 1) if form == "bluff"] == played


@pytest.mark.parametrize(("rounds", "played"), [(10, [10]), (5, [5]), (4, [])])
def test_two_end_with_what_nobody_can_lose_by(rounds: int, played: list[int]) -> None:
    """However much of it there is."""
    asked = ["who-said"] * rounds
    ends = [n for n in range(1, rounds + 1) if party_rounds("agree", asked[: n - 1], rounds)]

    assert ends == played


@pytest.mark.parametrize(("players", "form"), [(1, None), (2, "agree"), (3, "bluff"), (40, "bluff")])
def test_three_can_fool_each_other(players: int, form: str | None) -> None:
    """Fewer cannot; and who is alone agrees with nobody."""
    assert party_form(players) == form
