"""What makes an evening of a game: the rounds that are played with each other, for as many as there are."""

from collections.abc import Sequence

from content.items import KINDS, agree, bluff

# Of ten rounds the fifth and the last are played with each other: what people laugh about comes last.
EVERY = 5


def party_forms(asked: Sequence[str], players: int, rounds: int) -> tuple[str, ...]:
    """The forms that come before all others in the next round of a mix; most often none.

    Two end with what nobody can lose by.
    """
    number = len(asked) + 1
    last = rounds > 2 and number == rounds
    middle = number % EVERY == 0 and rounds - number >= 2
    if players < KINDS[bluff.NAME].players:
        forms: tuple[str, ...] = (agree.NAME,) if last and rounds >= EVERY else ()
    else:
        forms = (bluff.NAME,) if last or middle else ()
    return tuple(form for form in forms if fits(form, players))


def fits(kind: str, players: int) -> bool:
    """Whether that kind can be played by so many."""
    return KINDS[kind].players <= players
