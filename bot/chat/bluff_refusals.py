"""What stands against an ending that somebody wrote or chose, and against a game with too few players."""

from collections.abc import Mapping
from typing import Any

from bot.chat import titles
from bot.chat.counting import both, counted

Facts = Mapping[str, Any]


def taken(_: Facts) -> str:
    """It is true, or written already: whoever wrote it shall not learn which."""
    return "An ending like that is in already. Write another one; it is still time."


def says_nothing(_: Facts) -> str:
    """Nothing to read."""
    return "There are no words in that ending. Write what could follow, in a few words."


def too_long(facts: Facts) -> str:
    """The true ones are short."""
    return f"That ending is longer than {facts['limit']} characters. Shorten it: the true ones have nine words at most."


def has_link(_: Facts) -> str:
    """Nothing that leads anywhere."""
    return "An ending holds words only, no address and no mention. Write another one."


def no_hint(facts: Facts) -> str:
    """Where a hint would be the answer, or there is none."""
    if facts.get("opinion"):
        return "There is nothing to know here, so there is no hint. Say what you think."
    if facts.get("written"):
        return "There is no hint for what players write themselves. Trust nobody, and choose."
    return "With two answers every hint is the answer. Take the one you believe; half are right."


def full(facts: Facts) -> str:
    """Nobody else can write."""
    return f"{facts['most']} endings are in, and more cannot be chosen from. Choose among them in a moment."


def too_few_players(facts: Facts) -> str:
    """A game that nobody can play alone."""
    what, least = both(titles.kinds(facts["mode"])), facts["least"]
    if facts.get("direct"):
        return f"{what} takes {least} players, and here you are alone. Start it in a channel; /quiz start plays others."
    joined = counted(facts["joined"], "player is", "players are")
    return f"{what} takes {least} players, and {joined} in. /quiz join lets more in."
