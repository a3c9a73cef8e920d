"""Hosting a game: skip, pause, resume, Next, stop."""

from collections.abc import Callable

from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.refusals import PressIsStale
from bot.delivery.rows import PostRows
from bot.games import control_wording as wording
from bot.games import rules as play
from bot.games.model import GameSnapshot, GameState
from bot.games.rows.games import GameRows
from bot.games.use_cases import solo
from bot.games.use_cases.effects import FINAL, apply, board, closes, keep_close, show_again
from bot.games.use_cases.quiz import running, table_of
from bot.library.services import Services, Work, admit
from bot.storage.transaction import Transaction


async def skip(services: Services, request: Request) -> Reply:
    """Close the round now, or vote for it."""
    return await _skip(services, request, lambda tx: running(tx, request))


async def press_skip(services: Services, press: Press, meant: PressId) -> Reply:
    """The same by the round's button."""
    return await _skip(services, press, lambda tx: table_of(tx, press, meant.subject)[0])


async def press_next(services: Services, press: Press, meant: PressId) -> Reply:
    """The host goes on at a relaxed pace; who plays alone, whenever they like."""
    seen = await services.store.read(lambda tx: tx[GameRows].table_of_round(meant.subject))
    if seen is not None and solo.is_mine(seen.game, press.user):
        return await solo.go_on(services, press, meant.subject)
    library = await services.libraries.library_for(press.place)

    def go_on(work: Work) -> None:
        admit(work.tx, press)
        table = work.tx[GameRows].table_of_round(meant.subject)
        if table is None or table.game.place != press.place:
            raise PressIsStale
        events = play.go_on(table, press.user, press.at, manager=press.manager)
        keep_close(work, table, events, key=press.key)

    await services.write(library, press.at, go_on)
    return wording.went_on()


async def pause(services: Services, request: Request) -> Reply:
    """Let time stand still."""
    await _change(services, request, lambda t: play.pause(t, request.user, request.at, manager=request.manager))
    return wording.paused()


async def resume(services: Services, request: Request) -> Reply:
    """Let time go on."""
    await _change(services, request, lambda t: play.resume(t, request.user, request.at, manager=request.manager))
    return wording.resumed()


async def stop(services: Services, request: Request) -> Reply:
    """End the game; the final scores are posted."""

    def end(tx: Transaction) -> Reply:
        admit(tx, request)
        table = running(tx, request)
        if solo.is_mine(table.game, request.user):
            return solo.stop(tx, table, request)
        apply(tx, play.stop(table, request.user, request.at, manager=request.manager))
        if table.game.state is GameState.LOBBY:
            tx[PostRows].touch(f"lobby:{table.game.id}", request.at)
        if table.round is not None:
            show_again(tx, table.round, request.at)
        board(tx, table.game, FINAL, request.at)
        return wording.stopped()

    return await services.store.write(end)


async def _skip(services: Services, incoming: Incoming, find: Callable[[Transaction], GameSnapshot]) -> Reply:
    library = await services.libraries.library_for(incoming.place)

    def vote(work: Work) -> Reply:
        tx = work.tx
        admit(tx, incoming)
        table = find(tx)
        if solo.is_mine(table.game, incoming.user):
            return solo.skip(work, table, incoming)
        events = play.skip(table, incoming.user, incoming.at, manager=incoming.manager)
        if not closes(events):
            apply(tx, events)
            return wording.voted()
        keep_close(work, table, events, key=incoming.key)
        return wording.skipped()

    return await services.write(library, incoming.at, vote)


async def _change(services: Services, request: Request, rule: Callable[[GameSnapshot], list[play.Event]]) -> None:
    def change(tx: Transaction) -> None:
        admit(tx, request)
        table = running(tx, request)
        apply(tx, rule(table))
        if table.game.state is GameState.LOBBY:
            tx[PostRows].touch(f"lobby:{table.game.id}", request.at)
        if table.round is not None:
            show_again(tx, table.round, request.at)

    await services.store.write(change)
