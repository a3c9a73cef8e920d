"""`quoth db upgrade|check`: the schema apart from `run`, and whether all that is kept can be read."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

# Something has to be done before the bot can be trusted with it.
ILL = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is to be done with it."""
    from bot.cli import db_wording as wording

    whats = parser.add_subparsers(dest="what", metavar="WHAT", required=True, parser_class=type(parser))
    for name, summary in wording.SUMMARIES.items():
        whats.add_parser(name, help=summary, description=summary)


def run(chosen: argparse.Namespace) -> int:
    """Do it; 1 where `check` found something that has to be mended."""
    from bot.app.configuration import environment, read

    settings = read(environment(os.environ, Path.cwd()))
    if settings.is_queued:
        _library_must_be_there()
    act = _upgrade if chosen.what == "upgrade" else _check
    return act(settings.database_url, queued=settings.is_queued)


def _library_must_be_there() -> None:
    from bot.app.wording import missing_jobs
    from bot.errors import ConfigError
    from bot.storage.queue_schema import is_installed

    if not is_installed():
        raise ConfigError([missing_jobs(sys.executable)])


def _upgrade(url: str, *, queued: bool) -> int:
    from bot.cli import db_wording as wording
    from bot.storage.schema import HEAD
    from bot.storage.upgrades import upgrade

    before = asyncio.run(upgrade(url, queued=queued))
    sys.stdout.write(wording.upgraded(url, before, HEAD) + "\n")
    if queued:
        sys.stdout.write(wording.QUEUE_IS_READY + "\n")
    return 0


def _check(url: str, *, queued: bool) -> int:
    from bot.app.soundness import THAW
    from bot.cli import db_wording as wording
    from bot.cli import wording as cli
    from bot.cli.progress import Progress
    from bot.storage.examination import examine
    from bot.storage.schema import HEAD
    from bot.storage.upgrades import queue_is_ready, schema_of

    found = schema_of(url)
    progress = Progress(sys.stderr)
    wrong = examine(url, lambda done, of: progress.show(cli.copying(done, of)), THAW)
    progress.clear()
    sys.stdout.write(wording.checked(url, found, HEAD, wrong) + "\n")
    waits = queued and found is not None and not queue_is_ready(url)
    if queued and found is not None:
        sys.stdout.write((wording.QUEUE_IS_NOT_READY if waits else wording.QUEUE_IS_READY) + "\n")
    return 0 if found == HEAD and not wrong and not waits else ILL
