"""Receipts for those who host a game."""

from collections.abc import Sequence

from bot.chat.counts import counted
from bot.chat.incoming import PressId
from bot.chat.messages import Button, Mark, Notice
from bot.games.model import GameSnapshot, Player
from content.text import excerpt

ACCEPT = "accept"
MOST_BUTTONS = 10
LABEL = 70


def voted() -> Notice:
    """A vote to skip that does not yet decide."""
    return Notice(text="Your vote to skip is in. Half of those playing have to want it.")


def skipped() -> Notice:
    """The round was skipped."""
    return Notice(text="Skipped. The answer follows.")


def went_on() -> Notice:
    """The host pressed Next."""
    return Notice(text="On it goes.")


def paused() -> Notice:
    """Time stands still."""
    return Notice(text="Paused; the clock stands. /quiz resume goes on where it was.")


def resumed() -> Notice:
    """Time goes on."""
    return Notice(text="The clock runs again.")


def stopped() -> Notice:
    """The game was stopped."""
    return Notice(text="The game is stopped. The final scores follow.")


def told_apart(table: GameSnapshot, players: Sequence[Player], *, answers: bool) -> list[str]:
    """The players' names, no two alike; with `answers` what they answered, for the host alone: nobody else is told who
    was wrong."""
    given = [table.answer_of(p.user_id) if answers else None for p in players]
    labels = [
        p.name if g is None else excerpt(f"{p.name}: “{g.text}”", LABEL) for p, g in zip(players, given, strict=True)
    ]
    return [f"{n} ({labels[: i + 1].count(n)})" if labels.count(n) > 1 else n for i, n in enumerate(labels)]


def whose(table: GameSnapshot, refused: Sequence[Player], *, name: str = "") -> Notice:
    """Asks the host whose answer was right; a button for each that was refused, or for all of that `name`."""
    assert table.round is not None
    if not refused:
        return Notice(text="No answer of the last round was refused, so there is nothing to over-rule.")
    places = {p.user_id: place for place, p in enumerate(table.players)}
    shown = refused[:MOST_BUTTONS]
    answers = counted(len(refused), "answer was", "answers were")
    who = f"{len(refused)} players are called {name}" if name else f"{answers} refused in the last round"
    return Notice(
        text=f"{who}. Whose was right?",
        buttons=tuple(
            Button(id=str(PressId(ACCEPT, table.round.id, places[p.user_id])), label=label)
            for p, label in zip(shown, told_apart(table, shown, answers=True), strict=True)
        ),
    )


def accepted(name: str) -> Notice:
    """The judge was over-ruled."""
    return Notice(text=f"Over-ruled: {name}'s answer counts now, and the scores are corrected.", mark=Mark.RIGHT)


def voided() -> Notice:
    """The last round was undone."""
    return Notice(text="The last round is undone; every point it gave is taken back.")
