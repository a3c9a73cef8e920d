"""What makes an evening of a game: the rounds that are played with each other, for as many as there are."""

from collections.abc import Sequence

from content.items import KINDS, agree, bluff

# Of ten rounds the third, the fifth, the eighth and the last are played with each other: what people laugh about comes
# last. Of whole evenings readers called bluff the most fun (3.9 to 4.1 of 5, lines 2.7 to 2.9).
EVERY = 2.5
# So few rounds have room for none; so many end, for two, with what nobody can lose by.
SHORT, LONG = 2, 5


def party_form(players: int) -> str | None:
    """What so many play with each other, None for one alone."""
    return next((form for form in (bluff.NAME, agree.NAME) if fits(form, players)), None)


def party_rounds(form: str, asked: Sequence[str], rounds: int) -> int:
    """How many rounds that form has in a mix from the next one on, 0 where that is none of them. Where less of it is
    left to ask, it is kept for the end.
    """
    number = len(asked) + 1
    if form == agree.NAME:
        return int(number == rounds >= LONG)
    # A game begins with something easy.
    places = [rounds - int(EVERY * back) for back in range(rounds)] if rounds > SHORT else []
    ahead = [place for place in places if place >= max(number, 2)]
    return len(ahead) if number in ahead else 0


def fits(kind: str, players: int) -> bool:
    """Whether that kind can be played by so many."""
    return KINDS[kind].players <= players
