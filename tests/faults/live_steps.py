"""A live game at a time, a bluff, whose process dies at a chosen step: from its reminder to its board.

Whoever pressed something is not answered by a process that dies, and presses the same again: the platform hands it on
with the same key.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.app.engine import Engine
from bot.chat.incoming import Place, Press, PressId, User
from bot.daily.rows import DailyRows
from bot.daily.rules.calendar import Schedule, Slot
from bot.daily.rules.model import DeliveryState, Style
from bot.delivery.clock import VirtualClock
from bot.delivery.outbox import Outbox
from bot.games.model import GameSnapshot, GameState, Rules
from bot.games.rows.games import GameRows
from bot.games.scores import FOUND
from bot.games.verbs import ANSWER, JOIN, TYPED, TYPED_FIELD
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.services import Services
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests.builders import HERE, NOON, subscription
from tests.faults.failpoints import Chat, Fuse, life, time_passes

PLACES = ("reminder", "I'm in", "start", "writing", "turning", "choosing", "reveal", "board")
PLAYERS = tuple(User(id=name.casefold(), name=name) for name in ("Ann", "Bea", "Cy"))
RULES = Rules(rounds=1, mode="bluff", pack="the-round-table")
LEAD, PHASE = timedelta(minutes=10), timedelta(seconds=70)


@dataclass
class Deaths:
    """How often a process died where, and what was wrong in the end: nothing must be."""

    at: Counter[str] = field(default_factory=Counter)
    games: int = 0
    wrong: list[str] = field(default_factory=list)


class LiveGame:
    """One day's game in a channel of its own, and what people do there; every step may be done again."""

    def __init__(self, day: int, fuse: Fuse | None = None) -> None:
        self.place = replace(HERE, channel=f"c{day}")
        self.begins = NOON + timedelta(days=day, hours=1)
        self.day, self.fuse = day, fuse
        # On every second day one of them writes nothing, so that the clock turns the round.
        self.writers = PLAYERS if day % 2 else PLAYERS[:2]

    async def set(self, store: Store) -> None:
        """It is scheduled."""
        slot = Slot(self.begins.date(), self.begins)
        schedule = Schedule(time=self.begins.time(), zone="UTC")
        one = replace(subscription(f"s{self.day}", place=self.place, style=Style.ONCE), schedule=schedule, next=slot)
        await store.write(lambda tx: tx[DailyRows].put(replace(one, game=RULES)))

    async def __call__(self, engine: Engine, outbox: Outbox) -> None:
        """All of it, from where it stands."""
        with self._in("reminder"):
            _move(engine, self.begins - LEAD)
            await engine.due.tick(["terminal"])
            await outbox.flush()
        with self._in("I'm in"):
            for one in PLAYERS:
                game = await self._table(engine)
                await self._press(engine, one, str(PressId(JOIN, game.game.id, 4)))
            await outbox.flush()
        with self._in("start"):
            _move(engine, self.begins)
            await engine.due.catch_up(["terminal"])
            await outbox.flush()
        with self._in("writing"):
            for one in self.writers:
                asked = (await self._table(engine)).round
                assert asked is not None
                text = {TYPED_FIELD: f"{one.name} had hidden it in the {one.id} drawer"}
                await self._press(engine, one, str(PressId(TYPED, asked.id)), **text)
        with self._in("turning"):
            # All in, it turned by itself; else by the clock.
            _move(engine, self.begins + (timedelta(seconds=2) if self.writers == PLAYERS else PHASE))
            await engine.due.catch_up(["terminal"])
            await outbox.flush()
        with self._in("choosing"):
            for one in PLAYERS:
                asked = (await self._table(engine)).round
                assert asked is not None
                place = asked.item.options.index(asked.item.key)
                await self._press(engine, one, str(PressId(ANSWER, asked.id, place)))
        with self._in("reveal"):
            _move(engine, self.begins + 2 * PHASE)
            await engine.due.catch_up(["terminal"])
            await outbox.flush()
        with self._in("board"):
            _move(engine, self.begins + 2 * PHASE + timedelta(seconds=20))
            await engine.due.catch_up(["terminal"])
            await outbox.flush()

    @contextmanager
    def _in(self, place: str) -> Iterator[None]:
        if self.fuse is not None:
            self.fuse.where = place
        yield

    async def _press(self, engine: Engine, user: User, press_id: str, **fields: str) -> None:
        meant = PressId.parse(press_id)
        assert meant is not None
        key = f"{self.day} {user.id} {meant.verb}"
        at = engine.services.clock.now()
        await engine.press(Press(key=key, place=self.place, user=user, at=at, id=press_id, fields=fields))

    async def _table(self, engine: Engine) -> GameSnapshot:
        found = await engine.services.store.read(lambda tx: tx[GameRows].newest(self.place))
        assert found is not None
        return found

    async def wrong(self, store: Store, chat: Chat) -> list[str]:
        """What is not as it must be once it is over."""

        def look(tx: Transaction) -> list[str]:
            table = tx[GameRows].newest(self.place)
            assert table is not None
            channel = self.place.channel
            told = {kind: n for (where, kind), n in chat.told.items() if where == channel}
            scores = tx[GameRows].scores(table.game.id)
            joined = sorted(p.user_id for p in table.players if p.joined)
            return [
                *_unless(told, {"Lobby": 1, "OpenRound": 1, "Scoreboard": 1}, "messages"),
                *_unless([d.state for d in tx[DailyRows].recent(f"s{self.day}", 9)], [DeliveryState.SENT], "ledger"),
                *_unless(joined, sorted(p.id for p in PLAYERS), "players"),
                *_unless(table.game.state, GameState.OVER, "game"),
                *_unless(len(table.fakes), len(self.writers), "endings"),
                *_unless(sorted(s.points for s in scores), [FOUND] * len(PLAYERS), "points"),
                *_unless([p.points for p in table.players], [FOUND] * len(PLAYERS), "sums"),
            ]

        return [f"day {self.day}: {what}" for what in await store.read(look)]


def _unless(seen: object, expected: object, what: str) -> list[str]:
    return [] if seen == expected else [f"{what}: {seen}"]


def _move(engine: Engine, at: datetime) -> None:
    clock = engine.services.clock
    assert isinstance(clock, VirtualClock)
    clock.move_to(max(clock.now(), at))


async def steps(store: Store, clock: VirtualClock, chat: Chat, day: int = 1) -> list[str]:
    """What a process does that dies nowhere, in its order."""
    game = LiveGame(day)
    await game.set(store)
    fuse = await life(store, clock, chat, None, game)
    assert not (wrong := await game.wrong(store, chat)), wrong
    return fuse.steps


async def die(store: Store, clock: VirtualClock, chat: Chat, at: Iterable[tuple[int, int | None]]) -> Deaths:
    """A game for each pair of steps: a process dies at the first, its heir at the second, a third one goes on."""
    deaths = Deaths()
    for day, (first, second) in enumerate(at, 2):
        game = LiveGame(day)
        await game.set(store)
        for crash_at in (first, second, None):
            fuse = await life(store, clock, chat, crash_at, game)
            if crash_at is not None and len(fuse.steps) == crash_at + 1:
                deaths.at[fuse.where] += 1
            await time_passes(store)
        deaths.games += 1
        deaths.wrong += [f"{what} (died at {first} and {second})" for what in await game.wrong(store, chat)]
    return deaths


async def prepared(store: Store) -> None:
    """The samples are known."""
    services = Services(store=store, libraries=LibraryCache(store), clock=VirtualClock(NOON), rng=random.Random(1))
    await store_samples(services)


__all__ = ["PLACES", "Deaths", "LiveGame", "Place", "die", "prepared", "steps"]
