"""Runs a conversation: lines that people say go through the real terminal session, in virtual time."""

import io
import random
from pathlib import Path

from adapters.terminal.screen import Screen
from adapters.terminal.session import HERE, Session
from bot.app.engine import Engine
from bot.delivery.clock import VirtualClock
from bot.library.cache import LibraryCache
from bot.library.imports import store
from bot.library.links import Fetcher, FetchesNothing
from bot.library.pack_directions import PackDirections
from bot.library.services import Services
from bot.meaning.choice import choose
from bot.storage.database import open_store
from content.packs import read_file
from tests.builders import NOON
from tests.furnished import furnish

COMMENT, IMPORT = "//", "# import "


async def replay(lines: list[str], database: Path, *, seed: int = 7, fetcher: Fetcher | None = None) -> list[str]:
    """The same lines with the bot's fresh answers between them; `fetcher` has what links lead to.

    A line of the bot's is dropped and told anew; `//` lines are remarks; `# import FILE` brings a transcript in.
    """
    furnish(database)
    opened = await open_store(f"sqlite:///{database}")
    clock, out = VirtualClock(NOON), io.StringIO()
    libraries = LibraryCache(opened, embedding=PackDirections(choose("").embedder))
    services = Services(
        store=opened, libraries=libraries, clock=clock, rng=random.Random(seed), fetcher=fetcher or FetchesNothing()
    )
    session = Session(Engine(services), Screen(out), database.parent)
    told: list[str] = []
    for line in lines:
        if _is_told_by_the_bot(line):
            continue
        told.append(line)
        if line.startswith(IMPORT):
            pack = read_file(Path(__file__).parent / line.removeprefix(IMPORT))
            await store(services, pack, workspace_id=HERE.workspace_id)
        elif not line.startswith(COMMENT):
            await session.take(line)
        told += out.getvalue().splitlines()
        out.seek(0)
        out.truncate()
    await services.attendance.settle()
    await opened.close()
    return told


def _is_told_by_the_bot(line: str) -> bool:
    return line.startswith(("bot>", "bot (to ", "     "))
