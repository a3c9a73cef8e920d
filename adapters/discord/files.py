"""Attachments: fetched from Discord's own store, whole or not at all."""

import aiohttp
import discord

from adapters import downloads
from adapters.discord import wire
from adapters.discord.incoming import Attached
from adapters.downloads import Download, DownloadDelayed
from bot.chat.incoming import Upload
from bot.library.file_refusals import FileGone, FileWithheld


async def fetch(client: discord.Client, attached: Attached) -> Upload:
    """The file; without its data when it is over its option's limit. Raises a Refusal that says why not."""
    wanted = Download(name=attached.name, size=attached.size, limit=attached.limit)
    return await downloads.fetch(wanted, lambda: _read(client, attached))


async def _read(client: discord.Client, attached: Attached) -> bytes:
    try:
        return await wire.fetch(client, attached.address)
    except discord.NotFound:
        raise FileGone(name=attached.name) from None
    except discord.Forbidden:
        raise FileWithheld(name=attached.name) from None
    except discord.HTTPException as refused:
        raise DownloadDelayed(f"HTTP {refused.status}", seconds=await _patience(refused)) from refused
    except (OSError, TimeoutError, aiohttp.ClientError) as lost:
        raise DownloadDelayed(type(lost).__name__) from lost


async def _patience(refused: discord.HTTPException) -> float:
    return await wire.seconds_asked(refused, 0.0) if refused.status == 429 else 0.0
