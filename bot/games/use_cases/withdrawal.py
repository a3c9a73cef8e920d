"""Taking rounds and daily questions back whose words are not to be asked any more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.chat.refusals import NoItems
from bot.delivery.rows import PostRows
from bot.games.model import Ending, GameState, RoundState
from bot.games.rows.games import GameRows
from bot.games.use_cases.effects import FINAL, ask, board, end
from bot.library.refusals import NoSuchPack
from bot.library.services import Services, Work
from bot.storage.transaction import Transaction
from content.model import Item


def void_open(tx: Transaction, workspace_id: str, is_theirs: Callable[[Item], bool], at: datetime) -> list[str]:
    """Close the rounds of a workspace that ask such an item: they count for nothing, and their messages go.

    Returns the ids of their games, which `go_on` brings to the next round.
    """
    games = []
    for table in tx[GameRows].unclosed(workspace_id):
        if table.round is None or not is_theirs(table.round.item) or not tx[GameRows].close_round(table.round.id):
            continue
        tx[GameRows].change_round(replace(table.round, state=RoundState.CLOSED, void=True))
        tx[PostRows].take_down(f"round:{table.round.id}", at)
        games.append(table.game.id)
    return games


async def go_on(services: Services, games: list[str]) -> None:
    """Ask the next item in each of these games, of what the library holds now."""
    for game_id in games:
        played = await services.store.read(lambda tx, of=game_id: tx[GameRows].table(of))  # type: ignore[misc]
        if played is None:
            continue
        library = await services.libraries.library_for(played.game.place)

        def ask_next(work: Work, game_id: str = game_id) -> None:
            table = work.tx[GameRows].table(game_id)
            if table is None or table.game.state is GameState.OVER or table.round is None:
                return
            if table.round.state is not RoundState.CLOSED:
                return
            if table.round.number >= table.game.rules.rounds:
                work.tx[GameRows].update(replace(table.game, state=GameState.OVER, ending=Ending.PLAYED))
                board(work.tx, table.game, FINAL, work.at)
                return
            try:
                ask(work, table.game)
            except (NoItems, NoSuchPack) as nothing:
                end(work, table.game, nothing)

        await services.write(library, services.clock.now(), ask_next)
