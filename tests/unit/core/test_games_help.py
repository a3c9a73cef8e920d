"""Help knows every game: how it is played and what it is worth."""

from bot.workspace.games_wording import HOW
from content.items import KINDS


def test_every_kind_is_told() -> None:
    """A new kind has to say how it is played."""
    assert set(HOW) == set(KINDS)
