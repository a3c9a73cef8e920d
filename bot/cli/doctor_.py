"""`quoth doctor`: is everything set up, and what is the next step."""

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.app.configuration import Settings
    from bot.delivery.platform import Finding

ILL = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """It looks at what `run` would use."""
    parser.add_argument("--newer", action="store_true", help="ask too whether there is a newer Quoth")


def run(chosen: argparse.Namespace) -> int:
    """Look at the settings, the database and the platforms that are set up; 1 when something has to be mended."""
    from bot.app.configuration import environment, read
    from bot.app.releases import newest
    from bot.chat.messages import Mark
    from bot.cli import doctor_wording as wording

    settings = read(environment(os.environ, Path.cwd()))
    found, served = asyncio.run(_examine(settings))
    findings = [*found, _meaning(settings), *_open_to_others(settings, Path.cwd())]
    findings += [newest(Path(__file__).resolve().parents[2])] if chosen.newer else []
    wrong = sum(f.mark is Mark.WRONG for f in findings)
    sys.stdout.write(
        "".join(f"{wording.SIGNS[f.mark]} {f.sentence}\n" for f in findings)
        + wording.verdict(wrong, served=served)
        + "\n"
    )
    return ILL if wrong else 0


async def _examine(settings: "Settings") -> tuple[list["Finding"], bool]:
    """What there is to say, and whether a platform is set up."""
    from bot.app.platform_findings import examine_installations, examine_platforms
    from bot.app.surroundings import scheduled_places, surroundings
    from bot.chat.messages import Mark

    database = await _database(settings)
    sound = all(f.mark is Mark.RIGHT for f in database[:1])
    around = await surroundings(settings, sound=sound)
    places = await scheduled_places(settings) if sound else ()
    platforms = [*await examine_platforms(settings, places), *await examine_installations(settings, places)]
    served = any(f.mark is not Mark.PLAIN for f in platforms)
    return [*database, *around, *platforms, *_left_out(len(places))], served


def _left_out(count: int) -> list["Finding"]:
    from bot.app.surroundings import MOST_PLACES
    from bot.chat.messages import Mark
    from bot.cli import doctor_wording as wording
    from bot.delivery.platform import Finding

    return [Finding(mark=Mark.RIGHT, sentence=wording.left_out(MOST_PLACES))] if count >= MOST_PLACES else []


async def _database(settings: "Settings") -> list["Finding"]:
    from bot.app.rows.book_matters import BookMatterRows
    from bot.app.soundness import THAW
    from bot.app.wiring import drop_folders, open_engine
    from bot.chat.messages import Mark
    from bot.cli import doctor_wording as wording
    from bot.cli import wording as cli
    from bot.cli.book_health import book_findings
    from bot.cli.progress import Progress
    from bot.delivery.clock import SystemClock
    from bot.delivery.platform import Finding
    from bot.errors import StorageError
    from bot.library.watched import waiting_files
    from bot.storage.examination import examine

    progress = Progress(sys.stderr)
    wrong = examine(settings.database_url, lambda done, of: progress.show(cli.copying(done, of)), THAW)
    progress.clear()
    if wrong:
        return [Finding(mark=Mark.WRONG, sentence=sentence) for sentence in wrong]
    try:
        async with open_engine(settings, SystemClock()) as engine:
            waiting = await waiting_files(engine.services, drop_folders(settings))
            matters = await engine.services.store.read(lambda tx: tx[BookMatterRows].look())
    except StorageError as error:
        return [Finding(mark=Mark.WRONG, sentence=str(error))]
    works = Finding(mark=Mark.RIGHT, sentence=wording.database(settings.database_url))
    left = [Finding(mark=Mark.WRONG, sentence=wording.waits(why)) for why in waiting]
    return [works, *left, *book_findings(matters, SystemClock().now())]


def _meaning(settings: "Settings") -> "Finding":
    """Which embedder is at work, or why none is."""
    from bot.chat.messages import Mark
    from bot.cli import doctor_wording as wording
    from bot.delivery.platform import Finding
    from bot.meaning.choice import choose, reranker_of
    from bot.meaning.model import ModelProblem

    choice = choose(settings.embedder)
    if choice.embedder is None:
        return Finding(mark=Mark.RIGHT, sentence=wording.BY_WORDS)
    try:
        stronger = choice.stronger and choice.stronger()
    except ModelProblem as problem:
        return Finding(mark=Mark.WRONG, sentence=f"{problem} {wording.SHIPPED_SERVES}")
    ranks = stronger is not None and reranker_of(stronger) is not None
    told = wording.by_meaning(choice.embedder.about, stronger.about if stronger else None, ranks=ranks)
    return Finding(mark=Mark.RIGHT, sentence=told)


def _open_to_others(settings: "Settings", folder: Path) -> list["Finding"]:
    """What everybody on this machine could read: the database and what lies beside it, and the secrets."""
    from bot import private
    from bot.app.configuration import index_folder
    from bot.chat.messages import Mark
    from bot.cli import doctor_wording as wording
    from bot.delivery.platform import Finding

    database = settings.database_path
    kept = [database, *(Path(f"{database}{end}") for end in ("-wal", "-shm"))] if database else []
    told = [folder / ".env", *kept, index_folder(settings.database_url)]
    return [Finding(mark=Mark.WRONG, sentence=wording.open_to_others(p)) for p in told if private.open_to_others(p)]
