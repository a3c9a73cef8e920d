"""Feeds that workspaces follow, and who looks at one now."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, update

from bot.errors import RowUnreadable
from bot.library.followed import DONE, HOUR, Followed
from bot.library.links import Known
from bot.library.model import DecidedBy
from bot.library.silence import told_by
from bot.storage.careful import left_out, readable
from bot.storage.rows import insert, lease_time, not_left
from bot.storage.tables.feeds import feed
from bot.storage.transaction import Rows
from content.model import Speaker


class FeedRows(Rows):
    """One row a feed and workspace. What changes a feed's row, but by hand, needs its lease."""

    def all(self, workspace_id: str) -> Sequence[Followed]:
        """Those of a workspace, the oldest first."""
        rows = select(feed).where(feed.c.workspace_id == workspace_id).order_by(feed.c.at, feed.c.id)
        return list(readable(self._connection, rows, feed.c.id, _followed))

    def get(self, feed_id: int) -> Followed | None:
        """One of them."""
        row = self._connection.execute(select(feed).where(feed.c.id == feed_id)).first()
        return None if row is None else _followed(row)

    def count(self, workspace_id: str) -> int:
        """How many a workspace follows."""
        rows = select(func.count()).select_from(feed).where(feed.c.workspace_id == workspace_id)
        return int(self._connection.execute(rows).scalar_one())

    def follow(self, new: Followed, *, lease: float) -> Followed | None:
        """One more, looked at by whoever follows it for so many seconds; None for one that is followed already."""
        values = {
            "workspace_id": new.workspace_id, "digest": digest_of(new.link), "link": new.link, "title": new.title,
            "speaker": new.speaker, "user_id": new.by.user_id, "name": new.by.name, "at": new.at,
            "etag": new.known.etag, "modified": new.known.modified, "episodes": dict(new.episodes), "since": new.since,
            "next_at": new.next_at, "lease": secrets.token_hex(8), "lease_until": self._until(lease),
        }  # fmt: skip
        added = insert(self._connection, feed).values(values).on_conflict_do_nothing().returning(feed)
        row = self._connection.execute(added).first()
        return None if row is None else _followed(row)

    def change_speaker(self, workspace_id: str, link: str, speaker: str, at: datetime) -> Followed | None:
        """Somebody else speaks where nobody is named: what failed is tried anew, soon. None where nothing differs."""
        same = (feed.c.workspace_id == workspace_id) & (feed.c.digest == digest_of(link))
        row = self._connection.execute(select(feed).where(same, feed.c.speaker != speaker)).first()
        if row is None:
            return None
        anew = {episode: min(tries, 1) for episode, tries in row.episodes.items()}
        changed = update(feed).where(feed.c.id == row.id).values(speaker=speaker, episodes=anew, next_at=at)
        return _followed(self._connection.execute(changed.returning(feed)).one())

    def forget_speaker(self, workspace_id: str, labels: Collection[str]) -> None:
        """Nobody who is known by one of these labels, folded, speaks where nobody is named."""
        named = select(feed.c.id, feed.c.speaker).where(feed.c.workspace_id == workspace_id, feed.c.speaker != "")
        for row in self._connection.execute(named).all():
            if not told_by(Speaker(name=row.speaker)).isdisjoint(labels):
                self._connection.execute(update(feed).where(feed.c.id == row.id).values(speaker=""))

    def unfollow(self, workspace_id: str, feed_id: int) -> bool:
        """Follow it no more; False where it is not followed."""
        those = (feed.c.workspace_id == workspace_id) & (feed.c.id == feed_id)
        return self._connection.execute(delete(feed).where(those)).rowcount == 1

    def claim(self, at: datetime, *, lease: float, limit: int) -> Sequence[Followed]:
        """Those that are due and nobody looks at, for so many seconds; none of a workspace that removed the bot."""
        free = or_(feed.c.lease_until.is_(None), feed.c.lease_until <= lease_time(self._connection))
        due = select(feed.c.id).where(feed.c.next_at <= at, free, not_left(feed))
        ids = self._connection.execute(due.order_by(feed.c.next_at).limit(limit).with_for_update(skip_locked=True))
        claimed = []
        for feed_id in list(ids.scalars()):
            values = {"lease": secrets.token_hex(8), "lease_until": self._until(lease)}
            held = self._connection.execute(update(feed).where(feed.c.id == feed_id).values(values))
            assert held.rowcount == 1
            with left_out("feed", feed_id):
                found = self.get(feed_id)
                assert found is not None
                claimed.append(found)
        return claimed

    def hold(self, held: Followed, *, lease: float) -> bool:
        """Look at it for longer; False if that is lost to somebody else, or it is followed no more."""
        return self._change(held, {"lease_until": self._until(lease)})

    def bring(self, held: Followed, episode: str, pack_id: int | None, at: datetime) -> None:
        """An episode is settled: it became a pack, or (None) nothing more will come of it."""
        row = self._connection.execute(select(feed.c.episodes, feed.c.brought).where(feed.c.id == held.id)).one()
        values: dict[str, Any] = {"episodes": {**row.episodes, episode: DONE}}
        if pack_id is not None:
            values |= {"newest_id": pack_id, "newest_at": at, "brought": row.brought + 1}
        self._change(held, values)

    def settle(self, held: Followed, *, next_at: datetime, values: Mapping[str, Any]) -> bool:
        """The look is over; False if it was lost to somebody else."""
        return self._change(held, {"next_at": next_at, "lease": None, "lease_until": None, **values})

    def try_again(self, held: Followed, episode: str) -> int:
        """An episode was tried in vain; returns how often by now."""
        row = self._connection.execute(select(feed.c.episodes).where(feed.c.id == held.id)).one()
        tries = int(row.episodes.get(episode, DONE)) + 1
        self._change(held, {"episodes": {**row.episodes, episode: tries}})
        return tries

    def newest(self, workspace_id: str, since: datetime) -> frozenset[int]:
        """The packs of the newest episodes that came in since then."""
        fresh = (feed.c.workspace_id == workspace_id) & (feed.c.newest_at > since) & feed.c.newest_id.is_not(None)
        return frozenset(self._connection.execute(select(feed.c.newest_id).where(fresh)).scalars())

    def _change(self, held: Followed, values: dict[str, Any]) -> bool:
        mine = (feed.c.id == held.id) & (feed.c.lease == held.lease)
        return self._connection.execute(update(feed).where(mine).values(values)).rowcount == 1

    def _until(self, seconds: float) -> datetime:
        return lease_time(self._connection) + timedelta(seconds=min(seconds, HOUR.total_seconds()))


def digest_of(link: str) -> str:
    """What tells one feed from another."""
    return blake2b(link.strip().encode("utf-8", "replace"), digest_size=16).hexdigest()


def _followed(row: Row[Any]) -> Followed:
    if not isinstance(row.episodes, dict) or not all(isinstance(tries, int) for tries in row.episodes.values()):
        raise RowUnreadable
    return Followed(
        id=row.id, workspace_id=row.workspace_id, link=row.link, title=row.title, speaker=row.speaker,
        by=DecidedBy(row.user_id, row.name), at=row.at, since=row.since, next_at=row.next_at,
        known=Known(etag=row.etag, modified=row.modified), episodes=row.episodes, brought=row.brought,
        failures=row.failures, problem=row.problem, told=row.told, lease=row.lease or "",
    )  # fmt: skip
