"""`quoth admin WHAT`: look at what the bot keeps and does, and put it right, while it runs or not."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli import admin_export, admin_keys

if TYPE_CHECKING:
    from bot.storage.store import Store

REFUSED = 2
POST_STATUSES = ("failed", "doubted", "waiting", "sent")
DELIVERY_STATES = ("failed", "unknown", "waiting", "skipped", "sent")
LIMIT = 50


def arguments(parser: argparse.ArgumentParser) -> None:
    """What there is to look at, each with its options."""
    from bot.cli import admin_wording as wording

    whats = parser.add_subparsers(dest="what", metavar="WHAT", required=True, parser_class=type(parser))
    for name, summary in wording.SUMMARIES.items():
        one = whats.add_parser(name, help=summary, description=summary)
        one.add_argument("--json", action="store_true", help="one JSON object for each")
        if name not in ("jobs", "keys"):
            one.add_argument("--limit", type=_count, default=LIMIT, metavar="N", help=f"at most so many ({LIMIT})")
        if name not in ("jobs", "keys", "workspaces", "installations"):
            one.add_argument("--workspace", metavar="ID", help="of that workspace alone, such as slack:T123")
        if name == "posts":
            one.add_argument("--status", choices=(*POST_STATUSES, "all"), help="those alone; else failed and doubted")
            doing = one.add_mutually_exclusive_group()
            doing.add_argument("--requeue", type=_count, metavar="ID", help="send that one after all, if it stands not")
            doing.add_argument("--give-up", type=_count, metavar="ID", help="do not send that one any more")
            one.add_argument("--yes", action="store_true", help="requeue it though it is older than a day")
        if name == "deliveries":
            one.add_argument("--state", choices=(*DELIVERY_STATES, "all"), help="those alone; else failed and unknown")
        if name == "keys":
            admin_keys.arguments(one)
        if name == "workspaces":
            one.add_argument("--remove", metavar="ID", help="delete all that is kept of that workspace; needs --yes")
            admin_export.arguments(one)
            one.add_argument("--yes", action="store_true", help="really")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text)):
        raise argparse.ArgumentTypeError("it takes a number from 1 on")
    return int(text)


def run(chosen: argparse.Namespace) -> int:
    """Show it, or do it; 2 where something cannot be done."""
    return asyncio.run(_run(chosen))


async def _run(chosen: argparse.Namespace) -> int:
    from bot.app.configuration import environment, read
    from bot.delivery.clock import SystemClock
    from bot.storage.database import address, must_be_there, open_store

    if chosen.what == "keys" and chosen.new:
        return _told(done=True, sentence=admin_keys.new(), as_json=chosen.json)
    settings = read(environment(os.environ, Path.cwd()))
    must_be_there(address(settings.database_url))
    store = await open_store(settings.database_url)
    at = SystemClock().now()
    try:
        if chosen.what == "keys" and chosen.rotate:
            sealed = await admin_keys.rotated(store, settings)
            return _told(done=True, sentence=sealed, as_json=chosen.json)
        if chosen.what == "posts" and (chosen.requeue or chosen.give_up):
            return _told(*await _mend(store, chosen, at), as_json=chosen.json)
        if chosen.what == "workspaces" and chosen.export:
            return _told(*await admin_export.exported(store, chosen.export, chosen.output), as_json=chosen.json)
        if chosen.what == "workspaces" and chosen.remove:
            return _told(*await _remove(store, chosen, at), as_json=chosen.json)
        shown = await (admin_keys.records(store, settings) if chosen.what == "keys" else _records(store, chosen, at))
    finally:
        await store.close()
    sys.stdout.write(_lines(shown) if chosen.json else _table(chosen.what, shown))
    return 0


async def _records(store: "Store", chosen: argparse.Namespace, at: datetime) -> list[dict[str, Any]]:
    from bot.app.rows.admin import AdminRows

    match chosen.what:
        case "deliveries":
            states = _those(chosen.state, ("failed", "unknown"), DELIVERY_STATES)
            return await store.read(lambda tx: tx[AdminRows].deliveries(states, chosen.workspace, chosen.limit))
        case "posts":
            statuses = _those(chosen.status, ("failed", "doubted"), POST_STATUSES)
            return await store.read(lambda tx: tx[AdminRows].posts(statuses, chosen.workspace, chosen.limit))
        case "games":
            return await store.read(lambda tx: tx[AdminRows].games(chosen.workspace, chosen.limit))
        case "workspaces":
            return await store.read(lambda tx: tx[AdminRows].workspaces(chosen.limit))
        case "installations":
            return await store.read(lambda tx: tx[AdminRows].installations(chosen.limit))
        case "imports":
            return await store.read(lambda tx: tx[AdminRows].imports(chosen.workspace, chosen.limit))
        case _:
            return await store.read(lambda tx: tx[AdminRows].jobs(at))


def _those(asked: str | None, usual: Sequence[str], everything: Sequence[str]) -> Sequence[str]:
    return everything if asked == "all" else [asked] if asked else usual


async def _mend(store: "Store", chosen: argparse.Namespace, at: datetime) -> tuple[bool, str]:
    from bot.app.administration import give_up, requeue
    from bot.cli import admin_wording as wording

    if chosen.requeue:
        why = await requeue(store, chosen.requeue, at, though_old=chosen.yes)
        return not why, wording.NOT_REQUEUED[why] if why else wording.requeued(chosen.requeue)
    done = await give_up(store, chosen.give_up, at)
    return done, wording.given_up(chosen.give_up) if done else wording.NOT_GIVEN_UP


async def _remove(store: "Store", chosen: argparse.Namespace, at: datetime) -> tuple[bool, str]:
    from bot.app.administration import remove_workspace
    from bot.chat.plain import plain
    from bot.cli import admin_wording as wording
    from bot.library.rows.packs import PackRows

    known = await store.read(lambda tx: tx[PackRows].workspaces())
    if chosen.remove not in known:
        return False, wording.no_such_workspace("--remove", plain(chosen.remove)[:120])
    if not chosen.yes:
        return False, wording.really(chosen.remove)
    return True, wording.removed(chosen.remove, await remove_workspace(store, chosen.remove, at))


def _told(done: bool, sentence: str, *, as_json: bool) -> int:
    if not done:
        sys.stderr.write(f"quoth: {sentence}\n")
        return REFUSED
    sys.stdout.write((json.dumps({"done": sentence}, ensure_ascii=False) if as_json else sentence) + "\n")
    return 0


def _lines(shown: Sequence[Mapping[str, Any]]) -> str:
    return "".join(json.dumps({k: _plain(v) for k, v in one.items()}, ensure_ascii=False) + "\n" for one in shown)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _table(what: str, shown: Sequence[Mapping[str, Any]]) -> str:
    """Columns of even width; what nobody has anything in is left out."""
    from bot.cli import admin_wording as wording

    if not shown:
        return wording.EMPTY[what] + "\n"
    names = [name for name in shown[0] if any(one.get(name) not in (None, "") for one in shown)]
    rows = [names, *([_cell(one.get(name)) for name in names] for one in shown)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(names))]
    return "".join("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows)


def _cell(value: object) -> str:
    from bot.chat.plain import plain

    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return "–" if value in (None, "") else plain(str(value)).replace("\n", " ")[:80]
