"""The outbox: messages that nobody is waiting for, as rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.messages import MessageRef, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message that nobody is waiting for, as a row: what to show is read from its subject when it is sent.

    `kind` and `subject` name that subject ("round", its id). `nonce` is derived from the key and the same at every
    try. `lease` is the token of who claimed it; without it nothing can be settled. `tries` counts the claims before
    this one: the message may stand already. `ref` is set once it stands; then it only needs an edit when its
    `version` has passed `shown`. `doubted`: it may stand, nobody can look, and nobody has pressed it so far.
    """

    id: int
    key: str
    place: Place
    kind: str
    subject: str
    nonce: str
    version: int
    shown: int
    lease: str
    tries: int = 0
    doubted: bool = False
    ref: MessageRef | None = None


class Posts(Protocol):
    """The outbox. Leases are measured by the store's own clock."""

    def add(self, key: str, place: Place, kind: str, subject: str, *, not_before: datetime, priority: int = 0) -> bool:
        """Ask for a post, in the transaction that causes it; False if that key was asked for before.

        Of what is due a lower `priority` goes first.
        """
        ...

    def touch(self, key: str, at: datetime, *, spacing: float = 0.0) -> None:
        """Its subject changed: what stands must be edited (no effect on an unknown key).

        With `spacing` the edit waits so many seconds and takes along what changes meanwhile; an edit that is asked
        for without it is due at once.
        """
        ...

    def claim(
        self, platforms: Sequence[str], at: datetime, *, lease: float, limit: int = 1, passing: Collection[str] = ()
    ) -> tuple[Post, ...]:
        """Lease up to `limit` posts that are due to be sent or edited, one at a time for each place.

        Lower priorities go first, then what is due longest. In a place a post waits for older ones of no higher
        priority. The workspaces (by their ids) that are to be passed over get none.
        """
        ...

    def renew(self, post: Post, *, lease: float) -> bool:
        """Hold a claim longer; False if it is lost to somebody else."""
        ...

    def settle(self, post: Post, ref: MessageRef) -> bool:
        """It stands as `ref` and shows `post.version`; the lease ends. False if the claim was lost."""
        ...

    def fail(self, post: Post, reason: str) -> bool:
        """It can not be sent; it is not tried again, the reason is kept. False if the claim was lost."""
        ...

    def release(self, post: Post, *, not_before: datetime, unsent: bool = False) -> None:
        """Give the lease back and try again later; `unsent`: this try surely left nothing behind."""
        ...

    def doubt(self, post: Post, until: datetime) -> None:
        """Give the lease back: it may stand, and a press may prove it until then. Other posts do not wait for it."""
        ...

    def adopt(self, key: str, ref: MessageRef, at: datetime) -> Post | None:
        """A message that was pressed in its place is that post, whatever became of sending it; its edit is due.

        None if the post stands already, or there is none of that key there.
        """
        ...

    def send_anew(self, post: Post, at: datetime) -> bool:
        """Its message was deleted: it is to be sent once more under another nonce.

        False if it was before, or if the claim was lost.
        """
        ...

    def waiting(self, platforms: Sequence[str], at: datetime) -> bool:
        """Whether anything is due to be sent or edited."""
        ...
