"""Dying at every step while a round that somebody deleted is posted anew: it is once, and the game goes on in it."""

import random
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app.catalogue import POSTS
from bot.app.engine import Engine
from bot.chat.incoming import Place, Press, PressId, Request, User
from bot.delivery.clock import VirtualClock
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import Outbox
from bot.games.model import RoundState
from bot.games.rows.games import GameRows
from bot.library.cache import LibraryCache
from bot.library.imports import store_samples
from bot.library.services import Services
from bot.storage.store import Store
from tests.builders import ALICE, BOB, HERE, NOON
from tests.contract.conftest import fresh_url, postgresql_template, sqlite_template, store
from tests.faults.failpoints import Chat, Crash, FragileMessenger, FragileStore, Fuse, time_passes

__all__ = ["fresh_url", "postgresql_template", "sqlite_template", "store"]


class Life:
    """One process on the store, until it dies at that step."""

    def __init__(
        self, store: Store, clock: VirtualClock, chat: Chat, libraries: LibraryCache, crash_at: int | None
    ) -> None:
        self.fuse, self.clock = Fuse(crash_at), clock
        fragile = FragileStore(store, self.fuse)
        self.services = Services(store=fragile, libraries=libraries, clock=clock, rng=random.Random(1))
        self.engine = Engine(self.services)
        messengers = Messengers({HERE.platform: FragileMessenger(chat, self.fuse)})
        self.outbox = Outbox(self.services, POSTS, messengers, patience=60)

    async def ask(self, place: Place, user: User, command: str, **options: str) -> None:
        """A command."""
        key, at = f"{place.channel} {command}", self.clock.now()
        request = Request(key=key, place=place, user=user, at=at, command=command, options=options)
        await self.engine.handle(request)

    async def flush(self) -> None:
        """Send what is due, or die."""
        with suppress(Crash):
            await self.outbox.flush()


@pytest.mark.parametrize("dedupes", [True, False], ids=["nonce", "history"])
async def test_dying_at_every_step_of_posting_anew(store: Store, dedupes: bool) -> None:
    """A channel for each step: who takes over finds what stands and sends what does not."""
    clock, chat, libraries = VirtualClock(NOON), Chat(dedupes), LibraryCache(store)
    await store_samples(Services(store=store, libraries=libraries, clock=clock, rng=random.Random(1)))
    for step in range(100):
        place, before = replace(HERE, channel=f"c{step}"), set(chat.messages)
        calm = Life(store, clock, chat, libraries, None)
        await calm.ask(place, ALICE, "quiz start", begin="now", mode="who-said", seconds="600")
        await calm.flush()
        [first] = set(chat.messages) - before
        chat.deleted.add(first)
        await calm.ask(place, BOB, "quiz answer", text="A")
        clock.advance(timedelta(seconds=6))
        dying = Life(store, clock, chat, libraries, step)
        await dying.flush()
        clock.advance(timedelta(seconds=6))
        await time_passes(store)
        heir = Life(store, clock, chat, libraries, None)
        await heir.flush()

        [second] = set(chat.messages) - before - {first}
        assert (chat.messages[first], chat.messages[second]) == (1, 1), dying.fuse.steps
        table = await store.read(lambda tx, p=place: tx[GameRows].running(p))  # type: ignore[misc]
        assert table is not None
        assert table.round is not None
        assert table.round.state is RoundState.OPEN
        pressed = Press(
            key=place.channel, place=place, user=ALICE, at=clock.now(), id=str(PressId("answer", table.round.id, 0)),
            message=second,
        )  # fmt: skip
        assert "·" in str(await heir.engine.press(pressed))
        if len(dying.fuse.steps) <= step:
            break
    assert 5 < step < 99
