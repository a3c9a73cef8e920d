"""What every use case works with."""

import random
import secrets
from dataclasses import dataclass, field

from bot.chat.directories import Directories
from bot.chat.identity import TEAMMATE
from bot.chat.messages import Incoming, Press, User
from bot.chat.refusals import AlreadyHandled, AlreadyShared
from bot.library.arrivals import Arrivals
from bot.library.attendance import Attendance
from bot.library.cache import LibraryCache
from bot.library.quota import Quota
from bot.library.reading.here import ReadHere
from bot.library.reading.model import Reader
from bot.storage.inbox import InboxRows
from bot.storage.persons import PersonRows
from bot.storage.shared_reads import SharedReads
from bot.storage.store import Clock, Store
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The store, the libraries, the clock and chance. `samples_daily`: whether unnamed samples may be posted daily.

    `directories` tells who is in a workspace, `attendance` notes who was seen where, `arrivals` are the answers that
    came in; `reader` reads what people send, `quota` says how much of it (None: as much as they like). `shared` is for
    reads of the store that every request needs.
    """

    store: Store
    libraries: LibraryCache
    clock: Clock
    rng: random.Random
    reader: Reader = field(default_factory=ReadHere)
    quota: Quota | None = None
    samples_daily: bool = True
    directories: Directories = field(default_factory=Directories)
    shared: SharedReads = field(init=False)
    attendance: Attendance = field(init=False)
    arrivals: Arrivals = field(init=False, default_factory=Arrivals)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shared", SharedReads(self.store))
        object.__setattr__(self, "attendance", Attendance(self.store))


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
    if not tx[InboxRows].admit(
        press.place.platform, f"{press.id} {press.place.channel} {press.user.id}"[:200], press.at
    ):
        raise AlreadyShared
