"""The posts of games: rounds and their reveals, lobbies, boards."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.chat.identity import is_forgotten
from bot.chat.incoming import Place, Problem
from bot.chat.messages import Reply
from bot.chat.moments import local_date
from bot.delivery.post_kinds import Failure, PostKind
from bot.delivery.posts import Post
from bot.delivery.rows import PostRows
from bot.games import round_wording, standing_wording, wording
from bot.games import rules as play
from bot.games.evening_wording import best_lie, best_quote, honours
from bot.games.liking import NO_VOTES
from bot.games.model import Ending, Game, GameSnapshot, GameState, RoundState, Teams
from bot.games.rows.games import GameRows
from bot.games.rows.liking import LikingRows
from bot.games.rules.awards import A_CROWD, awards, is_remembered
from bot.games.rules.awards import best_lie as awarded_lie
from bot.games.rules.lobby import LOBBY_SECONDS
from bot.games.typed_wording import has_typed, wrong_answers
from bot.games.use_cases import asides, scenes
from bot.games.use_cases.effects import FINAL, apply, board, record_of, show_again
from bot.library import withholding
from bot.library import wording as quotes_wording
from bot.library.model import NumberedQuote
from bot.library.own_words import TAKEN_OUT
from bot.library.refusals import NoSuchPack
from bot.library.rows.silence import SilenceRows
from bot.library.services import Services, Work
from bot.settings import model as settings
from bot.storage.outgoing import NOTE
from bot.storage.persons import PersonRows
from bot.storage.transaction import Transaction
from content.text import readable_title

# How long a press may prove that a message stands of which nobody can tell.
ROUND_DOUBT, LOBBY_DOUBT = 30.0, float(LOBBY_SECONDS)


async def _round(services: Services, post: Post) -> Reply | None:
    table = await services.store.read(lambda tx: tx[GameRows].table_of_round(post.subject))
    if table is None or table.round is None or (table.round.void and post.ref is None):
        return None
    if table.round.state is not RoundState.CLOSED:
        return await _open_round(services, table)
    asked = table.round
    scores, votes = await services.store.read(
        lambda tx: (tx[GameRows].scores(table.game.id), tx[LikingRows].of(asked.id))
    )
    library = await services.libraries.library_for(table.game.place)
    numbered = library.revealed(asked.quote_number)
    typed, told = await services.read(library, services.clock.now(), lambda work: _beside(work, table))
    card = None if numbered is None else quotes_wording.card(numbered, library)
    so_far = "" if not standing_wording.is_told(table) else standing_wording.so_far(
        table, await services.store.read(lambda tx: tx[GameRows].scores_until(table.game.id, asked.number))
    )  # fmt: skip
    shown = round_wording.closed_round(table, scores, card, votes, typed, told, so_far)
    return shown if card is not None else replace(shown, more=(quotes_wording.take_down(),))


async def _open_round(services: Services, table: GameSnapshot) -> Reply:
    round_, now = table.round, services.clock.now()
    assert round_ is not None
    library = await services.libraries.library_for(table.game.place)
    scene = await services.read(library, now, lambda work: scenes.of_round(work, table.game.place, round_))
    told = play.as_told(_as_it_opens(table, now), now)
    return round_wording.open_round(told, _deadline(table, now), scene)


def _as_it_opens(table: GameSnapshot, at: datetime) -> GameSnapshot:
    """Without a moment to read the last answer, where that is over as the question is posted."""
    asked = table.round
    if asked is None or asked.ready_at is None or asked.ready_at > at or asked.state is not RoundState.PENDING:
        return table
    return replace(table, round=replace(asked, ready_at=None))


def _beside(work: Work, table: GameSnapshot) -> tuple[list[str], str]:
    """What else was typed, and what belongs to the quote."""
    assert table.round is not None
    return _typed(work, table), asides.of_round(work, table.game.place, table.round)


def _typed(work: Work, table: GameSnapshot) -> list[str]:
    """The wrong answers that may be shown: of nobody who hides, is never quoted or was forgotten, and nothing that is
    withheld.
    """
    if table.round is None or not has_typed(table.round):
        return []
    place = table.game.place
    quiet = work.tx[SilenceRows].opted_out(place.workspace_id) | work.tx[PersonRows].hidden(place.workspace_id)
    withheld = withholding.posted_in(work, place).withheld
    return [
        given.text for given in wrong_answers(table)
        if given.user_id not in quiet and not is_forgotten(given.user_id) and given.text != TAKEN_OUT
        and not withheld.hides_text(given.text) and not withheld.blocked.tells(given.text)
    ]  # fmt: skip


async def _lobby(services: Services, post: Post) -> Reply | None:
    table = await services.store.read(lambda tx: tx[GameRows].table(post.subject))
    return None if table is None else wording.lobby(table, await packs_of(services, table.game))


async def _board(services: Services, post: Post) -> Reply | None:
    table = await services.store.read(lambda tx: tx[GameRows].table(post.subject))
    if table is None:
        return None
    scores = await services.store.read(lambda tx: tx[GameRows].scores(table.game.id))
    final = post.key.endswith(f":{FINAL}")
    lines = await _remembered(services, table) if final else []
    record = await services.store.read(lambda tx: record_of(tx, table.game, table.players))
    shown = wording.scoreboard(table, scores, final=final, lines=lines, agreed=wording.agreement(record))
    return replace(shown, more=(quotes_wording.take_down(),))


async def _remembered(services: Services, table: GameSnapshot) -> list[str]:
    """The awards of a game, its best lie, and its best quote as long as that gives nothing away."""
    library = await services.libraries.library_for(table.game.place)

    def look(work: Work) -> list[str]:
        record = record_of(work.tx, table.game, table.players)
        told = honours(awards(record), "".join(r.item.id for r in record.played))
        best = best_heard(work, table)
        quoted = [] if best is None else [best_quote(best.quote.text, best.quote.speaker or "")]
        return [*told, *best_lie(awarded_lie(record)), *quoted] if is_remembered(record) else []

    return await services.read(library, services.clock.now(), look)


def best_heard(work: Work, table: GameSnapshot) -> NumberedQuote | None:
    """The quote by which a game's board remembers it: what its players liked most, one thumb of many being no more
    than a thumb; of equals none of the last round that was just read while there is another, then the best as a model
    read it. None where none can be told.
    """
    record = record_of(work.tx, table.game, table.players)
    if not is_remembered(record):
        return None
    view = withholding.posted_in(work, table.game.place)
    votes = work.tx[LikingRows].of_game(table.game.id)
    few = 1 if sum(player.joined for player in record.players) < A_CROWD else 2
    heard = [
        (0 if 0 < liked < few else liked, r.id != record.rounds[-1].id, work.library.score(q), q)
        for r in record.played
        if r.quote_number and (q := view.get(r.quote_number)) is not None and q.quote.verbatim and q.quote.speaker
        for given in [votes.get(r.id, NO_VOTES)] for liked in [given.up - given.down]
    ]  # fmt: skip
    return max(heard, key=lambda one: one[:3], default=(0, False, 0.0, None))[-1]


def _open(tx: Transaction, post: Post, at: datetime) -> None:
    """A round opens when its post is confirmed, and the last writer's time goes by once its message tells it."""
    table = tx[GameRows].table_of_round(post.subject)
    if table is None or table.round is None:
        return
    if table.round.state is RoundState.PENDING:
        paused = table.game.state is GameState.PAUSED
        tx[GameRows].open_round(play.opened(table.round, at, paused=paused))
    elif table.round.state is RoundState.OPEN:
        apply(tx, play.told_to_hasten(table, at))


async def _thread(services: Services, post: Post) -> Reply | None:
    table = await services.store.read(lambda tx: tx[GameRows].table(post.subject))
    if table is None or (table.game.state is GameState.OVER and post.ref is None):
        return None
    title = await _title(services, table.game)
    if table.game.state is not GameState.OVER:
        return wording.in_thread(table.game, title)
    scores = await services.store.read(lambda tx: tx[GameRows].scores(table.game.id))
    record = await services.store.read(lambda tx: record_of(tx, table.game, table.players))
    return wording.was_in_thread(table, scores, title, wording.agreement(record))


async def _thread_name(services: Services, post: Post) -> str:
    table = await services.store.read(lambda tx: tx[GameRows].table(post.subject))
    return "" if table is None else wording.thread_name(await _title(services, table.game))


async def _title(services: Services, game: Game) -> str:
    """What is played and on which day, by the workspace's clock."""
    zone = await services.store.read(lambda tx: settings.choice(tx, game.place, settings.TIMEZONE)) or "UTC"
    return wording.title(await packs_of(services, game), local_date(game.started_at, zone))


async def packs_of(services: Services, game: Game) -> list[str]:
    """The titles of the packs that are played."""
    library = await services.libraries.library_for(game.place)
    try:
        return [p.info.title for p in library.chosen(game.rules.pack, samples=game.rules.samples)]
    except NoSuchPack:
        return [readable_title(game.rules.pack)]


async def _ends_thread(services: Services, post: Post) -> bool:
    """Whether the board is the last word in a thread that was opened for its game."""
    table = await services.store.read(lambda tx: tx[GameRows].table(post.subject))
    return post.key.endswith(f":{FINAL}") and bool(post.place.thread) and table is not None and table.game.rules.thread


def _go_there(tx: Transaction, post: Post, at: datetime) -> None:
    """A game moves into its thread when that stands; the thread is named after the message it hangs on."""
    table = tx[GameRows].table(post.subject)
    if table is None or post.ref is None or not _waits_for_thread(table):
        return
    moved = play.threaded(table.game, post.ref.id, at)
    tx[GameRows].move(moved)
    if moved.rules.teams is not Teams.NONE:
        tx[PostRows].add(f"lobby:{moved.id}", moved.place, "lobby", moved.id, not_before=at)


def _waits_for_thread(table: GameSnapshot) -> bool:
    game = table.game
    return game.state is GameState.LOBBY and game.begins_at is None and not game.place.thread


def _again(tx: Transaction, post: Post, at: datetime) -> bool:
    """Whether a deleted round is still what people look at: the newest one, or its reveal before the next stands."""
    table = tx[GameRows].table_of_round(post.subject)
    newest = table and tx[GameRows].table(table.game.id)
    if table is None or table.round is None or newest is None or newest.round is None or table.round.void:
        return False
    ahead = newest.round.number - table.round.number
    return ahead == 0 or (ahead == 1 and newest.round.state is RoundState.PENDING)


def gathers(tx: Transaction, post: Post, at: datetime) -> bool:
    """Whether the lobby of that post is still open."""
    table = tx[GameRows].table(post.subject)
    return table is not None and table.game.state is GameState.LOBBY


def _end_round(tx: Transaction, post: Post, failure: Failure, at: datetime) -> None:
    _end(tx, post, tx[GameRows].table_of_round(post.subject), failure, at)


def end_lobby(tx: Transaction, post: Post, failure: Failure, at: datetime) -> None:
    """A game that nobody can see any more does not begin."""
    if gathers(tx, post, at):
        _end(tx, post, tx[GameRows].table(post.subject), failure, at)


def _end(tx: Transaction, post: Post, table: GameSnapshot | None, failure: Failure, at: datetime) -> None:
    """A game whose round or lobby cannot be shown ends, so that nobody is stuck in it.

    What stands of it loses its buttons, the board is posted where it can be, and its host is told privately. An edit
    that failed for itself ends nothing.
    """
    if table is None or table.game.state is GameState.OVER:
        return
    if post.ref is not None and not failure.deleted and failure.problem is None:
        return
    over = replace(table.game, state=GameState.OVER, begins_at=None, ending=Ending.NOT_SHOWN)
    tx[GameRows].update(over)
    _cut_short(tx, over, at)
    tx[PostRows].touch(f"lobby:{over.id}", at)
    board(tx, _outside(over) if failure.problem is Problem.GONE else over, FINAL, at)
    if not post.place.user_id and not is_forgotten(table.game.host):
        host = Place.of_user(post.place.platform, post.place.workspace, table.game.host)
        why = failure.problem or ("deleted" if failure.deleted else "unknown" if failure.unknown else "")
        tx[PostRows].add(
            f"unseen:{table.game.id}", host, "unseen", f"{why}:{table.game.id}", not_before=at, priority=NOTE
        )


def _cut_short(tx: Transaction, over: Game, at: datetime) -> None:
    """The round that was still to be played counts for nothing."""
    table = tx[GameRows].table(over.id)
    if table is None or table.round is None or not tx[GameRows].close_round(table.round.id):
        return
    tx[GameRows].change_round(replace(table.round, void=True))
    show_again(tx, table.round, at)


def _outside(game: Game) -> Game:
    """Its thread is gone, but perhaps not the channel."""
    return replace(game, place=replace(game.place, thread=""))


async def _unseen(services: Services, post: Post) -> Reply | None:
    why, _, game_id = post.subject.partition(":")
    table = await services.store.read(lambda tx: tx[GameRows].table(game_id))
    return None if table is None else wording.unseen(table, why)


def _deadline(table: GameSnapshot, at: datetime) -> datetime | None:
    """When time is up, also of a round that opens as it is posted; None while time stands still."""
    round_ = table.round
    if round_ is None or table.game.state is GameState.PAUSED:
        return None
    return play.last_call(table, at) or round_.closes_at or play.opened(round_, at).closes_at


KINDS: Mapping[str, PostKind] = {
    "round": PostKind(render=_round, on_published=_open, on_abandoned=_end_round, on_deleted=_again, doubt=ROUND_DOUBT),
    "thread": PostKind(render=_thread, on_published=_go_there, on_abandoned=end_lobby, thread=_thread_name),
    "lobby": PostKind(render=_lobby, on_abandoned=end_lobby, on_deleted=gathers, doubt=LOBBY_DOUBT),
    "board": PostKind(render=_board, ends=_ends_thread),
    "unseen": PostKind(render=_unseen),
}
