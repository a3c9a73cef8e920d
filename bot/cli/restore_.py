"""`quoth restore FILE`: a backup becomes the database that DATABASE_URL names."""

import argparse
import os
import sys
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a backup, of SQLite or PostgreSQL alike")


def run(chosen: argparse.Namespace) -> int:
    """Restore into an empty place; nothing is ever overwritten."""
    from bot.app.configuration import environment, read
    from bot.cli import wording
    from bot.cli.doctor_wording import where
    from bot.cli.progress import Progress
    from bot.storage.backups import restore

    settings = read(environment(os.environ, Path.cwd()))
    progress = Progress(sys.stderr)
    try:
        done = restore(chosen.file, settings.database_url, lambda n, of: progress.show(wording.copying(n, of)))
    finally:
        progress.clear()
    sys.stdout.write(wording.restored(done.rows, len(done.tables), done.taken_at, where(settings.database_url)) + "\n")
    return 0
