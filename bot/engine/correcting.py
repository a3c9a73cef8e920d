"""Putting the last closed round right: the host over-rules the judge for a player, or undoes the round."""

from bot.core import play
from bot.core.game import GameState, Player, ScoreKind, Table
from bot.core.refusals import NoRoundYet, PressIsStale
from bot.engine import solo
from bot.engine.keeping import FINAL, apply, show_again
from bot.engine.learning import rate, unrate
from bot.engine.services import Services, admit
from bot.messages import Notice, Press, PressId, Reply, Request
from bot.ports import Transaction
from bot.wording import hosting as wording


async def accept(services: Services, request: Request) -> Reply:
    """Over-rule the judge for a player. Without one, or where two have that name, there is a button for each."""
    whom = request.options.get("player", "")

    def overrule(tx: Transaction) -> Reply:
        user = admit(tx, request)
        table = _last_round(tx, request)
        if not whom:
            return wording.whose(table, play.refused_players(table, user, manager=request.manager))
        meant = play.meant_players(table, whom, user, manager=request.manager)
        if len(meant) > 1:
            return wording.whose(table, meant, name=meant[0].name)
        return _overrule(tx, request, table, meant[0])

    return await services.store.write(overrule)


async def press_accept(services: Services, press: Press, meant: PressId) -> Reply:
    """The same by one of these buttons: the choice is the player's place in the game. Raises PressIsStale."""

    def overrule(tx: Transaction) -> Reply:
        admit(tx, press)
        table = _last_round(tx, press)
        if table.round is None or table.round.id != meant.subject or meant.choice >= len(table.players):
            raise PressIsStale
        return _overrule(tx, press, table, table.players[meant.choice])

    return await services.store.write(overrule)


async def void(services: Services, request: Request) -> Reply:
    """Undo the last closed round."""

    def undo(tx: Transaction) -> Notice:
        admit(tx, request)
        table = _last_round(tx, request)
        scores = tx.games.scores(table.game.id)
        apply(tx, play.void(table, request.user, scores, _past(tx, table), request.at, manager=request.manager))
        unrate(tx, table)
        assert table.round is not None
        overruled = {s.user_id for s in scores if s.round_id == table.round.id and s.kind is ScoreKind.OVERRULE}
        for given in table.answers:
            if given.user_id in overruled and not table.round.item.options:
                tx.items.unlearn(request.place.workspace_id, table.round.item.id, given.text)
        _show_again(tx, request, table)
        return wording.voided()

    return await services.store.write(undo)


def _overrule(tx: Transaction, incoming: Request | Press, table: Table, player: Player) -> Notice:
    before = _past(tx, table)
    events = play.accept(table, incoming.user, player, before, incoming.at, manager=incoming.manager)
    apply(tx, events)
    assert table.round is not None
    for event in events:
        if isinstance(event, play.AnswerChanged) and not table.round.item.options:
            tx.items.learn(incoming.place.workspace_id, table.round.item.id, event.answer.text)
    unrate(tx, table)
    corrected = tx.games.table_of_round(table.round.id)
    assert corrected is not None
    rate(tx, corrected)
    _show_again(tx, incoming, table)
    return wording.accepted(player.name)


def _last_round(tx: Transaction, incoming: Request | Press) -> Table:
    """The last closed round of the game that is meant: the one here, else the one this user plays alone.

    One that is not over goes before one that is, and then the newer. Raises NoRoundYet.
    """
    places = incoming.place, solo.place_of(incoming.place, incoming.user)
    games = [table.game for table in map(tx.games.newest, places) if table is not None]
    if not games:
        raise NoRoundYet
    newest = max(games, key=lambda g: (g.state is not GameState.OVER, g.started_at))
    table = tx.games.last_closed(newest.id)
    if table is None or table.round is None:
        raise NoRoundYet
    return table


def _past(tx: Transaction, table: Table) -> play.Past:
    assert table.round is not None
    return play.past(table.round, tx.games.rounds(table.game.id), tx.games.answers(table.game.id))


def _show_again(tx: Transaction, incoming: Request | Press, table: Table) -> None:
    """The round's reveal and the boards that stand."""
    assert table.round is not None
    show_again(tx, table.round, incoming.at)
    for which in (FINAL, str(table.round.number)):
        tx.posts.touch(f"board:{table.game.id}:{which}", incoming.at)
