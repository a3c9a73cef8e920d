"""Receipts for those who host a game."""

from bot.messages import Mark, Notice


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


def accepted(name: str) -> Notice:
    """The judge was over-ruled."""
    return Notice(text=f"Over-ruled: {name}'s answer counts now, and the scores are corrected.", mark=Mark.RIGHT)


def voided() -> Notice:
    """The last round was undone."""
    return Notice(text="The last round is undone; every point it gave is taken back.")
