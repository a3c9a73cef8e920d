"""A database that is made at the first start, by a process of its own: what that takes is needed never again."""

import asyncio
import logging
import os

from bot.app.configuration import Settings
from bot.app.wiring import open_engine
from bot.delivery.clock import SystemClock


def make_database(settings: Settings) -> None:
    """Make the file and what came with Quoth, where there is none yet and processes can be forked.

    To be called before there are threads. What goes wrong is not told: whoever opens the database meets it again.
    """
    path = settings.database_path
    if path is None or path.exists() or not hasattr(os, "fork"):
        return
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        logging.disable()
        asyncio.run(_made(settings))
    finally:
        os._exit(0)


async def _made(settings: Settings) -> None:
    async with open_engine(settings, SystemClock()):
        pass
