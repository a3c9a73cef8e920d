"""`quoth run`: the bot on Slack and Discord, until it is told to stop."""

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app.roles import Role

if TYPE_CHECKING:
    from bot.app.configuration import Settings

REFUSED = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Everything else is set by the environment."""
    from bot.cli import wording

    parser.add_argument("--role", choices=[role.value for role in Role], default=Role.ALL.value, help=wording.ROLE)


def run(chosen: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; 1 when every platform refuses the bot or nothing is set up."""
    from bot.app.configuration import environment, read
    from bot.app.first_start import make_database
    from bot.app.machine import keep_memory_together, look_for_cycles_seldom, take_short_turns
    from bot.app.platform_findings import missing_extras
    from bot.cli import wording
    from bot.errors import ConfigError, PlatformRefused

    settings = read(environment(os.environ, Path.cwd()))
    if lacking := missing_extras(settings):
        raise ConfigError(list(lacking.values()))
    role = Role(chosen.role)
    if role is not Role.ALL and settings.database_path:
        raise ConfigError([wording.role_needs_a_server(role.value)])
    make_database(settings)
    keep_memory_together()
    take_short_turns()
    look_for_cycles_seldom()
    try:
        return asyncio.run(_run(settings, role))
    except PlatformRefused as refused:
        sys.stderr.write(f"quoth: {refused}\n")
        return REFUSED


async def _run(settings: "Settings", role: Role) -> int:
    from adapters.http.server import HttpServer
    from bot.app import logs
    from bot.app.wiring import metrics_server, open_running
    from bot.cli import wording

    logs.configure(settings)
    async with open_running(settings, _say, role) as running:
        if not running.platforms:
            sys.stderr.write(f"quoth: {wording.NO_PLATFORM}\n")
            return REFUSED
        for signal_ in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(signal_, running.stop)
        mounts = [m for p in running.platforms for m in p.mounts]
        server = HttpServer(settings.http_host, settings.http_port, running.readiness, mounts, details=running.details)
        names = [p.name for p in running.platforms]
        shown = metrics_server(settings, running.engine, running.readiness, names)
        await running.run(server, settings.http_host, shown)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
