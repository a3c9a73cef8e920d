"""What `quoth setup` says."""

from collections.abc import Sequence
from pathlib import Path

PROMPTS = {
    "DISCORD_TOKEN": "Discord, token of the bot (developer portal, your application, Bot, Reset Token, Copy): ",
    "SLACK_BOT_TOKEN": "Slack, Bot User OAuth Token, xoxb-… (your app, Install App): ",
    "SLACK_APP_TOKEN": "Slack, app-level token, xapp-… (Basic Information); Enter alone for signed HTTP: ",
    "SLACK_SIGNING_SECRET": "Slack, signing secret (Basic Information, App Credentials, Show): ",
    "SLACK_CLIENT_ID": "Slack, client id (Basic Information, App Credentials): ",
    "SLACK_CLIENT_SECRET": "Slack, client secret (Basic Information, App Credentials, Show): ",
    "QUOTH_PUBLIC_URL": "Where Quoth is reached from outside, such as https://quoth.example.org: ",
    "QUOTH_SECRET_KEYS": "Keys that seal workspaces' tokens, commas between them (quoth admin keys --new prints one): ",
}
PLATFORMS = {"discord": "Discord", "slack": "Slack"}
WHAT_NOW = "Type it [a]gain, [w]rite it all the same, or [l]eave it as it was? [a] "
NOTHING_ENTERED = "Nothing was entered, so nothing was written. The README tells step by step where tokens come from."
ASK_UNIT = "Write quoth.service, a unit for systemd that starts Quoth with the machine? [y/N] "
LEFT = "Nothing was written."
AS_ROOT = "The unit runs Quoth as root: begin again as the user that it shall run as, and it has fewer rights."


def beginning(path: Path) -> str:
    """What is going to happen."""
    return (
        f"Quoth writes what it needs to be on Slack and Discord into {path}, readable by you alone. What you type is "
        "not shown; Enter alone leaves a value as it is."
    )


def asking(platform: str) -> str:
    """It takes a moment."""
    return f"Asking {PLATFORMS[platform]} …"


def is_set(name: str) -> str:
    """A value that is there is never shown."""
    return f"{name} is set already; another value replaces it, Enter alone keeps it."


def replace(name: str, path: Path) -> str:
    """A value would be lost."""
    return f"{name} has another value in {path}. Replace it? [y/N] "


def not_replaced(names: Sequence[str], path: Path) -> str:
    """The same without anybody to ask."""
    have = "have other values" if len(names) > 1 else "has another value"
    return f"{', '.join(names)} {have} in {path}, so nothing was written: add --yes to replace what is there."


def no_token(name: str) -> str:
    """It cannot be one."""
    return f"{name} holds a space, a quotation mark or another character that no token has: copy it once more."


def elsewhere(name: str, path: str) -> str:
    """The value comes from a file of its own."""
    return f"{name}_FILE is set, and wins: write the token into {path}, or unset {name}_FILE and begin again."


def overridden(name: str) -> str:
    """What is written has no effect in this shell."""
    return f"{name} is set in the environment as well, with another value, which wins over .env: unset it there."


def no_terminal(names: Sequence[str]) -> str:
    """Nobody can be asked, and nothing came."""
    return (
        "setup asks on a terminal, and there is none: give it lines NAME=value on its standard input, as in "
        f"quoth setup < tokens.txt; it takes {', '.join(names)}."
    )


def not_taken(names: Sequence[str], known: Sequence[str]) -> str:
    """Something else came."""
    return f"setup does not take {', '.join(names)}, only {', '.join(known)}: write others into .env by hand."


def refused(platform: str) -> str:
    """A platform does not take what was given, and nobody is there to ask."""
    return f"{PLATFORMS[platform]} does not take this, so nothing was written: put it right and begin again."


def written(names: Sequence[str], path: Path) -> str:
    """It is done."""
    return f"Wrote {', '.join(names)} to {path}, readable by you alone. Next: quoth run"


def unchanged(path: Path) -> str:
    """It was so already."""
    return f"{path} has these values already. Next: quoth run"


def unit_there(path: Path) -> str:
    """Something else stands where the unit goes."""
    return f"{path} is there and differs: name another file after --unit, or add --yes to replace it."


def unit_written(path: Path) -> str:
    """What to do with it."""
    return (
        f"Wrote {path}. To start Quoth with the machine:\n"
        f"  sudo install -m 644 {path} /etc/systemd/system/quoth.service\n"
        "  sudo systemctl daemon-reload\n"
        "  sudo systemctl enable --now quoth"
    )


def lint(said: str) -> str:
    """What systemd-analyze found."""
    return f"systemd-analyze says of it:\n{said}"
