"""Which process is connected for which shard of a platform: rows that are held as long as their holder renews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, select, update

from bot.delivery.rows import PostRows
from bot.storage.rows import insert
from bot.storage.tables.shards import shard, shard_holder
from bot.storage.transaction import Rows

# A platform lets one session of a group begin in so long, whichever process begins it; a little more than it asks for.
IDENTIFY_SECONDS = 5.2


@dataclass(frozen=True, slots=True)
class Standing:
    """What a process holds: shards by their numbers, of `count` there are; `alone` if no other process is there."""

    numbers: tuple[int, ...]
    count: int
    alone: bool


class ShardRows(Rows):
    """Shards and who holds them, measured by the store's own clock, as all leases are."""

    def join(self, me: str, lease: float) -> None:
        """Be one of those who hold shards or wait for some; harmless for who is one."""
        now = self._now()
        mine = {"id": me, "since": now, "until": now + timedelta(seconds=lease)}
        self._connection.execute(insert(self._connection, shard_holder).values(mine).on_conflict_do_nothing())

    def renew(self, me: str, lease: float) -> Standing | None:
        """Be there for longer; None if others took over meanwhile. Who was away begins to wait anew."""
        now, mine = self._now(), shard_holder.c.id == me
        held_until = self._connection.execute(select(shard_holder.c.until).where(mine).with_for_update()).scalar()
        if held_until is None:
            return None
        since = {"since": now} if held_until <= now else {}
        longer = update(shard_holder).where(mine).values(until=now + timedelta(seconds=lease), **since)
        self._connection.execute(longer)
        return self._standing(me, now)

    def take(self, me: str, *, count: int, most: int, lease: float) -> Standing | None:
        """Hold up to `most` shards more that nobody holds, and no more than a fair share; None as for `renew`.

        There are `count` of them as soon as nobody holds any. What a dead process held is free once its lease ended,
        for whoever has been here for a whole lease since: a live one that was kept from renewing is heard first.
        """
        self._all()
        now = self._now()
        self._bury(me, now, lease)
        living = self._living(now)
        if me not in living:
            return None
        rows = self._all()
        if not any(row.holder for row in rows) and len(rows) != count:
            rows = self._agree_on(count)
        free = [row.number for row in rows if row.holder is None]
        share = -(-len(rows) // len(living)) - sum(row.holder == me for row in rows)
        taken = free[: max(0, min(most, share))]
        self._connection.execute(update(shard).where(shard.c.number.in_(taken)).values(holder=me))
        return self._standing(me, now)

    def wait_to_identify(self, me: str, number: int, concurrency: int) -> float | None:
        """Begin a session of a shard: 0 now, which is noted, or after so many seconds; None if it is not mine.

        `concurrency` groups of shards may begin at the same time, a shard of each.
        """
        group = [row for row in self._all() if row.number % concurrency == number % concurrency]
        if not any(row.number == number and row.holder == me for row in group):
            return None
        now = self._now()
        last = max((row.identified_at for row in group if row.identified_at is not None), default=None)
        if last is not None and last <= now < last + timedelta(seconds=IDENTIFY_SECONDS):
            return float((last - now).total_seconds()) + IDENTIFY_SECONDS
        self._connection.execute(update(shard).where(shard.c.number == number).values(identified_at=now))
        return 0.0

    def leave(self, me: str) -> None:
        """Hold nothing any more: others may take it at once."""
        self._all()
        self._connection.execute(update(shard).where(shard.c.holder == me).values(holder=None))
        self._connection.execute(delete(shard_holder).where(shard_holder.c.id == me))

    def _now(self) -> datetime:
        return PostRows(self._connection, writes=self._writes).now()

    def _all(self) -> Sequence[Row[Any]]:
        """Every shard, held until the transaction ends: whoever changes who holds what does so alone."""
        return self._connection.execute(select(shard).order_by(shard.c.number).with_for_update()).all()

    def _living(self, now: datetime) -> set[str]:
        return set(self._connection.execute(select(shard_holder.c.id).where(shard_holder.c.until > now)).scalars())

    def _bury(self, me: str, now: datetime, lease: float) -> None:
        """Free what is held by those whose lease ended, unless we are new here ourselves."""
        since = select(shard_holder.c.since).where(shard_holder.c.id == me)
        waited = self._connection.execute(since).scalar()
        if waited is None or waited > now - timedelta(seconds=lease):
            return
        ended = shard_holder.c.until <= now, shard_holder.c.id != me
        self._connection.execute(delete(shard_holder).where(*ended))
        known = select(shard_holder.c.id)
        self._connection.execute(update(shard).where(shard.c.holder.not_in(known)).values(holder=None))

    def _agree_on(self, count: int) -> Sequence[Row[Any]]:
        self._connection.execute(delete(shard).where(shard.c.number >= count))
        numbers = [{"number": number} for number in range(count)]
        self._connection.execute(insert(self._connection, shard).values(numbers).on_conflict_do_nothing())
        return self._all()

    def _standing(self, me: str, now: datetime) -> Standing:
        mine = select(shard.c.number).where(shard.c.holder == me).order_by(shard.c.number)
        others = select(func.count()).where(shard_holder.c.until > now, shard_holder.c.id != me)
        return Standing(
            numbers=tuple(self._connection.execute(mine).scalars()),
            count=self._connection.execute(select(func.count()).select_from(shard)).scalar_one(),
            alone=not self._connection.execute(others).scalar_one(),
        )
