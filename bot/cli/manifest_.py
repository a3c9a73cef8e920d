"""`quoth manifest PLATFORM`: how the bot presents itself to a platform, as JSON."""

import argparse
import json
import sys

PLATFORMS = ("discord", "slack")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    told = "discord: its commands, as they are registered; slack: what an app is made from there"
    parser.add_argument("platform", choices=PLATFORMS, help=told)
    parser.add_argument("--url", default="", metavar="URL", help="Slack: signed HTTP at this address, no Socket Mode")
    parser.add_argument("--many", default="", metavar="URL", help="Slack: many workspaces add it at URL/slack/install")
    parser.add_argument("--prefix", default="", metavar="TEXT", help="Slack: acme- makes /acme-quote of /quote")


def run(chosen: argparse.Namespace) -> int:
    """Print it; nothing is asked and nothing stored. Raises ConfigError for what the platform would not take."""
    made = _discord(chosen) if chosen.platform == "discord" else _slack(chosen)
    sys.stdout.write(json.dumps(made, indent=2, ensure_ascii=False) + "\n")
    return 0


def _discord(chosen: argparse.Namespace) -> object:
    from adapters.discord.commands import payloads
    from bot.app.catalogue import REGISTRY
    from bot.cli import wording
    from bot.errors import ConfigError

    if chosen.url or chosen.prefix or chosen.many:
        raise ConfigError([wording.SLACK_ONLY])
    return payloads(REGISTRY)


def _slack(chosen: argparse.Namespace) -> object:
    from adapters.slack.manifest import manifest
    from bot.app.catalogue import REGISTRY

    return manifest(REGISTRY, prefix=chosen.prefix.removeprefix("/"), url=chosen.url, many=chosen.many)
