"""The outbox: posts that are to be sent or edited, leased to one sender at a time."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Row,
    Update,
    and_,
    bindparam,
    case,
    exists,
    literal_column,
    or_,
    select,
    update,
)

from bot.chat.incoming import MessageRef, Place
from bot.delivery.posts import Post
from bot.storage.columns import Moment
from bot.storage.outgoing import WAITING, OutgoingRows, nonce_of
from bot.storage.rows import PLACE, at_place, inserted, lease_time, not_left, place_of, place_values
from bot.storage.tables.delivery import post, unsent
from bot.storage.wakeups import POST, wake

SENT, FAILED, DOUBTED = "sent", "failed", "doubted"
# The kind of a post whose message is to go, whatever it was before.
TAKEN = "taken"
TAKEN_DOWN = "it was taken down"


class PostRows(OutgoingRows):
    """The outbox. Leases are measured by the store's own clock."""

    def touch(self, key: str, at: datetime, *, spacing: float = 0.0) -> None:
        """Its subject changed: what stands must be edited (no effect on an unknown key).

        With `spacing` the edit waits so many seconds and takes along what changes meanwhile; an edit that is asked
        for without it is due at once.
        """
        wake(self._connection, POST)
        self._connection.execute(
            _TOUCH_AT_ONCE if not spacing else _TOUCH, {"this": key, "at": at + timedelta(seconds=spacing)}
        )

    def bring_forward(self, place: Place, kind: str, at: datetime) -> None:
        """What of that kind was to be sent there later is due now: something else comes behind it."""
        wake(self._connection, POST)
        waiting = at_place(post, place) & (post.c.kind == kind) & post.c.message_id.is_(None) & (post.c.not_before > at)
        self._connection.execute(update(post).where(waiting, post.c.tries == 0).values(not_before=at))

    def take_down(self, key: str, at: datetime) -> bool:
        """Let that post's message go, and never send it again; False for an unknown key."""
        wake(self._connection, POST)
        row = self._connection.execute(select(post).where(post.c.key == key).with_for_update()).first()
        if row is None:
            return False
        values: dict[str, Any] = {"kind": TAKEN, "not_before": at, "version": row.version + 1}
        if row.message_id is None and row.lease is None:
            # It stands nowhere; should a press prove that it does, it goes then.
            values = {"kind": TAKEN, "status": FAILED, "reason": TAKEN_DOWN}
        self._connection.execute(update(post).where(post.c.id == row.id).values(values))
        return True

    def standing(self, ref: MessageRef) -> tuple[str, str] | None:
        """The kind and subject of the post that is this message; None for an answer to somebody."""
        here = (post.c.message_id == ref.id) & at_place(post, ref.place)
        row = self._connection.execute(select(post.c.kind, post.c.subject).where(here)).first()
        return None if row is None else (row.kind, row.subject)

    def take_down_message(self, ref: MessageRef, at: datetime) -> None:
        """The same for any message of ours, be it a post or an answer."""
        wake(self._connection, POST)
        here = (post.c.message_id == ref.id) & at_place(post, ref.place)
        key = self._connection.execute(select(post.c.key).where(here)).scalar()
        if key is not None:
            self.take_down(key, at)
            return
        key = f"{TAKEN}:{ref.place.workspace_id}:{ref.place.channel}:{ref.id}"[:120]
        values = {
            "key": key, **place_values(ref.place), "kind": TAKEN, "subject": "", "nonce": nonce_of(key), "status": SENT,
            "version": 1, "shown": 0, "not_before": at, "priority": 0, "message_id": ref.id,
        }  # fmt: skip
        inserted(self._connection, post, values)

    def claim(
        self, platforms: Sequence[str], at: datetime, *, lease: float, limit: int = 1, passing: Collection[str] = ()
    ) -> tuple[Post, ...]:
        """Lease up to `limit` posts that are due to be sent or edited, one at a time for each place.

        Lower priorities go first, then what is due longest. In a place a post waits for older ones of no higher
        priority. The workspaces (by their ids) that are to be passed over get none.
        """
        now = self.now()
        asked = {"platforms": list(platforms), "at": at, "now": now, "most": limit, "passing": list(passing)}
        places: set[tuple[str, ...]] = set()
        claimed = []
        for row in self._connection.execute(_DUE, asked).all():
            place = tuple(getattr(row, name) for name in PLACE)
            if place in places:
                continue
            places.add(place)
            token = secrets.token_hex(8)
            until = now + timedelta(seconds=lease)
            self._connection.execute(_LEASE, {"this": row.id, "token": token, "until": until})
            claimed.append(_post(row, token))
        return tuple(claimed)

    def hold(self, post_id: int, *, lease: float) -> Post | None:
        """Lease that post, due or not; None if there is none that is still to be sent, or somebody sends it now."""
        now, token = self.now(), secrets.token_hex(8)
        free = update(post).where(post.c.id == post_id, unsent(post), _free(post, now))
        until = now + timedelta(seconds=lease)
        row = self._connection.execute(free.values(lease=token, lease_until=until).returning(post)).first()
        return None if row is None else _post(row, token)

    def renew(self, held: Post, *, lease: float) -> bool:
        """Hold a claim longer; False if it is lost to somebody else."""
        longer = _mine(held).values(lease_until=self.now() + timedelta(seconds=lease))
        return self._connection.execute(longer).rowcount == 1

    def settle(self, sent: Post, ref: MessageRef) -> bool:
        """It stands as `ref` and shows `post.version`; the lease ends. False if the claim was lost."""
        stands = {"this": sent.id, "held": sent.lease, "message": ref.id, "seen": sent.version}
        return self._connection.execute(_SETTLE, stands).rowcount == 1

    def fail(self, refused: Post, reason: str) -> bool:
        """It can not be sent; it is not tried again, the reason is kept. False if the claim was lost."""
        values = {"status": FAILED, "reason": reason, "lease": None, "lease_until": None}
        return self._connection.execute(_mine(refused).values(values)).rowcount == 1

    def release(self, held: Post, *, not_before: datetime, unsent: bool = False) -> None:
        """Give the lease back and try again later; `unsent`: this try surely left nothing behind."""
        tries = {"tries": 0} if unsent else {}
        self._connection.execute(_mine(held).values(not_before=not_before, lease=None, lease_until=None, **tries))

    def doubt(self, held: Post, until: datetime) -> None:
        """Give the lease back: it may stand, and a press may prove it until then. Other posts do not wait for it."""
        values = {"status": DOUBTED, "not_before": until, "lease": None, "lease_until": None}
        self._connection.execute(_mine(held).values(values))

    def adopt(self, key: str, ref: MessageRef, at: datetime) -> Post | None:
        """A message that was pressed in its place is that post, whatever became of sending it; its edit is due.

        None if the post stands already, or there is none of that key there.
        """
        wake(self._connection, POST)
        stands = update(post).where(post.c.key == key, at_place(post, ref.place), post.c.message_id.is_(None)).values(
            status=SENT, message_id=ref.id, shown=0, tries=0, not_before=at, lease=None, lease_until=None
        )  # fmt: skip
        row = self._connection.execute(stands.returning(post)).first()
        return None if row is None else _post(row, "")

    def send_anew(self, gone: Post, at: datetime) -> bool:
        """Its message was deleted: it is to be sent once more under another nonce.

        False if it was before, or if the claim was lost.
        """
        wake(self._connection, POST)
        first = _mine(gone).where(post.c.nonce == nonce_of(gone.key))
        values = {
            "status": WAITING, "message_id": None, "nonce": nonce_of(f"{gone.key} anew"), "shown": 0, "tries": 0,
            "not_before": at, "lease": None, "lease_until": None,
        }  # fmt: skip
        return self._connection.execute(first.values(values)).rowcount == 1

    def waiting(self, platforms: Sequence[str], at: datetime) -> bool:
        """Whether anything is due to be sent or edited."""
        due = exists().where(_to_do(), post.c.not_before <= at)
        return bool(self._connection.execute(select(due), {"platforms": list(platforms)}).scalar())

    def now(self) -> datetime:
        """The clock leases are measured by: one for all processes on a server, the machine's for a file."""
        return lease_time(self._connection)


# Written out, so that SQLite sees that the partial indexes hold what is asked for.
_DOUBTED: Any = literal_column("'doubted'")


def _to_do() -> Any:
    return and_(post.c.platform.in_(bindparam("platforms", expanding=True)), unsent(post), not_left(post))


def _free(table: Any, now: Any) -> Any:
    return or_(table.c.lease_until.is_(None), table.c.lease_until <= now)


def _blocked(now: Any) -> Any:
    """An older post of the same place still has to be sent before, or one of the place is being sent."""
    older, leased = post.alias(), post.alias()
    waits = exists().where(
        _same_place(older), unsent(older), older.c.status != _DOUBTED, older.c.id < post.c.id,
        older.c.priority <= post.c.priority,
    )  # fmt: skip
    busy = exists().where(_same_place(leased), leased.c.lease_until > now, leased.c.id != post.c.id)
    return or_(waits, busy)


def _same_place(other: Any) -> Any:
    return and_(*(other.c[name] == post.c[name] for name in PLACE))


_NOW = bindparam("now", type_=Moment)
# Run for every post, so they are built once.
_DUE = (
    select(post)
    .where(
        _to_do(),
        post.c.not_before <= bindparam("at"),
        _free(post, _NOW),
        ~_blocked(_NOW),
        # As Place.workspace_id has it.
        (post.c.platform + ":" + post.c.workspace).not_in(bindparam("passing", expanding=True)),
    )
    .order_by(post.c.priority, post.c.not_before, post.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=post)
)
# Of changes with a spacing only the first after what stands sets the time; the others go along.
_UNCHANGED, _STANDS = post.c.version == post.c.shown, post.c.status == SENT
_TOUCH_AT_ONCE, _TOUCH = (
    update(post)
    .where(post.c.key == bindparam("this"), post.c.kind != TAKEN)
    .values(
        version=post.c.version + 1, not_before=case((moves, bindparam("at", type_=Moment)), else_=post.c.not_before)
    )
    for moves in (_STANDS, and_(_STANDS, _UNCHANGED))
)
_LEASE = (
    update(post)
    .where(post.c.id == bindparam("this"))
    .values(lease=bindparam("token"), lease_until=bindparam("until"), tries=post.c.tries + 1)
)
_SETTLE = (
    update(post)
    .where(post.c.id == bindparam("this"), post.c.lease == bindparam("held"))
    .values(
        status=SENT, message_id=bindparam("message"), shown=bindparam("seen"), tries=0, lease=None, lease_until=None
    )
)


def _mine(held: Post) -> Update:
    """The row, as long as this sender holds its lease."""
    return update(post).where(post.c.id == held.id, post.c.lease == held.lease)


def _post(row: Row[Any], token: str) -> Post:
    place = place_of(row)
    return Post(
        id=row.id, key=row.key, place=place, kind=row.kind, subject=row.subject, nonce=row.nonce,
        version=row.version, shown=row.shown, lease=token, tries=row.tries,
        doubted=row.status == DOUBTED,
        ref=None if row.message_id is None else MessageRef(place=place, id=row.message_id), due_at=row.not_before,
    )  # fmt: skip
