"""After a game: once more, once more with the same people, how one did, and telling it."""

from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Notice, Reply
from bot.chat.refusals import PressIsStale
from bot.games import evening_wording as wording
from bot.games.mix import options_of
from bot.games.model import Game, GameState, Rules
from bot.games.rows.games import GameRows
from bot.games.rules.awards import Record
from bot.games.use_cases import quiz, solo
from bot.games.use_cases.effects import record_of
from bot.library.services import Services, admit, share_once
from bot.storage.transaction import Transaction


async def press_again(services: Services, press: Press, meant: PressId) -> Reply:
    """The same game anew; whoever presses is its host."""
    game, _ = await services.store.read(lambda tx: _over(tx, press, meant.subject))
    return await quiz.start(services, _request(press, game.rules))


async def press_rematch(services: Services, press: Press, meant: PressId) -> Reply:
    """The same game anew with everybody who joined it: nobody has to join again."""
    game, record = await services.store.read(lambda tx: _over(tx, press, meant.subject))
    players = [player for player in record.players if player.joined]
    begun = await quiz.start(services, _request(press, game.rules, begin="now"), again=players)
    sides = any(player.team for player in players)
    return wording.same_players(begun, sides=sides) if isinstance(begun, Notice) else begun


async def press_mine(services: Services, press: Press, meant: PressId) -> Reply:
    """How whoever presses did, for them alone."""
    game, record = await services.store.read(lambda tx: _over(tx, press, meant.subject))
    return wording.result(record, game, press.user.id)


async def press_tell(services: Services, press: Press, meant: PressId) -> Reply:
    """The same to everybody, once. Raises AlreadyShared, and PressIsStale for somebody who did not play."""

    def tell(tx: Transaction) -> Reply:
        admit(tx, press)
        _, record = _over(tx, press, meant.subject)
        told = wording.told(record, press.user.id)
        if told is None:
            raise PressIsStale
        share_once(tx, press)
        return told

    return await services.store.write(tell)


def _over(tx: Transaction, press: Incoming, game_id: str) -> tuple[Game, Record]:
    """A game that is over, and what happened in it. Raises PressIsStale."""
    table = tx[GameRows].table(game_id)
    if table is None or table.game.state is not GameState.OVER:
        raise PressIsStale
    if table.game.place != press.place and not solo.is_mine(table.game, press.user):
        raise PressIsStale
    return table.game, record_of(tx, table.game, table.players)


def _request(press: Press, rules: Rules, *, begin: str = "") -> Request:
    """The command that begins a game of these rules."""
    options = {**options_of(rules), "begin": begin}
    return Request(
        key=press.key, place=press.place, user=press.user, at=press.at, alone=press.alone, manager=press.manager,
        groups=press.groups, who=press.who, zone=press.zone, problem=press.problem, command="quiz start",
        options={name: value for name, value in options.items() if value},
    )  # fmt: skip
