"""`quoth remove PACK`: take a pack away, and for a day bring it back."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from bot.library.rows.packs import PackRows


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("pack", metavar="PACK", help="the pack's name or title")
    parser.add_argument("--undo", action="store_true", help="bring it back")
    audience = parser.add_mutually_exclusive_group()
    audience.add_argument("--workspace", metavar="ID", help="one of this workspace's, such as slack:T123")
    audience.add_argument("--everyone", action="store_true", help="one that is for every workspace")


def run(chosen: argparse.Namespace) -> int:
    """Remove it, or undo that; one sentence tells what was done."""
    sys.stdout.write(asyncio.run(_remove(chosen)) + "\n")
    return 0


async def _remove(chosen: argparse.Namespace) -> str:
    from adapters.terminal.session import HERE
    from bot.app.configuration import environment, read
    from bot.app.wiring import open_engine
    from bot.chat.refusal_wording import refusal
    from bot.cli import wording
    from bot.cli.workspaces import must_be_known
    from bot.delivery.clock import SystemClock
    from bot.errors import QuothError, Refusal
    from bot.library.import_wording import used
    from bot.library.model import named
    from bot.library.refusals import NotOursToRemove
    from bot.library.removal import take_away

    settings = read(environment(os.environ, Path.cwd()))
    owner = None if chosen.everyone else chosen.workspace or HERE.workspace_id
    async with open_engine(settings, SystemClock()) as engine:
        await must_be_known(engine.services, chosen.workspace)
        store, at = engine.services.store, engine.services.clock.now()
        if chosen.undo:
            away = await store.read(lambda tx: tx[PackRows].removed(owner))
            found = named(away, chosen.pack)
            back = found and await store.write(lambda tx: tx[PackRows].bring_back(found.id))
            if not back:
                raise QuothError(wording.nothing_removed(chosen.pack, [p.name for p in away]))
            return wording.brought_back(back.name)
        try:
            info, uses = await store.write(lambda tx: take_away(tx, owner, chosen.pack, at))
        except NotOursToRemove:
            raise QuothError(wording.for_everyone(chosen.pack)) from None
        except Refusal as refused:
            raise QuothError(refusal(refused).text) from None
    where = " --everyone" if chosen.everyone else f" --workspace {chosen.workspace}" if chosen.workspace else ""
    return wording.removed(info.name, used(uses), f"quoth remove {info.name} --undo{where}")
