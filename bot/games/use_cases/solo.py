"""Playing alone: the same rules, privately and without posts; it waits and goes on where it was."""

from dataclasses import replace

from bot.chat.incoming import Incoming, Place, Press, Request, User
from bot.chat.messages import Reply
from bot.chat.refusals import NoItems, PressIsStale
from bot.games import round_wording, wording
from bot.games import rules as play
from bot.games.missed import asks_missed
from bot.games.model import Game, GameSnapshot, GameState, Pace, RoundState, Rules
from bot.games.rows.games import GameRows
from bot.games.use_cases import asides, scenes
from bot.games.use_cases.effects import apply, ask, over
from bot.games.use_cases.strengths import rate
from bot.games.use_cases.supply import lacking, shortened, shortened_to_missed
from bot.library import withholding
from bot.library import wording as quotes_wording
from bot.library.refusals import AskedElsewhere, NoSuchPack
from bot.library.services import Services, Work, admit, new_id
from bot.settings import model as settings
from bot.storage.rows import SOLO
from bot.storage.transaction import Transaction


def place_of(place: Place, user: User) -> Place:
    """Where somebody plays alone: a place of their own in the workspace."""
    return replace(place, channel=f"{SOLO}{user.id}", thread="")


def is_mine(game: Game, user: User) -> bool:
    """Whether that is this user's solo game."""
    return game.rules.pace is Pace.SOLO and game.host == user.id


async def start(services: Services, request: Request, rules: Rules) -> Reply:
    """Begin a solo game, or show the round in which one waits."""
    library = await services.libraries.library_for(request.place)
    place = place_of(request.place, request.user)

    waits = await services.store.read(lambda tx: tx[GameRows].running(place) is not None)
    if not asks_missed(rules):
        fitting = await shortened(services, library, place, rules, request.at)
    else:
        # One that waits goes on, and needs none of them.
        fitting = rules if waits else await shortened_to_missed(services, library, place, request.user.id, rules)
    missing = await lacking(library, rules)

    def begin(work: Work) -> Reply:
        tx = work.tx
        user = admit(tx, request)
        waiting = tx[GameRows].running(place)
        if waiting is not None:
            # To stop it by the command, no other game may be in the way.
            lead = wording.goes_on(stops=tx[GameRows].running(request.place) is None)
            return _show(work, waiting, lead=lead)
        chosen = replace(fitting, exact_forms=settings.exact_forms(tx, request.place))
        first, *events = play.start(place, user, chosen, game_id=new_id(), at=request.at)
        assert isinstance(first, play.GameStarted)
        tx[GameRows].add(first.game)
        apply(tx, events)
        ask(work, first.game)
        lead = (
            wording.missed(first.game)
            if asks_missed(rules)
            else wording.too_few(first.game.rules, rules.rounds) + wording.none_of(missing)
        )
        return _round(work, first.game, lead=lead.strip())

    return await services.write(library, request.at, begin)


async def go_on(services: Services, press: Press, round_id: str) -> Reply:
    """The next round, or the result. Pressing twice shows the same."""
    library = await services.libraries.library_for(press.place)

    def following(work: Work) -> Reply:
        tx = work.tx
        admit(tx, press)
        asked = tx[GameRows].table_of_round(round_id)
        table = asked and tx[GameRows].table(asked.game.id)
        if table is None or not is_mine(table.game, press.user):
            raise PressIsStale
        return _show(work, table)

    return await services.write(library, press.at, following)


def skip(work: Work, table: GameSnapshot, asked: Incoming) -> Reply:
    """The reveal without an answer; the next round where it would tell what others are asked now.

    Raises what skipping raises.
    """
    events = play.skip(table, asked.user, asked.at, manager=asked.manager)
    try:
        return reveal(work, table)
    except AskedElsewhere:
        apply(work.tx, events)
        after = work.tx[GameRows].table(table.game.id)
        assert after is not None
        return _show(work, after)


def stop(tx: Transaction, table: GameSnapshot, asked: Request) -> Reply:
    """The result so far; nothing is posted of a solo game."""
    apply(tx, play.stop(table, asked.user, asked.at, manager=asked.manager))
    return _result(tx, table.game)


def reveal(work: Work, table: GameSnapshot) -> Reply:
    """Close the round that was just answered and tell what it was. Raises AskedElsewhere."""
    tx = work.tx
    assert table.round is not None
    withholding.check_alone(work, table.game.place, table.game.host, table.round.item)
    apply(tx, play.close(table, work.at))
    rate(tx, table)
    closed = tx[GameRows].table_of_round(table.round.id)
    assert closed is not None
    numbered = work.library.revealed(table.round.quote_number)
    card = None if numbered is None else quotes_wording.card(numbered, work.library)
    told = asides.of_round(work, table.game.place, table.round)
    return round_wording.closed_round(closed, tx[GameRows].scores(table.game.id), card, aside=told)


def _show(work: Work, table: GameSnapshot, *, lead: str = "") -> Reply:
    game = table.game
    if game.state is not GameState.OVER and (table.round is None or table.round.state is RoundState.CLOSED):
        try:
            ask(work, game)
        except (NoItems, NoSuchPack) as nothing:
            over(work.tx, game, nothing)
    elif game.state is not GameState.OVER and table.round is not None:
        withholding.check_alone(work, game.place, game.host, table.round.item)
    return _round(work, game, lead=lead)


def _round(work: Work, game: Game, *, lead: str = "") -> Reply:
    """The round that stands open, or the result when none does."""
    table = work.tx[GameRows].table(game.id)
    assert table is not None
    if table.round is None or table.game.state is GameState.OVER:
        return _result(work.tx, game)
    scene = scenes.of_round(work, game.place, table.round)
    return replace(round_wording.open_round(table, None, scene), lead=lead)


def _result(tx: Transaction, game: Game) -> Reply:
    table = tx[GameRows].table(game.id)
    assert table is not None
    return wording.scoreboard(table, tx[GameRows].scores(game.id), final=True)
