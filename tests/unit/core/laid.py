"""Tables that are laid for the rules of a game."""

from dataclasses import replace
from datetime import datetime

from bot.chat.incoming import User
from bot.games import rules as play
from bot.games.judging import Verdict
from bot.games.model import (
    Answer,
    GameSnapshot,
    GameState,
    Player,
    Rules,
)
from tests.builders import BOB, game, later, opened, player, turnout_of

CAROL = User(id="carol", name="Carol")


def answered(user: User, text: str = "tea", *, seconds: float = 5, verdict: Verdict = Verdict.ACCEPT) -> Answer:
    """An answer in the first round."""
    return Answer(round_id="r1", user_id=user.id, text=text, verdict=verdict, at=later(seconds))


def table(
    *answers: Answer, players: tuple[Player, ...] = (), rules: Rules | None = None, number: int = 1
) -> GameSnapshot:
    """An open round with Alice joined, unless told otherwise."""
    return GameSnapshot(
        game=game(rules=rules), players=players or (player(),), round=opened(number=number), answers=answers
    )


def paused(left: float | None) -> GameSnapshot:
    """A game whose clock stands, with so much time left of a round of 20 seconds."""
    return replace(table(), game=replace(game(), state=GameState.PAUSED), round=replace(opened(), left=left))


def early_close(laid: GameSnapshot, seconds: float) -> datetime | None:
    """When the table's round may close early."""
    assert laid.round is not None
    return play.early_close(laid.round, laid.game.rules, turnout_of(laid), later(seconds))


BOTH = (player(), player(BOB))
