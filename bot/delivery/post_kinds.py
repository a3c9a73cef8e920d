"""What the outbox must know of a kind of post. Each theme of the engine has a table of its kinds."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.chat.incoming import Problem
from bot.chat.messages import Reply
from bot.delivery.posts import Post
from bot.library.services import Services
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a post is given up: the platform's `reason`, what stands against the place, or that nobody can tell.

    `unknown` means that it may stand, `deleted` that somebody took it away twice. Without a reason nothing was left to
    show.
    """

    reason: str = ""
    problem: Problem | None = None
    unknown: bool = False
    deleted: bool = False


def _nothing(*_: object) -> None:
    """Most kinds need not know."""


def _not_anew(*_: object) -> bool:
    """What somebody deleted stays away."""
    return False


async def _gone(*_: object) -> Reply | None:
    """There is nothing to show of what was taken down."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostKind:
    """`render` shows the subject as it is now, None if there is nothing to show any more.

    `on_published` runs in the transaction that settles a post, which has its `ref` then, `on_abandoned` in the one that
    gives it up.
    With `thread` a thread of that name hangs on the message before that; where `ends` says so, the thread in which it
    is the last message is closed. `on_deleted` runs where the message was deleted and says
    whether it is posted anew; it is once. What may stand and cannot be looked for is given up after `doubt` seconds, in
    which a press of one of its buttons proves that it stands.
    """

    render: Callable[[Services, Post], Awaitable[Reply | None]]
    on_published: Callable[[Transaction, Post, datetime], None] = _nothing
    on_abandoned: Callable[[Transaction, Post, Failure, datetime], None] = _nothing
    on_deleted: Callable[[Transaction, Post, datetime], bool] = _not_anew
    thread: Callable[[Services, Post], Awaitable[str]] | None = None
    ends: Callable[[Services, Post], Awaitable[bool]] | None = None
    doubt: float = 0.0


# What was taken down, whatever it was.
GONE = PostKind(render=_gone)
