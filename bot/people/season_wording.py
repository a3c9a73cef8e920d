"""Seasons put into words: how one stands, whether to close it, that it is over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat.incoming import PressId
from bot.chat.messages import Button, Notice, Scoreboard
from bot.chat.moments import day_text, local_date
from bot.games.verbs import CLOSE, REOPEN, SEASON
from bot.people.boards import UNDO, Period, Scope, Season
from bot.people.wording import leaderboard

UNDO_MINUTES = int(UNDO.total_seconds() // 60)


def board(
    season: Season, points: Sequence[tuple[str, str, int]], zone: str, *, user_id: str = "", manages: bool = False
) -> Scoreboard | Notice:
    """How a season stands, or stood in the end; `manages`: whoever asks may close it."""
    shown = leaderboard(points, Period.SEASON, Scope.WORKSPACE, user_id)
    over = season.closed_at is not None
    close = () if over or not manages else (Button(id=str(PressId(SEASON, str(season.number))), label="Close it…"),)
    before = f"The one before: /quiz season {season.number - 1}" if season.number > 1 else ""
    if isinstance(shown, Notice):
        nobody = "Nobody had points in it." if over else "Nobody has points in it yet; a game of two makes some."
        return Notice(text=f"{_title(season, zone)}. {nobody} {before}".rstrip(), buttons=close)
    return replace(
        shown, title=f"{_title(season, zone)}, in the whole workspace", final=over,
        closing=f"{shown.closing} {before}".strip(), buttons=close,
    )  # fmt: skip


def _title(season: Season, zone: str) -> str:
    began = "" if season.began_at is None else _day(season.began_at, zone)
    if season.closed_at is None:
        return f"Season {season.number}" + (f", since {began}" if began else ", since the first game")
    return f"Season {season.number}, " + (f"from {began} to " if began else "up to ") + _day(season.closed_at, zone)


def _day(at: datetime, zone: str) -> str:
    return day_text(local_date(at, zone))


def confirm(season: Season) -> Notice:
    """What closing does, before it is done."""
    number = season.number
    return Notice(
        text=f"Close season {number}? Its board is posted here and stays to be read, and season {number + 1} begins at "
        f"nothing. Points stay on all other boards. For {UNDO_MINUTES} minutes it can be undone.",
        buttons=(Button(id=str(PressId(CLOSE, str(number))), label=f"Close season {number}"),),
    )


def closed(season: Season, *, posted: bool) -> Notice:
    """The private receipt of who closed it."""
    number = season.number
    where = "its board is posted here" if posted else f"I may not post here; its board: /quiz season {number}"
    return Notice(
        text=f"Season {number} is closed: {where}. Season {number + 1} has begun. "
        f"Undo works for {UNDO_MINUTES} minutes.",
        buttons=(Button(id=str(PressId(REOPEN, str(number))), label="Undo"),),
    )


def reopened(season: Season) -> Notice:
    """The private receipt of who undid it."""
    return Notice(text=f"Undone: it is season {season.number} still, as if it had not been closed.")


def final(season: Season, points: Sequence[tuple[str, str, int]], zone: str) -> Scoreboard | Notice:
    """What the channel is told of a season that was closed."""
    shown = board(season, points, zone)
    follows = f"Season {season.number + 1} has begun, and everybody is at nothing."
    if isinstance(shown, Notice):
        return Notice(text=f"{_title(season, zone)}, is over. Nobody had points in it. {follows}")
    names = [s.name for s in shown.standings if s.rank == 1]
    won = f"Won by {names[0]}." if len(names) == 1 else f"Shared by {', '.join(names[:-1])} and {names[-1]}."
    return replace(shown, title=f"{_title(season, zone)}: the final board", closing=f"{won} {follows}")


def goes_on(number: int) -> Notice:
    """What stays of a final board that was undone."""
    return Notice(text=f"It is season {number} still: closing it was undone.")
