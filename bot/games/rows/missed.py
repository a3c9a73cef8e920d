"""What somebody was asked, wherever it was: in games, in those that were folded, and in daily guesses and quizzes."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from bot.games.judging import Verdict
from bot.games.missed import Met
from bot.games.model import RoundState
from bot.storage.careful import readable, thawing
from bot.storage.rows import in_workspace
from bot.storage.tables.daily import delivery, guess
from bot.storage.tables.games import answer, game, player, round_
from bot.storage.tables.library import quote
from bot.storage.transaction import Rows

# So far back it is looked for: answers in games, games that were folded, guesses.
MOST = 2000
# As bot.app.rows.old_games keeps what a player answered in a game.
_ENTRY = re.compile(r"([0-9]*)([+-])([0-9]+)(?::(\S+))? ")
_TOGETHER = 500


class MissedRows(Rows):
    """Everything that one person answered in a workspace and knows the answer of."""

    def met(self, workspace_id: str, user_id: str) -> list[Met]:
        """In any order. Nothing of what takes answers still, or was undone.

        Of folded games it is known which item an answer was to where its quote tells, or where it was the only one
        without a quote; what else was answered there is left out.
        """
        return [
            *self._in_games(workspace_id, user_id),
            *self._in_folded(workspace_id, user_id),
            *self._daily(workspace_id, user_id),
        ]

    def _in_games(self, workspace_id: str, user_id: str) -> list[Met]:
        rows = (
            select(answer.c.at, answer.c.verdict, round_.c.item_id, round_.c.frozen, round_.c.quote_number)
            .join(round_, round_.c.id == answer.c.round_id)
            .join(game, game.c.id == round_.c.game_id)
            .where(in_workspace(game, workspace_id), answer.c.user_id == user_id, ~round_.c.void)
            .where(round_.c.state == RoundState.CLOSED, game.c.asked.is_(None))
            .order_by(answer.c.at.desc())
            .limit(MOST)
        )
        return readable(self._connection, rows, round_.c.id, _answered)

    def _daily(self, workspace_id: str, user_id: str) -> list[Met]:
        rows = (
            select(guess.c.at, guess.c.right, guess.c.position, delivery.c["items"])
            .join(delivery, delivery.c.id == guess.c.delivery_id)
            .where(in_workspace(delivery, workspace_id), guess.c.user_id == user_id, ~delivery.c.open)
            .order_by(guess.c.at.desc())
            .limit(MOST)
        )
        return readable(self._connection, rows, delivery.c.id, _guessed)

    def _in_folded(self, workspace_id: str, user_id: str) -> list[Met]:
        rows = (
            select(game.c.over_at, game.c.asked, player.c.record)
            .join(player, player.c.game_id == game.c.id)
            .where(in_workspace(game, workspace_id), player.c.user_id == user_id, game.c.asked.is_not(None))
            .order_by(game.c.over_at.desc())
            .limit(MOST)
        )
        found = [one for some in readable(self._connection, rows, game.c.id, _recorded) for one in some]
        quotes = self._quotes({number for _, number, *_ in found if number is not None})
        return list(_identified(found, quotes))

    def _quotes(self, numbers: set[int]) -> dict[int, str]:
        """The ids of the quotes of these numbers."""
        known: dict[int, str] = {}
        ordered = sorted(numbers)
        for first in range(0, len(ordered), _TOGETHER):
            some = quote.c.number.in_(ordered[first : first + _TOGETHER])
            rows = self._connection.execute(select(quote.c.number, quote.c.quote_id).where(some))
            known |= {row.number: row.quote_id for row in rows}
        return known


# Kind, number of the quote, whether it was right, when, the item where it is known; and what its game asked.
_Entry = tuple[str, int | None, bool, datetime, str, list[list[str]]]


@thawing
def _answered(row: Row[Any]) -> Met:
    return Met(
        item_id=row.item_id, kind=row.frozen["kind"], number=row.quote_number, right=row.verdict == Verdict.ACCEPT,
        at=row.at,
    )  # fmt: skip


@thawing
def _guessed(row: Row[Any]) -> Met:
    asked = row.items[row.position]
    return Met(
        item_id=asked["item"]["id"], kind=asked["item"]["kind"], number=asked["number"], right=bool(row.right),
        at=row.at,
    )  # fmt: skip


@thawing
def _recorded(row: Row[Any]) -> list[_Entry]:
    asked = [[each] if isinstance(each, str) else list(each) for each in row.asked]
    found: list[_Entry] = []
    for kind, entries in (row.record or {}).items():
        for number, sign, ago, item_id in _ENTRY.findall(entries):
            at = row.over_at - timedelta(seconds=int(ago))
            found.append((kind, int(number) if number else None, sign == "+", at, item_id, asked))
    return found


def _identified(found: list[_Entry], quotes: dict[int, str]) -> Iterator[Met]:
    """Those of which one item of their game alone can be meant."""
    for kind, number, right, at, known, asked in found:
        by_quote: dict[str, list[str]] = defaultdict(list)
        for item_id, *about in asked:
            by_quote[about[0] if about else ""].append(item_id)
        wanted = "" if number is None else quotes.get(number)
        items = [known] if known else by_quote.get(wanted, []) if wanted is not None else []
        if len(items) == 1:
            yield Met(item_id=items[0], kind=kind, number=number, right=right, at=at)
