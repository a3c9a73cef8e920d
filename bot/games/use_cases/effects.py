"""Keeps what the rules of a game decide, and brings the game from one round to the next. Inside one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.chat.incoming import Place
from bot.chat.refusals import NoItems
from bot.chat.traits import traits_of
from bot.delivery.rows import PostRows
from bot.games import rules as play
from bot.games.choice import choose, sample_of
from bot.games.history import History
from bot.games.judging import prepare_in_background
from bot.games.liking import favours, likings, together
from bot.games.missed import Met, asks_missed, choose_missed, missed
from bot.games.model import Ending, Game, GameSnapshot, GameState, Pace, Phase, Player, Round, RoundState, Rules
from bot.games.rating import ItemStat
from bot.games.rows.games import GameRows
from bot.games.rows.items import ItemRows
from bot.games.rows.liking import LikingRows
from bot.games.rows.missed import MissedRows
from bot.games.rules.awards import Record
from bot.games.use_cases import asides, scenes
from bot.games.use_cases.strengths import rate
from bot.library import withholding
from bot.library.refusals import EverythingAsked, NoSuchPack
from bot.library.rows.decisions import DecisionRows
from bot.library.services import Work, new_id
from bot.storage.transaction import Transaction

COUNT_SECONDS = 5.0
FINAL = "final"


def apply(tx: Transaction, events: Sequence[play.Event]) -> bool:
    """Keep events in their order. False if somebody else closed or turned the round before: then nothing was kept."""
    return all(_keep(tx[GameRows], event) for event in events)


def _keep(rows: GameRows, event: play.Event) -> bool:
    match event:
        case play.GameStarted():
            raise AssertionError("a game is begun by Games.add, which may refuse")
        case play.GameChanged(game=game):
            rows.update(game)
        case play.PlayerChanged(game_id=game_id, player=player):
            rows.put_player(game_id, player)
        case play.AnswerGiven(answer=given, change=change):
            rows.put_answer(given, change=change)
        case play.AnswerChanged(answer=changed):
            rows.change_answer(changed)
        case play.Marked(mark=mark):
            rows.put_mark(mark)
        case play.RoundChanged(round=asked):
            rows.change_round(asked)
        case play.RoundClosed(round=closed, scores=scores):
            if not rows.close_round(closed.id):
                return False
            rows.add_scores(scores)
        case play.Scored(scores=scores):
            rows.add_scores(scores)
        case play.FakeWritten(fake=written):
            rows.put_fake(written)
        case play.FakeRemoved(fake=gone):
            rows.remove_fake(gone)
        case play.RoundTurned(round=turned):
            return rows.turn_round(turned)
        case _:
            assert_never(event)
    return True


def ask(work: Work, game: Game, *, told: Round | None = None) -> None:
    """Choose the next item, freeze it in a round and ask for its post; a solo round is open at once.

    It comes, or its clock begins, when what was just `told` is read. Raises NoItems (and NoSuchPack).
    """
    tx = work.tx
    rounds = tx[GameRows].rounds(game.id)
    history = _history(work, game, rounds)
    wrong = missed_by(tx, game.place, game.host, game.rules) if asks_missed(game.rules) else None
    # A round has chance of its own: however much of it choosing takes, what comes after is as it would have been.
    choice = withholding.chosen(
        work, game.place, {game.host},
        lambda view: choose(view, game.rules, history, work.services.rng)
        if wrong is None
        else choose_missed(view, game.rules, wrong, history, work.services.rng),
    )  # fmt: skip
    forms = tx[ItemRows].learned(game.place.workspace_id, [choice.item.id]).get(choice.item.id, ())
    item = replace(choice.item, accept=(*choice.item.accept, *forms))
    written = play.is_written(item)
    new = Round(
        id=new_id(), game_id=game.id, number=len(rounds) + 1, item=item, quote_number=choice.number,
        seconds=play.writing_seconds(game.rules) if written else play.seconds_for(item, game.rules),
        ready_at=_read_at(work, told), phase=Phase.WRITING if written else Phase.ANSWERS,
    )  # fmt: skip
    tx[GameRows].add_round(new)
    if not item.options:
        # What is typed is judged by the words of its language: they are read while people think.
        prepare_in_background(play.language_of_item(item))
    if game.rules.pace is Pace.SOLO:
        tx[GameRows].open_round(play.opened(new, work.at))
    else:
        tx[PostRows].add(f"round:{new.id}", game.place, "round", new.id, not_before=_comes_at(work, new, game.place))


def keep_close(work: Work, table: GameSnapshot, events: Sequence[play.Event], *, key: str = "") -> None:
    """Keep events that close the table's round, or turn it to its second phase, and show what it is then. After a
    reveal ask the next item or post the final board.

    While an answer that came in time is not worked on yet (`key` is that of the request which closes), time is up and
    the round closes once it is.
    """
    tx = work.tx
    assert table.round is not None
    now = work.services.clock.now()
    ends = min(now, table.round.closes_at or now)
    if work.services.arrivals.outstanding(table.game.place, ends, but=key):
        votes = [event for event in events if isinstance(event, play.Marked)]
        apply(tx, [*votes, *([] if ends == table.round.closes_at else [play.closes_at(table.round, ends)])])
        return
    if not apply(tx, events):
        return
    show_again(tx, table.round, work.at)
    if not closes(events):
        return
    rate(tx, table)
    after = tx[GameRows].table(table.game.id)
    assert after is not None
    if after.game.state is GameState.OVER:
        last_board(work, after.game, table.round)
        return
    try:
        ask(work, after.game, told=table.round)
    except (NoItems, NoSuchPack) as nothing:
        end(work, after.game, nothing, told=table.round)


def end(work: Work, game: Game, nothing: NoItems | NoSuchPack, *, told: Round | None = None) -> None:
    """Nothing can be asked any more: the game ends with its board, which tells why."""
    over(work.tx, game, nothing)
    last_board(work, game, told)


def last_board(work: Work, game: Game, told: Round | None = None) -> None:
    """Ask for the final board, which comes when the reveal of what was just `told` is read."""
    edits = traits_of(game.place.platform).edits
    board(work.tx, game, FINAL, work.at if told is None or not edits else _when_read(work, told))


def give_up(work: Work, game: Game) -> None:
    """Too few came for what was to be played: the game ends before its first round. Where nobody did, the lobby says
    so and no board is posted.
    """
    work.tx[GameRows].update(replace(game, state=GameState.OVER, begins_at=None, ending=Ending.TOO_FEW))
    if _players(work.tx, game):
        board(work.tx, game, FINAL, work.at)


def over(tx: Transaction, game: Game, nothing: NoItems | NoSuchPack) -> None:
    """The game ends because nothing can be asked."""
    match nothing:
        case NoSuchPack():
            ending = Ending.PACK_GONE
        case EverythingAsked():
            ending = Ending.ELSEWHERE
        case NoItems():
            ending = Ending.USED_UP
    tx[GameRows].update(replace(game, state=GameState.OVER, ending=ending))


def closes(events: Sequence[play.Event]) -> bool:
    """Whether these events close a round."""
    return any(isinstance(event, play.RoundClosed) for event in events)


def board(tx: Transaction, game: Game, which: str, at: datetime) -> None:
    """Ask for a scoreboard's post, or show one that stands anew. Nobody else is told of a solo game."""
    if game.rules.pace is Pace.SOLO:
        return
    if which == FINAL and game.rules.thread:
        # The line in the channel, where it is played in a thread, says how it ended.
        tx[PostRows].touch(f"thread:{game.id}", at)
    key = f"board:{game.id}:{which}"
    if not tx[PostRows].add(key, game.place, "board", game.id, not_before=at):
        tx[PostRows].touch(key, at)


def open_game(work: Work, game: Game) -> None:
    """Ask for what a new game begins with: the line that its thread hangs on, its lobby or its first round. The board
    of the game before comes first, though its last reveal is still being read.
    """
    work.tx[PostRows].bring_forward(game.place, "board", work.at)
    if game.rules.thread:
        work.tx[PostRows].add(f"thread:{game.id}", game.place, "thread", game.id, not_before=work.at)
    elif game.state is GameState.LOBBY:
        work.tx[PostRows].add(f"lobby:{game.id}", game.place, "lobby", game.id, not_before=work.at)
    else:
        ask(work, game)


def show_boards_again(tx: Transaction, game: Game, number: int, at: datetime) -> None:
    """Points changed in that round: the boards that stand are edited, and the line in the channel of a thread."""
    if game.rules.thread:
        tx[PostRows].touch(f"thread:{game.id}", at)
    for which in (FINAL, str(number)):
        tx[PostRows].touch(f"board:{game.id}:{which}", at)


def show_again(tx: Transaction, round_: Round, at: datetime, *, spacing: float = 0.0) -> None:
    """A round changed: what stands of it is edited, at once or with what else changes in so many seconds."""
    tx[PostRows].touch(f"round:{round_.id}", at, spacing=spacing)


def _history(work: Work, game: Game, rounds: Sequence[Round]) -> History:
    tx = work.tx
    stats = tx[ItemRows].stats(game.place.workspace_id)
    told = [(r.item, work.library.revealed(r.quote_number)) for r in rounds]
    asked = [(item, "" if numbered is None else numbered.quote.text) for item, numbered in told]
    table = tx[GameRows].table(game.id)
    there = 0 if table is None else sum(player.plays for player in table.players)
    players = _players(tx, game)
    here, read = tx[GameRows].asked_in_order(game.place), tx[GameRows].revealed_quotes(game.place)
    elsewhere, told_elsewhere = frozenset[str](), frozenset[str]()
    if game.rules.pace is Pace.SOLO:
        elsewhere, told_elsewhere = tx[GameRows].revealed_to(game.place, game.host)
    else:
        told_elsewhere = tx[GameRows].revealed_alone(game.place, players)
    told_before, beside = _told_before(work, game)
    return replace(
        History.of(asked, [*asides.told(work, game.place, rounds), *scenes.told(work, game.place, rounds)]),
        asked_here=frozenset(here) | elsewhere,
        read_here=read | told_elsewhere | beside,
        asked_lately=frozenset(here[: len(here) // 2]) | elsewhere,
        told_before=told_before,
        # A game in which everybody was silent goes on for whoever comes back, until it ends by itself.
        players=max(1, there),
        rounds=game.rules.rounds,
        kept_out=kept_out(tx, game.place, stats),
        ratings={s.item_id: s.rating for s in stats.values()},
        liked=likings(together(tx[LikingRows].received(game.place), tx[LikingRows].voted(game.place))),
        favours=_favours(tx, game.place.workspace_id, stats),
        doubted=frozenset(tx[DecisionRows].doubted(game.place.workspace_id)),
        sample=sample_of(game.place.workspace_id, game.started_at),
    )


def missed_by(tx: Transaction, place: Place, user_id: str, rules: Rules) -> tuple[Met, ...]:
    """What somebody got wrong in the workspace of that place, and not right since."""
    return missed(tx[MissedRows].met(place.workspace_id, user_id), rules)


def _favours(tx: Transaction, workspace_id: str, stats: Mapping[str, ItemStat]) -> Mapping[str, float]:
    """What each item is worth more or less in that workspace."""
    return favours(tx[LikingRows].by_item(workspace_id), stats, tx[ItemRows].reported_in(workspace_id))


def _told_before(work: Work, game: Game) -> tuple[str, frozenset[str]]:
    """All that the game before in the same place revealed, as long as its rounds are there, and the quotes that were
    read in it beside those that it asked about.
    """
    before = work.tx[GameRows].before(game.id, game.place, game.started_at)
    closed = [r for r in work.tx[GameRows].rounds(before) if r.state is RoundState.CLOSED] if before else []
    quotes = [numbered.quote.text for r in closed if (numbered := work.library.revealed(r.quote_number)) is not None]
    beside = [*asides.told(work, game.place, closed), *scenes.told(work, game.place, closed)]
    told = (*quotes, *(f"{r.item.key}\n{r.item.explanation}" for r in closed), *(aside.text for aside in beside))
    return "\n".join(told), frozenset(aside.quote_id for aside in beside if aside.quote_id)


def _players(tx: Transaction, game: Game) -> list[str]:
    """The ids of those who joined a game."""
    table = tx[GameRows].table(game.id)
    return [] if table is None else [player.user_id for player in table.players if player.joined]


def _read_at(work: Work, told: Round | None) -> datetime | None:
    """When a reveal is read that is shown now."""
    return None if told is None or not told.seconds else _when_read(work, told)


def _when_read(work: Work, told: Round) -> datetime:
    numbered = work.library.revealed(told.quote_number)
    return work.at + timedelta(seconds=play.reading_seconds(told.item, "" if numbered is None else numbered.quote.text))


def _comes_at(work: Work, new: Round, place: Place) -> datetime:
    """When a question is posted: at once, or when the reveal above it is read."""
    return new.ready_at if new.ready_at and traits_of(place.platform).edits else work.at


def kept_out(tx: Transaction, place: Place, stats: Mapping[str, ItemStat]) -> frozenset[str]:
    """Items that were reported there, or wait for somebody to look at them; `stats` are the workspace's."""
    return tx[ItemRows].reported(place) | {s.item_id for s in stats.values() if s.review}


def record_of(tx: Transaction, game: Game, players: tuple[Player, ...]) -> Record:
    """Everything that happened in a game."""
    rows = tx[GameRows]
    return Record(players, rows.rounds(game.id), rows.answers(game.id), rows.fakes(game.id))
