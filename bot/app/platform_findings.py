"""What there is to say of the platforms that are set up: what is right, and what has to be mended."""

import sys
from collections.abc import Sequence
from importlib.util import find_spec

from adapters.discord import wording as wording_of_discord
from adapters.slack import wording as wording_of_slack
from bot.app import wording
from bot.app.configuration import Settings
from bot.chat.incoming import Place
from bot.chat.messages import Mark
from bot.delivery.clock import SystemClock
from bot.delivery.platform import Finding
from bot.errors import StorageError
from bot.installations.register import Register
from bot.storage.database import open_store
from bot.storage.queue_schema import is_installed

# What the optional extras bring along; each is imported by its adapter alone.
LIBRARIES = {"discord": ("discord",), "slack": ("cryptography", "slack_bolt", "slack_sdk")}


def missing_extras(settings: Settings) -> dict[str, str]:
    """What is set up though its library is not installed, platforms and the queue, each with what to do about it."""
    wanted = {"discord": settings.discord_token, "slack": settings.slack_bot_token or settings.slack_client_id}
    lacking = {
        name: wording.missing_extra(name, sys.executable)
        for name, libraries in LIBRARIES.items()
        if wanted[name] and not all(map(find_spec, libraries))
    }
    queue = {"jobs": wording.missing_jobs(sys.executable)} if settings.is_queued and not is_installed() else {}
    return lacking | queue


async def examine_platforms(settings: Settings, places: Sequence[Place] = ()) -> list[Finding]:
    """What each platform that is set up says of it, and of these places; how to set one up where there is none."""
    lacking = missing_extras(settings)
    found = [Finding(mark=Mark.WRONG, sentence=sentence) for sentence in lacking.values()]
    if settings.discord_token and "discord" not in lacking:
        from adapters.discord import examination as discord

        there = [place for place in places if place.platform == "discord"]
        found += await discord.examine(settings.discord_token, api_base=settings.discord_api_base, places=there)
    if settings.slack_bot_token and "slack" not in lacking:
        from adapters.slack import examination as slack

        tokens = settings.slack_bot_token, settings.slack_app_token
        there = [place for place in places if place.platform == "slack"]
        found += await slack.examine(*tokens, api=settings.slack_api_base, places=there)
    if settings.is_for_many and "slack" not in lacking:
        found += await _examine_app(settings)
    nothing = (wording_of_discord.NOT_SET_UP, wording_of_slack.NOT_SET_UP)
    return found or [Finding(mark=Mark.PLAIN, sentence=sentence) for sentence in nothing]


async def _examine_app(settings: Settings) -> list[Finding]:
    from adapters.slack import examination as slack
    from adapters.slack.oauth import BACK
    from bot.installations.keys import problems

    wrong = [Finding(mark=Mark.WRONG, sentence=sentence) for sentence in problems(settings.secret_keys)]
    return wrong + await slack.examine_app(
        settings.slack_client_id, settings.slack_client_secret, settings.public_url + BACK, settings.slack_app_token,
        api=settings.slack_api_base,
    )  # fmt: skip


async def examine_installations(settings: Settings, places: Sequence[Place] = ()) -> list[Finding]:
    """What there is to say of the workspaces that added the bot themselves, as the database has them."""
    if not settings.is_for_many or "slack" in missing_extras(settings):
        return []
    from adapters.slack import examination as slack
    from adapters.slack.oauth import INSTALL
    from bot.installations.keys import Keys, problems

    if problems(settings.secret_keys):
        return []  # told where the platforms are looked at
    there = [place for place in places if place.platform == "slack"]
    try:
        store = await open_store(settings.database_url)
    except StorageError:
        return []  # told where the database is looked at
    try:
        register = Register(store, Keys(settings.secret_keys), SystemClock())
        address = settings.public_url + INSTALL
        return await slack.examine_many(register, address, api=settings.slack_api_base, places=there)
    except StorageError as error:
        return [Finding(mark=Mark.WRONG, sentence=str(error))]
    finally:
        await store.close()
