"""What was asked and revealed where, in games that are whole and in those that were folded."""

from collections.abc import Collection
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select, tuple_

from bot.chat.incoming import Place
from bot.errors import RowUnreadable
from bot.games.model import RoundState
from bot.storage.careful import readable, thawing
from bot.storage.rows import SOLO, at_place, in_workspace
from bot.storage.tables.games import game, player, round_
from bot.storage.transaction import Rows

# Of so many rounds people may still know what was revealed.
REMEMBERED = 300


class AskedRows(Rows):
    """The rounds of a place as far as choosing the next one asks for them."""

    def asked_items(self, place: Place) -> frozenset[str]:
        """Ids of the items that were asked in that place, in any game; one that nobody saw was not."""
        return frozenset(self.asked_in_order(place))

    def asked_in_order(self, place: Place) -> tuple[str, ...]:
        """The same, those that were asked last first."""
        seen = or_(~round_.c.void, round_.c.opens_at.is_not(None))
        rows = select(game.c.started_at, round_.c.number, round_.c.item_id).join(game)
        whole = self._connection.execute(rows.where(at_place(game, place), game.c.asked.is_(None), seen))
        folded = [(began, number, asked[0]) for began, number, asked in self._folded(at_place(game, place))]
        ordered = sorted([*map(tuple, whole), *folded], key=itemgetter(0, 1), reverse=True)
        return tuple(dict.fromkeys(item_id for _, _, item_id in ordered))

    def revealed_quotes(self, place: Place) -> frozenset[str]:
        """Ids of the quotes that the rounds resolved last in that place were about."""
        resolved = self._resolved(at_place(game, place), aside=False)
        return frozenset(quote_id for _, *quotes in resolved for quote_id in quotes)

    def revealed_to(self, place: Place, user_id: str) -> tuple[frozenset[str], frozenset[str]]:
        """Ids of the items and of the quotes of the rounds resolved last in those places of the workspace where that
        user played, whoever played in these rounds: there they read what was revealed.
        """
        theirs = game.alias()
        played = (
            select(theirs.c.channel, theirs.c.thread)
            .join(player, player.c.game_id == theirs.c.id)
            .where(theirs.c.platform == place.platform, theirs.c.workspace == place.workspace)
            .where(player.c.user_id == user_id)
        )
        there = tuple_(game.c.channel, game.c.thread).in_(played)
        found = self._resolved(and_(in_workspace(game, place.workspace_id), there), aside=True)
        return frozenset(item for item, *_ in found), frozenset(quote for _, *quotes in found for quote in quotes)

    def revealed_alone(self, place: Place, user_ids: Collection[str]) -> frozenset[str]:
        """Ids of the items and of the quotes of the rounds resolved last in games that these people played alone in the
        workspace.
        """
        theirs = game.c.channel.in_([f"{SOLO}{user_id}" for user_id in user_ids])
        found = self._resolved(and_(in_workspace(game, place.workspace_id), theirs), aside=True)
        return frozenset(one for asked in found for one in asked)

    def before(self, game_id: str, place: Place, at: datetime) -> str | None:
        """The id of the game that began last in that place before this one, which began at that moment."""
        earlier = select(game.c.id).where(at_place(game, place), game.c.started_at <= at, game.c.id != game_id)
        return self._connection.execute(earlier.order_by(game.c.started_at.desc()).limit(1)).scalar()

    def _resolved(self, where: ColumnElement[bool], *, aside: bool) -> list[tuple[str, ...]]:
        """Item and quotes of the last rounds resolved in those games; `aside`: those without a quote as well."""
        wanted = (game.c.started_at, round_.c.number, round_.c.item_id, round_.c.quote_id, round_.c.frozen)
        closed = select(*wanted).join(game).where(where, round_.c.state == RoundState.CLOSED, game.c.asked.is_(None))
        if not aside:
            closed = closed.where(round_.c.quote_id.is_not(None))
        last = closed.order_by(game.c.started_at.desc(), round_.c.number.desc()).limit(REMEMBERED)
        whole = readable(self._connection, last, round_.c.id, _quotes_of)
        folded = [one for one in self._folded(where, REMEMBERED) if aside or one[2][1:]]
        ordered = sorted([*whole, *folded], key=itemgetter(0, 1), reverse=True)
        return [asked for _, _, asked in ordered[:REMEMBERED]]

    def _folded(
        self, where: ColumnElement[bool], most: int | None = None
    ) -> list[tuple[datetime, int, tuple[str, ...]]]:
        """What the folded ones of those games, at most so many of the last, asked: when the game began, which round it
        was (from 0), item and quotes.
        """
        kept = select(game.c.started_at, game.c.asked).where(where, game.c.asked.is_not(None))
        last = kept.order_by(game.c.started_at.desc()).limit(most)
        return [one for some in readable(self._connection, last, game.c.id, _asked_of) for one in some]


@thawing
def _quotes_of(row: Row[Any]) -> tuple[datetime, int, tuple[str, ...]]:
    quotes = tuple(q for q in (row.quote_id, *row.frozen.get("quote_ids", ())) if q)
    return row.started_at, row.number, (row.item_id, *quotes)


@thawing
def _asked_of(row: Row[Any]) -> list[tuple[datetime, int, tuple[str, ...]]]:
    """What bot.app.rows.old_games kept of a game's rounds; the first that were folded kept no quotes."""
    listed = [(each,) if isinstance(each, str) else tuple(each) for each in row.asked]
    if not (isinstance(row.asked, list) and all(each and all(isinstance(i, str) for i in each) for each in listed)):
        raise RowUnreadable
    return [(row.started_at, number, each) for number, each in enumerate(listed)]
