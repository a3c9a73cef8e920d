"""Rows of games as the nouns of bot.games.model."""

from typing import Any

from sqlalchemy import Row

from bot.errors import RowUnreadable
from bot.games.judging import Verdict
from bot.games.model import (
    Answer,
    Difficulty,
    Ending,
    Fake,
    Game,
    GameState,
    MarkKind,
    Pace,
    Phase,
    Player,
    Round,
    RoundMark,
    RoundState,
    Rules,
    Teams,
)
from bot.storage.careful import must_fit, thawing
from bot.storage.rows import place_of, thawed_item
from bot.storage.tables.games import answer, fake, game, mark, player, round_

_GAME, _PLAYER, _ROUND, _ANSWER, _FAKE, _MARK = (tuple(each.c) for each in (game, player, round_, answer, fake, mark))


def rules_of(stored: dict[str, Any]) -> Rules:
    """What a host chose; what was added later has its default in older rows."""
    kept = isinstance(stored["mode"], str) and isinstance(stored["rounds"], int)
    if not (kept and isinstance(stored.get("seconds"), int | None)):
        raise RowUnreadable
    return Rules(
        **{
            **stored,
            "pace": Pace(stored.get("pace", Pace.NORMAL)),
            "teams": Teams(stored.get("teams", Teams.NONE)),
            "difficulty": Difficulty(stored.get("difficulty", Difficulty.ANY)),
        }
    )


@thawing
def game_of(row: Row[Any]) -> Game:
    """A row of `game`."""
    must_fit(_GAME, row)
    return Game(
        id=row.id, place=place_of(row), host=row.host, rules=rules_of(row.rules), state=GameState(row.state),
        started_at=row.started_at, silent=row.silent, begins_at=row.begins_at,
        ending=row.ending and Ending(row.ending),
    )  # fmt: skip


@thawing
def player_of(row: Row[Any]) -> Player:
    """A row of `player`."""
    must_fit(_PLAYER, row)
    return Player(
        user_id=row.user_id, name=row.name, joined=row.joined, streak=row.streak, points=row.points, team=row.team,
        silent=row.silent,
    )  # fmt: skip


@thawing
def round_of(row: Row[Any]) -> Round:
    """A row of `round`."""
    must_fit(_ROUND, row)
    return Round(
        id=row.id, game_id=row.game_id, number=row.number, item=thawed_item(row.frozen), seconds=row.seconds,
        quote_number=row.quote_number, state=RoundState(row.state), ready_at=row.ready_at,
        opens_at=row.opens_at, closes_at=row.closes_at,
        left=row.left, void=row.void, phase=Phase(row.phase),
    )  # fmt: skip


@thawing
def answer_of(row: Row[Any]) -> Answer:
    """A row of `answer`."""
    must_fit(_ANSWER, row)
    return Answer(
        round_id=row.round_id, user_id=row.user_id, text=row.text, verdict=Verdict(row.verdict), at=row.at,
        tries=row.tries,
    )  # fmt: skip


@thawing
def fake_of(row: Row[Any]) -> Fake:
    """A row of `fake`."""
    must_fit(_FAKE, row)
    return Fake(round_id=row.round_id, user_id=row.user_id, text=row.text, at=row.at, removed=row.removed)


@thawing
def mark_of(row: Row[Any]) -> RoundMark:
    """A row of `mark`."""
    must_fit(_MARK, row)
    return RoundMark(round_id=row.round_id, user_id=row.user_id, kind=MarkKind(row.kind))
