"""What is being asked now, and where somebody was seen."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Text,
    bindparam,
    case,
    delete,
    exists,
    literal_column,
    or_,
    select,
    text,
    type_coerce,
    union,
)  # fmt: skip

from bot.errors import RowUnreadable
from bot.storage.careful import tell, thawing
from bot.storage.rows import SOLO, insert_for, thawed_item
from bot.storage.tables.base import seen, workspace
from bot.storage.tables.daily import delivery, guess
from bot.storage.tables.delivery import post, unsent
from bot.storage.tables.games import game, player, round_
from bot.storage.transaction import Rows
from content.model import Item

# Written out, so that each engine sees that its partial indexes hold what is asked for.
_OVER: Any = literal_column("'over'")
_CLOSED: Any = literal_column("'closed'")
_OPEN: Any = text("delivery.open")
# Items that are open are asked for with every request: what they look like is read once. A round's is of no use when it
# is over, and takes some kilobytes: as many as may be open where people ask at the same time.
_REMEMBERED = 512


def _many(name: str) -> Any:
    return bindparam(name, expanding=True)


# Asked with every request, so they are built once.
_ROUNDS = select(round_.c.id, type_coerce(round_.c.frozen, Text)).join(game).where(
    game.c.platform == bindparam("platform"), game.c.workspace.in_(_many("workspaces")),
    game.c.state != _OVER, round_.c.state != _CLOSED,
    ~game.c.channel.startswith(SOLO) | game.c.host.in_(_many("people")) | bindparam("everybody", type_=Boolean),
)  # fmt: skip
_DAILY = select(delivery.c.id, type_coerce(delivery.c["items"], Text)).where(
    delivery.c.platform == bindparam("platform"), delivery.c.workspace.in_(_many("workspaces")), _OPEN
)
_UNSENT = (
    post.c.platform == bindparam("platform"), post.c.workspace == bindparam("workspace"),
    unsent(post),
)  # fmt: skip
_REVEALS = select(round_.c.quote_id).join(post, post.c.subject == round_.c.id).where(
    *_UNSENT, post.c.kind == "round", round_.c.state == _CLOSED
)  # fmt: skip
# The end of a game tells the best of its quotes.
_BOARDS = select(round_.c.quote_id).join(post, post.c.subject == round_.c.game_id).where(
    *_UNSENT, post.c.kind == "board", post.c.key.endswith(":final")
)  # fmt: skip
_resolved = delivery.alias()
_DAILY_POSTS = (
    select(delivery.c.number, delivery.c.about, type_coerce(_resolved.c["items"], Text))
    .select_from(post)
    .join(delivery, delivery.c.id == post.c.subject)
    .outerjoin(_resolved, _resolved.c.id == delivery.c.about)
    .where(*_UNSENT, post.c.kind == "daily", or_(delivery.c.number.is_not(None), delivery.c.about != ""))
)
_WHEREABOUTS = union(
    select(seen.c.workspace).where(
        seen.c.platform == bindparam("platform"), seen.c.user_id.in_(_many("people")), seen.c.day >= bindparam("since")
    ),
    select(game.c.workspace).join(player).where(
        game.c.platform == bindparam("platform"), game.c.state != _OVER, player.c.user_id.in_(_many("people"))
    ),
    select(delivery.c.workspace).where(
        delivery.c.platform == bindparam("platform"), _OPEN,
        exists().where(guess.c.delivery_id == delivery.c.id, guess.c.user_id.in_(_many("people"))),
    ),
)  # fmt: skip


class OpenItemRows(Rows):
    """Items that take answers or are about to: of rounds, of daily guesses and quizzes."""

    def open_items(self, workspace_ids: Collection[str], people: Collection[str] | None) -> tuple[Item, ...]:
        """Everything open in these workspaces.

        What somebody is asked alone is open for these people only, with None for everybody.
        """
        found: dict[str, Item] = {}
        for platform, workspaces in _by_platform(workspace_ids).items():
            where = {"platform": platform, "workspaces": workspaces}
            whose = {"people": list(people or ()), "everybody": people is None}
            rounds = self._connection.execute(_ROUNDS, where | whose).all()
            daily = self._connection.execute(_DAILY, where).all()
            found |= {item.id: item for row in rounds for item in _known(_item, "round", *row)}
            found |= {item.id: item for row in daily for item in _known(_items, "delivery", *row)}
        return tuple(found.values())

    def announced(self, workspace_id: str) -> tuple[frozenset[str], frozenset[int]]:
        """The quotes that posts which wait to be sent there will tell: ids of those resolved, numbers of daily ones."""
        platform, _, name = workspace_id.partition(":")
        where = {"platform": platform, "workspace": name}
        rounds = [q for asked in (_REVEALS, _BOARDS) for q in self._connection.execute(asked, where).scalars()]
        posts = self._connection.execute(_DAILY_POSTS, where).all()
        resolved = ((about, items) for _, about, items in posts if items)
        daily = (item.quote_id for row in resolved for item in _known(_items, "delivery", *row))
        return frozenset(q for q in (*rounds, *daily) if q), frozenset(n for n, *_ in posts if n is not None)

    def hold(self, workspace_ids: Collection[str]) -> None:
        """Choose alone in these workspaces until the transaction ends. In one order, so that two never wait for each
        other; SQLite has one writer anyway.
        """
        rows = select(workspace.c.id).where(workspace.c.id.in_(workspace_ids)).order_by(workspace.c.id)
        self._connection.execute(rows.with_for_update(key_share=True)).all()

    def see(self, workspace_id: str, user_id: str, day: date, *, forget: date, manages: bool = False) -> None:
        """Note that somebody was there on that day, perhaps as a manager; what is older than the day `forget` goes."""
        self.see_all([(workspace_id, user_id, day, manages)], forget=forget)

    def see_all(self, visits: Iterable[tuple[str, str, date, bool]], *, forget: date) -> None:
        """The same of several: workspace, who, when, and whether as a manager."""
        rows = []
        for workspace_id, user_id, day, manages in visits:
            platform, _, name = workspace_id.partition(":")
            where = {"platform": platform, "user_id": user_id, "workspace": name}
            rows.append({**where, "day": day.isoformat(), "manages": manages})
        self._connection.execute(_seen_there(self._connection.dialect.name), rows)
        self._connection.execute(_FORGOTTEN, {"day": forget.isoformat()})

    def whereabouts(self, platform: str, people: Collection[str], since: date) -> frozenset[str]:
        """Ids of the workspaces of a platform where one of them was seen since that day, or sits in an open game."""
        who = {"platform": platform, "people": list(people), "since": since.isoformat()}
        return frozenset(f"{platform}:{name}" for name in self._connection.execute(_WHEREABOUTS, who).scalars())


_FORGOTTEN = delete(seen).where(seen.c.day < bindparam("day"))


# Built once: everybody is noted once a day.
@cache
def _seen_there(dialect: str) -> Any:
    new = insert_for(dialect, seen)
    later = case((new.excluded.day > seen.c.day, new.excluded.day), else_=seen.c.day)
    # Whom another process saw managing on the same day stays one.
    manager = case(
        (new.excluded.day > seen.c.day, new.excluded.manages), else_=or_(seen.c.manages, new.excluded.manages)
    )
    index = ["platform", "user_id", "workspace"]
    return new.on_conflict_do_update(index_elements=index, set_={"day": later, "manages": manager})


def _by_platform(workspace_ids: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for workspace_id in sorted(workspace_ids):
        platform, _, name = workspace_id.partition(":")
        found.setdefault(platform, []).append(name)
    return found


def _known(thaw: Callable[[str], tuple[Item, ...]], table: str, key: str, frozen: str) -> tuple[Item, ...]:
    """What is asked there; nothing where that cannot be read any more: it cannot be asked either."""
    try:
        return thaw(frozen)
    except RowUnreadable:
        tell(table, key)
        return ()


@lru_cache(maxsize=_REMEMBERED)
@thawing
def _item(frozen: str) -> tuple[Item, ...]:
    return (thawed_item(json.loads(frozen)),)


@lru_cache(maxsize=_REMEMBERED)
@thawing
def _items(frozen: str) -> tuple[Item, ...]:
    return tuple(_thawed(json.loads(frozen)))


def _thawed(items: list[dict[str, Any]]) -> Iterator[Item]:
    return (thawed_item(one["item"]) for one in items)
