"""Where the parts meet: settings → store, libraries, engine. The only place that knows concrete classes."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.engine.dropping import DropFolder
from bot.engine.engine import Engine
from bot.engine.packs import store_samples
from bot.engine.services import Services
from bot.engine.shelf import Shelf
from bot.index import QuoteIndex
from bot.ports import Clock, Platform
from bot.settings import Settings, index_folder
from bot.storage.database import open_store
from content.shipped import SHIPPED, shipped_folder


def platforms(settings: Settings, engine: Engine) -> list[Platform]:
    """The chat services that are set up, each imported only then."""
    joined: list[Platform] = []
    if settings.discord_token:
        from adapters.discord.platform import DiscordPlatform

        joined.append(
            DiscordPlatform(
                engine,
                settings.discord_token,
                api_base=settings.discord_api_base,
                gateway_url=settings.discord_gateway_url,
            )
        )
    if settings.slack_bot_token:
        from adapters.slack.platform import Access, Slack

        access = Access(
            bot_token=settings.slack_bot_token, app_token=settings.slack_app_token,
            signing_secret=settings.slack_signing_secret, api=settings.slack_api_base,
        )  # fmt: skip
        joined.append(Slack(engine, access))
    return joined


def drop_folders(settings: Settings) -> list[DropFolder]:
    """Where transcripts become packs by themselves: the folder of the settings, and the one of the shipped ones."""
    folders = [DropFolder(shipped_folder(), passed_over=SHIPPED)]
    return [*folders, *([DropFolder(settings.transcripts)] if settings.transcripts else [])]


@asynccontextmanager
async def open_engine(
    settings: Settings, clock: Clock, *, samples_daily: bool = True, keep_index: bool = False, wait: bool = False
) -> AsyncIterator[Engine]:
    """An engine on the database of the settings, shipped content included; everything is closed at the end.

    `keep_index` keeps the index of quotes in a folder, for processes that serve for long; others have it in memory.
    With `wait` the database may be away still: then whoever serves stores the shipped content.
    """
    store = await open_store(settings.database_url, wait=wait)
    shelf = Shelf(store, QuoteIndex(index_folder(settings.database_url) if keep_index else None))
    try:
        rng = random.Random(settings.seed)
        services = Services(store=store, shelf=shelf, clock=clock, rng=rng, samples_daily=samples_daily)
        if not wait:
            await store_samples(services)
        yield Engine(services)
    finally:
        await shelf.close()
        await store.close()
