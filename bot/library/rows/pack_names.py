"""Names of packs: which is free, and what refers to a pack by its name."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Table, func, or_, select, update

from bot.library.model import PackInfo, PackUsage
from bot.storage.careful import readable, thawing
from bot.storage.rows import PLACE
from bot.storage.tables.base import CLOSED, OFF, ON, OVER
from bot.storage.tables.daily import subscription
from bot.storage.tables.games import game, round_
from bot.storage.tables.library import pack, pack_grant, quote
from bot.storage.tables.presets import preset

# What was removed keeps its name with this and its id behind it, so that the name is free at once.
REMOVED = "~"
_LONGEST = 60


def free_name(connection: Connection, owner: str, wanted: str) -> str:
    """The name, or the first of name-2, name-3 … that no pack of the owner has."""
    stem = wanted[:_LONGEST]
    ours = select(pack.c.name).where(pack.c.workspace_id == owner, pack.c.name.startswith(stem, autoescape=True))
    taken = set(connection.execute(ours).scalars())
    tries = (f"{stem}-{n}" for n in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(name for name in tries if name not in taken)


def refer(connection: Connection, was: PackInfo, name: str) -> None:
    """Let daily posts, games and kept mixes that name a pack follow it to its new name."""
    other, here = subscription.alias("other"), _seen(subscription, was, name)
    same = [other.c[column] == subscription.c[column] for column in (*PLACE, "style")]
    # A schedule left of an earlier pack of the new name has nothing to post any more: it makes room.
    double = select(other.c.id).where(other.c.pack == was.name, *same).exists()
    left = update(subscription).where(subscription.c.pack == name, here, double)
    connection.execute(
        left.values(pack=name + REMOVED + subscription.c.id, state=OFF, next_date=None, next_due_at=None)
    )
    connection.execute(update(subscription).where(subscription.c.pack == was.name, here).values(pack=name))
    # Those that are over too: they are played once more by their buttons, and kept as a mix.
    for row in _naming(connection, game.c.rules, was, game.c.asked.is_(None), _seen(game, was, name)):
        connection.execute(update(game).where(game.c.id == row.id).values(rules={**row.told, "pack": name}))
    for row in _naming(connection, subscription.c.game, was, subscription.c.pack == name, here):
        connection.execute(
            update(subscription).where(subscription.c.id == row.id).values(game={**row.told, "pack": name})
        )
    for row in _naming(connection, preset.c.options, was, _meant(preset.c.workspace_id, was, name)):
        connection.execute(update(preset).where(preset.c.id == row.id).values(options={**row.told, "pack": name}))


def uses(connection: Connection, info: PackInfo) -> PackUsage:
    """What names this pack where it can be seen."""
    on = subscription.c.state == ON
    daily = select(func.count()).where(subscription.c.pack == info.name, on, _seen(subscription, info))
    asked = select(quote.c.number).where(quote.c.pack_id == info.id)
    asking = select(round_.c.game_id).where(round_.c.state != CLOSED, round_.c.quote_number.in_(asked))
    running = _naming(connection, game.c.rules, info, game.c.state != OVER, _seen(game, info))
    games = {row.id for row in running} | set(
        connection.execute(select(game.c.id).where(game.c.id.in_(asking), game.c.state != OVER)).scalars()
    )
    return PackUsage(games=len(games), daily=int(connection.execute(daily).scalar_one()))


def _naming(
    connection: Connection, told: Column[Any], info: PackInfo, *those: ColumnElement[bool]
) -> list["_Naming"]:  # fmt: skip
    """Those rows of which the column that is a mapping names this pack."""
    kept = told.table.c.id
    rows = select(kept, told.label("told")).where(told.is_not(None), *those)
    return [row for row in readable(connection, rows, kept, _Naming.of) if row.told.get("pack") == info.name]


@dataclass(frozen=True, slots=True)
class _Naming:
    """A row, and what its mapping holds."""

    id: str
    told: dict[str, Any]

    @staticmethod
    @thawing
    def of(row: Row[Any]) -> "_Naming":
        """As it was read."""
        return _Naming(row.id, dict(row.told))


def _seen(table: Table, info: PackInfo, *names: str) -> ColumnElement[bool]:
    """The rows of places where this pack is meant by its name (or by one of these)."""
    return _meant(table.c.platform + ":" + table.c.workspace, info, *names)


def _meant(where: ColumnElement[str], info: PackInfo, *names: str) -> ColumnElement[bool]:
    """Whether this pack is meant by its name (or by one of these) in the workspace of that id."""
    if info.workspace_id is None:
        own = select(pack.c.workspace_id).where(pack.c.name.in_((info.name, *names)), pack.c.workspace_id != "")
        return where.not_in(own)
    granted = select(pack_grant.c.workspace_id).where(pack_grant.c.pack_id == info.id)
    return or_(where == info.workspace_id, where.in_(granted))
