"""`quoth manifest PLATFORM`: how the bot presents itself to a platform, as JSON."""

import argparse
import json
import sys

PLATFORMS = ("discord",)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("platform", choices=PLATFORMS, help="discord: its commands, as they are registered")


def run(chosen: argparse.Namespace) -> int:
    """Print it; nothing is asked and nothing stored."""
    from adapters.discord.commands import payloads
    from bot.engine.catalogue import REGISTRY

    sys.stdout.write(json.dumps(payloads(REGISTRY), indent=2, ensure_ascii=False) + "\n")
    return 0
