"""Playing: start, join, begin, answer, hint, scores. A use case reads the table, asks the rules, keeps the events."""

from dataclasses import replace

from bot.core import play
from bot.core.game import DEFAULT_ROUNDS, MIXED, Difficulty, Game, GameState, Pace, Round, Rules, Table, Teams
from bot.core.library import Library
from bot.core.play.answering import is_final
from bot.core.play.starting import TEAM_NAMES
from bot.core.refusals import BadOption, GameRuns, NoGame, PressIsStale
from bot.engine import solo
from bot.engine.keeping import apply, ask, keep_close
from bot.engine.services import Services, admit, new_id
from bot.messages import Press, PressId, Reply, Request
from bot.ports import Transaction
from bot.wording import games as wording
from content.text import fold


async def start(services: Services, request: Request) -> Reply:
    """Begin a game in this place: ask the first item, or open the lobby where teams are made."""
    rules = _rules(request)
    if rules.pace is Pace.SOLO:
        return await solo.start(services, request, rules)
    library = await services.shelf.library(request.place.workspace_id)

    def begin_game(tx: Transaction) -> Game:
        user = admit(tx, request)
        first, *events = play.start(request.place, user, rules, game_id=new_id(), at=request.at)
        assert isinstance(first, play.GameStarted)
        game = first.game
        if not tx.games.add(game):
            raise GameRuns
        apply(tx, events)
        if game.state is GameState.LOBBY:
            tx.posts.add(f"lobby:{game.id}", game.place, "lobby", game.id, not_before=request.at)
        else:
            ask(tx, services, library, game, request.at)
        return game

    return wording.started(await services.store.write(begin_game))


async def join(services: Services, request: Request) -> Reply:
    """Take part in the game that runs or gathers here."""
    return await _join(services, request, request.options.get("team", ""))


async def press_join(services: Services, press: Press, meant: PressId) -> Reply:
    """The same by the lobby's buttons: the choice is a team, or one past the last for none."""
    team = TEAM_NAMES[meant.choice] if meant.choice < len(TEAM_NAMES) else ""
    return await _join(services, press, team, game_id=meant.subject)


async def begin(services: Services, request: Request) -> Reply:
    """Leave the lobby before its time is over."""
    library = await services.shelf.library(request.place.workspace_id)

    def leave_lobby(tx: Transaction) -> None:
        admit(tx, request)
        keep_begin(tx, services, library, running(tx, request), request)

    await services.store.write(leave_lobby)
    return wording.begun()


async def answer(services: Services, request: Request) -> Reply:
    """Answer the open round in typed words; a letter means the option it stands before."""
    library = await services.shelf.library(request.place.workspace_id)

    def give(tx: Transaction) -> Reply:
        user = admit(tx, request)
        table = running(tx, request)
        text = _option(play.open_round(table, request.at), request.options["text"])
        return _answer(tx, services, library, table, replace(request, user=user), text)

    return await services.store.write(give)


async def press_answer(services: Services, press: Press, meant: PressId) -> Reply:
    """Answer a round by its button. The round is read from the database: an old or foreign button is refused."""
    library = await services.shelf.library(press.place.workspace_id)

    def give(tx: Transaction) -> Reply:
        user = admit(tx, press)
        table = tx.games.table_of_round(meant.subject)
        if table is None or table.round is None or not _belongs(table, press):
            raise PressIsStale
        options = table.round.item.options
        if meant.choice >= len(options):
            raise PressIsStale
        return _answer(tx, services, library, table, replace(press, user=user), options[meant.choice])

    return await services.store.write(give)


async def hint(services: Services, request: Request) -> Reply:
    """Help with the open round, for half the points."""

    def take(tx: Transaction) -> Round:
        user = admit(tx, request)
        table = running(tx, request)
        apply(tx, play.hint(table, user, request.at))
        return play.open_round(table, request.at)

    return wording.hint(await services.store.write(take))


async def scores(services: Services, request: Request) -> Reply:
    """Everybody's points in the running game."""

    def look(tx: Transaction) -> Reply:
        table = running(tx, request)
        return wording.scoreboard(table, tx.games.scores(table.game.id), final=False, everybody=True)

    return await services.store.read(look)


def running(tx: Transaction, incoming: Request | Press) -> Table:
    """The table of the game that is not over here, else of the one this user plays alone. Raises NoGame."""
    table = tx.games.running(incoming.place) or tx.games.running(solo.place_of(incoming.place, incoming.user))
    if table is None:
        raise NoGame
    return table


def keep_begin(tx: Transaction, services: Services, library: Library, table: Table, request: Request | None) -> None:
    """End the lobby of a game and ask the first item; without a request because its time is over."""
    user, manager = (request.user, request.manager) if request else (None, True)
    at = request.at if request else services.clock.now()
    ids = [p.user_id for p in table.players]
    results = {u: s.rating for u, s in tx.people.strengths(table.game.place.workspace_id, ids).items()}
    apply(tx, play.begin(table, user, manager=manager, results=results, rng=services.rng))
    tx.posts.touch(f"lobby:{table.game.id}")
    ask(tx, services, library, table.game, at)


async def _join(services: Services, incoming: Request | Press, team: str, *, game_id: str = "") -> Reply:
    def enter(tx: Transaction) -> Table:
        user = admit(tx, incoming)
        table = running(tx, incoming)
        if game_id and table.game.id != game_id:
            raise PressIsStale
        apply(tx, play.join(table, user, team))
        tx.posts.touch(f"lobby:{table.game.id}")
        after = tx.games.table(table.game.id)
        assert after is not None
        return after

    table = await services.store.write(enter)
    return wording.joined(table, incoming.user)


def _answer(
    tx: Transaction, services: Services, library: Library, table: Table, given: Request | Press, text: str
) -> Reply:
    apply(tx, play.answer(table, given.user, text, given.at))
    assert table.round is not None
    after = tx.games.table_of_round(table.round.id)
    assert after is not None
    assert after.round is not None
    mine = after.answer_of(given.user.id)
    assert mine is not None
    if after.game.rules.pace is Pace.SOLO and is_final(mine):
        return solo.reveal(tx, library, after, given)
    early = play.early_close(after, given.at)
    if early is not None and early <= given.at:
        keep_close(tx, services, library, after, play.close(after, given.at), given.at)
    elif early is not None and (after.round.closes_at is None or early < after.round.closes_at):
        apply(tx, [play.closes_at(after.round, early)])
    return wording.recorded(after.round, text, mine.verdict, services.rng)


def _belongs(table: Table, press: Press) -> bool:
    """Whether a press may mean that game: it was made where the game is, or by the one who plays it alone."""
    return table.game.place == press.place or solo.is_mine(table, press.user)


def _option(asked: Round, text: str) -> str:
    """The option meant by its letter or its own words; the text as it is when there are none."""
    options = asked.item.options
    letter = text.strip().strip(".)").upper()
    if len(letter) == 1 and letter in wording.LETTERS[: len(options)]:
        return options[wording.LETTERS.index(letter)]
    meant = next((o for o in options if fold(o) == fold(text)), None)
    if meant is None and options:
        raise BadOption(option="answer", value=text, expected=", ".join(wording.LETTERS[: len(options)]))
    return text if meant is None else meant


def _rules(request: Request) -> Rules:
    chosen = request.options
    seconds = chosen.get("seconds")
    return Rules(
        mode=chosen.get("mode", MIXED),
        rounds=int(chosen.get("rounds", DEFAULT_ROUNDS)),
        seconds=int(seconds) if seconds else None,
        pack=chosen.get("pack", ""),
        alone=request.alone,
        pace=Pace(chosen.get("pace", Pace.NORMAL)),
        teams=Teams(chosen.get("teams", Teams.NONE)),
        difficulty=Difficulty(chosen.get("difficulty", Difficulty.ANY)),
    )
