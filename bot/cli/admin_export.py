"""`quoth admin workspaces --export ID`: all packs that a workspace owns, in one file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.store import Store


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which workspace, and where to."""
    parser.add_argument("--export", metavar="ID", help="write all packs of that workspace to --output, a zip file")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where --export writes; a file there stays")


async def exported(store: "Store", workspace_id: str, to: Path | None) -> tuple[bool, str]:
    """Whether it was written, and the sentence that says so or why not. The file is its owner's alone."""
    from bot import private
    from bot.app.administration import zipped_packs
    from bot.chat.plain import plain
    from bot.cli import admin_wording as wording
    from bot.cli.wording import cannot_write
    from bot.library.rows.packs import PackRows

    if to is None:
        return False, wording.NEEDS_OUTPUT
    if workspace_id not in await store.read(lambda tx: tx[PackRows].workspaces()):
        return False, wording.no_such_workspace("--export", plain(workspace_id)[:120])
    count, data = await zipped_packs(store, workspace_id)
    if not count:
        return False, wording.no_packs(workspace_id)
    try:
        with private.open_new(to) as file:
            file.write(data)
    except FileExistsError:
        return False, wording.is_there(str(to))
    except OSError as problem:
        return False, cannot_write(str(to), problem.strerror or "it failed")
    return True, wording.packs_written(workspace_id, count, str(to))
