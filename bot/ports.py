"""What the engine asks of the world: a clock, a store, a way to post. Adapters and storage implement it.

A `Store` runs a use case as one function over one transaction: `await store.write(start, …)`. The function is plain
synchronous code and may be run again after a conflict, so it has no effect but through its `Transaction`.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from bot.core.boards import Answered
from bot.core.game import Answer, Game, Player, Round, RoundMark, ScoreEvent, Table
from bot.core.packs import Audience, Imported, PackInfo, StoredPack
from bot.core.rating import ItemStat, Strength
from bot.messages import MessageRef, Place, Problem, Reply
from content.model import Pack, Turn

T = TypeVar("T")


class Clock(Protocol):
    """Where rules get their `at` from."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class Inbox(Protocol):
    """Requests that had their effect already."""

    def admit(self, platform: str, key: str, at: datetime) -> bool:
        """True the first time this request comes, False for every redelivery."""
        ...


class Packs(Protocol):
    """Packs, their quotes, turns and hand-written items, seen from one workspace."""

    def revision(self) -> int:
        """A number that rises with every change of content; what was read under an equal one is still true."""
        ...

    def save(self, pack: Pack, *, workspace_id: str | None, audience: Audience, at: datetime) -> Imported:
        """Store a pack for a workspace (None: the installation), whole, or change nothing.

        The same name and content: UNCHANGED. The same content under another name there: DUPLICATE, naming the pack
        that holds it. The same name with other content: UPDATED; quotes whose id stays keep their number, the rest
        are removed and their numbers stay taken. Numbers are given in transcript order.
        """
        ...

    def grant(self, pack_id: int, workspace_id: str) -> None:
        """Let one more workspace see a pack; it becomes CHOSEN if it was its owner's alone."""
        ...

    def visible(self, workspace_id: str) -> tuple[PackInfo, ...]:
        """The packs this workspace may see: its own, those granted to it, public ones; oldest first."""
        ...

    def load(self, pack_ids: Iterable[int]) -> tuple[StoredPack, ...]:
        """Their contents, oldest pack first, quotes by number."""
        ...

    def turns(self, pack_id: int, first: int, last: int) -> tuple[Turn, ...]:
        """The turns of a pack from index `first` to `last`, both included; fewer at its ends."""
        ...


class Shown(Protocol):
    """Which quotes a place has seen lately."""

    def recent(self, place: Place, limit: int) -> tuple[int, ...]:
        """Numbers shown there, newest first."""
        ...

    def add(self, place: Place, number: int, at: datetime) -> None:
        """Remember that a quote was shown there."""
        ...


class Games(Protocol):
    """Games and everything in them. Reads inside a write transaction lock the game until its end."""

    def running(self, place: Place) -> Table | None:
        """The one game that is not over in that place, with its newest round."""
        ...

    def table(self, game_id: str) -> Table | None:
        """That game with its newest round and that round's answers."""
        ...

    def table_of_round(self, round_id: str) -> Table | None:
        """The game of a round with *that* round and its answers, be it the newest or not."""
        ...

    def last_closed(self, game_id: str) -> Table | None:
        """That game with the last round that was closed; with its newest round if none was."""
        ...

    def newest(self, place: Place) -> Table | None:
        """The game that began last in that place, over or not."""
        ...

    def add(self, game: Game) -> bool:
        """Begin a game; False if one holds the place already."""
        ...

    def update(self, game: Game) -> None:
        """Keep a game's state and counts."""
        ...

    def put_player(self, game_id: str, player: Player) -> None:
        """Add a player or keep their new state."""
        ...

    def add_round(self, new: Round) -> None:
        """Ask the next item."""
        ...

    def open_round(self, opened: Round) -> bool:
        """PENDING → OPEN with its times; False if it was not pending any more."""
        ...

    def change_round(self, changed: Round) -> None:
        """Keep new times of an open round, or that a closed one was undone."""
        ...

    def close_round(self, round_id: str) -> bool:
        """PENDING or OPEN → CLOSED; False if somebody else closed it before: then nothing may be scored again."""
        ...

    def put_answer(self, answer: Answer) -> bool:
        """Record an answer; False if that player has one already. A second try replaces a PROMPT once."""
        ...

    def change_answer(self, changed: Answer) -> None:
        """Keep the verdict of an over-ruled answer."""
        ...

    def put_mark(self, new: RoundMark) -> bool:
        """Keep a hint or a vote; False if that player has it already."""
        ...

    def add_scores(self, events: Sequence[ScoreEvent]) -> None:
        """Append points; one event a round and player."""
        ...

    def scores(self, game_id: str) -> tuple[ScoreEvent, ...]:
        """All points of a game in the order they were given."""
        ...

    def rounds(self, game_id: str) -> tuple[Round, ...]:
        """All rounds of a game in their order."""
        ...

    def asked(self, place: Place) -> frozenset[str]:
        """Ids of the items that were asked in that place, in any game."""
        ...

    def open_quotes(self, workspace_id: str, user_id: str = "") -> frozenset[str]:
        """Ids of the quotes whose items are pending or open in the workspace: they are withheld there.

        What somebody is asked alone is withheld from them only.
        """
        ...

    def due_rounds(self, platforms: Sequence[str], at: datetime) -> tuple[str, ...]:
        """Ids of open rounds whose time is over."""
        ...

    def due_lobbies(self, platforms: Sequence[str], at: datetime) -> tuple[str, ...]:
        """Ids of games whose lobby is over."""
        ...

    def next_due(self, platforms: Sequence[str]) -> datetime | None:
        """When the next open round closes or the next lobby ends."""
        ...


class People(Protocol):
    """Players across games: who hides, how strong they are, what they scored."""

    def is_hidden(self, workspace_id: str, user_id: str) -> bool:
        """Whether they play under another name."""
        ...

    def hide(self, workspace_id: str, user_id: str, *, hidden: bool, alias: str) -> None:
        """Hide or show somebody from now on; hiding also puts `alias` into the games they played."""
        ...

    def strengths(self, workspace_id: str, user_ids: Sequence[str]) -> dict[str, Strength]:
        """How strong each of them is; a newcomer is average."""
        ...

    def put_strength(self, workspace_id: str, strength: Strength) -> None:
        """Keep a new rating."""
        ...

    def points(self, workspace_id: str, place: Place | None, since: datetime | None) -> list[tuple[str, str, int]]:
        """(user id, name, points) since that moment, in one place or the whole workspace.

        Only games in which two people answered count.
        """
        ...

    def answers(self, workspace_id: str, user_id: str, limit: int) -> list[Answered]:
        """Somebody's last answers, newest first."""
        ...


class Items(Protocol):
    """How items do in a workspace."""

    def stats(self, workspace_id: str) -> dict[str, ItemStat]:
        """Everything known, by item id."""
        ...

    def put_stat(self, workspace_id: str, stat: ItemStat) -> None:
        """Keep what is known of an item."""
        ...

    def report(self, place: Place, item_id: str, user_id: str) -> int:
        """Note that somebody reported an item; returns how many people did in the workspace."""
        ...

    def reported(self, place: Place) -> frozenset[str]:
        """Items that were reported in that place."""
        ...

    def learn(self, workspace_id: str, item_id: str, form: str) -> None:
        """Accept that form of an answer from now on."""
        ...

    def learned(self, workspace_id: str, item_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The forms learned for these items."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message that nobody is waiting for, as a row: what to show is read from its subject when it is sent.

    `kind` and `subject` name that subject ("round", its id). `nonce` is derived from the key and the same at every
    try. `lease` is the token of who claimed it; without it nothing can be settled. `tries` counts the claims before
    this one: the message may stand already. `ref` is set once it stands; then it only needs an edit when its
    `version` has passed `shown`.
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
    ref: MessageRef | None = None


class Posts(Protocol):
    """The outbox. Leases are measured by the store's own clock."""

    def add(self, key: str, place: Place, kind: str, subject: str, *, not_before: datetime) -> bool:
        """Ask for a post, in the transaction that causes it; False if that key was asked for before."""
        ...

    def touch(self, key: str, at: datetime, *, spacing: float = 0.0) -> None:
        """Its subject changed: what stands must be edited (no effect on an unknown key).

        With `spacing` the edit waits so many seconds and takes along what changes meanwhile; an edit that is asked
        for without it is due at once.
        """
        ...

    def claim(self, platforms: Sequence[str], at: datetime, *, lease: float, limit: int = 1) -> tuple[Post, ...]:
        """Lease up to `limit` posts that are due to be sent or edited, oldest first, one at a time for each place."""
        ...

    def renew(self, post: Post, *, lease: float) -> bool:
        """Hold a claim longer; False if it is lost to somebody else."""
        ...

    def settle(self, post: Post, ref: MessageRef) -> None:
        """It stands as `ref` and shows `post.version`; the lease ends."""
        ...

    def fail(self, post: Post, reason: str) -> None:
        """It can not be sent; it is not tried again, the reason is kept."""
        ...

    def release(self, post: Post, *, not_before: datetime) -> None:
        """Give the lease back and try again later."""
        ...

    def waiting(self, platforms: Sequence[str], at: datetime) -> bool:
        """Whether anything is due to be sent or edited."""
        ...


Handler = Callable[[str], Awaitable[None]]


class Jobs(Protocol):
    """Wake-up hints. Due rows are the truth: a lost hint is found by the next sweep, a doubled one does nothing."""

    def wake(self, kind: str, subject: str, at: datetime) -> None:
        """Let the handler of that kind run for that id at that moment, or soon if it is past."""
        ...

    async def run(self, handlers: Mapping[str, Handler]) -> None:
        """Serve wake-ups until cancelled or drained; a handler that fails is logged and the rest go on."""
        ...

    async def drain(self, seconds: float) -> None:
        """Take no more and wait, at most so many seconds, for handlers that run."""
        ...


class Transaction(Protocol):
    """One transaction on the store; all of it happens or nothing does."""

    @property
    def inbox(self) -> Inbox: ...
    @property
    def packs(self) -> Packs: ...
    @property
    def shown(self) -> Shown: ...
    @property
    def games(self) -> Games: ...
    @property
    def people(self) -> People: ...
    @property
    def items(self) -> Items: ...
    @property
    def posts(self) -> Posts: ...


class Store(Protocol):
    """The database. `write` and `read` each run one function over one transaction, never on the event loop's time."""

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """Commit what `work` did and return its result; roll back and re-raise what it raises."""
        ...

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` on one consistent view; it must not write."""
        ...

    async def close(self) -> None:
        """Let go of every connection."""
        ...


class Messenger(Protocol):
    """The way out for posts, one a platform."""

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Send a message; the same nonce never stands twice where the platform can tell. Raises DeliveryError."""
        ...

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """Show something else in a message that stands. Raises DeliveryError."""
        ...

    async def find(self, place: Place, nonce: str) -> MessageRef | None:
        """The message that was sent with that nonce, if it stands and can be looked up."""
        ...

    async def check(self, place: Place) -> Problem | None:
        """What stands against posting there."""
        ...
