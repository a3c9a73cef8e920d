"""`quoth export`: quotes and items for other programs."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from bot.library.library import View
from bot.library.model import PackSummary
from content.items import KINDS, MADE, Refused
from content.model import Item, Source

FORMATS = ("csv", "jsonl", "gift", "anki")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("packs", nargs="*", metavar="PACK", help="which packs; all that can be seen otherwise")
    parser.add_argument("--format", choices=FORMATS, default="csv", help="quotes: csv, jsonl; items: gift, anki")
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
    from bot.library.withholding import shown_to_anybody

    if chosen.format == "anki" and chosen.output is None:
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
    return _written(chosen.format, view, packs)


def _written(format_: str, view: View, packs: list[PackSummary]) -> bytes:
    from content.exporting import anki, tables
    from content.quizzes import gift

    shown = ((q, p) for p in packs for n, _ in view.numbers([p]) if (q := view.get(n)) is not None)
    rows = [tables.Row(q.number, q.quote, p.info.source) for q, p in shown]
    match format_:
        case "csv":
            return tables.csv_of(rows).encode()
        case "jsonl":
            return tables.jsonl_of(rows).encode()
        case "gift":
            return gift.written(item for p in packs for item in _items(view, p)).encode()
        case _:
            cards = [anki.Card(i, _credit(p.info.source)) for p in packs for i in _items(view, p)]
            return anki.deck_of(", ".join(p.info.name for p in packs), cards)


def _items(view: View, pack: PackSummary) -> list[Item]:
    made = (view.make(kind, number) for number, _ in view.numbers([pack]) for kind in MADE if KINDS[kind].solo)
    written = [item for item, _ in view.written([pack])]
    return [*written, *(item for item in made if not isinstance(item, Refused))]


def _credit(source: Source) -> str:
    return ", ".join(filter(None, (source.title, source.date, source.licence)))
