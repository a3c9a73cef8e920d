"""Putting the last closed round right: the host over-rules the judge for a player, or undoes the round."""

from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Notice, Reply
from bot.chat.refusals import PressIsStale
from bot.games import control_wording as wording
from bot.games import rules as play
from bot.games.model import GameSnapshot, GameState, Player, ScoreKind
from bot.games.refusals import NoRoundYet
from bot.games.rows.games import GameRows
from bot.games.rows.items import ItemRows
from bot.games.use_cases import solo
from bot.games.use_cases.effects import apply, show_again, show_boards_again
from bot.games.use_cases.strengths import rate, unrate
from bot.library.services import Services, admit
from bot.storage.transaction import Transaction


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
        scores = tx[GameRows].scores(table.game.id)
        apply(tx, play.void(table, request.user, scores, _past(tx, table), request.at, manager=request.manager))
        unrate(tx, table)
        assert table.round is not None
        overruled = {s.user_id for s in scores if s.round_id == table.round.id and s.kind is ScoreKind.OVERRULE}
        for given in table.answers:
            if given.user_id in overruled and not table.round.item.options:
                tx[ItemRows].unlearn(request.place.workspace_id, table.round.item.id, given.text)
        _show_again(tx, request, table)
        return wording.voided()

    return await services.store.write(undo)


def _overrule(tx: Transaction, incoming: Incoming, table: GameSnapshot, player: Player) -> Notice:
    before = _past(tx, table)
    events = play.accept(table, incoming.user, player, before, incoming.at, manager=incoming.manager)
    apply(tx, events)
    assert table.round is not None
    for event in events:
        if isinstance(event, play.AnswerChanged) and not table.round.item.options:
            tx[ItemRows].learn(incoming.place.workspace_id, table.round.item.id, event.answer.text)
    unrate(tx, table)
    corrected = tx[GameRows].table_of_round(table.round.id)
    assert corrected is not None
    rate(tx, corrected)
    _show_again(tx, incoming, table)
    return wording.accepted(player.name)


def _last_round(tx: Transaction, incoming: Incoming) -> GameSnapshot:
    """The last closed round of the game that is meant: the one here, else the one this user plays alone.

    One that is not over goes before one that is, and then the newer. Raises NoRoundYet.
    """
    places = incoming.place, solo.place_of(incoming.place, incoming.user)
    games = [table.game for table in map(tx[GameRows].newest, places) if table is not None]
    if not games:
        raise NoRoundYet
    newest = max(games, key=lambda g: (g.state is not GameState.OVER, g.started_at))
    table = tx[GameRows].last_closed(newest.id)
    if table is None or table.round is None:
        raise NoRoundYet
    return table


def _past(tx: Transaction, table: GameSnapshot) -> play.RoundHistory:
    assert table.round is not None
    rows, game = tx[GameRows], table.game.id
    return play.past(table.round, rows.rounds(game), rows.answers(game), rows.fakes(game))


def _show_again(tx: Transaction, incoming: Incoming, table: GameSnapshot) -> None:
    """The round's reveal and the boards that stand."""
    assert table.round is not None
    show_again(tx, table.round, incoming.at)
    show_boards_again(tx, table.game, table.round.number, incoming.at)
