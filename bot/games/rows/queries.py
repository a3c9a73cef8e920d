"""What is asked of games for every answer and every post.

Built once: building a statement costs more than running it.
"""

from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, func, literal, literal_column, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.games.judging import Verdict
from bot.games.model import DOZES, GameState, RoundState
from bot.storage.columns import Moment
from bot.storage.rows import PLACE, not_left
from bot.storage.tables.games import answer, fake, game, mark, player, round_

# Written out, so that SQLite sees that the partial index holds what is asked for.
_OVER: Any = literal_column("'over'")
_USER: Any = bindparam("user")
_OF_GAME, _IN_ROUND = round_.c.game_id == bindparam("game"), round_.c.id == bindparam("round")

RUNNING = select(game).where(*(game.c[name] == bindparam(name) for name in PLACE), game.c.state != _OVER)
GAME = select(game).where(game.c.id == bindparam("game"))
GAME_OF_ROUND = select(round_.c.game_id).where(_IN_ROUND)

NEWEST_ROUND = select(round_).where(_OF_GAME).order_by(round_.c.number.desc()).limit(1)
ROUND = select(round_).where(_IN_ROUND)
PLAYERS = select(player).where(player.c.game_id == bindparam("game")).order_by(player.c.position)
ANSWERS = select(answer).where(answer.c.round_id == bindparam("round")).order_by(answer.c.at, answer.c.user_id)
FAKES = select(fake).where(fake.c.round_id == bindparam("round")).order_by(fake.c.at, fake.c.user_id)
MARKS = select(mark).where(mark.c.round_id == bindparam("round")).order_by(mark.c.user_id)

ONE_PLAYER = select(player).where(player.c.game_id == bindparam("game"), player.c.user_id == _USER)
ONE_ANSWER = select(answer).where(answer.c.round_id == bindparam("round"), answer.c.user_id == _USER)
MARKS_OF_ONE = select(mark.c.kind).where(mark.c.round_id == bindparam("round"), mark.c.user_id == _USER)


def _dozing(done: Any) -> Any:
    return func.coalesce(func.sum(case((and_(done.is_(None), player.c.silent >= DOZES), 1), else_=0)), 0)


_FINAL = or_(answer.c.verdict != Verdict.PROMPT, answer.c.tries > 1)
# How many joined, how many of them did what is asked for, and how many neither did nor were there lately.
TURNOUT = (
    select(func.count(), func.count(answer.c.user_id), _dozing(answer.c.user_id))
    .select_from(round_)
    .join(player, player.c.game_id == round_.c.game_id)
    .outerjoin(answer, and_(answer.c.round_id == round_.c.id, answer.c.user_id == player.c.user_id, _FINAL))
    .where(_IN_ROUND, player.c.joined)
)

# The same of who writes: an ending stands as soon as it is there.
WRITERS = (
    select(func.count(), func.count(fake.c.user_id), _dozing(fake.c.user_id))
    .select_from(round_)
    .join(player, player.c.game_id == round_.c.game_id)
    .outerjoin(fake, and_(fake.c.round_id == round_.c.id, fake.c.user_id == player.c.user_id))
    .where(_IN_ROUND, player.c.joined)
)

# What is due is asked for after every request. A moment has come, or lies farther off than any can.
_HERE = game.c.platform.in_(bindparam("platforms", expanding=True)), not_left(game)
_IS_OPEN = round_.c.state == RoundState.OPEN, game.c.state == GameState.RUNNING
_IN_LOBBY = game.c.state == GameState.LOBBY, game.c.begins_at.is_not(None)


def _has_come(moment: Any) -> Any:
    return or_(moment <= bindparam("at", type_=Moment), moment > bindparam("farthest", type_=Moment))


DUE_ROUNDS = (
    select(round_.c.id).join(game).where(*_HERE, *_IS_OPEN, _has_come(round_.c.closes_at)).order_by(round_.c.closes_at)
)
DUE_LOBBIES = select(game.c.id).where(*_HERE, *_IN_LOBBY, _has_come(game.c.begins_at)).order_by(game.c.begins_at)
NEXT_ROUND = select(func.min(round_.c.closes_at)).join(game).where(*_HERE, *_IS_OPEN)
NEXT_LOBBY = select(func.min(game.c.begins_at)).where(*_HERE, *_IN_LOBBY)

_PLAYER_STATE = ("name", "joined", "streak", "points", "team", "silent")
_ANSWER_STATE = ("text", "verdict", "at", "tries")


@cache
def held(wanted: Select[Any]) -> Select[Any]:
    """The same, and its row is held until the transaction ends."""
    return wanted.with_for_update()


@cache
def put_player(dialect: str) -> Any:
    """A new player, at the end of the list; or a known one's new state."""
    position = select(func.count()).where(player.c.game_id == bindparam("game")).scalar_subquery()
    new = _insert(dialect)(player).values(position=position)
    return new.on_conflict_do_update(
        index_elements=["game_id", "user_id"], set_={name: new.excluded[name] for name in _PLAYER_STATE}
    )


@cache
def change_answer(dialect: str) -> Any:
    """A first answer, or a later one in the place of an earlier; a row comes back if it was written."""
    new = _insert(dialect)(answer)
    later = new.on_conflict_do_update(
        index_elements=["round_id", "user_id"],
        set_={name: new.excluded[name] for name in _ANSWER_STATE},
        where=new.excluded["at"] >= answer.c["at"],
    )
    return later.returning(literal(1))


@cache
def put_answer(dialect: str) -> Any:
    """A first answer, an earlier one, or the one that replaces a PROMPT; a row comes back if it was written."""
    new = _insert(dialect)(answer)
    second = new.on_conflict_do_update(
        index_elements=["round_id", "user_id"],
        set_={name: new.excluded[name] for name in _ANSWER_STATE},
        where=or_(
            and_(answer.c.verdict == Verdict.PROMPT, answer.c.tries < new.excluded.tries),
            new.excluded["at"] < answer.c["at"],
        ),
    )
    return second.returning(literal(1))


def _insert(dialect: str) -> Any:
    return postgresql.insert if dialect == "postgresql" else sqlite.insert
