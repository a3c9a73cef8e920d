"""Whether a platform takes the tokens that somebody gave: the same examination as `quoth doctor`."""

import asyncio
from collections.abc import Iterable, Mapping

from bot.app.configuration import FOR_MANY, TOKENS, read
from bot.app.platform_findings import examine_platforms
from bot.chat.messages import Mark
from bot.cli import setup_wording as wording
from bot.delivery.platform import Finding
from bot.errors import ConfigError

# What is written into `.env`.
TAKEN = (*TOKENS, *FOR_MANY)
# Where the platforms are, for those who are not where everybody is.
_SERVERS = ("DISCORD_API_BASE", "SLACK_API_BASE")


def platform_of(name: str) -> str:
    """The platform that needs it."""
    return "discord" if name.startswith("DISCORD_") else "slack"


def tokens_of(platform: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """What it may need besides what is `known`, in the order in which it is asked for; the first is what it cannot do
    without.
    """
    if platform == "slack" and known.get("SLACK_CLIENT_ID"):
        return (*FOR_MANY[:2], "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", *FOR_MANY[2:])
    return tuple(name for name in TOKENS if platform_of(name) == platform)


def check(platform: str, values: Mapping[str, str]) -> list[Finding]:
    """What the platform says of its tokens among these values; what cannot be one is not even sent."""
    mine = [name for name in TAKEN if platform_of(name) == platform]
    wanted = (*mine, *(f"{name}_FILE" for name in mine), *_SERVERS)
    try:
        settings = read({name: values[name] for name in wanted if name in values})
    except ConfigError as error:
        return [Finding(mark=Mark.WRONG, sentence=sentence) for sentence in error.problems]
    return asyncio.run(examine_platforms(settings))


def in_the_way(names: Iterable[str], known: Mapping[str, str]) -> list[str]:
    """Why writing a value would have no effect at all."""
    return [wording.elsewhere(name, known[f"{name}_FILE"]) for name in names if known.get(f"{name}_FILE")]
