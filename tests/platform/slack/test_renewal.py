"""The next tokens of a workspace are lost by nothing that happens between Slack's answer and the database."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import renewal as adapter
from adapters.slack.renewal import LEASE_SECONDS, Renewal
from bot.delivery.clock import VirtualClock
from bot.installations.keys import Keys, new_key
from bot.installations.model import Installed, Tokens
from bot.installations.register import Register
from bot.storage.database import open_store
from tests.builders import NOON
from tests.patience import PATIENCE
from tests.platform.discord.test_shards import CutStore
from tests.platform.slack.many import CLIENT, CLIENT_SECRET, ManySlack, until

HOUR = timedelta(hours=1)


@dataclass
class World:
    """One process that renews, its database, and Slack, which waits with its answer until it is let."""

    slack: ManySlack
    store: CutStore
    clock: VirtualClock
    register: Register
    renewal: Renewal
    other: Renewal

    async def exchanged(self) -> bool:
        """Whether Slack gave the next tokens; the former ones are used up."""
        return len(self.slack.exchanges) == 1

    async def is_kept(self) -> bool:
        """Whether the database has them."""
        kept = await self.register.find("slack:T1")
        assert kept is not None
        return self.register.keys.open(kept).bot == self.slack.teams["T1"].token


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """A workspace whose tokens end in an hour."""
    monkeypatch.setattr(adapter, "KEEP_SECONDS", 0.01)
    store, slack, clock = await open_store(f"sqlite:///{tmp_path}/quoth.db"), ManySlack(), VirtualClock(NOON)
    base, keys, cut = await slack.start(), Keys([new_key()]), CutStore(store)
    await slack.team("T1", "Acme")
    granted = slack.codes[slack.grant("T1", seconds=3600)]
    about = Installed(workspace_id="slack:T1", name="Acme", team="T1", bot_user="UQ", bot_id="BQ", scopes="commands")
    tokens = Tokens(bot=granted["access_token"], refresh=granted["refresh_token"], expires_at=NOON + HOUR)
    register = Register(store, keys, clock)
    await register.install(about, tokens, "UADA")
    slack.answering.clear()
    async with aiohttp.ClientSession() as http:
        one, other = (
            Renewal(
                Register(each, keys, clock), AsyncWebClient(base_url=f"{base}/", session=http, retry_handlers=[]),
                CLIENT, CLIENT_SECRET,
            )
            for each in (cut, store)
        )  # fmt: skip
        yield World(slack, cut, clock, register, one, other)
    await slack.stop()
    await store.close()


async def test_they_are_kept_though_the_database_is_away_when_they_come(world: World) -> None:
    """As soon as it is back; also when another process thought meanwhile that nobody sees to it."""
    renewing = asyncio.create_task(world.renewal.renew())
    await until(world.exchanged)
    world.store.fall("away")
    world.slack.answering.set()
    world.clock.move_to(NOON + timedelta(seconds=LEASE_SECONDS + 1))
    assert await world.other.renew() == []
    assert not await world.is_kept()

    world.store.fall("there again")
    world.clock.move_to(NOON + timedelta(seconds=3 * LEASE_SECONDS))
    assert await asyncio.wait_for(renewing, PATIENCE) == ["slack:T1"]
    assert await world.is_kept()


async def test_they_are_kept_though_everything_ends_meanwhile(world: World) -> None:
    """Whoever ends waits for what is under way, and begins no other."""
    renewing = asyncio.create_task(world.renewal.renew())
    await until(world.exchanged)
    renewing.cancel()
    ending = asyncio.create_task(world.renewal.close(PATIENCE))
    world.slack.answering.set()
    await asyncio.wait_for(ending, PATIENCE)

    assert await world.is_kept()
    world.clock.move_to(NOON + 11 * HOUR)
    assert await world.renewal.renew() == []
