"""Endings that players make up: keeping one, ending the writing once all have written, and what the host takes away."""

from bot.chat.incoming import Incoming, Press, PressId
from bot.chat.messages import Reply
from bot.chat.refusals import PressIsStale
from bot.games import bluff_wording as wording
from bot.games import rules as play
from bot.games.model import GameSnapshot, GameState, PlayerView
from bot.games.rows.games import GameRows
from bot.games.use_cases.effects import apply, keep_close, show_again
from bot.games.use_cases.progress import show_progress
from bot.library.services import Services, Work, admit
from bot.storage.transaction import Transaction


def put_ending(work: Work, seat: PlayerView, given: Incoming, text: str) -> Reply:
    """Keep an ending; the players choose as soon as nobody is waited for any more. Raises what `play.write` raises."""
    tx = work.tx
    events = play.write(seat, given.user, text, given.at)
    apply(tx, events)
    new = next(event.fake for event in events if isinstance(event, play.FakeWritten))
    assert seat.round is not None
    turnout = tx[GameRows].writers(new.round_id)
    waits = seat.game.state is GameState.PAUSED or not play.all_wrote(seat.round, seat.game.rules, turnout)
    if not waits:
        table = _table(tx, new.round_id)
        keep_close(work, table, play.turn(table, given.at), key=given.key)
    elif not given.alone:
        show_progress(tx, seat.game, seat.round, turnout, given)
    rewritten = any(fake.user_id == given.user.id for fake in seat.fakes)
    return wording.written(new.text, rewritten=rewritten, last=not waits)


async def press_remove(services: Services, press: Press, meant: PressId) -> Reply:
    """Which ending shall go, for the host. Raises what `play.removable` raises."""

    def ask(tx: Transaction) -> Reply:
        table = _here(tx, press, meant.subject)
        apply(tx, play.look(table, press.user, manager=press.manager))
        return wording.removable(table, play.removable(table, press.user, manager=press.manager))

    return await services.store.write(ask)


async def press_removed(services: Services, press: Press, meant: PressId) -> Reply:
    """That one. Raises what `play.remove` raises."""

    def take_away(tx: Transaction) -> Reply:
        admit(tx, press)
        table = _here(tx, press, meant.subject)
        apply(tx, play.remove(table, press.user, meant.choice, manager=press.manager))
        assert table.round is not None
        show_again(tx, table.round, press.at)
        return wording.removed(meant.choice)

    return await services.store.write(take_away)


def _here(tx: Transaction, press: Press, round_id: str) -> GameSnapshot:
    table = tx[GameRows].table_of_round(round_id)
    if table is None or table.game.place != press.place:
        raise PressIsStale
    return table


def _table(tx: Transaction, round_id: str) -> GameSnapshot:
    table = tx[GameRows].table_of_round(round_id)
    assert table is not None
    return table
