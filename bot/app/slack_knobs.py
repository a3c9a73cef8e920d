"""Which settings Slack needs together: one workspace has its tokens among them, many add the bot themselves."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from bot.app.configuration import Settings

LOOPBACK = ("localhost", "127.0.0.1", "::1")
IN_THE_APP = "is not set: copy it from Basic Information of your Slack app, App Credentials."


def lacking_for_slack(settings: "Settings") -> list[str]:
    """What is missing for Slack once anything of it is set."""
    if settings.slack_client_id or settings.slack_client_secret:
        return _for_many(settings)
    if settings.slack_bot_token:
        if settings.slack_app_token or settings.slack_signing_secret:
            return []
        return ["SLACK_BOT_TOKEN is set alone: set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) too."]
    if settings.slack_app_token or settings.slack_signing_secret:
        return ["SLACK_BOT_TOKEN is not set: copy it (xoxb-…) from OAuth & Permissions of your Slack app."]
    return []


def _for_many(settings: "Settings") -> list[str]:
    """What is missing where workspaces add the bot themselves."""
    found = []
    if settings.slack_bot_token:
        found.append(
            "SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for many: unset the one you do not mean."
        )
    if not settings.slack_client_id:
        found.append(f"SLACK_CLIENT_ID {IN_THE_APP}")
    if not settings.slack_client_secret:
        found.append(f"SLACK_CLIENT_SECRET {IN_THE_APP}")
    if not settings.slack_app_token and not settings.slack_signing_secret:
        found.append(f"SLACK_SIGNING_SECRET {IN_THE_APP}")
    if not settings.public_url:
        found.append(
            "QUOTH_PUBLIC_URL is not set: write where this Quoth is reached from outside, such as "
            "https://quoth.example.org."
        )
    elif not settings.public_url.startswith("https://") and urlsplit(settings.public_url).hostname not in LOOPBACK:
        found.append("QUOTH_PUBLIC_URL begins with http://: Slack comes back to https:// addresses alone.")
    if not settings.secret_keys:
        found.append(
            "QUOTH_SECRET_KEYS is not set: the tokens of workspaces are kept sealed with a key of yours; quoth admin "
            "keys --new prints one."
        )
    return found
