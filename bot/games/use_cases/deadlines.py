"""What happens in games by itself when its time has come. Handlers take ids and may be called any number of times.

While nobody can tell who reads in its channel a game waits: it would go on with public packs alone, or end.
"""

from collections.abc import Callable
from datetime import datetime

from bot.games import rules as play
from bot.games.model import GameSnapshot, GameState, has_come
from bot.games.rows.games import GameRows
from bot.games.use_cases.effects import keep_close
from bot.games.use_cases.quiz import keep_begin
from bot.library.library import Library
from bot.library.services import Services, Work
from bot.storage.transaction import Transaction


async def close_due(services: Services, round_id: str, at: datetime) -> None:
    """Close a round whose time is over, or end its writing; nothing happens when somebody else did."""
    library = await _library_of(services, lambda tx: tx[GameRows].table_of_round(round_id))
    if library is None:
        return

    def close(work: Work) -> None:
        table = work.tx[GameRows].table_of_round(round_id)
        if table is not None and play.is_due(table, at):
            events = play.turn(table, at) if play.is_writing(table) else play.close(table, at)
            keep_close(work, table, events)

    await services.write(library, at, close)


async def begin_due(services: Services, game_id: str, at: datetime) -> None:
    """Begin a game whose lobby is over; nothing happens when somebody else did."""
    library = await _library_of(services, lambda tx: tx[GameRows].table(game_id))
    if library is None:
        return

    def begin(work: Work) -> None:
        table = work.tx[GameRows].table(game_id)
        if table is not None and _lobby_is_over(table, at):
            keep_begin(work, table, None)

    await services.write(library, services.clock.now(), begin)


async def _library_of(services: Services, look: Callable[[Transaction], GameSnapshot | None]) -> Library | None:
    """What a game is played with; None where there is no such game, or its place cannot be told yet."""
    seen = await services.store.read(look)
    return None if seen is None else await services.libraries.library_once_told(seen.game.place)


def _lobby_is_over(table: GameSnapshot, at: datetime) -> bool:
    game = table.game
    return game.state is GameState.LOBBY and game.begins_at is not None and has_come(game.begins_at, at)
