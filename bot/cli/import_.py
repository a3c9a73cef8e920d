"""`quoth import FILE…`: transcripts and pack files become packs."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from bot.cli.reading import add_options, chosen_reading


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a transcript or a pack file")
    parser.add_argument("--name", help="the pack's name (one file only; the file's name otherwise)")
    add_options(parser)
    audience = parser.add_mutually_exclusive_group()
    audience.add_argument("--workspace", metavar="ID", help="for this workspace, such as slack:T123 or discord:456")
    audience.add_argument("--everyone", action="store_true", help="for every workspace of this installation")


def run(chosen: argparse.Namespace) -> int:
    """Read all files before storing any, so that a bad one changes nothing."""
    return asyncio.run(_import(chosen))


async def _import(chosen: argparse.Namespace) -> int:
    from adapters.terminal.session import HERE
    from bot.clock import SystemClock
    from bot.engine.packs import store
    from bot.settings import environment, read
    from bot.wiring import open_engine
    from bot.wording import cli as wording
    from content.packs import read_file

    settings = read(environment(os.environ, Path.cwd()))
    name = chosen.name if len(chosen.files) == 1 else None
    packs = [read_file(path, name=name, how=chosen_reading(chosen)) for path in chosen.files]
    owner = None if chosen.everyone else chosen.workspace or HERE.workspace_id
    async with open_engine(settings, SystemClock()) as engine:
        for pack in packs:
            done = await store(engine.services, pack, workspace_id=owner)
            sys.stdout.write(wording.imported(done, pack) + "\n")
    return 0
