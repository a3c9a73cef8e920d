"""`quoth backup FILE`: everything that is kept, in one verified file."""

import argparse
import os
import sys
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="where the backup goes; a whole older one is replaced")


def run(chosen: argparse.Namespace) -> int:
    """Write it while the bot goes on; there is a whole backup at the end, or what was there before."""
    from bot.app.configuration import environment, read
    from bot.cli import wording
    from bot.cli.progress import Progress
    from bot.storage.backups import back_up

    settings = read(environment(os.environ, Path.cwd()))
    progress = Progress(sys.stderr)
    try:
        made = back_up(settings.database_url, chosen.file, lambda done, of: progress.show(wording.copying(done, of)))
    finally:
        progress.clear()
    size = chosen.file.stat().st_size
    sys.stdout.write(wording.backed_up(str(chosen.file), made.rows, len(made.tables), size) + "\n")
    return 0
