"""Whether a platform takes the tokens that somebody gave: the same examination as `quoth doctor`."""

import asyncio
from collections.abc import Mapping

from bot.app.configuration import TOKENS, read
from bot.app.wiring import examine_platforms
from bot.chat.messages import Mark
from bot.cli import setup_wording as wording
from bot.delivery.platform import Finding
from bot.errors import ConfigError

# Where the platforms are, for those who are not where everybody is.
_SERVERS = ("DISCORD_API_BASE", "SLACK_API_BASE")


def platform_of(name: str) -> str:
    """The platform whose token it is."""
    return name.partition("_")[0].lower()


def tokens_of(platform: str) -> tuple[str, ...]:
    """What it may need, in the order in which it is asked for."""
    return tuple(name for name in TOKENS if platform_of(name) == platform)


def check(platform: str, values: Mapping[str, str]) -> list[Finding]:
    """What the platform says of its tokens among these values; what cannot be one is not even sent."""
    wanted = (*tokens_of(platform), *_SERVERS)
    try:
        settings = read({name: values[name] for name in wanted if name in values})
    except ConfigError as error:
        return [Finding(mark=Mark.WRONG, sentence=sentence) for sentence in error.problems]
    return asyncio.run(examine_platforms(settings))


def in_the_way(names: Mapping[str, str], environ: Mapping[str, str]) -> list[str]:
    """Why writing a value would have no effect at all."""
    return [wording.elsewhere(name, environ[f"{name}_FILE"]) for name in names if environ.get(f"{name}_FILE")]
