"""Playing: start, join, begin, answer, hint, scores. A use case reads the table, asks the rules, keeps the events."""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat.incoming import Incoming, MessageRef, Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.places import owner
from bot.chat.refusals import NoItems, PressIsStale
from bot.delivery.rows import PostRows
from bot.games import rules as play
from bot.games import wording
from bot.games.mix import check_place, chosen_rules
from bot.games.model import (
    Game,
    GameSnapshot,
    GameState,
    Pace,
    Player,
    Round,
    Rules,
)
from bot.games.refusals import GameRuns, NoGame, TooFewPlayers
from bot.games.rows.games import GameRows
from bot.games.rows.strengths import StrengthRows
from bot.games.rules.lobby import TEAM_NAMES
from bot.games.use_cases import solo
from bot.games.use_cases.effects import apply, ask, end, give_up, open_game, record_of
from bot.games.use_cases.supply import check, lacking, shortened
from bot.library.library import Library
from bot.library.refusals import NoSuchPack
from bot.library.services import Services, Work, admit, new_id
from bot.settings import model as settings
from bot.storage.transaction import Transaction


async def start(services: Services, request: Request, *, again: Sequence[Player] = ()) -> Reply:
    """Begin a game in this place: ask the first item, or open the lobby where players gather.

    Who played before and is there `again` has joined already, on the same side.
    """
    library = await services.libraries.library_for(request.place)
    wanted = rules_of(request, library)
    if wanted.pace is Pace.SOLO or owner(request.place):
        play.check_players(wanted, 1, direct=True)
    if wanted.pace is Pace.SOLO:
        return await solo.start(services, request, wanted)
    check_place(request, wanted)
    if play.has_lobby(wanted) or wanted.thread:
        await check(services, library, request.place, wanted, request.at)
    rules = await shortened(services, library, request.place, wanted, request.at)
    game = await services.write(library, request.at, lambda work: _begin(work, request, rules, again))
    return wording.started(game, wanted.rounds, await lacking(library, rules))


async def join(services: Services, request: Request) -> Reply:
    """Take part in the game that runs or gathers here."""
    return await _join(services, request, request.options.get("team", ""))


async def come_in(services: Services, incoming: Incoming) -> Reply:
    """The same for who says so where an answer is asked for."""
    return await _join(services, incoming, "")


async def press_join(services: Services, press: Press, meant: PressId) -> Reply:
    """The same by the lobby's buttons: the choice is a team, or one past the last for none."""
    team = TEAM_NAMES[meant.choice] if meant.choice < len(TEAM_NAMES) else ""
    return await _join(services, press, team, game_id=meant.subject)


async def begin(services: Services, incoming: Incoming) -> Reply:
    """Leave the lobby before its time is over."""
    library = await services.libraries.library_for(incoming.place)

    def leave_lobby(work: Work) -> None:
        admit(work.tx, incoming)
        keep_begin(work, running(work.tx, incoming), incoming)

    await services.write(library, incoming.at, leave_lobby)
    return wording.begun()


async def press_begin(services: Services, press: Press, meant: PressId) -> Reply:
    """The same by the lobby's button."""
    await services.store.read(lambda tx: _same_game(running(tx, press), meant.subject))
    return await begin(services, press)


async def scores(services: Services, request: Request) -> Reply:
    """Everybody's points in the running game, else in the last one that was played here or in a thread of this channel.

    Raises NoGame.
    """

    def look(tx: Transaction) -> Reply:
        here = tx[GameRows].running(request.place) or tx[GameRows].running(solo.place_of(request.place, request.user))
        table = here or tx[GameRows].newest(request.place, threads=True)
        if table is None:
            raise NoGame
        final = table.game.state is GameState.OVER
        agreed = wording.agreement(record_of(tx, table.game, table.players)) if final else ""
        scored = tx[GameRows].scores(table.game.id)
        return wording.scoreboard(table, scored, final=final, everybody=True, agreed=agreed)

    return await services.store.read(look)


def running(tx: Transaction, incoming: Incoming) -> GameSnapshot:
    """The table of the game that is not over here, else of the one this user plays alone. Raises NoGame."""
    table = tx[GameRows].running(incoming.place) or tx[GameRows].running(solo.place_of(incoming.place, incoming.user))
    if table is None:
        raise no_game(tx[GameRows].newest(incoming.place, threads=True), incoming)
    return table


def no_game(last: GameSnapshot | None, incoming: Incoming) -> NoGame:
    """Why none is found here; `last` is the newest of this channel and its threads."""
    if last is not None and last.game.state is not GameState.OVER:
        return NoGame(below=incoming.place.platform)
    return NoGame()


def table_of(tx: Transaction, press: Press, round_id: str) -> tuple[GameSnapshot, Round]:
    """The table of a round that a press in its place may mean, or a solo game's own player. Raises PressIsStale."""
    table = tx[GameRows].table_of_round(round_id)
    if table is None or table.round is None:
        raise PressIsStale
    if table.game.place != press.place and not solo.is_mine(table.game, press.user):
        raise PressIsStale
    return table, table.round


def keep_begin(work: Work, table: GameSnapshot, request: Incoming | None) -> None:
    """End the lobby of a game and ask the first item; without a request because its time is over."""
    tx, at = work.tx, work.at
    user, manager = (request.user, request.manager) if request else (None, True)
    ids = [p.user_id for p in table.players]
    results = {u: s.rating for u, s in tx[StrengthRows].strengths(table.game.place.workspace_id, ids).items()}
    try:
        begun = play.begin(table, user, manager=manager, results=results, rng=work.services.rng)
    except TooFewPlayers:
        if request is not None:
            raise
        tx[PostRows].touch(f"lobby:{table.game.id}", at)
        give_up(work, table.game)
        return
    apply(tx, begun)
    tx[PostRows].touch(f"lobby:{table.game.id}", at)
    try:
        ask(work, table.game)
    except (NoItems, NoSuchPack) as nothing:
        if request is not None:
            raise
        end(work, table.game, nothing)


def _begin(work: Work, request: Request, rules: Rules, again: Sequence[Player]) -> Game:
    """Keep a new game and ask for what is posted of it first. Raises GameRuns."""
    tx = work.tx
    user = admit(tx, request)
    chosen = replace(rules, exact_forms=settings.exact_forms(tx, request.place))
    first, *events = play.start(request.place, user, chosen, game_id=new_id(), at=work.at)
    assert isinstance(first, play.GameStarted)
    game = first.game
    if not tx[GameRows].add(game):
        raise GameRuns
    apply(tx, events)
    for player in again:
        name = user.name if player.user_id == user.id else player.name
        tx[GameRows].put_player(game.id, Player(user_id=player.user_id, name=name, joined=True, team=player.team))
    open_game(work, game)
    return game


async def _join(services: Services, incoming: Incoming, team: str, *, game_id: str = "") -> Reply:
    def enter(tx: Transaction) -> GameSnapshot:
        user = admit(tx, incoming)
        table = running(tx, incoming)
        if game_id:
            _same_game(table, game_id)
        apply(tx, play.join(table, user, team))
        if isinstance(incoming, Press) and incoming.message:
            # It stands, should nobody have known.
            tx[PostRows].adopt(
                f"lobby:{table.game.id}", MessageRef(place=incoming.place, id=incoming.message), incoming.at
            )
        tx[PostRows].touch(f"lobby:{table.game.id}", incoming.at)
        after = tx[GameRows].table(table.game.id)
        assert after is not None
        return after

    table = await services.store.write(enter)
    return wording.joined(table, incoming.user, services.clock.now())


def _same_game(table: GameSnapshot, game_id: str) -> None:
    if table.game.id != game_id:
        raise PressIsStale


def rules_of(request: Request, library: Library) -> Rules:
    """What somebody chose, with the pack by its whole name. Raises NoSuchPack and MissedIsPrivate."""
    rules = chosen_rules(request)
    return replace(rules, pack=named_pack(rules.pack, library, request.command))


def named_pack(pack: str, library: Library, command: str) -> str:
    """A pack's whole name, "" for none. Raises NoSuchPack, of that command."""
    if not pack:
        return ""
    try:
        return library.pack(pack).info.name
    except NoSuchPack as unknown:
        raise NoSuchPack(**unknown.facts, command=command) from None
