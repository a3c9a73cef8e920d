"""What the database keeps of one person in a workspace: counted, read as it is, and forgotten."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, update

from bot.chat.identity import NAMELESS
from bot.chat.principals import Principal, principals
from bot.privacy.rows.kept import KEPT, Kept, own_channels
from bot.settings.model import MANAGERS
from bot.storage.inbox import SHARED
from bot.storage.rows import in_workspace
from bot.storage.tables.base import inbox
from bot.storage.tables.daily import setting
from bot.storage.tables.delivery import post
from bot.storage.tables.games import answer, fake, game, item_report, mark, player, rating_step, round_, score_event
from bot.storage.tables.library import pack, shown
from bot.storage.tables.merges import merge
from bot.storage.transaction import Rows

# In this order nothing refers to what is gone.
_OF_ROUNDS = (rating_step, mark, fake, score_event, answer)
# What is of one place; subscriptions stay with their channel.
_OF_PLACES = (post, shown, item_report)


class PrivacyRows(Rows):
    """Everything that says who somebody is."""

    def counts(self, workspace_id: str, user_id: str) -> list[tuple[Kept, int]]:
        """How many rows of each kind there are, those without any left out."""
        found = [(kept, self._count(kept, workspace_id, user_id)) for kept in KEPT]
        return [(kept, count) for kept, count in found if count]

    def everything(self, workspace_id: str, user_id: str) -> dict[str, list[dict[str, Any]]]:
        """All of these rows as they are kept, by their tables, without what opens something; moments in ISO 8601."""
        told: dict[str, list[dict[str, Any]]] = {}
        for kept in KEPT:
            rows = self._connection.execute(select(kept.table).where(kept.of(workspace_id, user_id)))
            known = told.setdefault(kept.table.name, [])
            # Who wrote a question and changed it is named twice in one row.
            shown = (_without(_plain(row), kept.unshown) for row in rows)
            known.extend(row for row in shown if row not in known)
        written = select(post).where(self._written_to(workspace_id, user_id))
        told["post"] = list(map(_plain, self._connection.execute(written)))
        shares = select(inbox).where(_shared_by(workspace_id, user_id))
        told["inbox"] = list(map(_plain, self._connection.execute(shares)))
        told["setting"] = [{"name": MANAGERS, "value": str(p)} for p in self._as_manager(workspace_id, user_id)]
        return {name: rows for name, rows in told.items() if rows}

    def manages(self, workspace_id: str, user_id: str) -> bool:
        """Whether the settings name them as a manager."""
        return bool(self._as_manager(workspace_id, user_id))

    def notes(self, workspace_id: str, user_id: str) -> int:
        """How many private messages to them the outbox remembers."""
        rows = select(func.count()).select_from(post).where(self._written_to(workspace_id, user_id))
        return int(self._connection.execute(rows).scalar_one())

    def shares(self, workspace_id: str, user_id: str) -> int:
        """How many buttons they shared something by."""
        rows = select(func.count()).select_from(inbox).where(_shared_by(workspace_id, user_id))
        return int(self._connection.execute(rows).scalar_one())

    def forget(self, workspace_id: str, user_id: str) -> None:
        """Let none of it be theirs any more: rows go, or are nobody's where others need them."""
        self._forget_alone(workspace_id, user_id)
        nobody = NAMELESS + token_hex(6)
        for kept in KEPT:
            mine = kept.of(workspace_id, user_id)
            if kept.needed:
                self._connection.execute(update(kept.table).where(mine).values({kept.column: nobody, **kept.blank}))
            else:
                self._connection.execute(delete(kept.table).where(mine))
        self._connection.execute(delete(post).where(self._written_to(workspace_id, user_id)))
        self._connection.execute(delete(inbox).where(_shared_by(workspace_id, user_id)))
        self._unname_manager(workspace_id, user_id)
        self._forget_moved_votes(workspace_id, user_id)

    def _forget_moved_votes(self, workspace_id: str, user_id: str) -> None:
        """What parts merged packs again tells whose votes moved with them."""
        rows = select(merge.c.id, merge.c.apart).join(pack, pack.c.id == merge.c.into_id)
        for merge_id, apart in self._connection.execute(rows.where(pack.c.workspace_id == workspace_id)).all():
            votes = [moved for moved in apart.get("votes", ()) if moved[1] != user_id]
            if len(votes) != len(apart.get("votes", ())):
                changed = update(merge).where(merge.c.id == merge_id)
                self._connection.execute(changed.values(apart={**apart, "votes": votes}))

    def _count(self, kept: Kept, workspace_id: str, user_id: str) -> int:
        rows = select(func.count()).select_from(kept.table).where(kept.of(workspace_id, user_id))
        return int(self._connection.execute(rows).scalar_one())

    def _forget_alone(self, workspace_id: str, user_id: str) -> None:
        """What was theirs alone goes whole: the games they played alone, what was shown to them there."""
        channels = own_channels(user_id)
        games = list(
            self._connection.execute(
                select(game.c.id).where(in_workspace(game, workspace_id), game.c.channel.in_(channels))
            ).scalars()
        )
        rounds = list(self._connection.execute(select(round_.c.id).where(round_.c.game_id.in_(games))).scalars())
        for table in _OF_ROUNDS:
            self._connection.execute(delete(table).where(table.c.round_id.in_(rounds)))
        for table in (round_, player):
            self._connection.execute(delete(table).where(table.c.game_id.in_(games)))
        self._connection.execute(delete(game).where(game.c.id.in_(games)))
        for table in _OF_PLACES:
            there = in_workspace(table, workspace_id) & table.c.channel.in_(channels)
            self._connection.execute(delete(table).where(there))

    def _written_to(self, workspace_id: str, user_id: str) -> Any:
        """Posts to them alone, and those to others that are about what they did."""
        about = or_(
            post.c.channel.in_(own_channels(user_id)),
            post.c.subject.endswith(f":{user_id}", autoescape=True),
            post.c.key.contains(f":{user_id}:", autoescape=True),
            post.c.key.endswith(f":{user_id}", autoescape=True),
        )
        return in_workspace(post, workspace_id) & about

    def _as_manager(self, workspace_id: str, user_id: str) -> list[Principal]:
        return [p for p in self._managers(workspace_id) if p.id == user_id and not p.is_group]

    def _managers(self, workspace_id: str) -> Sequence[Principal]:
        value = self._connection.execute(select(setting.c.value).where(_managers_of(workspace_id))).scalar()
        return principals(value or "")

    def _unname_manager(self, workspace_id: str, user_id: str) -> None:
        mine = self._as_manager(workspace_id, user_id)
        if mine:
            left = ",".join(str(p) for p in self._managers(workspace_id) if p not in mine)
            self._connection.execute(update(setting).where(_managers_of(workspace_id)).values(value=left))


def _shared_by(workspace_id: str, user_id: str) -> Any:
    """Keys end with who shared (bot.library.services.share_once); the platform has to do for the workspace."""
    platform = workspace_id.partition(":")[0]
    shared = inbox.c.request_key.startswith(SHARED, autoescape=True)
    return (inbox.c.platform == platform) & shared & inbox.c.request_key.endswith(f" {user_id}", autoescape=True)


def _managers_of(workspace_id: str) -> Any:
    return (setting.c.workspace_id == workspace_id) & (setting.c.name == MANAGERS)


def _without(told: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in names}


def _plain(row: Row[Any]) -> dict[str, Any]:
    values: Mapping[str, Any] = row._asdict()
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
