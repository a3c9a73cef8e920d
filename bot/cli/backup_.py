"""`quoth backup FILE`: everything that is kept, in one verified file."""

import argparse
import os
import sys
from pathlib import Path

# It was written, and something has to be mended.
ILL = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="where the backup goes; a whole older one is replaced")


def run(chosen: argparse.Namespace) -> int:
    """Write it while the bot goes on; there is a whole backup at the end, or what was there before."""
    from bot.app.configuration import environment, read
    from bot.app.soundness import THAW
    from bot.cli import wording
    from bot.cli.progress import Progress
    from bot.storage.backups import back_up

    settings = read(environment(os.environ, Path.cwd()))
    progress = Progress(sys.stderr)
    wrong: list[str] = []
    try:
        made = back_up(
            settings.database_url, chosen.file, lambda done, of: progress.show(wording.copying(done, of)),
            thaw=THAW, warned=wrong.append,
        )  # fmt: skip
    finally:
        progress.clear()
    size = chosen.file.stat().st_size
    sys.stdout.write(wording.backed_up(str(chosen.file), made.rows, len(made.tables), size) + "\n")
    sys.stderr.write("".join(f"quoth: {wording.carried(sentence)}\n" for sentence in wrong))
    return ILL if wrong else 0
