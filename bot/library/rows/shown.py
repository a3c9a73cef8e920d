"""Quotes that were shown in a place."""

from datetime import datetime

from sqlalchemy import and_, bindparam, func, insert, select

from bot.chat.incoming import Place
from bot.storage.rows import PLACE, place_values
from bot.storage.tables.library import shown
from bot.storage.transaction import Rows

_ADD = insert(shown)
_NEWEST = (
    select(shown.c.number)
    .where(*(shown.c[name] == bindparam(name) for name in PLACE))
    .group_by(shown.c.number)
    .order_by(func.max(shown.c.id).desc())
    .limit(bindparam("most"))
)
# So many of the newest rows are looked at for what was shown a moment ago.
_LAST = 2000
_LATELY = select(shown.c.number).where(
    shown.c.id > select(func.max(shown.c.id)).scalar_subquery() - _LAST,
    shown.c.platform == bindparam("platform"), shown.c.workspace == bindparam("workspace"),
    shown.c.at >= bindparam("since"),
)  # fmt: skip
_SINCE = (
    select(shown.c.id)
    .where(*(shown.c[name] == bindparam(name) for name in PLACE))
    .where(shown.c.number == bindparam("quote"), shown.c.at >= bindparam("since"))
    .limit(1)
)


class ShownRows(Rows):
    """Which quotes a place has seen lately."""

    def recent(self, place: Place, limit: int) -> tuple[int, ...]:
        """Numbers shown there, newest first."""
        return tuple(self._connection.execute(_NEWEST, {**place_values(place), "most": limit}).scalars())

    def was_since(self, place: Place, number: int, since: datetime) -> bool:
        """Whether that quote was shown there since then."""
        wanted = {**place_values(place), "quote": number, "since": since}
        return self._connection.execute(_SINCE, wanted).first() is not None

    def since(self, place: Place, since: datetime) -> tuple[int, ...]:
        """Numbers shown there since then, newest first."""
        here = and_(*(shown.c[name] == value for name, value in place_values(place).items()), shown.c.at >= since)
        rows = select(shown.c.number).where(here).group_by(shown.c.number).order_by(func.max(shown.c.id).desc())
        return tuple(self._connection.execute(rows).scalars())

    def lately(self, workspace_id: str, since: datetime) -> frozenset[int]:
        """Numbers shown anywhere in that workspace since then, as far as the newest rows tell."""
        platform, _, name = workspace_id.partition(":")
        where = {"platform": platform, "workspace": name, "since": since}
        return frozenset(self._connection.execute(_LATELY, where).scalars())

    def add(self, place: Place, number: int, at: datetime) -> None:
        """Remember that a quote was shown there."""
        self._connection.execute(_ADD, {**place_values(place), "number": number, "at": at})
