"""What every use case works with."""

import random
import secrets
import time
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from cachetools import TTLCache

from bot.chat.directories import Directories
from bot.chat.drafts import Drafts
from bot.chat.identity import TEAMMATE
from bot.chat.incoming import Incoming, Press, User
from bot.chat.refusals import AlreadyHandled
from bot.library import beforehand
from bot.library.arrivals import Arrivals
from bot.library.attendance import Attendance
from bot.library.cache import LibraryCache
from bot.library.library import Library
from bot.library.links import Fetcher, FetchesNothing
from bot.library.proposals import Proposals
from bot.library.quota import Quota
from bot.library.reader.here import ReadHere
from bot.library.reader.model import Reader
from bot.library.refusals import AlreadyShared
from bot.metrics import NOBODY, Metrics
from bot.storage.inbox import SHARED, InboxRows
from bot.storage.persons import PersonRows
from bot.storage.shared_reads import SharedReads
from bot.storage.store import Clock, Store
from bot.storage.transaction import Transaction

T = TypeVar("T")
# So many texts wait to be confirmed, and for so long.
ASIDES, ASIDE_SECONDS = 500, 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The store, the libraries, the clock and chance. `samples_daily`: whether unnamed samples may be posted daily.

    `directories` tells who is in a workspace, `attendance` notes who was seen where, `arrivals` are the answers that
    came in; `reader` reads what people send, `fetcher` has what their links lead to, `quota` says how much of it (None:
    as much as they like). `shared` is for reads of the store that every request needs; `metrics` are told what happens.
    `asides` are texts that somebody is asked about before they are taken, `proposals` documents likewise, `drafts` what
    they put into forms that were not taken, kept for a while and only here.
    """

    store: Store
    libraries: LibraryCache
    clock: Clock
    rng: random.Random
    reader: Reader = field(default_factory=ReadHere)
    fetcher: Fetcher = field(default_factory=FetchesNothing)
    quota: Quota | None = None
    samples_daily: bool = True
    directories: Directories = field(default_factory=Directories)
    metrics: Metrics = NOBODY
    proposals: Proposals = field(default_factory=Proposals)
    shared: SharedReads = field(init=False)
    attendance: Attendance = field(init=False)
    arrivals: Arrivals = field(init=False, default_factory=Arrivals)
    drafts: Drafts = field(init=False, default_factory=lambda: Drafts(time.monotonic))
    asides: "MutableMapping[tuple[str, ...], str]" = field(
        init=False, default_factory=lambda: TTLCache(ASIDES, ASIDE_SECONDS)
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "shared", SharedReads(self.store))
        self.libraries.directories = self.directories
        object.__setattr__(self, "attendance", Attendance(self.store))

    def drop_typed(self, workspace_id: str, user_id: str = "") -> None:
        """What somebody typed there and nobody took yet is forgotten; without an id, what everybody did."""
        self.drafts.drop(workspace_id, user_id)
        self.proposals.drop(workspace_id, user_id)
        whose = (workspace_id, user_id) if user_id else (workspace_id,)
        for key in [k for k in self.asides if k[: len(whose)] == whose]:
            self.asides.pop(key, None)

    async def read(self, library: Library, at: datetime, use_case: "Callable[[Work], T]") -> T:
        """What a use case that writes nothing returns, in one transaction."""
        return await self.store.read(lambda tx: use_case(Work(tx, self, library, at)))

    async def write(self, library: Library, at: datetime, use_case: "Callable[[Work], T]") -> T:
        """What a use case returns, in one transaction; it may be run again where another was quicker, or where what it
        chooses from had to be looked through first.
        """
        return await beforehand.written(self.store, self.rng, lambda tx: use_case(Work(tx, self, library, at)))


@dataclass(frozen=True, slots=True)
class Work:
    """What a use case has in hand: its one transaction, the services, a workspace's library, and the time that counts.

    What needs one of them alone takes that one.
    """

    tx: Transaction
    services: Services
    library: Library
    at: datetime


def new_id() -> str:
    """An opaque id that cannot be guessed, short enough for any button."""
    return secrets.token_urlsafe(9)


def admit(tx: Transaction, incoming: Incoming) -> User:
    """Let a request have its effect once; returns who asks, under the name they play. Raises AlreadyHandled."""
    if not tx[InboxRows].admit(incoming.place.platform, incoming.key, incoming.at):
        raise AlreadyHandled
    if tx[PersonRows].is_hidden(incoming.place.workspace_id, incoming.user.id):
        return User(id=incoming.user.id, name=TEAMMATE)
    return incoming.user


def share_once(tx: Transaction, press: Press) -> None:
    """Let somebody share by that button once, however often it is pressed. Raises AlreadyShared."""
    if not tx[InboxRows].admit(press.place.platform, _share(press, press.id), press.at):
        raise AlreadyShared


def has_shared(tx: Transaction, press: Press, by: str) -> bool:
    """Whether it was them who shared by the button of that id there."""
    return tx[InboxRows].has(press.place.platform, _share(press, by))


def _share(press: Press, by: str) -> str:
    return f"{SHARED}{by} {press.place.channel} {press.user.id}"[:200]
