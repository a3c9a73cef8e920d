"""`quoth export`: quotes and items for other programs."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from bot.library.export_files import ANKI, FORMATS, QUOTH, tells, whole, written


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("packs", nargs="*", metavar="PACK", help="which packs; all that can be seen otherwise")
    parser.add_argument(
        "--format", choices=FORMATS, default="csv",
        help="quotes: csv, jsonl, fortune; items: gift, anki; one pack with everything, to be imported again: quoth",
    )  # fmt: skip
    parser.add_argument("--output", type=Path, metavar="FILE", help="where to write it; to the terminal otherwise")
    parser.add_argument("--workspace", metavar="ID", help="what this workspace sees, such as slack:T123")


def run(chosen: argparse.Namespace) -> int:
    """Write it; a file is replaced only when everything is there."""
    data = asyncio.run(_export(chosen))
    if chosen.output is None:
        sys.stdout.write(data.decode("utf-8"))
        return 0
    from bot.cli import wording
    from bot.errors import QuothError

    try:
        chosen.output.write_bytes(data)
    except OSError as error:
        raise QuothError(wording.cannot_write(str(chosen.output), error.strerror or "it failed")) from None
    sys.stderr.write(wording.exported(str(chosen.output), len(data)) + "\n")
    return 0


async def _export(chosen: argparse.Namespace) -> bytes:
    from adapters.terminal.session import HERE
    from bot.app.configuration import environment, read
    from bot.app.wiring import open_engine
    from bot.chat.refusal_wording import refusal
    from bot.cli import wording
    from bot.cli.workspaces import must_be_known
    from bot.delivery.clock import SystemClock
    from bot.errors import QuothError
    from bot.library.rows.packs import PackRows
    from bot.library.withholding import shown_to_anybody

    if chosen.format == ANKI and chosen.output is None:
        raise QuothError(wording.NEEDS_OUTPUT)
    settings = read(environment(os.environ, Path.cwd()))
    workspace = chosen.workspace or HERE.workspace_id
    async with open_engine(settings, SystemClock()) as engine:
        services = engine.services
        await must_be_known(services, chosen.workspace)
        view = await shown_to_anybody(services, workspace)
        try:
            packs = [view.library.pack(name) for name in chosen.packs] or list(view.library.packs.values())
        except Exception as error:
            from bot.errors import Refusal

            if isinstance(error, Refusal):
                raise QuothError(refusal(error).text) from None
            raise
        if chosen.format == QUOTH:
            if len(packs) != 1:
                raise QuothError(wording.one_pack([p.info.name for p in packs]))
            pack = await services.store.read(lambda tx: tx[PackRows].whole(packs[0].info.id))
            if tells(view, pack):
                raise QuothError(wording.being_asked(pack.name))
            return whole(pack)
    return written(chosen.format, view, packs)
