"""The outbox: messages that nobody is waiting for, as rows."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.incoming import MessageRef, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message that nobody is waiting for, as a row: what to show is read from its subject when it is sent.

    `kind` and `subject` name that subject ("round", its id). `nonce` is derived from the key and the same at every
    try. `lease` is the token of who claimed it; without it nothing can be settled. `tries` counts the claims before
    this one: the message may stand already. `ref` is set once it stands; then it only needs an edit when its
    `version` has passed `shown`. `doubted`: it may stand, nobody can look, and nobody has pressed it so far.
    `due_at` is when it may be sent; put off, when it may be tried again.
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
    due_at: datetime | None = None
