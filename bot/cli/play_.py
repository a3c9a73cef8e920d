"""`quoth play`: the bot in the terminal."""

import argparse
import asyncio
import logging
import os
import sys
from pathlib import Path

from bot.chat.messages import Notice, Reply


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("--transcript", type=Path, metavar="FILE", help="import this file and play it at once")
    parser.add_argument("--speaker", metavar="NAME", help="who speaks in a file that names nobody")


def run(chosen: argparse.Namespace) -> int:
    """Talk until the input ends; Ctrl-C is a way to leave."""
    try:
        return asyncio.run(_play(chosen))
    except KeyboardInterrupt:
        sys.stdout.write("\n")
        return 0


async def _play(chosen: argparse.Namespace) -> int:
    from adapters.terminal.app import clock_for, play
    from adapters.terminal.session import HERE
    from bot.app import logs
    from bot.app.configuration import environment, read
    from bot.app.wiring import drop_folders, open_engine
    from bot.chat.counts import ended
    from bot.library import import_wording as imports
    from bot.library.imports import store
    from content.document_options import Reading
    from content.packs import read_file
    from content.report import report_card
    from content.sufficiency import require_content

    settings = read(environment(os.environ, Path.cwd()))
    logs.configure(settings)
    # At the prompt only what is wrong is told.
    logging.getLogger().setLevel(max(logging.WARNING, logging.getLogger().level))
    pack = None
    if chosen.transcript:
        found = read_file(chosen.transcript, how=Reading(speaker=chosen.speaker))
        pack = require_content(found, str(chosen.transcript))
    async with open_engine(settings, clock_for(sys.stdin), keep_index=True) as engine:
        first: list[Reply] = []
        name = ""
        if pack is not None:
            done = await store(engine.services, pack, workspace_id=HERE.workspace_id)
            card = report_card(done.standing or pack)
            told = [imports.title(done, card), *imports.lines(done, pack, card, mending=", ".join)[:1]]
            first, name = [Notice(text=" ".join(map(ended, told)))], done.info.name
        await play(engine, first=first, pack=name, folders=drop_folders(settings))
    return 0
