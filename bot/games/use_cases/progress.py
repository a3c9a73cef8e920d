"""What the message of an open round says of who is in already, and of the time that is left for the last one."""

from bot.chat.incoming import Incoming
from bot.chat.traits import traits_of
from bot.games import rules as play
from bot.games.model import Game, GameState, Round, Turnout
from bot.games.use_cases.effects import COUNT_SECONDS, apply, show_again
from bot.storage.transaction import Transaction


def show_progress(tx: Transaction, game: Game, round_: Round, turnout: Turnout, given: Incoming) -> None:
    """Show how many are in, within some seconds; at once where the last one is told that less time is left."""
    hurried = _hasten(tx, game, round_, turnout, given)
    show_again(tx, round_, given.at, spacing=0.0 if hurried else COUNT_SECONDS)


def _hasten(tx: Transaction, game: Game, round_: Round, turnout: Turnout, given: Incoming) -> bool:
    """Whether the last one has less time: only where what stands can say so, and time goes on."""
    if game.state is GameState.PAUSED or not traits_of(given.place.platform).edits:
        return False
    hurried = play.hasten(round_, game.rules, turnout, given.at)
    return apply(tx, hurried) and bool(hurried)
