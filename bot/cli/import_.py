"""`quoth import FILE…`: transcripts and pack files become packs."""

import argparse
import asyncio
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.cli.bulk import Spool, read_all
from bot.cli.progress import Progress
from bot.cli.transcript_options import add_options, chosen_reading
from bot.library.model import Imported, Outcome
from content.model import Pack

BAD_INPUT = 2
# With more files than that, each is told in one line.
WHOLE_CARDS = 3


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a transcript or a pack file")
    parser.add_argument("--name", help="the pack's name (one file only; the file's name otherwise)")
    add_options(parser)
    parser.add_argument(
        "--skip-bad", action="store_true", help="import the others when some files cannot be read, or much of one"
    )
    audience = parser.add_mutually_exclusive_group()
    audience.add_argument("--workspace", metavar="ID", help="for this workspace, such as slack:T123 or discord:456")
    parser.add_argument("--new-workspace", action="store_true", help="the workspace may be one that is not known yet")
    audience.add_argument("--everyone", action="store_true", help="for every workspace of this installation")


def run(chosen: argparse.Namespace) -> int:
    """Read all files before storing any, so that a bad one changes nothing."""
    from bot.cli import wording

    name = chosen.name if len(chosen.files) == 1 else None
    progress = Progress(sys.stderr)
    with Spool() as spool:
        refused = []
        for count, read in enumerate(read_all(chosen.files, name, chosen_reading(chosen), partly=chosen.skip_bad), 1):
            refused += [read.problem] if read.problem else []
            spool.add(read)
            progress.show(wording.reading(count, len(chosen.files)))
        progress.clear()
        stops = bool(refused) and not (chosen.skip_bad and len(spool))
        if stops and len(spool):
            refused[-1] += " " + wording.nothing_imported(len(refused), len(chosen.files))
        sys.stderr.write("".join(f"quoth: {problem}\n" for problem in refused))
        if stops:
            return BAD_INPUT
        return asyncio.run(_store(chosen, spool, progress))


async def _store(chosen: argparse.Namespace, spool: Spool, progress: Progress) -> int:
    from adapters.terminal.session import HERE
    from bot.app.configuration import environment, read
    from bot.app.wiring import open_engine
    from bot.cli import wording
    from bot.cli.workspaces import must_be_known
    from bot.delivery.clock import SystemClock
    from bot.errors import QuothError
    from bot.library.imports import store
    from bot.library.refusals import NameTaken

    settings = read(environment(os.environ, Path.cwd()))
    owner = None if chosen.everyone else chosen.workspace or HERE.workspace_id
    outcomes: Counter[Outcome] = Counter()
    quotes = 0
    async with open_engine(settings, SystemClock()) as engine:
        await must_be_known(engine.services, chosen.workspace, new=chosen.new_workspace)
        # What one command names are several packs, however they are called.
        apart: set[int] = set()
        for count, pack in enumerate(spool, 1):
            try:
                done = await store(
                    engine.services, pack, workspace_id=owner, named=chosen.name is not None and len(spool) == 1,
                    apart=apart,
                )  # fmt: skip
            except NameTaken as taken:
                raise QuothError(wording.name_taken(str(taken.facts["name"]))) from None
            apart.add(done.info.id)
            outcomes[done.outcome] += 1
            quotes += len(pack.quotes)
            progress.clear()
            _tell(done, pack, whole=len(spool) <= WHOLE_CARDS)
            progress.show(wording.storing(count, len(spool)))
    progress.clear()
    if len(spool) > WHOLE_CARDS:
        sys.stdout.write(wording.imported_many(outcomes, quotes) + "\n")
    return 0


def _tell(done: Imported, pack: Pack, *, whole: bool) -> None:
    from bot.chat.counts import ended
    from bot.library import import_wording as imports
    from content.report import report_card

    if not whole:
        sys.stdout.write(imports.short(done, pack) + "\n")
        return
    card = report_card(done.standing or pack)

    def mending(mends: Sequence[str]) -> str:
        return " ".join(["quoth import FILE", *(f'--map "{mend}"' for mend in mends)])

    lines = imports.lines(
        done,
        pack,
        card,
        mending=mending,
        naming="--name {}",
        everything="; quoth inspect FILE lists them all",
    )
    advice = imports.advice(card, done.info.name, "quoth play") if imports.stored(done) else ""
    sys.stdout.write(
        "\n".join(filter(None, [ended(imports.title(done, card)), *(f"  {ended(li)}" for li in lines), advice])) + "\n"
    )
