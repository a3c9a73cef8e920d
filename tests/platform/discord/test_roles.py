"""`quoth run --role` on Discord: who only works posts by Discord's API, without a connection to its gateway."""

import asyncio
import os
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from discord import Permissions
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from adapters.discord.platform import DiscordPlatform
from bot.app.engine import Engine
from bot.chat.incoming import Place, Problem
from bot.delivery.clock import SystemClock
from bot.library.cache import LibraryCache
from bot.library.services import Services
from bot.storage.database import open_store
from tests.databases import create_database, postgresql_server
from tests.fleet import ROOT, launch
from tests.patience import PATIENCE
from tests.platform.discord.server import API, TOKEN, LocalDiscord
from tests.platform.discord.test_process import Bot, Scene


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL server."""
    with postgresql_server() as address:
        yield address


@asynccontextmanager
async def posting(folder: Path, discord: LocalDiscord) -> AsyncIterator[DiscordPlatform]:
    """The bot, once Discord knows it, hearing nobody."""
    store = await open_store(f"sqlite:///{folder}/quoth.db")
    services = Services(store=store, libraries=LibraryCache(store), clock=SystemClock(), rng=random.Random(7))
    platform = DiscordPlatform(
        Engine(services), TOKEN, api_base=f"http://{discord.address}{API}",
        gateway_url=f"ws://{discord.address}/gateway", hears=False,
    )  # fmt: skip
    ready = asyncio.Event()
    serving = asyncio.create_task(platform.serve(ready.set))
    try:
        await ready.wait()
        yield platform
    finally:
        await platform.close()
        await serving
        await store.close()


async def test_a_worker_posts_what_another_process_was_asked_for(tmp_path: Path, server: str) -> None:
    """A round and its answers, with one connection to the gateway for both."""
    async with asyncio.timeout(PATIENCE), LocalDiscord().open() as discord:
        scene = Scene(discord, Bot(tmp_path, discord))
        environ = {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "HTTP_PORT": "0",
            "QUOTH_EMBEDDER": "off", "QUOTH_SEED": "7", "DATABASE_URL": create_database(server), **discord.environ,
        }  # fmt: skip
        members = [await launch(role, tmp_path, environ, ready="ready discord") for role in ("worker", "ingress")]
        assert "The game is on" in await scene.say("quiz start", begin="now", rounds=1, mode="who-said")
        await scene.shows("Round 1 of 1")
        logged = [await member.end() for member in members]

        assert discord.connections == ["identify"]
        assert logged == ["", ""]


async def test_who_hears_nobody_knows_who_is_there_and_where_it_may_post(tmp_path: Path) -> None:
    """A member, somebody who left, and a server that the bot is not in; a channel, one gone, one shut."""
    async with asyncio.timeout(PATIENCE), LocalDiscord().open() as discord:
        scene = Scene(discord, Bot(tmp_path, discord))
        gone = discord.world.make_user("gone")
        here = Place(platform="discord", workspace=str(scene.guild.id), channel=str(scene.channel.id))
        elsewhere = Place(platform="discord", workspace="123456789012345678", channel="1")
        async with posting(tmp_path, discord) as platform:
            asked = [(here, scene.ann), (here, gone), (elsewhere, scene.ann)]
            found = [await platform.directory.is_there(place, str(user.id)) for place, user in asked]

            nobody = [Overwrite(scene.guild.id, OverwriteType.ROLE, deny=Permissions(send_messages=True).value)]
            shut = discord.world.create_channel(scene.guild.id, "shut", overwrites=nobody)
            places = [here, replace(here, channel="1"), replace(here, channel=str(shut.id)), elsewhere]
            problems = [await platform.messenger.check(place) for place in places]

            assert platform.is_ready()
            assert problems == [None, Problem.GONE, Problem.NOT_ALLOWED, Problem.NOT_HERE]
        assert found == [True, False, None]
        assert discord.connections == []
