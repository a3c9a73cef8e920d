"""Playing: /quiz and its buttons. Each use case reads the table, asks the rules, and keeps the events they return."""

from dataclasses import replace
from datetime import datetime

from bot.core import play
from bot.core.choosing import History, choose
from bot.core.game import DEFAULT_ROUNDS, MIXED, Game, GameState, Round, Rules, Table
from bot.core.library import Library
from bot.core.refusals import BadOption, GameRuns, NoGame, NoItems, PressIsStale
from bot.engine.services import Services, admit, new_id
from bot.messages import Press, PressId, Reply, Request
from bot.ports import Transaction
from bot.wording import games as wording
from content.text import fold

SCORES_EVERY = 3


async def start(services: Services, request: Request) -> Reply:
    """Begin a game in this place and ask the first item."""
    rules = _rules(request)
    library = await services.shelf.library(request.place.workspace_id)

    def begin(tx: Transaction) -> Game:
        admit(tx, request)
        events = play.start(request.place, request.user, rules, game_id=new_id(), at=request.at)
        started = events[0]
        assert isinstance(started, play.GameStarted)
        if not tx.games.add(started.game):
            raise GameRuns
        apply(tx, events[1:])
        ask(tx, services, library, Table(game=started.game), request.at)
        return started.game

    return wording.started(await services.store.write(begin))


async def join(services: Services, request: Request) -> Reply:
    """Be waited for in the game that runs here."""

    def enter(tx: Transaction) -> None:
        admit(tx, request)
        apply(tx, play.join(_running(tx, request), request.user))

    await services.store.write(enter)
    return wording.joined(request.user.name)


async def answer(services: Services, request: Request) -> Reply:
    """Answer the open round in typed words; a letter means the option it stands before."""
    library = await services.shelf.library(request.place.workspace_id)

    def give(tx: Transaction) -> Reply:
        admit(tx, request)
        table = _running(tx, request)
        asked = play.open_round(table, request.at)
        text = _option(asked, request.options["text"])
        return _answer(tx, services, library, table, request, text)

    return await services.store.write(give)


async def press_answer(services: Services, press: Press, meant: PressId) -> Reply:
    """Answer a round by its button. The round is read from the database: an old or foreign button is refused."""
    library = await services.shelf.library(press.place.workspace_id)

    def give(tx: Transaction) -> Reply:
        admit(tx, press)
        table = tx.games.table_of_round(meant.subject)
        if table is None or table.round is None or table.game.place != press.place:
            raise PressIsStale
        options = table.round.item.options
        if meant.choice >= len(options):
            raise PressIsStale
        return _answer(tx, services, library, table, press, options[meant.choice])

    return await services.store.write(give)


async def stop(services: Services, request: Request) -> Reply:
    """End the game; the final scores are posted."""

    def end(tx: Transaction) -> None:
        admit(tx, request)
        table = _running(tx, request)
        apply(tx, play.stop(table, request.user, manager=request.manager))
        if table.round is not None:
            tx.posts.touch(f"round:{table.round.id}")
        _board(tx, table.game, "final", request.at)

    await services.store.write(end)
    return wording.stopped()


async def scores(services: Services, request: Request) -> Reply:
    """Everybody's points in the running game."""
    table = await services.store.read(lambda tx: _running(tx, request))
    return wording.scoreboard(table.players, final=False)


async def close_due(services: Services, round_id: str, at: datetime) -> None:
    """Close a round whose time is over; nothing happens when somebody else did."""
    seen = await services.store.read(lambda tx: tx.games.table_of_round(round_id))
    if seen is None:
        return
    library = await services.shelf.library(seen.game.place.workspace_id)

    def close(tx: Transaction) -> None:
        table = tx.games.table_of_round(round_id)
        if table is not None and play.is_due(table, at):
            _close(tx, services, library, table, at)

    await services.store.write(close)


def apply(tx: Transaction, events: list[play.Event]) -> bool:
    """Keep what the rules decided. False if a round was closed by somebody else before: then nothing was kept."""
    for event in events:
        match event:
            case play.GameStarted():
                raise AssertionError("a game is started by Games.add, which may refuse")
            case play.PlayerChanged(game_id=game_id, player=player):
                tx.games.put_player(game_id, player)
            case play.AnswerGiven(answer=given):
                tx.games.put_answer(given)
            case play.RoundClosed(round=closed, scores=scored):
                if not tx.games.close_round(closed.id):
                    return False
                tx.games.add_scores(scored)
            case play.GameChanged(game=game):
                tx.games.update(game)
    return True


def ask(tx: Transaction, services: Services, library: Library, table: Table, at: datetime) -> None:
    """Choose the next item, freeze it in a round and ask for its post."""
    game = table.game
    rounds = tx.games.rounds(game.id)
    history = History(
        asked_here=tx.games.asked(game.place),
        game_items=frozenset(r.item.id for r in rounds),
        game_quotes=frozenset(r.item.quote_id for r in rounds if r.item.quote_id),
        game_texts=tuple(library.quotes[r.quote_number].quote.text for r in rounds if r.quote_number in library.quotes),
        last_kind=rounds[-1].item.kind if rounds else "",
    )
    choice = choose(library, game.rules, history, services.rng)
    new = Round(
        id=new_id(),
        game_id=game.id,
        number=len(rounds) + 1,
        item=choice.item,
        quote_number=choice.number,
        seconds=play.seconds_for(choice.item, game.rules),
    )
    tx.games.add_round(new)
    tx.posts.add(f"round:{new.id}", game.place, "round", new.id, not_before=at)


def _answer(
    tx: Transaction, services: Services, library: Library, table: Table, given: Request | Press, text: str
) -> Reply:
    apply(tx, play.answer(table, given.user, text, given.at))
    after = tx.games.table_of_round(table.round.id) if table.round else None
    assert after is not None
    assert after.round is not None
    mine = after.answer_of(given.user.id)
    assert mine is not None
    early = play.early_close(after, given.at)
    if early is not None and early <= given.at:
        _close(tx, services, library, after, given.at)
    return wording.recorded(after.round, text, mine.verdict, services.rng)


def _close(tx: Transaction, services: Services, library: Library, table: Table, at: datetime) -> None:
    """Close the round, show its reveal, then ask the next item or post the final board."""
    events = play.close(table, at)
    if not apply(tx, events):
        return
    assert table.round is not None
    tx.posts.touch(f"round:{table.round.id}")
    after = tx.games.table(table.game.id)
    assert after is not None
    if after.game.state is GameState.OVER:
        _board(tx, after.game, "final", at)
        return
    if table.round.number % SCORES_EVERY == 0:
        _board(tx, after.game, str(table.round.number), at)
    try:
        ask(tx, services, library, after, at)
    except NoItems:
        tx.games.update(replace(after.game, state=GameState.OVER))
        _board(tx, after.game, "final", at)


def _board(tx: Transaction, game: Game, which: str, at: datetime) -> None:
    tx.posts.add(f"board:{game.id}:{which}", game.place, "board", game.id, not_before=at)


def _running(tx: Transaction, request: Request) -> Table:
    table = tx.games.running(request.place)
    if table is None:
        raise NoGame
    return table


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
    seconds = request.options.get("seconds")
    return Rules(
        mode=request.options.get("mode", MIXED),
        rounds=int(request.options.get("rounds", DEFAULT_ROUNDS)),
        seconds=int(seconds) if seconds else None,
        pack=request.options.get("pack", ""),
        alone=request.alone,
    )
